"""What a quiz file and its questions may hold."""

from assessments.grading import SCHEMES
from assessments.grading.schemes import DECIMALS, GAP_SCHEMES, PENALTY_BASES, SAFETIES
from home.files.kinds import Code, Number, Text, Whole
from home.files.lined_yaml import Schema

KINDS = tuple(SCHEMES)
IMPORTANCES = ("V", "I", "N")
DIFFICULTIES = ("E", "M", "C")
#: Closed lists of a quiz, of a question and of its rows, by name.
QUIZ_CHOICES = {"overdue": ("submit", "abandon"), "review": ("passed", "handed_in")}
CHOICES = {
    "type": KINDS,
    "importance": IMPORTANCES,
    "difficulty": DIFFICULTIES,
    "decimals": DECIMALS,
    "unit_penalty_of": PENALTY_BASES,
}
ROW_CHOICES = {"safety": SAFETIES, "kind": tuple(GAP_SCHEMES)}
#: Schemes that look at the weights of options; a gap's options are always weighed.
WEIGHING = ("weights", "sum_of_weights", "weighted")

_TEXT = (str, True)
#: A share of the mark, as long as its column; "1/3" stays a third.
_SHARE = (Number(-1, 1, letters=12), False)

QUIZ: Schema = {
    "code": (Code(20), True),
    "title": (Text(120), True),
    "module": _TEXT,
    "practice": (bool, False),
    "pass_mark": (int, True),
    "pass_mark_reason": _TEXT,
    "second_after_hours": (int, False),
    "minutes": (Whole(1, 600), False),
    "overdue": (str, False),
    "review": (str, False),
    "cases": (list, False),
    "questions": (list, True),
    "bank": (list, False),
}
PRETEST: Schema = {
    "code": (Code(20), True),
    "title": (Text(120), True),
    "module": _TEXT,
    "questions": (list, True),
}
CASE: Schema = {"id": (Code(20), True), "title": (Text(120), True), "text": _TEXT}
ASK_ENTRY: Schema = {"ask": (Code(20), True)}
POOL_ENTRY: Schema = {"pool": (dict, True)}
POOL: Schema = {
    "draws": (Whole(1, 100), True),
    "module": (str, False),
    "objective": (str, False),
    "importance": (str, False),
}
QUESTION: Schema = {
    "id": (Code(20), True),
    "type": _TEXT,
    "scheme": (str, False),
    "mark": (Whole(1, 100), False),
    "case": (str, False),
    "scenario": (str, False),
    "stem": _TEXT,
    "critical": (bool, False),
    "importance": _TEXT,
    "difficulty": _TEXT,
    "objective": (Text(20), True),
    "lesson": _TEXT,
    "sources": (list, True),
    "guidance": (str, False),
    "rationale": _TEXT,
    "shuffle": (bool, False),
    "options": (list, False),
    "pairs": (list, False),
    "items": (list, False),
    "accepted": (list, False),
    "gaps": (list, False),
    "rubric": (list, False),
    "answer": (Number(-99_999_999, 99_999_999, letters=14, places=4), False),
    "tolerance": (Number(0, 99_999_999, letters=13, places=4), False),
    "unit": (Text(30), False),
    "other_units": (dict, False),
    "unit_penalty": (Number(0, 1, letters=12), False),
    "unit_penalty_of": (str, False),
    "decimals": (str, False),
    "match_case": (bool, False),
    "match_accents": (bool, False),
    "match_punctuation": (bool, False),
    "twin": (dict, False),
    "parallels": (list, False),
}
#: What a question is made of: the list's name to what one row of it holds.
PARTS: dict[str, Schema] = {
    "options": {
        "id": _TEXT,
        "text": (Text(300), True),
        "correct": (bool, False),
        "feedback": (str, False),
        "safety": (str, False),
        "weight": _SHARE,
        "pinned": (bool, False),
        "gap": (Text(20), False),
    },
    "pairs": {
        "id": _TEXT,
        "text": (Text(300), False),
        "choice": (Text(300), True),
        "feedback": (str, False),
    },
    "items": {"id": _TEXT, "text": (Text(300), True)},
    "accepted": {
        "text": (Text(300, or_number=True), True),
        "tolerance": (Number(0, 99_999_999, letters=20), False),
        "weight": _SHARE,
        "feedback": (str, False),
        "gap": (Text(20), False),
    },
    "gaps": {
        "id": _TEXT,
        "name": (Text(20), True),
        "kind": _TEXT,
        "weight": (Number(0, 1, letters=12), False),
    },
    "rubric": {"id": _TEXT, "text": (Text(300), True), "points": (Whole(0, 100), True)},
}

_UNITS = ("unit", "other_units", "unit_penalty", "unit_penalty_of")
#: The types of question in which a name means something; the others belong to every type.
BELONGS: dict[str, tuple[str, ...]] = {
    "options": ("single", "multiple", "true_false", "cloze"),
    "shuffle": ("single", "multiple", "cloze"),
    "pairs": ("matching",),
    "items": ("ordering",),
    "accepted": ("numeric", "short", "cloze"),
    "gaps": ("cloze",),
    "rubric": ("short",),
    "decimals": ("numeric", "cloze"),
    **dict.fromkeys(("answer", "tolerance", *_UNITS), ("numeric",)),
    **dict.fromkeys(("match_case", "match_accents", "match_punctuation"), ("short", "cloze")),
}
#: What means nothing without another name beside it.
NEEDS = {
    "tolerance": "answer",
    "other_units": "unit",
    "unit_penalty": "unit",
    "unit_penalty_of": "unit_penalty",
}

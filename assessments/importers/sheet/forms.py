"""From the cells of one row to a question, type by type.

Example: type "single", option 1 "*Soap", option 2 "Ash" is a question with one right option.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction

from assessments.importers import figures
from assessments.importers.parts import Accepted, Choice, Maker
from assessments.importers.sheet import cells
from assessments.importers.sheet.columns import MOST_OPTIONS
from assessments.importers.values import Content, QuestionRefused

#: The ways of marking each type that a sheet can hold; the first is meant by an empty cell.
SCHEMES = {
    "single": ("one_right",),
    "multiple": ("balanced", "all_or_nothing", "right_less_wrong", "each_option", "halves"),
    "true_false": ("one_right",),
    "matching": ("per_pair", "all_or_nothing"),
    "ordering": ("absolute", "longest_increasing", "all_or_nothing"),
    "numeric": ("nominal", "relative", "geometric"),
    "short": ("rules", "by_hand"),
    "cloze": ("weighted",),
}
SWITCHES = {"case": "match_case", "accents": "match_accents", "punctuation": "match_punctuation"}


@dataclass(frozen=True)
class Cells:
    """The filled cells of one row, by title."""

    filled: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, title: str) -> str:
        return self.filled.get(title, "")

    @property
    def options(self) -> dict[int, str]:
        """The filled option cells by number."""
        numbered = {number: self[f"option {number}"] for number in range(1, MOST_OPTIONS + 1)}
        return {number: text for number, text in numbered.items() if text}


def form_of(kind: str, row: Cells, maker: Maker) -> Content:
    """What a type adds to a question.

    Raises:
        QuestionRefused: a cell does not say what the type needs.
    """
    scheme = row["scheme"].casefold() or _usual(kind, row)
    if scheme not in SCHEMES[kind]:
        raise QuestionRefused(
            f"“{scheme}” is no way to mark {kind}; write one of: {', '.join(SCHEMES[kind])}."
        )
    return {"type": kind, "scheme": scheme} | FORMS[kind](row, maker)


def _usual(kind: str, row: Cells) -> str:
    if kind == "short" and row["rubric"]:
        return "by_hand"
    return SCHEMES[kind][0]


def _single(row: Cells, maker: Maker) -> Content:
    texts, right = _starred(row)
    if len(right) != 1:
        raise QuestionRefused(f"It needs one right option but has {len(right)}.")
    choices = [Choice(t, Fraction(n in right), row[f"feedback {n}"]) for n, t in texts.items()]
    return {"options": _pinned(row, maker.single(choices)["options"], texts)}


def _multiple(row: Cells, maker: Maker) -> Content:
    texts, right = _starred(row)
    if not 0 < len(right) < len(texts):
        raise QuestionRefused("It needs at least one right and one wrong option.")
    flags = {
        safety: cells.numbers(safety, row[safety], filled=list(texts))
        for safety in ("essential", "harmful")
    }
    if not flags["essential"] <= right or flags["harmful"] & right:
        raise QuestionRefused("An essential option must be right and a harmful one wrong.")
    choices = [Choice(t, Fraction(n in right), row[f"feedback {n}"]) for n, t in texts.items()]
    options = maker.options(choices, weighted=False)
    for number, option in zip(texts, options, strict=True):
        option["safety"] = next((flag for flag in flags if number in flags[flag]), "neither")
    return {"options": _pinned(row, options, texts)}


def _starred(row: Cells) -> tuple[dict[int, str], set[int]]:
    """The options by number and which are right: as "right" says, or those with a star."""
    options = row.options
    if row["right"]:
        return options, cells.numbers("right", row["right"], filled=list(options))
    right = {n for n, text in options.items() if text.startswith("*") or text.endswith("*")}
    return {n: text.strip("*").strip() for n, text in options.items()}, right


def _pinned(row: Cells, options: list[Content], texts: dict[int, str]) -> list[Content]:
    pinned = cells.numbers("pinned", row["pinned"], filled=list(texts))
    for number, option in zip(texts, options, strict=True):
        option["pinned"] = number in pinned
    return options


def _true_false(row: Cells, maker: Maker) -> Content:
    said = {"true": True, "t": True, "false": False, "f": False}.get(row["answer"].casefold())
    if said is None:
        raise QuestionRefused(f"In “answer” write true or false, not “{row['answer']}”.")
    form = maker.true_false(said, if_true=row["feedback 1"], if_false=row["feedback 2"])
    for number, option in enumerate(form["options"], start=1):
        option["text"] = row[f"option {number}"] or option["text"]
    return form


def _matching(row: Cells, maker: Maker) -> Content:
    return {"pairs": maker.pairs(cells.pair(text) for text in row.options.values())}


def _ordering(row: Cells, maker: Maker) -> Content:
    return {"items": maker.items(row.options.values())}


def _numeric(row: Cells, maker: Maker) -> Content:
    tolerance = row["tolerance"] or "0"
    answers = [cells.number(text, tolerance) for text in cells.listed(row["answer"])]
    form = maker.numeric(answers)
    del form["scheme"]
    return form | _units(row) | {"decimals": _one_of("decimals", row, ("ask", "moodle"))}


def _units(row: Cells) -> Content:
    others = {}
    for text in cells.listed(row["other units"]):
        unit, multiplier = cells.pair(text)
        others[unit] = figures.exact(multiplier)
    if any(Fraction(multiplier) <= 0 for multiplier in others.values()):
        raise QuestionRefused("In “other units” numbers must be above 0.")
    penalty = figures.exact(row["unit penalty"]) if row["unit penalty"] else ""
    if penalty and not 0 <= Fraction(penalty) <= 1:
        raise QuestionRefused("In “unit penalty” write a number from 0 to 1.")
    if (others or penalty) and not row["unit"]:
        raise QuestionRefused("“other units” and “unit penalty” need a “unit”.")
    of = _one_of("unit penalty of", row, ("earned", "whole"))
    return {
        "unit": row["unit"],
        "other_units": others,
        "unit_penalty": penalty,
        "unit_penalty_of": of,
    }


def _short(row: Cells, maker: Maker) -> Content:
    if (row["scheme"].casefold() or _usual("short", row)) == "by_hand":
        return {"rubric": maker.rubric(_rubric(row))}
    if row["rubric"]:
        raise QuestionRefused("A rubric is for marking by_hand.")
    answers = [Accepted(text) for text in cells.listed(row["accepted"])]
    return {"accepted": maker.accepted(answers)} | _switches(row)


def _rubric(row: Cells) -> list[tuple[str, int]]:
    rows = []
    for text in cells.listed(row["rubric"]):
        points, colon, said = text.partition(":")
        if not (colon and said.strip()):
            raise QuestionRefused(f"In “rubric” write points: text, not “{text}”.")
        rows.append((said.strip(), cells.whole("rubric", points.strip())))
    if not rows:
        raise QuestionRefused("Marking by_hand needs a rubric.")
    return rows


def _switches(row: Cells) -> Content:
    named = cells.listed(row["exact"].casefold(), ",")
    if unknown := [name for name in named if name not in SWITCHES]:
        raise QuestionRefused(f"In “exact” write case, accents, punctuation, not “{unknown[0]}”.")
    return {switch: name in named for name, switch in SWITCHES.items()}


def _cloze(row: Cells, maker: Maker) -> Content:
    form: Content = {"gaps": [], "options": [], "accepted": []}
    for number, text in row.options.items():
        name = str(number)
        if row["question"].count(f"[[{name}]]") != 1:
            raise QuestionRefused(f"The question needs [[{name}]] once, for option {name}.")
        word, _, rest = text.partition(":")
        kind = GAP_KINDS.get(word.strip().casefold())
        if kind is None:
            raise QuestionRefused(
                f"A gap begins with short:, number: or choice:, not with “{word}”."
            )
        form["gaps"].append(
            {"uid": maker.uid("gap", name), "name": name, "kind": kind, "weight": "1"}
        )
        if kind == "single":
            form["options"] += _gap_options(cells.listed(rest), maker, name)
        elif kind == "numeric":
            answers = [cells.number(each) for each in cells.listed(rest)]
            form["accepted"] += maker.accepted(answers, gap=name)
        else:
            form["accepted"] += maker.accepted([Accepted(t) for t in cells.listed(rest)], gap=name)
    if row["question"].count("[[") != len(form["gaps"]) or not form["gaps"]:
        raise QuestionRefused("Each [[number]] in the question needs the option of that number.")
    return form | _switches(row)


GAP_KINDS = {"short": "short", "number": "numeric", "choice": "single"}


def _gap_options(texts: list[str], maker: Maker, name: str) -> list[Content]:
    choices = []
    for text in texts:
        plain = text.removeprefix("*").strip()
        plain = plain[1:] if plain.startswith(("\\*", "\\\\")) else plain
        choices.append(Choice(plain, Fraction(text.startswith("*"))))
    return maker.gap_options(choices, gap=name)


def _one_of(title: str, row: Cells, words: tuple[str, ...]) -> str:
    said = row[title].casefold() or words[0]
    if said not in words:
        raise QuestionRefused(f"In “{title}” write {' or '.join(words)}, not “{row[title]}”.")
    return said


FORMS: dict[str, Callable[[Cells, Maker], Content]] = {
    "single": _single,
    "multiple": _multiple,
    "true_false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "short": _short,
    "cloze": _cloze,
}

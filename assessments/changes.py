"""What changed in a question, quiz, checklist or case, in sentences: the key, too.

Content is what editions hold (``docs/question-format.md``); old ones lack what came later. The first
sentences are those by which a woman passes or not: which answer is right, whether it is critical. Worked
example: the tick went from “6 months” to “9 months”: "The right answer changed from “6 months” to
“9 months”."
"""

from collections.abc import Mapping, Sequence
from typing import Any

from curriculum.changes import FIRST, Row, changed_fields, changed_rows, quoted

Content = Mapping[str, Any]

_WEIGHTY = {
    "critical": "Critical (a wrong answer fails the quiz)",
    "answer": "The right number",
    "tolerance": "The tolerance",
    "guidance_key": "The key of what the country decides",
    "twin": "The question that takes its place where no country text is signed",
}
_QUESTION = {
    "stem": "The question",
    "scenario": "The scenario",
    "type": "The type of question",
    "scheme": "The way it is marked",
    "mark": "The mark",
    "unit": "The unit",
    "other_units": "Other units",
    "unit_penalty": "What a wrong unit loses",
    "unit_penalty_of": "Of what a wrong unit loses",
    "decimals": "How a comma in a number is read",
    "match_case": "Capitals must match",
    "match_accents": "Accents must match",
    "match_punctuation": "Punctuation must match",
    "shuffle": "Options in a drawn order",
    "importance": "The importance",
    "difficulty": "The difficulty",
    "objective": "The objective",
    "lesson": "The lesson to read again",
    "sources": "The sources",
    "rationale": "The explanation after marking",
    "case": "The case",
}
_QUIZ = {
    "pass_mark": "The pass mark (%)",
    "pass_mark_reason": "The reason for the pass mark",
    "practice": "Only practice",
    "second_after_hours": "Hours before the second try",
    "minutes": "The time limit (minutes)",
    "overdue": "What happens when the time is up",
    "review": "When right answers are shown",
    "title": "The title",
}
_CHECKLIST = {
    "pass_at": "Points needed",
    "rating_at_least": "The rating needed",
    "countersigned": "A second trainer must countersign",
    "title": "The title",
    "minutes": "Minutes",
    "setting": "What the trainer sets up and says",
}
_CASE = {"title": "The title", "text": "The case"}


def changes_of_question(before: Content | None, after: Content) -> list[str]:
    """Sentences about a question; of the first text which answer is right and whether it is critical."""
    if before is None:
        told = [f"{_WEIGHTY['critical']}: {quoted(bool(after['critical']))}."]
        right = _right(after)
        return [FIRST, *([f"The right answer: {right}."] if right else []), *told]
    return [
        *_changed_key(before, after),
        *changed_fields(before, after, _WEIGHTY),
        *changed_fields(_flat(before), _flat(after), _QUESTION),
        *changed_rows(_rows(before), _rows(after)),
    ]


def changes_of_quiz(before: Content | None, after: Content) -> list[str]:
    """Sentences about a quiz, and about every question that it takes in a newer signed form.

    ``questions``: by code, what each question says that it asks; ``slots``: its places.
    """
    if before is None:
        return [FIRST, f"{_QUIZ['pass_mark']}: {quoted(after['pass_mark'])}.", *_slots([], after)]
    said = changed_fields(before, after, _QUIZ) + _slots(before["slots"], after)
    was, now = before["questions"], after["questions"]
    for code in sorted(was.keys() & now.keys()):
        for sentence in changes_of_question(was[code], now[code]):
            said.append(f"Question {code}, signed anew: {sentence}")
    return said


def changes_of_checklist(before: Content | None, after: Content) -> list[str]:
    """Sentences about a checklist and its steps; of the first text what makes her competent."""
    if before is None:
        told = [f"{_CHECKLIST['pass_at']}: {quoted(after['pass_at'])}."]
        return [FIRST, *told, *changed_rows([], _steps(after))]
    return changed_fields(before, after, _CHECKLIST) + changed_rows(_steps(before), _steps(after))


def changes_of_case(before: Content | None, after: Content) -> list[str]:
    """Sentences about a case."""
    return [FIRST] if before is None else changed_fields(before, after, _CASE)


def _right(content: Content) -> str:
    """The right options in words, in the order in which they stand; "" where none is chosen."""
    texts = [quoted(option["text"]) for option in content["options"] if option["correct"]]
    return " and ".join(texts)


def _changed_key(before: Content, after: Content) -> list[str]:
    """Which option is right. A right option that was only reworded is no other answer: its row says so."""
    was, now = (
        {option["uid"] for option in content["options"] if option["correct"]}
        for content in (before, after)
    )
    if was == now:
        return _changed_order(before, after)
    return [f"The right answer changed from {_right(before) or 'nothing'} to {_right(after)}."]


def _changed_order(before: Content, after: Content) -> list[str]:
    """Items stand in the right order: another order of the same items is another key."""
    was, now = ([item["uid"] for item in content.get("items", [])] for content in (before, after))
    if was == now or set(was) != set(now):
        return []
    orders = (", ".join(quoted(item["text"]) for item in each["items"]) for each in (before, after))
    return ["The right order changed from {} to {}.".format(*orders)]


def _flat(content: Content) -> dict[str, Any]:
    case = content.get("case") or {}
    units = ", ".join(f"{unit}={each}" for unit, each in content.get("other_units", {}).items())
    return {**content, "case": case.get("title", ""), "other_units": units}


def _rows(content: Content) -> list[Row]:
    rows = [
        Row(
            option["uid"],
            "Option",
            option["text"],
            {
                "feedback": option["feedback"],
                "safety": "" if option["safety"] == "neither" else option["safety"],
                "weight": option.get("weight") or "",
                "gap": option.get("gap", ""),
                "keeps its place": "yes" if option.get("pinned") else "",
            },
        )
        for option in content["options"]
    ]
    rows += [
        Row(
            pair["uid"] or pair["choice_uid"],
            "Pair",
            pair["text"],
            {"belongs to": pair["choice"], "feedback": pair["feedback"]},
        )
        for pair in content.get("pairs", [])
    ]
    rows += [Row(item["uid"], "Item to order", item["text"]) for item in content.get("items", [])]
    rows += [
        Row(
            each["uid"],
            "Accepted answer",
            each["text"],
            {name: each[name] for name in ("tolerance", "weight", "feedback", "gap")},
        )
        for each in content.get("accepted", [])
    ]
    rows += [
        Row(gap["uid"], "Gap", gap["name"], {"kind": gap["kind"], "weight": gap["weight"]})
        for gap in content.get("gaps", [])
    ]
    return rows + [
        Row(row["uid"], "Point to look for", row["text"], {"points": str(row["points"])})
        for row in content.get("rubric", [])
    ]


def _steps(content: Content) -> list[Row]:
    return [
        Row(
            step["uid"],
            "Step",
            step["text"],
            {
                "critical": "yes" if step["critical"] else "no",
                "points": str(step["points"]),
                "help": step["help"],
            },
        )
        for step in content["steps"]
    ]


def _slots(before: Sequence[Content], after: Content) -> list[str]:
    was, now = (
        [Row(slot["name"], slot["kind"], slot["name"], slot["more"]) for slot in slots]
        for slots in (before, after["slots"])
    )
    return changed_rows(was, now)

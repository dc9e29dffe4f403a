"""What a question is made of: what makes its options, accepted answers and other rows broken.

Only what the linter does not say, or says less plainly; each fault is a line and a reason.
"""

from collections.abc import Iterator

from assessments.grading import SCHEMES
from home.files.lined_yaml import Lined
from home.files.question_schema import WEIGHING

Fault = tuple[int, str]
#: The rows of a question by the name of their list.
Parts = dict[str, list[Lined]]


def part_faults(row: Lined, parts: Parts) -> Iterator[Fault]:
    """What is wrong with the rows of a question whose type is known."""
    yield from _id_faults(row, parts)
    yield from _gap_faults(row, parts)
    yield from _weight_faults(row, parts)
    if row["type"] in ("single", "multiple", "true_false"):
        yield from _option_faults(row, parts["options"])
    if row["type"] == "numeric":
        yield from _answer_faults(row)
    if row["type"] == "short":
        yield from _scheme_faults(row)
    yield from _accepted_faults(row, parts)


def _id_faults(row: Lined, parts: Parts) -> Iterator[Fault]:
    for name in ("options", "pairs", "items", "gaps", "rubric"):
        if len({each["id"] for each in parts[name]}) < len(parts[name]):
            noun = "rubric rows" if name == "rubric" else name
            yield row.line, f"question {row['id']} has two {noun} with the same id"
    if {each["id"] for each in parts["gaps"]} & {each["id"] for each in parts["options"]}:
        yield row.line, f"question {row['id']} has a gap and an option with the same id"


def _gap_faults(row: Lined, parts: Parts) -> Iterator[Fault]:
    for each in (*parts["options"], *parts["accepted"]):
        if "gap" in each and row["type"] != "cloze":
            yield each.lines["gap"], "'gap' means nothing outside a question of type cloze"


def _weight_faults(row: Lined, parts: Parts) -> Iterator[Fault]:
    if _scheme(row) in WEIGHING:
        return
    for each in parts["options"]:
        if "weight" in each:
            yield each.lines["weight"], f"'weight' means nothing under the scheme {_scheme(row)}"


def _option_faults(row: Lined, options: list[Lined]) -> Iterator[Fault]:
    right = sum(option.get("correct", False) for option in options)
    texts = [" ".join(option["text"].casefold().split()) for option in options]
    is_weighed, is_multiple = _scheme(row) in WEIGHING, row["type"] == "multiple"
    faults = {
        "needs at least two options": len(options) < 2,
        "has two options that say the same": len(set(texts)) < len(texts),
        f"has {right} right options, needs one": not (is_weighed or is_multiple or right == 1),
        "needs a right and a wrong option": (
            is_multiple and not is_weighed and not 0 < right < len(options)
        ),
    }
    for fault, is_there in faults.items():
        if is_there:
            yield row.line, f"question {row['id']} {fault}"


def _answer_faults(row: Lined) -> Iterator[Fault]:
    if "answer" not in row and not row.get("accepted"):
        yield row.line, "a numeric question needs an answer"
    if "answer" in row and "accepted" in row:
        yield row.lines["accepted"], "a numeric question has an answer or accepted ones, not both"


def _scheme_faults(row: Lined) -> Iterator[Fault]:
    unused = "accepted" if _scheme(row) == "by_hand" else "rubric"
    if unused in row:
        yield row.lines[unused], f"{unused!r} means nothing under the scheme {_scheme(row)}"


def _accepted_faults(row: Lined, parts: Parts) -> Iterator[Fault]:
    kinds = {gap["name"]: gap["kind"] for gap in parts["gaps"]} | {"": row["type"]}
    for each in parts["accepted"]:
        if kinds.get(each.get("gap", ""), "numeric") == "numeric":
            continue  # a gap that is not there is another fault
        if not isinstance(each["text"], str):
            yield each.lines["text"], f"{each['text']!r} stands for words: write it in quotes"
        if "tolerance" in each:
            yield each.lines["tolerance"], "'tolerance' means nothing for words"


def _scheme(row: Lined) -> str:
    return row.get("scheme") or SCHEMES[row["type"]][0]

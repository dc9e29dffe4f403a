"""Questions and checklists: what makes one broken."""

from home.files.lined_yaml import Lined, each_fitting
from home.files.references import References
from home.files.schema import KINDS, OPTION, QUESTION, SAFETY, STEP

_CHOICES = {"type": KINDS, "importance": ("V", "I", "N"), "difficulty": ("E", "M", "C")}


def read_questions(name: str, quiz: Lined, module: Lined, refs: References) -> list[Lined]:
    """The questions of a quiz file, twins after them; every fault is noted."""
    line = quiz.lines["questions"]
    rows = each_fitting(name, quiz["questions"], QUESTION, refs.problems, line=line)
    twins = [row["twin"] for row in rows if "twin" in row]
    everything = rows + each_fitting(name, twins, QUESTION, refs.problems)
    if not 1 <= quiz["pass_mark"] <= 100:
        refs.problems.add(name, quiz.lines["pass_mark"], "pass_mark must be 1 to 100")
    for row in everything:
        refs.claim(name, row, "id", "question")
        _check_question(name, row, module, refs)
    for row in rows:
        _check_twin(name, row, refs)
    return everything


def check_checklist(name: str, checklist: Lined, refs: References) -> None:
    """Note what is wrong with a checklist's steps and pass rule."""
    line = checklist.lines["steps"]
    steps = each_fitting(name, checklist["steps"], STEP, refs.problems, line=line)
    for step in steps:
        refs.claim(name, step, "id", f"step of {checklist['code']}")
        if not 1 <= step.get("points", 1) <= 100:
            refs.problems.add(name, step.lines["points"], "points must be 1 to 100")
    possible = sum(step.get("points", 1) for step in steps)
    if not 0 < checklist["pass_at"] <= possible:
        refs.problems.add(name, checklist.lines["pass_at"], f"pass_at must be 1 to {possible}")
    if checklist.get("rating_at_least", 0) > 5:
        refs.problems.add(
            name, checklist.lines["rating_at_least"], "rating_at_least must be 0 to 5"
        )


def _check_twin(name: str, row: Lined, refs: References) -> None:
    if row.get("critical") and row.get("guidance") and "twin" not in row:
        refs.problems.add(name, row.line, "a critical question with guidance needs a twin")
    twin = row.get("twin")
    if twin and twin.get("guidance"):
        refs.problems.add(name, twin.line, "a twin rests on no guidance")
    if twin and "twin" in twin:
        refs.problems.add(name, twin.lines["twin"], "a twin has no twin")
    if twin and bool(twin.get("critical")) != bool(row.get("critical")):
        refs.problems.add(name, twin.line, "a twin is critical exactly when its question is")


def _check_question(name: str, row: Lined, module: Lined, refs: References) -> None:
    objectives = [each.get("id") for each in module["objectives"] if isinstance(each, dict)]
    for key, allowed in {
        **_CHOICES,
        "objective": objectives,
        "lesson": module["lessons"],
    }.items():
        refs.check_choice(name, row, key, allowed)
    refs.check_sources(name, row.lines["sources"], row["sources"])
    refs.check_key(name, row.lines.get("guidance", row.line), row.get("guidance", ""))
    if row["type"] != "numeric":
        _check_options(name, row, refs)
    elif "answer" not in row:
        refs.problems.add(name, row.line, "a numeric question needs an answer")


def _check_options(name: str, row: Lined, refs: References) -> None:
    line = row.lines.get("options", row.line)
    options = each_fitting(name, row.get("options", []), OPTION, refs.problems, line=line)
    right = sum(option.get("correct", False) for option in options)
    texts = [" ".join(option["text"].casefold().split()) for option in options]
    is_multiple = row["type"] == "multiple"
    faults = {
        "needs at least two options": len(options) < 2,
        "has two options with the same id": len({each["id"] for each in options}) < len(options),
        "has two options that say the same": len(set(texts)) < len(texts),
        f"has {right} right options, needs one": not is_multiple and right != 1,
        "needs a right and a wrong option": is_multiple and not 0 < right < len(options),
    }
    for fault, is_there in faults.items():
        if is_there:
            refs.problems.add(name, row.line, f"question {row['id']} {fault}")
    for option in options:
        refs.check_choice(name, option, "safety", SAFETY)

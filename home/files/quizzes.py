"""Questions and checklists: what makes one broken."""

from home.files.lined_yaml import Lined, each_fitting
from home.files.references import References
from home.files.schema import KINDS, OPTION, QUESTION, SAFETY, STEP


def read_questions(name: str, quiz: Lined, module: Lined, refs: References) -> list[Lined]:
    """The questions of a quiz file, twins after them; every fault is noted."""
    rows = each_fitting(name, quiz["questions"], QUESTION, refs.problems)
    twins = [row["twin"] for row in rows if "twin" in row]
    everything = rows + each_fitting(name, twins, QUESTION, refs.problems)
    seen: set[str] = set()
    for row in everything:
        if row["id"] in seen:
            refs.problems.add(name, row.lines["id"], f"{row['id']!r} stands here twice")
        seen.add(row["id"])
        _check_question(name, row, module, refs)
    for row in rows:
        _check_twin(name, row, refs)
    return everything


def check_checklist(name: str, checklist: Lined, refs: References) -> None:
    """Note what is wrong with a checklist's steps and pass rule."""
    steps = each_fitting(name, checklist["steps"], STEP, refs.problems)
    ids = [step["id"] for step in steps]
    if len(set(ids)) < len(ids):
        refs.problems.add(name, checklist.lines["steps"], "two steps have the same id")
    if not 0 < checklist["pass_at"] <= len(steps):
        refs.problems.add(name, checklist.lines["pass_at"], f"pass_at must be 1 to {len(steps)}")


def _check_twin(name: str, row: Lined, refs: References) -> None:
    if row.get("critical") and row.get("guidance") and "twin" not in row:
        refs.problems.add(name, row.line, "a critical question with guidance needs a twin")
    twin = row.get("twin")
    if twin and twin.get("guidance"):
        refs.problems.add(name, twin.line, "a twin rests on no guidance")
    if twin and bool(twin.get("critical")) != bool(row.get("critical")):
        refs.problems.add(name, twin.line, "a twin is critical exactly when its question is")


def _check_question(name: str, row: Lined, module: Lined, refs: References) -> None:
    objectives = [each.get("id") for each in module["objectives"] if isinstance(each, dict)]
    known = {
        "type": KINDS,
        "importance": ("V", "I", "N"),
        "difficulty": ("E", "M", "C"),
        "objective": objectives,
        "lesson": module["lessons"],
    }
    for key, allowed in known.items():
        if row[key] not in allowed:
            among = ", ".join(map(str, allowed))
            refs.problems.add(name, row.lines[key], f"{key} {row[key]!r} is not one of {among}")
    refs.check_sources(name, row.lines["sources"], row["sources"])
    refs.check_key(name, row.lines.get("guidance", row.line), row.get("guidance", ""))
    if row["type"] != "numeric":
        _check_options(name, row, refs)
    elif "answer" not in row:
        refs.problems.add(name, row.line, "a numeric question needs an answer")


def _check_options(name: str, row: Lined, refs: References) -> None:
    options = each_fitting(name, row.get("options", []), OPTION, refs.problems)
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
        if option.get("safety", "neither") not in SAFETY:
            line = option.lines["safety"]
            refs.problems.add(name, line, f"unknown safety {option['safety']!r}")

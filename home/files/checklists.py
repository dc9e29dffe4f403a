"""Checklists: what makes one broken."""

from home.files.lined_yaml import Lined, each_fitting
from home.files.references import References
from home.files.schema import STEP


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

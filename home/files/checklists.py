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
    if not 0 < checklist["pass_at"] <= len(steps):
        refs.problems.add(name, checklist.lines["pass_at"], f"pass_at must be 1 to {len(steps)}")

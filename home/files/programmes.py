"""What a programme's file may state beside its modules."""

from curriculum.reminder_days import days_of
from home.files.kinds import Text, fault
from home.files.lined_yaml import Lined
from home.files.problems import Problems

#: The same limits as in the editors' room, where no form is asked when a file is loaded.
LIMITS = {"refresher_months": (1, 120), "grace_days": (0, 365), "contacts": (0, 200)}
RULE = Text(250)


def check_programme(name: str, programme: Lined, problems: Problems) -> None:
    """Note what is wrong with what a file may leave out."""
    for key, (least, most) in LIMITS.items():
        if key in programme and not least <= programme[key] <= most:
            problems.add(name, programme.lines[key], f"{key} must be {least} to {most}")
    if "reminder_days" in programme:
        try:
            days_of(", ".join(map(str, programme["reminder_days"])))
        except ValueError as refused:
            problems.add(name, programme.lines["reminder_days"], str(refused))
    for place, rule in enumerate(programme.get("conduct", []), start=1):
        if said := fault(rule, RULE, required=True):
            problems.add(name, programme.lines["conduct"], f"rule {place} of conduct {said}")

"""What changed in a programme, a module or a lesson.

Content of a page: its numbers and words by name; ``rows`` are objectives, modules or names in other
languages; ``blocks`` are what a lesson is made of.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from curriculum.changes.words import FIRST, Row, changed_fields, changed_rows, quoted

NAMES = {
    "title": "The title",
    "neutral_title": "The neutral title on the certificate",
    "level": "The level",
    "hours": "The guided hours",
    "valid_months": "Months that a certificate is valid",
    "refresher_months": "Months until the refresher",
    "grace_days": "Days of grace after the refresher is due",
    "reminder_days": "Days before the end when she is reminded",
    "assessors": "Different trainers who must observe her",
    "observations": "Observations needed in each module",
    "rules_reason": "The reason for these numbers",
    "summary": "The summary",
    "minutes": "Minutes to study",
    "class_hours": "Hours in class",
    "practice_hours": "Hours of practice",
    "site_hours": "Hours at the site",
    "opens_last": "Opens when all other modules are complete",
    "contacts": "Contacts with clients that a trainer must see",
}


def changes_of_page(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[str]:
    """Sentences about a programme or module; of the first text what it asks for."""
    if before is None:
        return [FIRST, *_told(after)]
    return changed_fields(before, after, NAMES) + changed_rows(
        _rows(before["rows"]), _rows(after["rows"])
    )


def changes_of_lesson(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> list[str]:
    """Sentences about a lesson; of the first text only its facts, for the rest is read as it stands."""
    now = _rows(after["blocks"])
    if before is None:
        facts = [row for row in now if row.name == "Fact"]
        return [FIRST, *changed_rows([], facts)]
    return changed_fields(before, after, NAMES) + changed_rows(_rows(before["blocks"]), now)


def _rows(rows: Sequence[Mapping[str, Any]]) -> list[Row]:
    return [Row(**row) for row in rows]


def _told(content: Mapping[str, Any]) -> list[str]:
    numbers = [key for key in NAMES if isinstance(content.get(key), int)]
    return [f"{NAMES[key]}: {quoted(content[key])}." for key in numbers]


def spoken_edition(content: Mapping[str, Any]) -> dict[str, Any]:
    """A programme edition's content as it is compared: with its modules and names as rows."""
    days = ", ".join(map(str, content.get("reminder_days", [])))
    return {**content, "reminder_days": days, "rows": module_rows(content)}


def module_rows(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What stands in a programme edition's content as rows to compare: modules, rules of conduct, names."""
    rows = [
        {
            "key": module["key"],
            "name": "Module",
            "text": f"{module['code'].upper()} {module['title']}",
            "more": {"hours": str(module["hours"])},
        }
        for module in content.get("modules", [])
    ]
    rows += [{"key": "", "name": "Rule", "text": rule} for rule in content.get("conduct", [])]
    for language, names in content.get("translations", {}).items():
        more = {code.upper(): title for code, title in names["modules"].items()}
        more |= {name: names.get(name, "") for name in ("neutral_title", "level")}
        rows.append(
            {
                "key": language,
                "name": f"Name in {language}",
                "text": names.get("title", ""),
                "more": more,
            }
        )
    return rows

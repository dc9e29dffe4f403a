"""What each file but a quiz may hold."""

import re

from home.files.kinds import Code, Text
from home.files.lined_yaml import Schema

CODE = re.compile(r"^[a-z]{1,3}[0-9]{1,3}$")
#: Where modules stand, a page of hard words.
WORDS_CODE = re.compile(r"^g[0-9]{1,3}$")
OWNERS = ("clinical", "legal")
GUIDANCE_KINDS = ("LOC", "NCR")

_TEXT = (str, True)
PROGRAMME: Schema = {
    "code": _TEXT,
    "title": (Text(255), True),
    "neutral_title": (Text(120), True),
    "level": (Text(60), True),
    "hours": (int, True),
    "valid_months": (int, True),
    "refresher_months": (int, False),
    "grace_days": (int, False),
    "reminder_days": (list, False),
    "assessors": (int, True),
    "observations": (int, True),
    "contacts": (int, False),
    "conduct": (list, False),
    "rules_reason": _TEXT,
    "modules": (list, True),
}
SOURCE: Schema = {
    "id": (Code(12), True),
    "title": (Text(250), True),
    "publisher": (Text(150), True),
    "edition": (Text(80), False),
    "year": ((int, type(None)), False),
    "address": (Text(500), False),
    "read": (Text(300), False),
}
KEY: Schema = {
    "key": (Code(60), True),
    "kind": _TEXT,
    "owner": _TEXT,
    "question": (Text(300), True),
}
MODULE: Schema = {
    "code": _TEXT,
    "title": (Text(255), True),
    "summary": (Text(400), True),
    "class_hours": (int, True),
    "practice_hours": (int, True),
    "site_hours": (int, True),
    "opens_last": (bool, False),
    "objectives": (list, True),
    "lessons": (list, True),
}
OBJECTIVE: Schema = {"id": _TEXT, "text": (Text(250), True)}
GLOSSARY: Schema = {"code": _TEXT, "title": (Text(255), True), "words": (list, True)}
WORD: Schema = {
    "word": (Text(60), True),
    "meaning": (Text(300), True),
    "instead": (Text(120), False),
}
LESSON: Schema = {
    "title": (Text(255), True),
    "minutes": (int, True),
    "summary": (Text(250), True),
    "objectives": (list, False),
}
CHECKLIST: Schema = {
    "code": (Code(20), True),
    "title": (Text(120), True),
    "module": _TEXT,
    "minutes": (int, True),
    "setting": _TEXT,
    "pass_at": (int, True),
    "rating_at_least": (int, False),
    "countersigned": (bool, False),
    "steps": (list, True),
}
STEP: Schema = {
    "id": _TEXT,
    "text": (Text(300), True),
    "critical": (bool, False),
    "points": (int, False),
    "help": (Text(300), False),
}

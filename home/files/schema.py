"""What each file may hold."""

import re

from home.files.lined_yaml import Schema

CODE = re.compile(r"^[a-z]{1,3}[0-9]{1,3}$")
OWNERS = ("clinical", "legal")
GUIDANCE_KINDS = ("LOC", "NCR")
KINDS = ("single", "multiple", "true_false", "numeric")
SAFETY = ("essential", "harmful", "neither")

_TEXT = (str, True)
PROGRAMME: Schema = {
    "code": _TEXT,
    "title": _TEXT,
    "neutral_title": _TEXT,
    "level": _TEXT,
    "hours": (int, True),
    "valid_months": (int, True),
    "assessors": (int, True),
    "observations": (int, True),
    "rules_reason": _TEXT,
    "modules": (list, True),
}
SOURCE: Schema = {
    "id": _TEXT,
    "title": _TEXT,
    "publisher": _TEXT,
    "edition": (str, False),
    "year": ((int, type(None)), False),
    "address": (str, False),
    "read": (str, False),
}
KEY: Schema = {"key": _TEXT, "kind": _TEXT, "owner": _TEXT, "question": _TEXT}
MODULE: Schema = {
    "code": _TEXT,
    "title": _TEXT,
    "summary": _TEXT,
    "class_hours": (int, True),
    "practice_hours": (int, True),
    "site_hours": (int, True),
    "objectives": (list, True),
    "lessons": (list, True),
}
OBJECTIVE: Schema = {"id": _TEXT, "text": _TEXT}
LESSON: Schema = {
    "title": _TEXT,
    "minutes": (int, True),
    "summary": _TEXT,
    "objectives": (list, False),
}
QUIZ: Schema = {
    "code": _TEXT,
    "title": _TEXT,
    "module": _TEXT,
    "pass_mark": (int, True),
    "pass_mark_reason": _TEXT,
    "second_after_hours": (int, False),
    "questions": (list, True),
}
QUESTION: Schema = {
    "id": _TEXT,
    "type": _TEXT,
    "scenario": (str, False),
    "stem": _TEXT,
    "critical": (bool, False),
    "importance": _TEXT,
    "difficulty": _TEXT,
    "objective": _TEXT,
    "lesson": _TEXT,
    "sources": (list, True),
    "guidance": (str, False),
    "rationale": _TEXT,
    "options": (list, False),
    "answer": ((int, float), False),
    "tolerance": ((int, float), False),
    "unit": (str, False),
    "twin": (dict, False),
}
OPTION: Schema = {
    "id": _TEXT,
    "text": _TEXT,
    "correct": (bool, False),
    "feedback": (str, False),
    "safety": (str, False),
}
CHECKLIST: Schema = {
    "code": _TEXT,
    "title": _TEXT,
    "module": _TEXT,
    "minutes": (int, True),
    "setting": _TEXT,
    "pass_at": (int, True),
    "steps": (list, True),
}
STEP: Schema = {"id": _TEXT, "text": _TEXT, "critical": (bool, False), "help": (str, False)}

"""A module with one of everything that a module can have, and what an outsider points at."""

import json

from assessments.models import Case
from curriculum.models import GuidanceKey, ModulePage
from tests import make

NAMES = json.dumps([{"type": "name", "value": {"language": "fr", "title": "Le module"}}])
OBJECTIVES = json.dumps([{"type": "objective", "value": "She can.", "id": "o-1"}])


def make_case(module: ModulePage, code: str = "c2-1") -> Case:
    case = Case(code=code, module=module, title="Grace", text="Grace is 24.", live=False)
    case.save()
    case.save_revision()
    return case


def make_whole(signed: bool = False) -> ModulePage:
    """Module m2 of p1, beside m1: lessons with a fact, a case, a twin, a parallel form, slots and pools."""
    programme = make.make_programme()
    other = make.make_module(programme, "m1")
    module = make.make_module(programme, "m2", names=NAMES, objectives=OBJECTIVES, site_hours=3)
    lesson = make.make_lesson(module, "l1", [make.make_fact()])
    lessons = [lesson, make.make_lesson(module, "l3")]
    case = make_case(module)
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    elsewhere = make.make_question(other, "q1-01")
    twin = make.make_question(module, "q2-02")
    rests = {"guidance_key": key, "twin": twin, "case": case, "lesson": lesson, "critical": False}
    first = make.make_question(module, "q2-01", objective="o1", **rests)
    parallel = make.make_question(module, "q2-03", parallel_of=first)
    outside = make.make_question(module, "q2-04", twin=elsewhere, parallel_of=elsewhere)
    slots = [first, elsewhere, {"draws": 1}, {"draws": 1, "module": module, "importance": "I"}]
    slots.append({"draws": 1, "module": other})
    quiz = make.make_quiz(module, slots, "m2", pass_mark=75, minutes=20)
    checklist = make.make_checklist(module, code="m2", pass_at=1, countersigned=True)
    if signed:
        for each in [*lessons, module, case, twin, elsewhere, first, parallel, outside, checklist]:
            make.sign(each)
    quiz.refresh_from_db()
    return module

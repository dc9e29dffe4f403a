"""One small signed module with everything in it, and Lindiwe, who has studied its lesson."""

from decimal import Decimal
from types import SimpleNamespace

from wagtail.models import ModelLogEntry

from tests import make

SINGLE = {"kind": "single", "critical": True}
MULTIPLE = {
    "kind": "multiple",
    "options": [("hot", True), ("sweet", True), ("cold", False), ("bitter", False)],
}
TRUE_FALSE = {"kind": "true_false", "options": [("True", False), ("False", True)]}
NUMERIC = {"kind": "numeric", "answer": Decimal("20"), "tolerance": Decimal("0.5")}
EVERY_KIND = (SINGLE, MULTIPLE, TRUE_FALSE, NUMERIC)


def make_course(*questions: dict, **quiz) -> SimpleNamespace:
    """A course whose quiz asks ``questions`` (two single ones, unless told otherwise).

    A question's ``twin`` is the values of another question. Passing the quiz completes nothing:
    the skill is still to be seen.
    """
    programme = make.make_programme()
    module = make.make_module(programme)
    make.sign(make.make_lesson(module))
    make.sign(module)
    pairs = [_signed_pair(module, f"q{place}", dict(values)) for place, values in _named(questions)]
    test = make.make_quiz(module, pairs, **quiz)
    make.sign(test)
    checklist = make.make_checklist(module)
    make.sign(checklist)
    make.sign(programme)
    cohort = make.make_cohort(programme)
    bahati = make.make_trainer(cohort=cohort)
    lindiwe = make.make_trainee(cohort, by=bahati)
    enrolment = make.make_enrolment(lindiwe)
    make.study_all(enrolment, module)
    return SimpleNamespace(
        programme=programme,
        module=module,
        quiz=test,
        questions=[question for question, _ in pairs],
        checklist=checklist,
        cohort=cohort,
        bahati=bahati,
        lindiwe=lindiwe,
        user=lindiwe.user,
        enrolment=enrolment,
    )


def _named(questions):
    return enumerate(questions or ({}, {}), start=1)


def _signed_pair(module, code: str, values: dict) -> tuple:
    twin = values.pop("twin", None)
    made = [make.make_question(module, code, **values)]
    if twin is not None:
        made.append(make.make_question(module, f"{code}t", **twin))
    for question in made:
        make.sign(question)
    return made[0], made[1] if twin is not None else None


def another_trainee(course, name: str = "Dede Banda"):
    """Another enrolment of the same cohort, studied."""
    enrolment = make.make_enrolment(make.make_trainee(course.cohort, name, by=course.bahati))
    make.study_all(enrolment, course.module)
    return enrolment


def ask(checklist, **values) -> None:
    """Sign a new edition of a checklist that asks for something else, e.g. ``countersigned=True``."""
    for name, value in values.items():
        setattr(checklist, name, value)
    checklist.save_revision()
    make.sign(checklist)


def wrong_answers(attempt) -> dict:
    """An answer to every question, all wrong."""
    answers = {}
    for item in attempt.paper():
        content = item.question.content
        wrong = [option["uid"] for option in content["options"] if not option["correct"]]
        is_number = content["type"] == "numeric"
        answers[item.pk] = {"number": "999"} if is_number else {"chosen": wrong[:1]}
    return answers


def actions_of(thing) -> list[str]:
    """What Wagtail's log says was done to a thing, oldest first."""
    entries = ModelLogEntry.objects.for_instance(thing).order_by("pk")
    return list(entries.values_list("action", flat=True))


def broken(*args, **kwargs):
    """Stands in for the last step of a transition, to see that nothing before it stays."""
    raise RuntimeError("the disk is full")

"""One small signed module with everything in it, and Lindiwe, who has studied its lesson."""

from decimal import Decimal
from types import SimpleNamespace

from wagtail.models import ModelLogEntry

from tests import make
from tests.remembered import remembered

SINGLE = {"kind": "single", "critical": True}
MULTIPLE = {
    "kind": "multiple",
    "options": [("hot", True), ("sweet", True), ("cold", False), ("bitter", False)],
}
TRUE_FALSE = {"kind": "true_false", "options": [("True", False), ("False", True)]}
NUMERIC = {"kind": "numeric", "answer": Decimal("20"), "tolerance": Decimal("0.5")}
MATCHING = {
    "kind": "matching",
    "pairs": [
        {"text": "fire", "choice": "hot"},
        {"text": "ice", "choice": "cold"},
        {"text": "", "choice": "sweet"},
    ],
}
ORDERING = {"kind": "ordering", "items": [{"text": "one"}, {"text": "two"}, {"text": "three"}]}
SHORT = {"kind": "short", "accepted": [{"text": "privacy"}, {"text": "*trust*", "weight": "1/2"}]}
CLOZE = {
    "kind": "cloze",
    "stem": "Ask [[how]] and wait [[long]] minutes for [[what]].",
    "gaps": [
        {"name": "how", "kind": "single"},
        {"name": "long", "kind": "numeric"},
        {"name": "what", "kind": "short"},
    ],
    "options": [
        {"text": "gently", "correct": True, "gap": "how"},
        {"text": "loudly", "gap": "how"},
    ],
    "accepted": [
        {"text": "5", "tolerance": "1", "gap": "long"},
        {"text": "an answer", "gap": "what"},
    ],
}
BY_HAND = {
    "kind": "short",
    "scheme": "by_hand",
    "rubric": [{"text": "For her own health"}, {"text": "For the baby"}],
}
#: What a machine marks.
EVERY_KIND = (SINGLE, MULTIPLE, TRUE_FALSE, NUMERIC, MATCHING, ORDERING, SHORT, CLOZE)
ANY_KIND = (*EVERY_KIND, BY_HAND)


@remembered
def make_course(*questions: dict, **quiz) -> SimpleNamespace:
    """A course whose quiz asks ``questions`` (two single ones, unless told otherwise).

    A question's ``twin`` is the values of another question, ``parallels`` those of several. Passing the
    quiz completes nothing:
    the skill is still to be seen.
    """
    programme = make.make_programme()
    module = make.make_module(programme)
    make.sign(make.make_lesson(module))
    make.sign(module)
    asked = [_signed(module, f"q{place}", dict(values)) for place, values in _named(questions)]
    test = make.make_quiz(module, asked, **quiz)
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
        questions=asked,
        checklist=checklist,
        cohort=cohort,
        bahati=bahati,
        lindiwe=lindiwe,
        user=lindiwe.user,
        enrolment=enrolment,
    )


def _named(questions):
    return enumerate(questions or ({}, {}), start=1)


def _signed(module, code: str, values: dict):
    twin, parallels = values.pop("twin", None), values.pop("parallels", [])
    if twin is not None:
        values["twin"] = _signed(module, f"{code}t", dict(twin))
    question = make.make_question(module, code, **values)
    make.sign(question)
    for place, other in enumerate(parallels):
        _signed(module, f"{code}p{place}", {"parallel_of": question, **other})
    return question


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
    return {item.pk: wrong_answer(item.question.content) for item in attempt.paper()}


def wrong_answer(content: dict) -> dict:
    """An answer to one question that earns nothing; something is answered."""
    kind = content["type"]
    if kind == "numeric":
        return {"number": "999"}
    if kind == "short":
        return {"text": "something else"}
    if kind == "matching":
        uids = [pair["choice_uid"] for pair in content["pairs"]]
        stems = [pair["uid"] for pair in content["pairs"] if pair["uid"]]
        return {"pairs": dict(zip(stems, [*uids[1:], uids[0]], strict=False))}
    if kind == "ordering":
        uids = [item["uid"] for item in content["items"]]
        return {"places": {uid: place for place, uid in enumerate([*uids[1:], uids[0]], start=1)}}
    if kind == "cloze":
        return {"gaps": {gap["uid"]: wrong_gap(content, gap) for gap in content["gaps"]}}
    return {"chosen": [option["uid"] for option in content["options"] if not option["correct"]][:1]}


def wrong_gap(content: dict, gap: dict) -> dict:
    if gap["kind"] == "numeric":
        return {"number": "999"}
    if gap["kind"] == "short":
        return {"text": "something else"}
    mine = [option for option in content["options"] if option["gap"] == gap["name"]]
    return {"chosen": [option["uid"] for option in mine if not option["correct"]][:1]}


def actions_of(thing) -> list[str]:
    """What Wagtail's log says was done to a thing, oldest first."""
    entries = ModelLogEntry.objects.for_instance(thing).order_by("pk")
    return list(entries.values_list("action", flat=True))


def broken(*args, **kwargs):
    """Stands in for the last step of a transition, to see that nothing before it stays."""
    raise RuntimeError("the disk is full")

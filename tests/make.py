"""Plain functions that make what tests need, through the product's own transitions. No surprises.

The fixed cast: Lindiwe learns, Bahati and Tendai teach, Ruth reviews, Amara writes, Chris is HR, Dede
is a stranger (a trainee elsewhere).
"""

import datetime as dt
import json
from contextlib import contextmanager, suppress
from uuid import uuid4

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import registry as log_registry

from assessments.models import (
    Attempt,
    Checklist,
    ChecklistStep,
    Observation,
    Posting,
    Question,
    Quiz,
    QuizSlot,
)
from assessments.models.parts import PARTS
from curriculum.models import (
    Country,
    GlossaryPage,
    GuidanceKey,
    LessonPage,
    LocalGuidance,
    ModulePage,
    ProgrammePage,
    SignOff,
    Source,
)
from home import roles
from home.demonstration import right_answers
from home.demonstration_practice import practise
from home.models import HomePage
from tests.remembered import remembered
from trainees.models import Cohort, Enrolment, Site, StaffScope, Trainee, User

PASSPHRASE = "river mango seven lamp"
#: Publication happens on the clock's today, so everything that follows is after it.
LONG_AGO = dt.datetime(2020, 1, 6, 8, 0, tzinfo=dt.UTC)
NOW = dt.datetime(2099, 3, 2, 8, 0, tzinfo=dt.UTC)


def make_user(username: str, role: roles.Role | None = None, **fields) -> User:
    """A user, with a role if asked; the name is the user name with a capital."""
    fields.setdefault("name", username.title())
    user = User.objects.create_user(username, PASSPHRASE, **fields)
    if role:
        user.groups.add(Group.objects.get(name=role.name))
    return user


def make_trainer(username: str = "bahati", **scope) -> User:
    """A trainer who looks after ``scope`` (cohort=, site= or country=)."""
    user = make_user(username, roles.TRAINER)
    StaffScope.objects.create(user=user, role=StaffScope.Role.TRAINER, **scope)
    return user


def make_hr(username: str = "chris", **scope) -> User:
    """An HR officer for ``scope``."""
    user = make_user(username, roles.HR_OFFICER)
    StaffScope.objects.create(user=user, role=StaffScope.Role.HR, **scope)
    return user


def make_reviewer(username: str = "ruth") -> User:
    return make_user(username, roles.REVIEWER)


def make_author(username: str = "amara") -> User:
    return make_user(username, roles.AUTHOR)


def make_source(code: str = "S1") -> Source:
    return Source.objects.get_or_create(code=code, defaults={"title": f"Source {code}"})[0]


def sign(thing, by: User | None = None, change: str = "", said: str = "") -> None:
    """Sign the latest draft of a page or snippet, which publishes it."""
    reviewer = by or User.objects.filter(username="ruth").first() or make_reviewer()
    revision = thing.latest_revision or thing.save_revision()
    how = {"role": "Clinical reviewer", "change": change, "said": said}
    SignOff.sign(revision, by=reviewer, at=NOW, **how)
    thing.refresh_from_db()


def make_programme(code: str = "p1", *, conduct: tuple[str, ...] = (), **values) -> ProgrammePage:
    """An unsigned programme without modules; ``conduct``: its rules to sign."""
    values = {
        "title": "Foundation training",
        "neutral_title": "Certificate in Community Peer Education",
        "level": "Foundation",
        "hours": 40,
        "rules_reason": "For tests.",
        **values,
    }
    rules = [{"type": "rule", "value": rule} for rule in conduct]
    page = ProgrammePage(slug=code, live=False, conduct=json.dumps(rules), **values)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision()
    return page


def make_module(programme: ProgrammePage, code: str = "m1", **values) -> ModulePage:
    """An unsigned module."""
    values = {"title": f"Module {code}", "summary": "What it is about.", **values}
    page = ModulePage(slug=code, live=False, **values)
    programme.add_child(instance=page)
    page.save_revision()
    return page


def make_lesson(module: ModulePage, code: str = "l1", body: list | None = None) -> LessonPage:
    """An unsigned lesson; ``body`` in Wagtail's raw form."""
    body = body or [{"type": "text", "value": "<p>Some text to study.</p>"}]
    page = LessonPage(
        slug=code, title=f"Lesson {code}", summary="A summary.", body=json.dumps(body), live=False
    )
    module.add_child(instance=page)
    page.save_revision()
    return page


def make_glossary(programme: ProgrammePage, *words: tuple, code: str = "g1") -> GlossaryPage:
    """An unsigned page of hard words; each is (word, meaning) or (word, meaning, instead)."""
    words = words or (("Viral load", "How much virus is in the blood."),)
    names = ("word", "meaning", "instead")
    blocks = [
        {"type": "word", "value": {"instead": "", **dict(zip(names, word, strict=False))}}
        for word in words
    ]
    page = GlossaryPage(slug=code, title="Hard words", words=json.dumps(blocks), live=False)
    programme.add_child(instance=page)
    page.save_revision()
    return page


def make_question(module: ModulePage, code: str = "q1", **values) -> Question:
    """An unsigned single-choice question with options a (right), b and c, unless told otherwise.

    ``options``: a list of (text, correct) or (text, correct, safety); other parts (``pairs``,
    ``items``, ``accepted``, ``gaps``, ``rubric``, or options with more to say): lists of dicts.
    """
    kind = values.get("kind", "single")
    parts = {name: values.pop(name) for name in PARTS if name in values}
    if kind in ("single", "multiple", "true_false"):
        parts.setdefault("options", [("a", True), ("b", False), ("c", False)])
    values = {"stem": f"What about {code}?", "kind": kind, **values}
    question = Question(code=code, module=module, live=False, **values)
    for name, rows in parts.items():
        made = [PARTS[name](sort_order=place, **_part(row)) for place, row in enumerate(rows)]
        getattr(question, name).set(made)
    question.save()
    question.save_revision()
    return question


def _part(row: dict | tuple) -> dict:
    if isinstance(row, dict):
        return row
    return dict(zip(("text", "correct", "safety"), row, strict=False))


def make_quiz(module: ModulePage, questions: list, code: str | None = None, **values) -> Quiz:
    """An unsigned quiz over ``questions``; a dict is a pool's rule (``draws``, ``objective`` ...)."""
    code = code or module.slug
    quiz = Quiz(
        code=code,
        title=f"Quiz {code}",
        module=module,
        pass_mark_reason="Test.",
        live=False,
        **values,
    )
    rules = [rule if isinstance(rule, dict) else {"question": rule} for rule in questions]
    quiz.slots.set([QuizSlot(sort_order=place, **rule) for place, rule in enumerate(rules)])
    quiz.save()
    quiz.save_revision()
    return quiz


def make_checklist(
    module: ModulePage,
    steps: tuple = (("greets", True), ("asks", False), ("sums up", False)),
    code: str | None = None,
    pass_at: int = 2,
    **values,
) -> Checklist:
    """An unsigned checklist; ``steps`` are (text, critical) or (text, critical, points)."""
    code = code or module.slug
    values = {"title": f"Station {code}", "setting": "S.", "pass_at": pass_at, **values}
    checklist = Checklist(code=code, module=module, live=False, **values)
    checklist.steps.set(
        [
            ChecklistStep(text=text, critical=critical, points=(points or [1])[0], sort_order=place)
            for place, (text, critical, *points) in enumerate(steps)
        ]
    )
    checklist.save()
    checklist.save_revision()
    return checklist


@remembered
def make_signed_programme(modules: tuple[str, ...] = ("m1",), **values) -> ProgrammePage:
    """A signed programme; each module has one lesson, a quiz of two questions and a checklist."""
    programme = make_programme(**values)
    for code in modules:
        module = make_module(programme, code)
        sign(make_lesson(module))
        sign(module)
        questions = [make_question(module, f"{code}-q1", critical=True)]
        questions.append(make_question(module, f"{code}-q2"))
        for question in questions:
            sign(question)
        sign(make_quiz(module, questions))
        sign(make_checklist(module))
    sign(programme)
    return programme


def make_cohort(
    programme: ProgrammePage, code: str = "c1", country: str = Country.DEMONSTRATION
) -> Cohort:
    site, _ = Site.objects.get_or_create(
        code=f"site-{country.lower()}", defaults={"name": "A site", "country": country}
    )
    return Cohort.objects.create(
        code=code, site=site, programme=programme, starts_on=dt.date(2026, 3, 2)
    )


def make_trainee(cohort: Cohort, name: str = "Lindiwe Dlamini", by: User | None = None) -> Trainee:
    """A trainee who has chosen her own passphrase (``PASSPHRASE``)."""
    by = by or User.objects.filter(username="bahati").first() or make_trainer(cohort=cohort)
    trainee, _ = Trainee.objects.register(cohort=cohort, name=name, by=by, at=NOW)
    trainee.user.set_password(PASSPHRASE)
    trainee.user.first_passphrase = False
    trainee.user.save()
    return trainee


def make_enrolment(trainee: Trainee, programme: ProgrammePage | None = None) -> Enrolment:
    return Enrolment.objects.enrol(
        trainee=trainee, programme=programme or trainee.cohort.programme, by=trainee.user, at=NOW
    )


def study_all(enrolment: Enrolment, module: ModulePage) -> None:
    for lesson in LessonPage.objects.child_of(module).live():
        enrolment.study(lesson, at=NOW)


def start(enrolment: Enrolment, quiz: Quiz, at: dt.datetime = NOW, **more) -> Attempt:
    return Attempt.objects.start(
        enrolment=enrolment, quiz=quiz, by=enrolment.trainee.user, at=at, **more
    )


def save(attempt: Attempt, answers: dict, at: dt.datetime = NOW, post=None, **more):
    """Save answers as a page does."""
    return attempt.save_answers(Posting(answers, post or uuid4(), at, **more))


def submit(attempt: Attempt, answers: dict | None = None, at: dt.datetime = NOW, post=None, **more):
    """Hand in ``answers``, or the right ones."""
    answers = right_answers(attempt) if answers is None else answers
    posting = Posting(answers, post or uuid4(), at, **more)
    return attempt.submit(posting, by=attempt.enrolment.trainee.user)


def observe(
    enrolment: Enrolment,
    checklist: Checklist,
    by: User,
    missed: tuple[str, ...] = (),
    at=NOW,
    rating: int = 4,
) -> Observation:
    """A final observation in which every step was done but the ones whose text is in ``missed``."""
    observation = Observation.objects.begin(enrolment=enrolment, checklist=checklist, by=by, at=at)
    done = [
        step["uid"] for step in observation.edition.content["steps"] if step["text"] not in missed
    ]
    observation.finish(ticked=done, remark="", rating=rating, by=by, at=at)
    return observation


def complete(enrolment: Enrolment, *trainers: User) -> Enrolment:
    """Pass everything of an enrolment, observed by the trainers in turn."""
    modules = [need.module for need in enrolment.requirements() if need.module]
    for place, module in enumerate(modules):
        study_all(enrolment, module)
        for quiz in Quiz.objects.filter(module=module, pretest=False):
            submit(start(enrolment, quiz))
        for checklist in Checklist.objects.filter(module=module):
            observe(enrolment, checklist, trainers[place % len(trainers)])
    practise(enrolment, trainers, at=NOW)
    enrolment.refresh_from_db()
    return enrolment


def make_guidance(
    key: str, country: str = Country.DEMONSTRATION, signed_by: tuple = ()
) -> LocalGuidance:
    """Guidance for a key, signed by whoever is named."""
    row, _ = GuidanceKey.objects.get_or_create(
        key=key, defaults={"kind": "LOC", "question": f"What about {key}?"}
    )
    guidance = LocalGuidance.objects.create(
        key=row, country=country, text=f"Local text for {key}.", review_by=dt.date(2099, 1, 1)
    )
    for user in signed_by:
        guidance.sign(by=user, at=NOW, role="Clinical reviewer")
    return guidance


def make_fact(statement: str = "<p>A fact.</p>", key: str = "") -> dict:
    """A fact for ``make_lesson``'s body; with ``key`` it rests on what the country signed."""
    value = {
        "statement": statement,
        "source": make_source().pk,
        "mark": "V",
        "review_by": "2099-01-01",
        "guidance_key": key,
    }
    return {"type": "fact", "value": value}


def logged(thing) -> list[str]:
    """The actions that Wagtail's log holds for a row or page, oldest first."""
    entries = log_registry.get_logs_for_instance(thing)
    return list(entries.order_by("pk").values_list("action", flat=True))


class Boom(Exception):
    """What goes wrong later in the same transaction."""


@contextmanager
def rolled_back():
    """Run the block in a transaction in which something goes wrong afterwards."""
    with suppress(Boom), transaction.atomic():
        yield
        raise Boom

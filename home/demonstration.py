"""Invented people and guidance, made through the same transitions that the product uses.

Twice without harm. Everything signed here is signed for an invented country, and every page and
certificate of a demonstration says so.
"""

import datetime as dt
from dataclasses import dataclass
from itertools import cycle
from uuid import uuid4

from django.contrib.auth.models import Group
from wagtail.models import Page, Revision

from assessments import grading
from assessments.models import (
    Attempt,
    Case,
    Checklist,
    Observation,
    Posting,
    Question,
    Quiz,
    Rating,
)
from curriculum.models import (
    Country,
    GuidanceKey,
    LanguageReview,
    LessonPage,
    LocalGuidance,
    ProgrammePage,
    SignOff,
)
from home import demonstration_hr, demonstration_languages, demonstration_reviews, roles
from home.demonstration_drafts import begin_drafts
from home.demonstration_placements import place_certified
from home.demonstration_practice import practise
from trainees.models import Cohort, Enrolment, Site, StaffScope, Trainee, User

PASSPHRASE = "demo river mango seven lamp"
#: Left unsigned, so that a demonstration also shows "ask your supervisor".
UNSIGNED_KEYS = frozenset({"index_testing", "child_disclosure_stages", "hepatitis_b_tenofovir"})


@dataclass(frozen=True)
class SignIn:
    """Who can sign in, as what."""

    role: str
    username: str
    note: str = ""


STAFF = (
    ("amara", roles.AUTHOR, ""),
    ("ruth", roles.REVIEWER, ""),
    ("joyce", roles.REVIEWER, ""),
    ("zanele", roles.LANGUAGE_REVIEWER, ""),
    ("faraja", roles.TRANSLATOR, ""),
    ("zawadi", roles.TRANSLATOR, ""),
    ("bahati", roles.TRAINER, StaffScope.Role.TRAINER),
    ("tendai", roles.TRAINER, StaffScope.Role.TRAINER),
    ("chris", roles.HR_OFFICER, StaffScope.Role.HR),
    ("hope", roles.HR_OFFICER, StaffScope.Role.HR),
    ("ada", roles.ADMINISTRATOR, ""),
)


def build(at: dt.datetime) -> list[SignIn]:
    """Make whatever of the demonstration is missing; return who can sign in."""
    site, _ = Site.objects.get_or_create(
        code="demo-site", defaults={"name": "Demonstration site", "country": Country.DEMONSTRATION}
    )
    staff = {name: _staff(name, role, scope) for name, role, scope in STAFF}
    reviewers = [staff["ruth"], staff["joyce"]]
    _sign_guidance(reviewers, at)
    _sign_loaded(reviewers[0], staff["zanele"], at)
    demonstration_reviews.build(staff["amara"], at)
    programme = ProgrammePage.objects.live().order_by("path").first()
    cohort, is_new = Cohort.objects.get_or_create(
        code="demo-1", defaults={"site": site, "programme": programme, "starts_on": at.date()}
    )
    begin_drafts(programme, staff["amara"])
    demonstration_hr.design()
    if is_new:
        _people(cohort, programme, staff, _after_publication(at))
    place_certified(cohort, site, staff, at)
    demonstration_hr.build(
        site,
        programme,
        trainers=(staff["bahati"], staff["tendai"]),
        hr=staff["chris"],
        at=at,
    )
    demonstration_languages.build(writes=staff["faraja"], signs=staff["zawadi"], at=at)
    sign_ins = [SignIn(role.name, name) for name, role, _ in STAFF]
    trainees = Trainee.objects.in_cohort(cohort).with_people().order_by("registered_at", "pk")
    return sign_ins + [SignIn("Trainee", trainee.number, trainee.name) for trainee in trainees]


def _staff(name: str, role: roles.Role, scope: str) -> User:
    user = User.objects.filter(username=name).first()
    if user is None:
        user = User.objects.create_user(name, PASSPHRASE, name=name.title())
    user.groups.add(Group.objects.get(name=role.name))
    if scope:
        StaffScope.objects.get_or_create(user=user, role=scope, country=Country.DEMONSTRATION)
    return user


def _sign_guidance(reviewers: list[User], at: dt.datetime) -> None:
    """A text for every key but a few, signed by two, for the invented country only."""
    for key in GuidanceKey.objects.exclude(key__in=UNSIGNED_KEYS):
        guidance, is_new = LocalGuidance.objects.get_or_create(
            key=key,
            country=Country.DEMONSTRATION,
            defaults={
                "text": "Demonstration text. A real country's own signed answer stands here to the"
                f" question: {key.question}",
                "review_by": at.date() + dt.timedelta(days=365),
            },
        )
        if is_new:
            for reviewer in reviewers:
                guidance.sign(by=reviewer, at=at, role=roles.REVIEWER.name)


def _sign_loaded(reviewer: User, language: User, at: dt.datetime) -> None:
    """Sign what was loaded from files and nobody has touched; programmes last, for they freeze the rest."""
    pages = Page.objects.exclude(depth__lt=3).order_by("-depth", "path")
    things = [
        *pages,
        *Case.objects.all(),
        *Question.objects.all(),
        *Quiz.objects.all(),
        *Checklist.objects.all(),
    ]
    things.sort(key=lambda thing: isinstance(thing, Page) and thing.depth == 3)
    unsigned = Revision.objects.filter(sign_off__isnull=True, user__isnull=True)
    loaded = {revision.pk: revision for revision in unsigned}
    for thing in things:
        if thing.latest_revision_id in loaded:
            revision = loaded[thing.latest_revision_id]
            SignOff.sign(revision, by=reviewer, at=at, role=roles.REVIEWER.name)
            LanguageReview.sign(revision, by=language, at=at, role=roles.LANGUAGE_REVIEWER.name)


def _after_publication(at: dt.datetime) -> dt.datetime:
    """A moment at which everything just signed binds whoever enrols."""
    moments = [*Quiz.objects.values_list("binds_from", flat=True)]
    moments += Checklist.objects.values_list("binds_from", flat=True)
    return max([at, *(moment for moment in moments if moment)])


def _people(cohort: Cohort, programme: ProgrammePage, staff: dict[str, User], at) -> None:
    """Three trainees: one at the start, one under way, one certified."""
    names = ("Lindiwe Example", "Nomsa Example", "Thandeka Example")
    enrolments = []
    for name in names:
        trainee, _ = Trainee.objects.register(cohort=cohort, name=name, by=staff["bahati"], at=at)
        trainee.user.set_password(PASSPHRASE)
        trainee.user.first_passphrase = False
        trainee.user.save(update_fields=["password", "first_passphrase"])
        enrolments.append(
            Enrolment.objects.enrol(trainee=trainee, programme=programme, by=staff["bahati"], at=at)
        )
    _, under_way, certified = enrolments
    first = modules(under_way)[0]
    sit_pretest(under_way, first, at)
    _study(under_way, first, at)
    trainers = (staff["bahati"], staff["tendai"])
    practise(under_way, trainers, contacts=9, at=at)
    practise(certified, trainers, at=at)
    pass_quizzes(under_way, first, staff["tendai"], at)
    for module, trainer in zip(modules(certified), cycle(("bahati", "tendai"))):
        complete(certified, module, staff[trainer], at)


def complete(enrolment: Enrolment, module, trainer: User, at: dt.datetime) -> None:
    """Sit a module's pre-test, study it, pass its quizzes, be observed in its skills."""
    sit_pretest(enrolment, module, at)
    _study(enrolment, module, at)
    pass_quizzes(enrolment, module, trainer, at)
    observe(enrolment, module, trainer, at)


def modules(enrolment: Enrolment) -> list:
    return [need.module for need in enrolment.requirements() if need.module]


def _study(enrolment: Enrolment, module, at: dt.datetime) -> None:
    for lesson in LessonPage.objects.child_of(module).live():
        enrolment.study(lesson, at=at)


def pass_quizzes(enrolment: Enrolment, module, trainer: User, at: dt.datetime) -> None:
    """Sit every quiz of a module with right answers; her trainer gives every point for what she wrote."""
    user = enrolment.trainee.user
    for quiz in Quiz.objects.filter(module=module, live=True, practice=False):
        attempt = Attempt.objects.start(enrolment=enrolment, quiz=quiz, by=user, at=at)
        if attempt.submit(Posting(right_answers(attempt), uuid4(), at), by=user).waits:
            attempt.mark_by_hand(all_points(attempt), by=trainer, at=at)


def sit_pretest(enrolment: Enrolment, module, at: dt.datetime) -> None:
    """Sit the pre-test of a module, if there is one; know all but the first and leave that empty."""
    for quiz in Quiz.objects.pretests_for(enrolment).filter(module=module):
        user = enrolment.trainee.user
        attempt = Attempt.objects.start(enrolment=enrolment, quiz=quiz, by=user, at=at)
        known = dict(list(right_answers(attempt).items())[1:])
        attempt.submit(Posting(known, uuid4(), at), by=user)


def all_points(attempt: Attempt) -> dict[int, dict[str, int]]:
    """The whole of every rubric on an attempt's paper."""
    rubrics = {item.pk: item.question.content.get("rubric", []) for item in attempt.paper()}
    return {
        pk: {row["uid"]: row["points"] for row in rubric}
        for pk, rubric in rubrics.items()
        if rubric
    }


def right_answers(attempt: Attempt) -> dict[int, dict]:
    """The key of an attempt's paper, in the form of answers."""
    return {
        item.pk: grading.right_answer(grading.Question.from_json(item.content))
        for item in attempt.paper()
    }


def observe(enrolment: Enrolment, module, trainer: User, at: dt.datetime) -> None:
    """Observe every checklist of a module: all steps done, good on the whole."""
    for checklist in Checklist.objects.filter(module=module, live=True):
        observation = Observation.objects.begin(
            enrolment=enrolment, checklist=checklist, by=trainer, at=at
        )
        steps = [step.uid for step in observation.edition.steps]
        observation.finish(ticked=steps, remark="", rating=Rating.GOOD, by=trainer, at=at)

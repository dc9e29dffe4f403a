"""Where a trainee stands, joined from both the lessons and the wing that tests them."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format

from assessments.models import (
    Attempt,
    AttemptState,
    ModuleStanding,
    Observation,
    ObservationState,
    Quiz,
    QuizTurn,
    standings_of,
    turns_for,
)
from curriculum.languages import OWN
from curriculum.models import LessonPage, ModulePage, name_in
from home.next_step import Again, ModuleState, QuizState
from trainees.models import Completion, Enrolment, LessonProgress, to_relearn
from trainees.progress import left_before


@dataclass(frozen=True)
class Doubt:
    """A completed module that would not be completed today, and ``what`` changed since.

    Taken out of the count, or seen again and not yet competent. The completion stays: a person
    decides what follows from it.
    """

    module: str
    what: tuple[str, ...]
    is_out_of_count: bool


def module_states(
    enrolment: Enrolment, *, now: dt.datetime, language: str = OWN
) -> list[ModuleState]:
    """Where one trainee stands in each module of her programme, in order: twelve queries for any number.

    One more in another ``language`` than the source's, in which programme and modules are then called.
    """
    modules = [need.module for need in enrolment.requirements() if need.module]
    name_in(language, [enrolment.programme, *modules])
    done = set(enrolment.completions.values_list("module_key", flat=True))
    lessons = _lessons_by_module(enrolment, modules)
    standings = standings_of(enrolment, modules)
    quizzes = [quiz for standing in standings.values() for quiz in standing.quizzes_left]
    turns = turns_for(enrolment, quizzes, now=now)
    pretests = dict(
        Quiz.objects.pretests_for(enrolment).values_list("module__translation_key", "code")
    )
    known = enrolment.edition.content["modules"]
    keys = {str(key) for key in done}
    return [
        _module_state(
            module,
            lessons[module.path],
            standings[module.translation_key],
            turns,
            completed=module.translation_key in done,
            waits_for=left_before(known, key=str(module.translation_key), completed=keys),
            pretest=pretests.get(module.translation_key, ""),
        )
        for module in modules
    ]


def _module_state(
    module: ModulePage,
    lessons: list[LessonPage],
    standing: ModuleStanding,
    turns: dict[int, QuizTurn],
    *,
    completed: bool,
    waits_for: list[str],
    pretest: str,
) -> ModuleState:
    unread = [lesson.slug for lesson in lessons if not lesson.studied]
    return ModuleState(
        code=module.slug,
        title=module.title,
        language=module.language,
        completed=completed,
        lessons=len(lessons),
        studied=len(lessons) - len(unread),
        next_lesson=unread[0] if unread else "",
        quizzes_left=tuple(
            QuizState(quiz.code, turns[quiz.pk].turn, turns[quiz.pk].in_progress)
            for quiz in standing.quizzes_left
        ),
        skills_left=len(standing.checklists_left),
        waits_for=tuple(waits_for),
        pretest="" if completed or len(unread) < len(lessons) else pretest,
    )


def _lessons_by_module(
    enrolment: Enrolment, modules: list[ModulePage]
) -> dict[str, list[LessonPage]]:
    studied = LessonProgress.objects.filter(
        enrolment=enrolment, lesson_key=OuterRef("translation_key")
    )
    below = Q(pk__in=[])
    for module in modules:
        below |= Q(path__startswith=module.path, depth=module.depth + 1)
    pages = LessonPage.objects.live().filter(below).defer("body").order_by("path")
    by_module = defaultdict(list)
    for page in pages.annotate(studied=Exists(studied)):
        by_module[page.path[: -page.steplen]].append(page)
    return by_module


def again_for(enrolment: Enrolment) -> list[Again]:
    """Critical changes that she has not learned again: one query."""
    return [
        Again(each.module_code, each.lesson.slug if each.lesson else "", each.sign_off.said)
        for each in to_relearn(enrolment.pk)
    ]


def doubts(
    enrolment: Enrolment,
    standings: dict[UUID, ModuleStanding],
    attempts: Sequence[Attempt],
    observations: Sequence[Observation],
) -> list[Doubt]:
    """What a person must decide about: one query, whatever the number of modules.

    ``attempts`` and ``observations`` are all those of the enrolment. A completion on other evidence
    than theirs is in no doubt.
    """
    found = []
    for completion in enrolment.completions.select_related("module"):
        standing = standings.get(completion.module_key)
        if standing and (standing.quizzes_left or standing.checklists_left):
            found.append(_doubt(completion, standing, attempts, observations))
    return [doubt for doubt in found if doubt.what]


def _doubt(
    completion: Completion,
    standing: ModuleStanding,
    attempts: Sequence[Attempt],
    observations: Sequence[Observation],
) -> Doubt:
    proof = completion.evidence
    rested_on = {each["attempt"] for each in proof.get("quizzes", [])}
    rested_on |= {each["observation"] for each in proof.get("observations", [])}
    void = [
        f"try {each.number} of quiz {each.quiz.code.upper()}"
        for each in attempts
        if str(each.uuid) in rested_on and each.state == AttemptState.VOID
    ]
    void += [
        _named(each)
        for each in observations
        if str(each.uuid) in rested_on and each.state == ObservationState.VOID
    ]
    if void:
        return Doubt(completion.module.slug, tuple(void), is_out_of_count=True)
    since = [
        _named(each)
        for each in observations
        if each.checklist in standing.checklists_left
        and each.state == ObservationState.FINAL
        and not each.competent
        and each.finished_at > completion.completed_at
    ]
    return Doubt(completion.module.slug, tuple(since), is_out_of_count=False)


def _named(seen: Observation) -> str:
    day = seen.seen_on or timezone.localdate(seen.finished_at)
    return f"the observation by {seen.assessor.username} on {date_format(day, 'j F Y')}"

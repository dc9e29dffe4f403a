"""Where a trainee stands, joined from both the lessons and the wing that tests them."""

import datetime as dt
from collections import defaultdict

from django.db.models import Exists, OuterRef, Q

from assessments.models import ModuleStanding, QuizTurn, standings_of, turns_for
from curriculum.models import LessonPage, ModulePage
from home.next_step import ModuleState, QuizState
from trainees.models import Enrolment, LessonProgress


def module_states(enrolment: Enrolment, *, now: dt.datetime) -> list[ModuleState]:
    """Where one trainee stands in each module of her programme, in order: eleven queries for any number."""
    modules = [need.module for need in enrolment.requirements() if need.module]
    done = set(enrolment.completions.values_list("module_key", flat=True))
    lessons = _lessons_by_module(enrolment, modules)
    standings = standings_of(enrolment, modules)
    quizzes = [quiz for standing in standings.values() for quiz in standing.quizzes_left]
    turns = turns_for(enrolment, quizzes, now=now)
    return [
        _module_state(
            module,
            lessons[module.path],
            standings[module.translation_key],
            turns,
            completed=module.translation_key in done,
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
) -> ModuleState:
    unread = [lesson.slug for lesson in lessons if not lesson.studied]
    return ModuleState(
        code=module.slug,
        title=module.title,
        completed=completed,
        lessons=len(lessons),
        studied=len(lessons) - len(unread),
        next_lesson=unread[0] if unread else "",
        quizzes_left=tuple(
            QuizState(quiz.code, turns[quiz.pk].turn, turns[quiz.pk].in_progress)
            for quiz in standing.quizzes_left
        ),
        skills_left=len(standing.checklists_left),
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

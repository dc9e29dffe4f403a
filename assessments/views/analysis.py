"""A trainer's view of many results at once: quizzes, their questions, checklists, a spreadsheet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe
from wagtail.log_actions import log

from assessments.analysis import (
    FEW,
    analyse_checklist,
    analyse_quiz,
    answer_rows,
    count_checklists,
    count_quizzes,
    item_rows,
    sittings_of,
)
from assessments.models import Attempt, Checklist, Observation, Quiz
from curriculum.workbooks import CONTENT_TYPE, Mark, workbook
from trainees.doors import staff_door


def _observations(request: HttpRequest):
    mine = Observation.objects.visible_to(request.user).final()
    return mine.exclude(enrolment__trainee__user=request.user)


def _quiz(request: HttpRequest, code: str) -> Quiz:
    """A quiz that somebody whom she looks after has begun, or 404."""
    theirs = Attempt.objects.looked_after_by(request.user)
    return get_object_or_404(Quiz.objects.filter(pk__in=theirs.values("quiz")), code=code)


@require_safe
@staff_door("trainees.look_after")
def quizzes(request: HttpRequest) -> HttpResponse:
    """The quizzes and checklists of her trainees, with how many people have passed."""
    context = {
        "quizzes": count_quizzes(Attempt.objects.looked_after_by(request.user)),
        "checklists": count_checklists(_observations(request)),
        "few": FEW,
    }
    return render(request, "assessments/quizzes.html", context)


@require_safe
@staff_door("trainees.look_after")
def quiz(request: HttpRequest, quiz: str) -> HttpResponse:
    """The questions of one quiz, from the first graded attempt of each of her trainees."""
    quiz = _quiz(request, quiz)
    first = Attempt.objects.looked_after_by(request.user).filter(quiz=quiz).first_graded()
    context = {
        "quiz": quiz,
        "analysis": analyse_quiz(sittings_of(first)),
        "few": FEW,
        "may_regrade": request.user.has_perm("assessments.regrade"),
    }
    return render(request, "assessments/quiz_analysis.html", context)


@require_GET
@staff_door("trainees.look_after")
def answers(request: HttpRequest, quiz: str) -> HttpResponse:
    """Every attempt of her trainees as a spreadsheet, and the item analysis; each download is logged."""
    quiz = _quiz(request, quiz)
    theirs = Attempt.objects.looked_after_by(request.user).filter(quiz=quiz)
    sittings = sittings_of(theirs, with_words=False)
    first = sittings_of(theirs.first_graded())
    sheets = {"Answers": answer_rows(sittings), "Questions": item_rows(analyse_quiz(first))}
    mark = Mark(by=request.user.username, on=timezone.localdate(), why="To see how a quiz works")
    file = workbook(sheets, mark)
    log(
        instance=quiz,
        action="assessments.export",
        user=request.user,
        data={"attempts": len(sittings)},
    )
    return HttpResponse(
        file,
        content_type=CONTENT_TYPE,
        headers={
            "Content-Disposition": f'attachment; filename="{quiz.code}.xlsx"',
            "Cache-Control": "no-store",
        },
    )


@require_safe
@staff_door("trainees.look_after")
def checklist(request: HttpRequest, checklist: str) -> HttpResponse:
    """The steps of one checklist, from the final observations of her trainees."""
    seen = _observations(request).select_related("edition", "assessor")
    checklist = get_object_or_404(
        Checklist.objects.filter(pk__in=_observations(request).values("checklist")), code=checklist
    )
    context = {
        "checklist": checklist,
        "analysis": analyse_checklist(seen.filter(checklist=checklist)),
        "few": FEW,
    }
    return render(request, "assessments/checklist_analysis.html", context)

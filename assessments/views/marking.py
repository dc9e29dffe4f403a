"""A trainer reads what a machine cannot mark, and gives points by the rubric."""

import uuid

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from assessments.forms import posted_points
from assessments.models import Attempt, AttemptRefused, HandMark
from assessments.reading import QuestionOnPage, questions_on_page
from trainees.doors import staff_door

ROW_LEFT = "Give each row its points."


@require_safe
@staff_door("trainees.look_after")
def waiting(request: HttpRequest) -> HttpResponse:
    """The attempts of her trainees that wait for a mark, the oldest first."""
    waiting = Attempt.objects.looked_after_by(request.user).waiting_for_a_mark()
    rows = waiting.select_related("quiz", "enrolment__trainee__user")
    page = Paginator(rows, 50).get_page(request.GET.get("page"))
    return render(request, "assessments/marking.html", {"page": page})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("trainees.look_after")
def mark(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """The written answers of one attempt, each with its rubric; a POST gives the points."""
    try:
        found = Attempt.objects.looked_after_by(request.user).handed_in().get_with_paper(attempt)
    except Attempt.DoesNotExist as nothing:
        raise Http404 from nothing
    questions = _questions(found)
    if not questions:
        raise Http404
    if request.method == "POST":
        return _give(request, found, questions)
    return _page(request, found, questions)


def _questions(attempt: Attempt) -> list[QuestionOnPage]:
    """What a person marks: the questions with a rubric that were answered."""
    by_hand = HandMark.latest_of(attempt)
    questions = questions_on_page(attempt.paper(), attempt.answers(), by_hand=by_hand)
    return [question for question in questions if question.is_by_hand and question.typed]


def _give(request: HttpRequest, attempt: Attempt, questions: list[QuestionOnPage]) -> HttpResponse:
    asked = {question.pk for question in questions}
    points, left = posted_points(
        request.POST, [item for item in attempt.paper() if item.pk in asked]
    )
    if left:
        return _page(request, attempt, questions, points, left)
    try:
        graded = attempt.mark_by_hand(
            points, by=request.user, at=timezone.now(), remark=request.POST.get("remark", "")
        )
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
    else:
        verdict = "She has passed." if graded.passed else "She has not passed."
        messages.success(request, f"Marked. {verdict} She can read it now.")
    return redirect("assessments:marking")


def _page(
    request: HttpRequest,
    attempt: Attempt,
    questions: list[QuestionOnPage],
    points: dict[int, dict[str, int]] | None = None,
    left: set[int] | frozenset[int] = frozenset(),
) -> HttpResponse:
    """The form; after a post in which a row was left out, with what was given so far."""
    rows = [
        {
            "question": question,
            "problem": ROW_LEFT if question.pk in left else "",
            "rubric": [
                (row, row.given if points is None else points[question.pk].get(row.uid))
                for row in question.rubric
            ],
        }
        for question in questions
    ]
    context = {
        "attempt": attempt,
        "rows": rows,
        "remark": request.POST.get("remark", next((q.remark for q in questions if q.remark), "")),
        "problems": [row for row in rows if row["problem"]],
    }
    return render(request, "assessments/mark.html", context, status=400 if left else 200)

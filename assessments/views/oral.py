"""A trainer reads a quiz to a trainee who does not read it herself, and enters what she answers."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assessments.models import Attempt, AttemptRefused, Quiz, Response, words_of_quiz
from assessments.views.attempts import keep_or_submit, show_questions
from assessments.views.desk import enrolment_of_another
from curriculum.languages import OWN
from trainees.doors import staff_door

PAGE = "assessments/paper_for_trainer.html"


@require_POST
@staff_door("assessments.observe")
def read(request: HttpRequest, enrolment: int, quiz: str) -> HttpResponse:
    """Start to read a quiz to her, or go on with it."""
    enrolment = enrolment_of_another(request, enrolment)
    quiz = get_object_or_404(Quiz.objects.select_related("module"), code=quiz)
    edition, hers = quiz.editions.first(), enrolment.trainee.user.language
    is_open = edition is not None and words_of_quiz(edition, hers).is_open
    try:
        attempt = Attempt.objects.start(
            enrolment=enrolment,
            quiz=quiz,
            by=request.user,
            at=timezone.now(),
            taught="taught" in request.POST,
            read_by=request.user,
            language=hers if is_open else OWN,
        )
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("home:person", number=enrolment.trainee.number)
    if attempt.read_by_id == request.user.pk:
        return redirect("assessments:reading", attempt=attempt.uuid)
    if attempt.read_by_id:
        messages.error(request, f"{attempt.read_by} is reading this quiz to her.")
    else:
        messages.error(request, "She has begun this quiz by herself. It goes on there.")
    return redirect("home:person", number=enrolment.trainee.number)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_door("assessments.observe")
def reading(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """The paper that this trainer reads to a trainee; once it is handed in, its result."""
    theirs = Attempt.objects.looked_after_by(request.user)
    try:
        found = theirs.filter(read_by=request.user).get_with_paper(attempt)
    except Attempt.DoesNotExist as nothing:
        raise Http404 from nothing
    if request.method == "POST":
        return keep_or_submit(request, found, "assessments:reading", PAGE, Response.Source.ORAL)
    found.finish_overdue(at=timezone.now())
    if found.is_in_progress:
        return show_questions(request, found, PAGE)
    return redirect("assessments:result", attempt=found.uuid)

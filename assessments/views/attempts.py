"""Sitting a quiz and reading its result. Everything works as plain forms."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from assessments.grading import parse_number
from assessments.models import Attempt, AttemptRefused, AttemptState, PaperQuestion, Quiz
from assessments.models.attempt import turn_for
from assessments.reading import QuestionOnPage, questions_on_page
from trainees.doors import trainee_door
from trainees.models import Enrolment


@require_http_methods(["GET", "HEAD", "POST"])
@trainee_door
def intro(request: HttpRequest, quiz: str) -> HttpResponse:
    """What the quiz asks and whether it is open; a POST starts it (or goes on with it)."""
    quiz = get_object_or_404(Quiz.objects.select_related("module"), code=quiz, live=True)
    enrolment = (
        Enrolment.objects.open_to(request.user)
        .with_people()
        .filter(edition__requirements__module_key=quiz.module.translation_key)
        .order_by("-enrolled_at")
        .first()
    )
    if enrolment is None:
        raise Http404
    if request.method == "POST":
        return _start(request, enrolment, quiz)
    context = {
        "quiz": quiz,
        "edition": quiz.editions.first(),
        "turn": turn_for(enrolment, quiz, now=timezone.now()),
        "attempts": enrolment.attempts.counting().filter(quiz=quiz).prefetch_related("gradings"),
    }
    return render(request, "assessments/intro.html", context)


def _start(request: HttpRequest, enrolment: Enrolment, quiz: Quiz) -> HttpResponse:
    try:
        attempt = Attempt.objects.start(
            enrolment=enrolment, quiz=quiz, by=request.user, at=timezone.now()
        )
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:intro", quiz=quiz.code)
    return redirect("assessments:attempt", attempt=attempt.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@trainee_door
def attempt(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """One's own attempt: its questions while it is in progress, its result afterwards."""
    attempt = get_object_or_404(
        Attempt.objects.of(request.user).select_related("edition"), uuid=attempt
    )
    if request.method == "POST":
        return _keep_or_submit(request, attempt)
    if attempt.state == AttemptState.IN_PROGRESS:
        return _show_questions(request, attempt, attempt.answers())
    return show_result(request, attempt, "assessments/result.html")


def show_result(request: HttpRequest, attempt: Attempt, template: str) -> HttpResponse:
    """The result of an attempt that was handed in, with what she answered and why it was marked so."""
    grading = attempt.gradings.latest()
    context = {
        "attempt": attempt,
        "grading": grading,
        "questions": questions_on_page(attempt.paper(), attempt.answers(), grading),
    }
    return render(request, template, context)


def _keep_or_submit(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Keep what was answered; hand in if she asked to and every answer can be read."""
    answers, post = _posted(request, attempt), _post_id(request)
    now = timezone.now()
    problems = _problems(attempt, answers) if request.POST.get("do") == "submit" else []
    try:
        if request.POST.get("do") == "submit" and not problems:
            attempt.submit(answers, post=post, by=request.user, at=now)
            return redirect("assessments:attempt", attempt=attempt.uuid)
        attempt.save_answers(answers, post=post, at=now)
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:attempt", attempt=attempt.uuid)
    if problems:
        return _show_questions(request, attempt, attempt.answers(), problems)
    messages.success(request, "Your answers are saved. You can go on later.")
    return redirect("assessments:attempt", attempt=attempt.uuid)


def _posted(request: HttpRequest, attempt: Attempt) -> dict[int, dict]:
    """The posted answers by the paper question's id; only what the form held."""
    answers = {}
    for item in attempt.paper():
        field = f"q{item.pk}"
        if f"{field}-shown" not in request.POST:
            continue
        if item.question.content["type"] == "numeric":
            answers[item.pk] = {"number": request.POST.get(field, "").strip()[:40]}
        else:
            answers[item.pk] = {"chosen": sorted(request.POST.getlist(field))[:20]}
    return {pk: answer for pk, answer in answers.items() if any(answer.values())} | {
        pk: answer for pk, answer in answers.items() if pk in attempt.answers()
    }


def _post_id(request: HttpRequest) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("post", ""))
    except ValueError:
        return uuid.uuid4()


def _problems(attempt: Attempt, answers: dict[int, dict]) -> list[dict]:
    """What keeps these answers from being handed in: numbers that cannot be read, and blanks not meant."""
    kept = attempt.answers() | answers
    problems = []
    for item in attempt.paper():
        answer = kept.get(item.pk, {})
        number = answer.get("number", "")
        if number and parse_number(number) is None:
            problems.append({"item": item, "text": "Write only the number, like 20 or 2.5."})
        elif not any(answer.values()):
            problems.append({"item": item, "text": "This question has no answer yet."})
    return problems


def _show_questions(
    request: HttpRequest,
    attempt: Attempt,
    answers: dict[int, dict],
    problems: list[dict] | None = None,
) -> HttpResponse:
    questions: list[QuestionOnPage] = questions_on_page(attempt.paper(), answers)
    context = {
        "attempt": attempt,
        "questions": questions,
        "problems": problems or [],
        "problem_items": {problem["item"].pk: problem["text"] for problem in problems or []},
        "post": uuid.uuid4(),
    }
    return render(request, "assessments/paper.html", context, status=400 if problems else 200)


__all__ = ["PaperQuestion", "attempt", "intro", "show_result"]

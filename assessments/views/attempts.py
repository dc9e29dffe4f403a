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
from assessments.reading import questions_on_page
from curriculum.canonical import digest
from trainees.doors import signed_in_door, trainee_door
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
@signed_in_door
def attempt(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """One's own attempt: its questions while it is in progress, its result afterwards."""
    try:
        attempt = Attempt.objects.of(request.user).get_with_paper(attempt)
    except Attempt.DoesNotExist as nothing:
        raise Http404 from nothing
    if request.method == "POST":
        return _keep_or_submit(request, attempt)
    if attempt.state == AttemptState.IN_PROGRESS:
        return _show_questions(request, attempt)
    return show_result(request, attempt, "assessments/result.html")


def show_result(request: HttpRequest, attempt: Attempt, template: str) -> HttpResponse:
    """The result of an attempt that was handed in, with what she answered and why it was marked so."""
    grading = attempt.current_grading
    if grading is None:  # taken out of the count before it was handed in
        raise Http404
    context = {
        "attempt": attempt,
        "grading": grading,
        "critical_missed": sum(mark["critical_failed"] for mark in grading.marks),
        "questions": questions_on_page(attempt.paper(), attempt.answers(), grading),
    }
    return render(request, template, context)


def _keep_or_submit(request: HttpRequest, attempt: Attempt) -> HttpResponse:
    """Keep what was answered; hand in if she asked to and nothing is blank or unreadable."""
    paper = attempt.paper()
    answers, now = _posted(request, paper), timezone.now()
    post, wants_to_submit = _post_id(request, answers), request.POST.get("do") == "submit"
    problems = _problems(paper, answers) if wants_to_submit else {}
    try:
        if wants_to_submit and not problems:
            attempt.submit(answers, post=post, by=request.user, at=now)
            return redirect("assessments:attempt", attempt=attempt.uuid)
        attempt.save_answers(answers, post=post, at=now)
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:attempt", attempt=attempt.uuid)
    if problems:
        return _show_questions(request, attempt, problems)
    messages.success(request, "Your answers are saved. You can go on later.")
    return redirect("assessments:attempt", attempt=attempt.uuid)


def _posted(request: HttpRequest, paper: list[PaperQuestion]) -> dict[int, dict]:
    """The posted answers by the paper question's id, blank ones too; only what the form offered."""
    answers = {}
    for item in paper:
        field = f"q{item.pk}"
        if f"{field}-shown" not in request.POST:
            continue
        if item.question.content["type"] == "numeric":
            typed = request.POST.get(field, "").replace(
                "\0", ""
            )  # PostgreSQL's JSON cannot hold it
            answers[item.pk] = {"number": typed.strip()[:40]}
        else:
            offered = set(item.options)
            answers[item.pk] = {"chosen": sorted(offered & set(request.POST.getlist(field)))}
    return answers


def _post_id(request: HttpRequest, answers: dict[int, dict]) -> uuid.UUID:
    """The id of this posting; a client that sends none gets no protection from replays.

    It is made of the form's own id and of what the form says: when a reply was lost, the same form
    may come again with an answer changed, and that is no replay.
    """
    try:
        form = uuid.UUID(request.POST.get("post", ""))
    except ValueError:
        return uuid.uuid4()
    return uuid.uuid5(form, digest([request.POST.get("do", ""), answers]))


def _problems(paper: list[PaperQuestion], answers: dict[int, dict]) -> dict[int, str]:
    """Why these answers cannot be handed in yet, by the paper question's id."""
    problems = {}
    for item in paper:
        answer = answers.get(item.pk, {})
        if answer.get("number") and parse_number(answer["number"]) is None:
            problems[item.pk] = "Write only the number, like 20 or 2.5."
        elif not any(answer.values()):
            problems[item.pk] = "This question has no answer yet."
    return problems


def _show_questions(
    request: HttpRequest, attempt: Attempt, problems: dict[int, str] | None = None
) -> HttpResponse:
    questions = questions_on_page(attempt.paper(), attempt.answers(), problems=problems)
    context = {
        "attempt": attempt,
        "questions": questions,
        "problems": [question for question in questions if question.problem],
        "post": uuid.uuid4(),
    }
    return render(request, "assessments/paper.html", context, status=400 if problems else 200)

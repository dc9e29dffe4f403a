"""Sitting a quiz and reading its result. Everything works as plain forms."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from assessments.forms import NO_ANSWER, posting_of, problems_of
from assessments.grading.results import RIGHT
from assessments.models import (
    Attempt,
    AttemptRefused,
    AttemptState,
    HandMark,
    Quiz,
    Response,
    missed_critical,
    turn_for,
    words_of_quiz,
)
from assessments.models.response import counting
from assessments.reading import late_on_page, questions_on_page
from curriculum.blocks import guidance_keys
from curriculum.languages import LANGUAGES, OWN
from curriculum.models import LessonPage, LocalGuidance, name_in
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
        return start(request, enrolment, quiz)
    turn = turn_for(enrolment, quiz, now=timezone.localtime())
    context = {
        "quiz": quiz,
        "edition": quiz.editions.first(),
        **spoken(request, quiz),
        "turn": turn.turn,
        "waits_for": [] if quiz.practice else enrolment.left_before(quiz.module),
        "again_of": turn.last_whole if turn.turn.again else None,
        "attempts": enrolment.attempts.counting().filter(quiz=quiz).prefetch_related("gradings"),
    }
    return render(request, "assessments/intro.html", context)


def spoken(request: HttpRequest, quiz: Quiz) -> dict:
    """In which language the quiz would be asked, and how it is called there: hers, if it is open in it."""
    hers = request.user.language
    said = {"language": OWN, "hers": hers, "hers_name": LANGUAGES[hers], "title": quiz.title}
    if hers != OWN:
        words = words_of_quiz(quiz.editions.first(), hers)
        if words.is_open:
            said |= {"language": hers, "title": words.title.words.get(quiz.title, quiz.title)}
    return said


def start(
    request: HttpRequest, enrolment: Enrolment, quiz: Quiz, *, taught: bool = False
) -> HttpResponse:
    """Start a sitting in the language that she was told, and lead to it, or say why not."""
    told = request.POST.get("language", OWN)
    try:
        attempt = Attempt.objects.start(
            enrolment=enrolment,
            quiz=quiz,
            by=request.user,
            at=timezone.now(),
            taught=taught,
            language=told if told in LANGUAGES else OWN,
        )
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("assessments:intro", quiz=quiz.code)
    return redirect("assessments:attempt", attempt=attempt.uuid)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_door
def again(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """The lessons of the critical questions that were missed; a POST asks those questions again."""
    mine = Attempt.objects.of(request.user).handed_in()
    base = get_object_or_404(
        mine.select_related(
            "quiz__module", "enrolment__trainee__cohort__site", "enrolment__programme"
        ),
        uuid=attempt,
    )
    turn = turn_for(base.enrolment, base.quiz, now=timezone.now())
    if turn.turn.wait or not turn.turn.again or turn.last_whole != base:
        return redirect("assessments:intro", quiz=base.quiz.code)
    if request.method == "POST":
        return start(request, base.enrolment, base.quiz, taught=True)
    missed = missed_critical(base)
    lessons = {item.question.question.lesson for item in missed} - {None}
    name_in(request.user.language, lessons, whole=True)
    context = {
        "quiz": base.quiz,
        "asked_in": base.language,
        **spoken(request, base.quiz),
        "programme": base.enrolment.programme,
        "missed": missed,
        "lessons": sorted(lessons, key=lambda lesson: lesson.path),
        **_guidance(base.enrolment, lessons),
    }
    return render(request, "assessments/again.html", context)


def _guidance(enrolment: Enrolment, lessons: set[LessonPage]) -> dict:
    """What lesson blocks read: the country and what it has signed of these lessons' keys."""
    country = enrolment.trainee.country
    keys = {key for lesson in lessons for key in guidance_keys(lesson.body)}
    signed = LocalGuidance.objects.for_country(country).signed().filter(key__key__in=keys)
    return {"country": country, "guidance": signed.by_key() if keys else {}}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in_door
def attempt(request: HttpRequest, attempt: uuid.UUID) -> HttpResponse:
    """One's own attempt: its questions while it is in progress, its result afterwards."""
    attempt = _own(request, attempt)
    if attempt.read_by_id and attempt.is_in_progress:
        return render(request, "assessments/read_to_you.html", {"attempt": attempt})
    if request.method == "POST":
        return keep_or_submit(request, attempt, "assessments:attempt", "assessments/paper.html")
    attempt.finish_overdue(at=timezone.now())
    if attempt.is_in_progress:
        return show_questions(request, attempt, "assessments/paper.html")
    if attempt.edition.is_pretest and attempt.current_grading:
        return render(request, "assessments/pretest.html", _where_to_begin(attempt))
    return show_result(request, attempt, "assessments/result.html")


def _where_to_begin(attempt: Attempt) -> dict:
    """How many of a pre-test were right, and the lessons of the others.

    No key, no feedback, not which they were: the module's quiz asks the same questions.
    """
    marks = attempt.current_grading.marks
    missed = {mark["item"] for mark in marks if mark["state"] != RIGHT}
    paper = attempt.questions.filter(pk__in=missed).select_related("question__question__lesson")
    lessons = {item.question.question.lesson for item in paper} - {None}
    return {
        "attempt": attempt,
        "right": len(marks) - len(missed),
        "asked": len(marks),
        "lessons": sorted(lessons, key=lambda lesson: lesson.path),
        "programme": attempt.enrolment.programme,
    }


def _own(request: HttpRequest, attempt: uuid.UUID) -> Attempt:
    try:
        return Attempt.objects.of(request.user).get_with_paper(attempt)
    except Attempt.DoesNotExist as nothing:
        raise Http404 from nothing


@require_POST
@signed_in_door
def sync(request: HttpRequest) -> HttpResponse:
    """What a phone saves by itself, perhaps long after it was answered: one posting, kept once.

    Says whether it counts, the highest sequence known, and whether something newer from elsewhere counts
    instead. Never refuses what can be kept.
    """
    try:
        attempt = _own(request, uuid.UUID(request.POST.get("attempt", "")))
    except ValueError as nothing:
        raise Http404 from nothing
    if attempt.read_by_id:  # her trainer enters what she says
        raise Http404
    posting = posting_of(request.POST, attempt.paper(), timezone.now(), Response.Source.SCRIPT)
    kept = attempt.save_answers(posting)
    return JsonResponse(
        {"standing": kept.standing, "highest": kept.highest, "overtaken": kept.overtaken}
    )


def show_result(request: HttpRequest, attempt: Attempt, template: str, **more) -> HttpResponse:
    """The result of an attempt that was handed in, with what she answered and why it was marked so."""
    grading = attempt.current_grading
    if grading is None:  # taken out of the count, or abandoned, before it was handed in
        if attempt.state == AttemptState.ABANDONED:
            return render(request, "assessments/abandoned.html", {"attempt": attempt, **more})
        raise Http404
    paper, saved = attempt.paper(), Response.objects.of_attempt(attempt)
    is_by_hand = any(item.content.get("scheme") == "by_hand" for item in paper)
    by_hand = HandMark.latest_of(attempt) if is_by_hand else {}
    questions = questions_on_page(paper, counting(saved), grading, by_hand=by_hand)
    context = {
        "attempt": attempt,
        "grading": grading,
        "critical_missed": sum(mark["critical_failed"] for mark in grading.marks),
        "shows_key": grading.passed or attempt.edition.content.get("review") == "handed_in",
        "questions": questions,
        "late": late_on_page(paper, saved),
        "can_mark": any(question.is_by_hand and question.typed for question in questions),
        **more,
    }
    return render(request, template, context)


def keep_or_submit(
    request: HttpRequest,
    attempt: Attempt,
    address: str,
    template: str,
    source: str = Response.Source.PAGE,
) -> HttpResponse:
    """Keep what was answered; hand in if she asked to and nothing is blank or unreadable.

    Whoever does not know may leave blanks in a pre-test.
    """
    paper = attempt.paper()
    posting = posting_of(request.POST, paper, timezone.now(), source)
    wants_to_submit = request.POST.get("do") == "submit"
    problems = problems_of(paper, posting.answers) if wants_to_submit else {}
    if attempt.edition.is_pretest:
        problems = {pk: said for pk, said in problems.items() if said != NO_ANSWER}
    try:
        if wants_to_submit and not problems:
            attempt.submit(posting, by=request.user)
            return redirect(address, attempt=attempt.uuid)
        kept = attempt.save_answers(posting)
    except AttemptRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(address, attempt=attempt.uuid)
    if kept.standing != Response.Standing.ACCEPTED:
        messages.error(request, AttemptRefused.Reason.NOT_OPEN_ANY_MORE.label)
        return redirect(address, attempt=attempt.uuid)
    if problems:
        return show_questions(request, attempt, template, problems)
    messages.success(request, "Your answers are saved. You can go on later.")
    return redirect(address, attempt=attempt.uuid)


def show_questions(
    request: HttpRequest,
    attempt: Attempt,
    template: str,
    problems: dict[int, str] | None = None,
) -> HttpResponse:
    """The paper as a form, with what is saved so far."""
    saved = Response.objects.of_attempt(attempt)
    questions = questions_on_page(attempt.paper(), counting(saved), problems=problems)
    context = {
        "attempt": attempt,
        "questions": questions,
        "problems": [question for question in questions if question.problem],
        "post": uuid.uuid4(),
        "sequence": max((each.sequence for each in saved), default=0),
    }
    return render(request, template, context, status=400 if problems else 200)

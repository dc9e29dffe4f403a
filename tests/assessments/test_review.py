"""A record is for ever: whatever happens to the content, an old attempt reads and marks the same."""

import pytest

from assessments.models import Attempt, Option, Question
from assessments.models.grading import kept_mark, result_of
from home.demonstration import right_answers
from tests import make
from tests.assessments.pages import address, main_of, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(full):
    attempt = make.start(full.enrolment, full.quiz)
    answers = right_answers(attempt)
    answers[attempt.paper()[1].pk]["chosen"] = []
    make.submit(attempt, answers)
    return attempt


def edit(course):
    """Other words, another key, an option gone; signed, in the quiz too."""
    for question in course.questions:
        question.stem = question.stem.replace("What", "Who").replace("Ask", "Beg")
        question.rationale, question.critical = "Other reasons", True
        _turn_over(question)
        question.save_revision()
        make.sign(question)
    course.quiz.title, course.quiz.pass_mark = "Another title", 100
    course.quiz.save_revision()
    make.sign(course.quiz)


def _turn_over(question):
    """Another key in every sort of part that a question can have."""
    options = list(question.options.all())
    for option in options:
        option.text, option.feedback = f"{option.text}!", "!"
        option.correct = not option.correct
    if question.kind == "multiple":
        options = [*options[:2][::-1], Option(text="new", correct=True)]
    elif question.kind == "single":
        options = options[:2]
    question.options.set(options)
    items, pairs = list(question.items.all())[::-1], list(question.pairs.all())
    for place, item in enumerate(items):
        item.sort_order = place
    question.items.set(items)
    for pair in pairs:
        pair.choice = f"not {pair.choice}"
    question.pairs.set(pairs)
    accepted = list(question.accepted.all())
    for each in accepted:
        each.text = "8" if each.tolerance else f"no {each.text}"
    question.accepted.set(accepted)
    if question.kind == "numeric":
        question.answer = 99


def unpublish(course):
    for thing in (course.quiz, *course.questions):
        thing.unpublish()


def publish_again(course):
    first = [thing.revisions.order_by("pk").first() for thing in course.questions]
    edit(course)
    unpublish(course)
    for revision in first:
        revision.publish()
    course.quiz.save_revision().publish()


def take_out(course):
    """The quiz asks something else now."""
    newcomer = make.make_question(course.module, "q9")
    make.sign(newcomer)
    course.quiz.slots.set([type(course.quiz.slots.first())(question=newcomer)])
    course.quiz.save_revision()
    make.sign(course.quiz)


@pytest.mark.parametrize("change", [edit, unpublish, publish_again, take_out])
def test_no_change_of_content_changes_a_byte_of_the_review(full, attempt, change):
    phone, desk = signed_in(full.user), signed_in(full.bahati)
    places = [(phone, address(attempt)), (desk, f"/desk/attempts/{attempt.uuid}/")]
    before = [main_of(client.get(place)) for client, place in places]

    change(full)

    assert [main_of(client.get(place)) for client, place in places] == before


@pytest.mark.parametrize("change", [edit, unpublish, publish_again, take_out])
def test_no_change_of_content_changes_how_an_attempt_is_marked(full, attempt, change):
    before = attempt.gradings.get()

    change(full)

    assert marked_now(attempt) == (before.marks, before.percent, before.passed, before.pass_mark)


def marked_now(attempt) -> tuple:
    """How the attempt would be marked today; nothing is written."""
    attempt = Attempt.objects.get(pk=attempt.pk)
    result = result_of(attempt, attempt.paper(), attempt.answers())
    marks = [kept_mark(mark) for mark in result.marks]
    return marks, result.percent, result.passed, attempt.pass_mark


def test_attempt_under_way_keeps_the_paper_it_started_with(full):
    attempt = make.start(full.enrolment, full.quiz)
    stems = [item.question.content["stem"] for item in attempt.paper()]
    answers = right_answers(attempt)

    edit(full)

    assert [item.question.content["stem"] for item in attempt.paper()] == stems
    graded = make.submit(attempt, answers)
    assert (graded.percent, graded.pass_mark) == (100, 80)


def test_next_attempt_uses_the_newest_edition(full):
    before = make.start(full.enrolment, full.quiz)
    before.void(by=full.bahati, at=make.NOW, reason="x")

    edit(full)

    stems = [
        item.question.content["stem"] for item in make.start(full.enrolment, full.quiz).paper()
    ]
    assert [stem.split()[0] for stem in stems] == [*["Who"] * 7, "Beg"]


def test_edit_did_change_what_is_live(full):
    """The twin: what the review must not show is there to be shown."""
    edit(full)

    stems = Question.objects.values_list("stem", flat=True)
    assert [stem.split()[0] for stem in stems] == [*["Who"] * 7, "Beg"]
    assert full.quiz.editions.first().content["title"] == "Another title"

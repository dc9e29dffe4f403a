"""A record is for ever: whatever happens to the content, an old attempt reads and marks the same."""

import pytest

from assessments.models import Attempt, Grading, Option, Question
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
        question.stem, question.rationale, question.critical = "Other words", "Other reasons", True
        options = list(question.options.all())
        for option in options:
            option.text, option.feedback, option.correct = (
                f"{option.text}!",
                "!",
                not option.correct,
            )
        if question.kind == "multiple":
            question.options.set([*options[:2][::-1], Option(text="new", correct=True)])
        elif question.kind == "single":
            question.options.set(options[:2])
        else:
            question.options.set(options)
        if question.kind == "numeric":
            question.answer = 99
        question.save_revision()
        make.sign(question)
    course.quiz.title, course.quiz.pass_mark = "Another title", 100
    course.quiz.save_revision()
    make.sign(course.quiz)


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
    attempt = Attempt.objects.get()
    marked = Grading.mark.__func__(_Unsaved, attempt, attempt.paper(), attempt.answers(), at=None)

    assert (marked.marks, marked.percent, marked.passed, marked.pass_mark) == (
        before.marks,
        before.percent,
        before.passed,
        before.pass_mark,
    )


class _Unsaved:
    """A grading that is only looked at."""

    def __init__(self, **values):
        self.__dict__.update(values)

    def save(self):
        """Write nothing."""


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

    stems = {
        item.question.content["stem"] for item in make.start(full.enrolment, full.quiz).paper()
    }
    assert stems == {"Other words"}


def test_edit_did_change_what_is_live(full):
    """The twin: what the review must not show is there to be shown."""
    edit(full)

    assert {question.stem for question in Question.objects.all()} == {"Other words"}
    assert full.quiz.editions.first().content["title"] == "Another title"

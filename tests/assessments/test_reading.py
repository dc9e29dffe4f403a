"""A paper as a page shows it."""

import pytest

from assessments.reading import questions_on_page
from home.demonstration import right_answers
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt(full):
    return make.start(full.enrolment, full.quiz)


def test_options_stand_in_the_stored_order_whatever_the_edition_says(attempt):
    found = questions_on_page(attempt.paper(), {})

    stored = [item.options for item in attempt.paper()]
    assert [[option.uid for option in question.options] for question in found] == stored
    assert [question.position for question in found] == list(range(1, 9))


def test_each_kind_is_told_apart(attempt):
    found = questions_on_page(attempt.paper(), {})

    kinds = [(question.is_multiple, question.is_numeric) for question in found]
    assert kinds == [(False, False), (True, False), (False, False), (False, True)]


def test_answers_are_shown_as_chosen_and_nothing_is_marked_before_grading(attempt):
    answers = right_answers(attempt)

    found = questions_on_page(attempt.paper(), answers)

    chosen = [{option.uid for option in each.options if option.chosen} for each in found]
    assert chosen == [set(answers[each.pk].get("chosen", [])) for each in found]
    assert [each.number for each in found] == ["", "", "", "20"]
    assert [(each.mark, each.state) for each in found] == [(None, "")] * 4


def test_marks_and_problems_stand_beside_their_questions(attempt):
    graded = make.submit(attempt, {})
    paper = attempt.paper()

    found = questions_on_page(paper, {}, graded, {paper[1].pk: "No answer yet."})

    assert [each.state for each in found] == ["unanswered"] * 4
    assert [each.problem for each in found] == ["", "No answer yet.", "", ""]

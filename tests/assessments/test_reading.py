"""A paper as a page shows it."""

import pytest

from assessments.models import Case
from assessments.reading import questions_on_page, sample_questions
from home.demonstration import right_answers
from tests import make
from tests.assessments.course import make_course, wrong_answers

pytestmark = pytest.mark.django_db
KINDS = [
    "single",
    "multiple",
    "true_false",
    "numeric",
    "matching",
    "ordering",
    "short",
    "cloze",
]


@pytest.fixture
def attempt(full):
    return make.start(full.enrolment, full.quiz)


def test_options_stand_in_the_stored_order_whatever_the_edition_says(attempt):
    found = questions_on_page(attempt.paper(), {})

    stored = [item.options for item in attempt.paper()]
    assert [[option.uid for option in question.options] for question in found[:5]] == stored[:5]
    assert [part.uid for part in found[5].parts] == stored[5]
    assert [option.uid for option in found[7].parts[0].options] == stored[7]
    assert [question.position for question in found] == list(range(1, 9))


def test_each_kind_is_told_apart(attempt):
    found = questions_on_page(attempt.paper(), {})

    assert [question.kind for question in found] == KINDS
    assert [question.is_multiple for question in found] == [kind == "multiple" for kind in KINDS]
    assert [question.is_by_hand for question in found] == [False] * 8


def test_answers_are_shown_as_given_and_nothing_is_marked_before_grading(attempt):
    answers = right_answers(attempt)

    found = questions_on_page(attempt.paper(), answers)

    chosen = [{option.uid for option in each.options if option.chosen} for each in found[:3]]
    assert chosen == [set(answers[each.pk]["chosen"]) for each in found[:3]]
    assert [each.typed for each in found] == ["", "", "", "20", "", "", "privacy", ""]
    assert [(each.mark, each.state) for each in found] == [(None, "")] * 8


def test_parts_say_what_was_answered_and_what_is_right(attempt):
    matching, ordering, _, cloze = questions_on_page(attempt.paper(), right_answers(attempt))[4:]

    assert [(part.text, part.answer, part.right) for part in matching.parts] == [
        ("fire", "hot", "hot"),
        ("ice", "cold", "cold"),
    ]
    assert sorted((part.text, part.value, part.right) for part in ordering.parts) == [
        ("one", "1", "1"),
        ("three", "3", "3"),
        ("two", "2", "2"),
    ]
    assert ordering.places == ("1", "2", "3")
    assert [(part.before, part.kind, part.answer, part.right) for part in cloze.parts] == [
        ("Ask ", "single", "gently", "gently"),
        (" and wait ", "numeric", "5", "5"),
        (" minutes for ", "short", "an answer", "an answer"),
    ]
    assert cloze.after == "."


def test_parts_without_an_answer_are_empty(attempt):
    matching, ordering, _, cloze = questions_on_page(attempt.paper(), {})[4:]

    for question in (matching, ordering, cloze):
        assert {(part.value, part.answer, part.state) for part in question.parts} == {("", "", "")}


def test_parts_carry_the_state_of_their_marks(attempt):
    graded = make.submit(attempt, wrong_answers(attempt))

    found = questions_on_page(attempt.paper(), attempt.answers(), graded)

    assert [[part.state for part in found[place].parts] for place in (4, 5, 7)] == [
        ["wrong", "wrong"],
        ["wrong", "wrong", "wrong"],
        ["wrong", "wrong", "wrong"],
    ]


def test_marks_and_problems_stand_beside_their_questions(attempt):
    graded = make.submit(attempt, {})
    paper = attempt.paper()

    found = questions_on_page(paper, {}, graded, {paper[1].pk: "No answer yet."})

    assert [each.state for each in found] == ["unanswered"] * 8
    assert [each.problem for each in found] == ["", "No answer yet.", *[""] * 6]


@pytest.mark.parametrize(
    ("values", "right"),
    [
        ({"kind": "numeric", "answer": 20, "unit": "days"}, "20 days"),
        ({"kind": "numeric", "accepted": [{"text": "10..12"}, {"text": "9"}]}, "10..12"),
        (
            {
                "kind": "short",
                "accepted": [{"text": "*trust*", "weight": "1/2"}, {"text": "privacy"}],
            },
            "privacy",
        ),
    ],
)
def test_right_answer_to_what_is_typed(values, right):
    course = make_course(values)
    attempt = make.start(course.enrolment, course.quiz)

    (question,) = questions_on_page(attempt.paper(), {})

    assert question.right == right


def test_case_stands_at_the_first_of_its_questions():
    course = make_course({}, {}, {})
    case = Case(code="c1", module=course.module, title="Sipho", text="Six weeks.", live=False)
    case.save()
    make.sign(case)
    for question in course.questions[1:]:
        question.case = case
        question.save_revision()
        make.sign(question)
    course.quiz.save_revision()
    make.sign(course.quiz)
    attempt = make.start(course.enrolment, course.quiz)

    found = questions_on_page(attempt.paper(), {})

    assert [each.case and each.case["title"] for each in found] == [None, "Sipho", None]


def test_samples_are_every_question_unanswered_in_the_authors_order(full):
    contents = [question.as_content() for question in full.questions]

    found = sample_questions(contents)

    assert [question.kind for question in found] == KINDS
    assert [option.text for option in found[1].options] == ["hot", "sweet", "cold", "bitter"]
    assert [option.text for option in found[4].options] == ["hot", "cold", "sweet"]
    assert [part.text for part in found[5].parts] == ["one", "two", "three"]


def test_draft_shows_gaps_that_are_not_set_up_as_they_are_written(full):
    content = full.questions[7].as_content()
    stem = "[[x]]Ask [[how]] and [[y]] wait [[long]]. [[z]]"

    (found,) = sample_questions([content | {"stem": stem}])

    assert [(part.before, part.text) for part in found.parts] == [
        ("[[x]]Ask ", "how"),
        (" and [[y]] wait ", "long"),
    ]
    assert found.after == ". [[z]]"

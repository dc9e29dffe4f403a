"""What is asked: its frozen form, and when it may not be signed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from assessments.models import Question
from curriculum.models import GuidanceKey, SignOff, SignOffRefused
from tests import make
from tests.assessments.course import make_course

pytestmark = pytest.mark.django_db


@pytest.fixture
def module():
    return make.make_module(make.make_programme())


def test_signed_question_is_frozen_with_everything_it_says(module):
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    lesson = make.make_lesson(module, "l1")
    options = [("yes", True, "essential"), ("no", False, "harmful")]
    values = {"kind": "multiple", "critical": True, "guidance_key": key, "lesson": lesson}
    question = make.make_question(module, "q1", options=options, rationale="Why.", **values)

    make.sign(question)

    content = question.editions.get().content
    uids = [str(option.uid) for option in question.options.all()]
    assert content == question.as_content()
    assert (content["type"], content["guidance_key"], content["lesson"]) == (
        "multiple",
        "law",
        "l1",
    )
    assert content["options"] == [
        {"uid": uids[0], "text": "yes", "correct": True, "feedback": "", "safety": "essential"},
        {"uid": uids[1], "text": "no", "correct": False, "feedback": "", "safety": "harmful"},
    ]


@pytest.mark.parametrize(
    ("answer", "written"), [("20", "20"), ("2.50", "2.5"), ("0.0001", "0.0001"), ("1000", "1000")]
)
def test_numbers_are_frozen_as_exact_plain_text(module, answer, written):
    question = make.make_question(
        module, kind="numeric", answer=Decimal(answer), tolerance=Decimal("0.10")
    )

    make.sign(question)

    content = question.editions.get().content
    assert (content["answer"], content["tolerance"]) == (written, "0.1")


def test_signing_the_same_text_again_makes_no_new_edition(module):
    question = make.make_question(module)
    make.sign(question)

    question.save_revision()
    make.sign(question)

    assert [edition.number for edition in question.editions.all()] == [1]


def test_changed_text_becomes_the_next_edition_and_options_keep_their_uids(module):
    question = make.make_question(module)
    make.sign(question)
    question.stem = "What now?"
    question.save_revision()

    make.sign(question)

    second, first = question.editions.all()
    assert (second.number, second.content["stem"], first.number) == (2, "What now?", 1)
    assert second.content["options"] == first.content["options"]
    assert str(second) == "q1 edition 2"


def test_draft_changes_neither_the_live_text_nor_the_edition(module):
    question = make.make_question(module)
    make.sign(question)

    question.stem = "A draft"
    question.save_revision()

    assert Question.objects.get().stem == "What about q1?"
    assert question.editions.count() == 1


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"options": [("a", True)]}, "It needs at least two options, and no two may say the same."),
        (
            {"options": [("Yes", True), (" yes", False)]},
            "It needs at least two options, and no two may say the same.",
        ),
        ({"options": [("a", False), ("b", False)]}, "It needs one right option but has 0."),
        ({"options": [("a", True), ("b", True)]}, "It needs one right option but has 2."),
        (
            {"kind": "multiple", "options": [("a", True), ("b", True)]},
            "It needs at least one right and one wrong option.",
        ),
        (
            {"kind": "multiple", "options": [("a", False), ("b", False)]},
            "It needs at least one right and one wrong option.",
        ),
    ],
)
def test_question_that_cannot_be_marked_fairly_cannot_be_signed(module, values, reason):
    question = make.make_question(module, **values)

    with pytest.raises(SignOffRefused) as caught:
        make.sign(question)

    assert str(caught.value) == reason
    assert (Question.objects.get().live, question.editions.count()) == (False, 0)
    assert SignOff.objects.filter(revision=question.latest_revision).count() == 0


@pytest.mark.parametrize(
    "values",
    [
        {"kind": "numeric", "answer": Decimal(0)},
        {"kind": "true_false", "options": [("True", True), ("False", False)]},
        {"kind": "multiple", "options": [("a", True), ("b", True), ("c", False)]},
    ],
)
def test_fair_question_can_be_signed(module, values):
    question = make.make_question(module, **values)

    make.sign(question)

    assert (question.live, question.not_ready_to_sign()) == (True, "")


def test_without_the_guard_a_question_with_no_wrong_option_would_break_handing_in(monkeypatch):
    monkeypatch.setattr(Question, "not_ready_to_sign", lambda self: "")
    options = [("a", True), ("b", True)]
    course = make_course({"kind": "multiple", "options": options})
    attempt = make.start(course.enrolment, course.quiz)

    with pytest.raises(ZeroDivisionError):
        make.submit(attempt)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"answer": None}, {"answer": ["A number question needs its answer."]}),
        (
            {"answer": Decimal(1), "tolerance": Decimal(-1)},
            {"tolerance": ["The tolerance cannot be below zero."]},
        ),
    ],
)
def test_number_question_that_nobody_can_answer_is_not_even_saved(module, values, said):
    with pytest.raises(ValidationError) as caught:
        make.make_question(module, kind="numeric", **values)

    assert caught.value.message_dict == said


def test_preview_shows_the_draft_with_its_key(module, rf):
    question = make.make_question(module, rationale="Because it is so.")

    page = question.make_preview_request(rf.get("/"), "").render().content.decode()

    assert question.stem in page
    assert "Because it is so." in page


def test_option_and_question_are_called_by_what_they_say(module):
    question = make.make_question(module)

    assert (str(question), str(question.options.first())) == ("q1", "a")

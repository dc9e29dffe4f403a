"""What is asked: its frozen form, and when it may not be signed."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from assessments.grading import PaperError
from assessments.models import Question
from assessments.models.question import read_units
from curriculum.models import GuidanceKey, SignOff, SignOffRefused
from tests import make
from tests.assessments.course import BY_HAND, CLOZE, MATCHING, ORDERING, SHORT, make_course

pytestmark = pytest.mark.django_db
PARTS = {
    "options": {},
    "pairs": MATCHING,
    "items": ORDERING,
    "accepted": SHORT,
    "gaps": CLOZE,
    "rubric": BY_HAND,
}
SHARE = "Write a share of the mark, like 1, 0.5, 1/3 or -1/2."


@pytest.fixture
def module():
    return make.make_module(make.make_programme())


def test_signed_question_is_frozen_with_everything_it_says(module):
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    lesson = make.make_lesson(module, "l1")
    twin = make.make_question(module, "q1t", critical=True)
    make.sign(twin)
    options = [("yes", True, "essential"), ("no", False, "harmful")]
    values = {"kind": "multiple", "critical": True, "guidance_key": key, "lesson": lesson}
    values["twin"] = twin
    question = make.make_question(module, "q1", options=options, rationale="Why.", **values)

    make.sign(question)

    content = question.editions.get().content
    uids = [str(option.uid) for option in question.options.all()]
    assert content == question.as_content()
    assert (content["type"], content["scheme"], content["guidance_key"], content["lesson"]) == (
        "multiple",
        "balanced",
        "law",
        "l1",
    )
    plain = {"feedback": "", "weight": None, "pinned": False, "gap": ""}
    assert content["options"] == [
        {"uid": uids[0], "text": "yes", "correct": True, "safety": "essential", **plain},
        {"uid": uids[1], "text": "no", "correct": False, "safety": "harmful", **plain},
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
        ({"options": [("a", True)]}, "Every option is right: add at least one that is wrong."),
        (
            {"options": [("Yes", True), (" yes", False)]},
            "Two options say the same: change one or take it away.",
        ),
        ({"options": [("a", False), ("b", False)]}, "No option is right: mark the right one."),
        (
            {"options": [("a", True), ("b", True)]},
            "2 options are right but one can be chosen: keep one.",
        ),
        (
            {"kind": "multiple", "options": [("a", True), ("b", True)]},
            "Every option is right: add at least one that is wrong.",
        ),
        (
            {"kind": "multiple", "options": [("a", False), ("b", False)]},
            "No option is right: mark the right one.",
        ),
        (
            {"kind": "numeric"},
            "No accepted answer earns the whole mark: add one with the weight 1.",
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

    with pytest.raises(PaperError):
        make.submit(attempt, {})


ITSELF = "Choose another question: one that stands by itself."


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"tolerance": Decimal(-1)}, {"tolerance": ["The tolerance cannot be below zero."]}),
        (
            {"scheme": "balanced"},
            {"scheme": ["This type of question is not marked that way. Leave it empty."]},
        ),
        ({"mark": 0}, {"mark": ["A question earns at least 1."]}),
        ({"other_units": "cm"}, {"other_units": ["Write it like cm=100, mm=1000."]}),
        ({"other_units": "=1"}, {"other_units": ["Write it like cm=100, mm=1000."]}),
        ({"other_units": "cm=ten"}, {"other_units": ["Write it like cm=100, mm=1000."]}),
        ({"unit_penalty": "2"}, {"unit_penalty": [SHARE]}),
        ({"unit_penalty": "-1.01"}, {"unit_penalty": [SHARE]}),
        ({"unit_penalty": "1/0"}, {"unit_penalty": [SHARE]}),
        ({"unit_penalty": "half"}, {"unit_penalty": [SHARE]}),
    ],
)
def test_form_says_what_is_wrong_with_a_question(module, values, said):
    question = Question(
        code="q1", module=module, kind="numeric", stem="How many?", answer=1, **values
    )

    with pytest.raises(ValidationError) as caught:
        question.full_clean()

    assert caught.value.message_dict == said


@pytest.mark.parametrize("share", ["1", "-1", "0.5", "1/3", "-1/2", "0"])
def test_form_takes_every_share_of_a_mark(module, share):
    question = Question(code="q1", module=module, kind="numeric", stem="?", unit_penalty=share)

    question.full_clean()

    assert question.unit_penalty == share


def test_an_external_id_is_taken_once_in_a_module(module):
    make.make_question(module, "q1", external_id="bank/17")
    again = Question(code="q2", module=module, stem="?", external_id="bank/17")

    with pytest.raises(ValidationError, match="one_question_per_external_id"):
        again.full_clean()
    again.full_clean(exclude=["external_id"])


def test_questions_without_an_external_id_cost_no_question_about_it(
    module, django_assert_num_queries
):
    """The module is there, the code and the uid are free."""
    make.make_question(module, "q1")

    with django_assert_num_queries(3):
        Question(code="q2", module=module, stem="?").full_clean()


@pytest.mark.parametrize("name", ["twin", "parallel_of"])
def test_twins_and_parallels_do_not_stand_in_rows(module, name):
    first = make.make_question(module, "q1")
    second = make.make_question(module, "q2", **{name: first})
    second.full_clean()
    third = Question(code="q3", module=module, stem="?", **{name: second})
    assert (second.family, first.family) == (
        str(first.uid if name == "parallel_of" else second.uid),
        str(first.uid),
    )
    setattr(first, name, first)

    for question in (third, first):
        with pytest.raises(ValidationError) as caught:
            question.full_clean()
        assert caught.value.message_dict == {name: [ITSELF]}


@pytest.mark.parametrize(
    ("written", "units"),
    [
        ("", {}),
        ("cm=100", {"cm": "100"}),
        (" cm = 100 ,mm=1000.5, ", {"cm": "100", "mm": "1000.5"}),
    ],
)
def test_units_are_read_as_they_are_written(written, units):
    assert read_units(written) == units


@pytest.mark.parametrize(("mode", "shown"), [("", False), ("key", True)])
def test_preview_shows_the_draft_as_she_sees_it_or_with_its_key(module, rf, mode, shown):
    question = make.make_question(module, rationale="Because it is so.")

    page = question.make_preview_request(rf.get("/"), mode).render().content.decode()

    assert (question.stem in page, "Because it is so." in page) == (True, shown)


def test_pairs_that_say_the_same_share_a_choice(module):
    """Two stems with one right side: whichever of two equal choices she takes is right."""
    pairs = [
        {"text": "fire", "choice": "Hot "},
        {"text": "stove", "choice": "hot"},
        {"text": "ice", "choice": "cold"},
        {"text": " ", "choice": "sweet"},
    ]
    question = make.make_question(module, kind="matching", pairs=pairs)

    rows = question.as_content()["pairs"]

    uids = [str(pair.uid) for pair in question.pairs.all()]
    choices = [str(pair.choice_uid) for pair in question.pairs.all()]
    assert [row["uid"] for row in rows] == [*uids[:3], ""]
    assert [row["choice_uid"] for row in rows] == [choices[0], choices[0], choices[2], choices[3]]
    assert {*uids} & {*choices} == set()


def test_question_and_its_parts_are_called_by_what_they_say(module):
    names = {
        name: [
            str(part) for part in getattr(make.make_question(module, f"q{n}", **values), name).all()
        ]
        for n, (name, values) in enumerate(PARTS.items())
    }

    assert names == {
        "options": ["a", "b", "c"],
        "pairs": ["fire", "ice", "sweet"],
        "items": ["one", "two", "three"],
        "accepted": ["privacy", "*trust*"],
        "gaps": ["how", "long", "what"],
        "rubric": ["For her own health", "For the baby"],
    }
    assert str(Question.objects.first()) == "q0"

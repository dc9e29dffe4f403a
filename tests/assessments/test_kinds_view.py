"""Every kind of question, answered through the fields that its page offers."""

from decimal import Decimal

import pytest

from assessments import forms
from assessments.models import Grading, Mode, Regrade
from home.demonstration import right_answers
from tests import make
from tests.assessments import course as kinds
from tests.assessments.course import make_course
from tests.assessments.pages import address, main_of, signed_in
from tests.assessments.paper_form import PaperForm

pytestmark = pytest.mark.django_db
LENGTH = {
    "kind": "numeric",
    "answer": Decimal("1.5"),
    "unit": "m",
    "other_units": "cm=100",
    "unit_penalty": "1/2",
}
WORDS, OWN_WORDS = "Your answer, in a few words", "Your answer. Your trainer reads and marks it."
PLACES = {"one": "1", "two": "2", "three": "3"}
GAPS = {"Gap 1": "gently", "Gap 2": "5", "Gap 3": "an answer"}
#: A question, a full right answer by the words on the page, the state that marking gives it.
ANSWERED = {
    "single": (kinds.SINGLE, {"a": True}, "right"),
    "multiple": (kinds.MULTIPLE, {"hot": True, "sweet": True}, "right"),
    "true_false": (kinds.TRUE_FALSE, {"False": True}, "right"),
    "numeric": (kinds.NUMERIC, {"Your number": "20"}, "right"),
    "unit": (LENGTH, {"Your number": "150 cm"}, "right"),
    "unknown unit": (LENGTH, {"Your number": "1.5 miles"}, "partial"),
    "no unit": (LENGTH, {"Your number": "1.5"}, "partial"),
    "matching": (kinds.MATCHING, {"fire": "hot", "ice": "cold"}, "right"),
    "ordering": (kinds.ORDERING, PLACES, "right"),
    "short": (kinds.SHORT, {WORDS: "privacy"}, "right"),
    "cloze": (kinds.CLOZE, GAPS, "right"),
    "by hand": (kinds.BY_HAND, {OWN_WORDS: "For the baby, and for her."}, "unmarked"),
}
each_kind = pytest.mark.parametrize(
    ("values", "said", "state"), ANSWERED.values(), ids=list(ANSWERED)
)


class Sitting:
    """One attempt at a quiz of one question, with its phone."""

    def __init__(self, values: dict):
        course = make_course(values)
        self.attempt = make.start(course.enrolment, course.quiz)
        self.phone = signed_in(course.user)
        self.place = address(self.attempt)

    def page(self) -> PaperForm:
        return PaperForm(self.phone.get(self.place))

    def post(self, form: PaperForm, do: str):
        return self.phone.post(self.place, form.posted(do))


@each_kind
def test_saved_answer_stands_in_the_fields_again(values, said, state):
    sitting = Sitting(values)
    filled = sitting.page().fill(said)

    sitting.post(filled, "save")

    assert sitting.page().answered() == filled.answered()
    assert Grading.objects.count() == 0


@each_kind
def test_answer_is_handed_in_and_marked(values, said, state):
    sitting = Sitting(values)

    reply = sitting.post(sitting.page().fill(said), "submit")

    assert (reply.status_code, reply["Location"]) == (302, sitting.place)
    assert sitting.attempt.current_grading.states == [state]


@each_kind
def test_blank_answer_is_not_handed_in(values, said, state):
    sitting = Sitting(values)

    reply = sitting.post(sitting.page(), "submit")

    assert (reply.status_code, Grading.objects.count()) == (400, 0)
    assert main_of(reply).decode().count(forms.NO_ANSWER) == 2  # above, and at the question


PROBLEMS = {
    "one stem left": (kinds.MATCHING, {"fire": "hot"}, forms.PART_LEFT),
    "one item left": (kinds.ORDERING, {"one": "1", "two": "2"}, forms.PART_LEFT),
    "one place twice": (kinds.ORDERING, {**PLACES, "two": "1"}, forms.TWICE),
    "words for a number": (kinds.NUMERIC, {"Your number": "about 20"}, forms.NUMBER),
    "a unit not asked for": (kinds.NUMERIC, {"Your number": "20 cm"}, forms.NUMBER),
    "two readings": (kinds.NUMERIC, {"Your number": "1,234"}, forms.AMBIGUOUS),
    "no number before a unit": (LENGTH, {"Your number": "long"}, forms.UNIT),
    "two readings before a unit": (LENGTH, {"Your number": "1,234 cm"}, forms.AMBIGUOUS),
    "one gap left": (kinds.CLOZE, {"Gap 1": "gently", "Gap 3": "x"}, forms.PART_LEFT),
    "words in a number's gap": (kinds.CLOZE, {**GAPS, "Gap 2": "five"}, forms.NUMBER),
    "two readings in a gap": (kinds.CLOZE, {**GAPS, "Gap 2": "1.234"}, forms.AMBIGUOUS),
}


@pytest.mark.parametrize(("values", "said", "sentence"), PROBLEMS.values(), ids=list(PROBLEMS))
def test_what_cannot_be_marked_is_kept_shown_and_named(values, said, sentence):
    sitting = Sitting(values)
    filled = sitting.page().fill(said)

    reply = sitting.post(filled, "submit")

    assert (reply.status_code, Grading.objects.count()) == (400, 0)
    assert main_of(reply).decode().count(sentence) == 2
    assert PaperForm(reply).answered() == filled.answered()
    assert sitting.page().answered() == filled.answered()


@pytest.mark.parametrize(
    ("values", "wrong", "tells"),
    [
        (kinds.MATCHING, {"fire": "cold", "ice": "cold"}, "Right: hot"),
        (kinds.ORDERING, {"one": "2", "two": "1", "three": "3"}, "Right: 2"),
        (kinds.NUMERIC, {"Your number": "7"}, "Right: 20"),
        (kinds.SHORT, {WORDS: "something"}, "Right: privacy"),
        (kinds.CLOZE, {**GAPS, "Gap 1": "loudly"}, "Right: gently"),
        (kinds.MULTIPLE, {"hot": True, "cold": True}, "Also right:"),
    ],
)
@pytest.mark.parametrize("review", ["passed", "handed_in"])
def test_result_of_a_failed_try_tells_the_key_only_where_the_quiz_says_so(
    values, wrong, tells, review
):
    course = make_course(values, review=review)
    attempt = make.start(course.enrolment, course.quiz)
    phone = signed_in(course.user)
    form = PaperForm(phone.get(address(attempt))).fill(wrong)

    page = main_of(phone.post(address(attempt), form.posted("submit"), follow=True)).decode()

    assert "Not passed yet" in page
    assert (tells in page) is (review == "handed_in")


def test_passed_result_tells_the_key_of_what_was_missed():
    course = make_course(kinds.MATCHING, *[{}] * 9)
    attempt = make.start(course.enrolment, course.quiz)
    phone = signed_in(course.user)
    make.submit(attempt, _half_right(attempt))

    page = main_of(phone.get(address(attempt))).decode()

    assert ("Passed" in page, "Right: cold" in page, "Right: hot" in page) == (True, True, False)


def _half_right(attempt) -> dict:
    answers = right_answers(attempt)
    first = attempt.paper()[0]
    fire, ice, sweet = first.question.content["pairs"]
    answers[first.pk] = {
        "pairs": {fire["uid"]: fire["choice_uid"], ice["uid"]: sweet["choice_uid"]}
    }
    return answers


def test_full_mark_by_a_regrade_says_nothing_wrong_about_parts():
    """A mark given to everybody has no parts; her answer stands there without a verdict on it."""
    course = make_course(kinds.MATCHING)
    attempt = make.start(course.enrolment, course.quiz)
    make.submit(attempt, kinds.wrong_answers(attempt))
    Regrade.apply(
        edition=course.questions[0].editions.first(),
        mode=Mode.FULL,
        by=course.bahati,
        at=make.NOW,
        reason="It was not clear.",
    )

    page = main_of(signed_in(course.user).get(address(attempt))).decode()

    assert ("Passed" in page, "Not right" in page) == (True, False)

"""The marking rules, as properties that hold for every question and every answer, junk included."""

from dataclasses import replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.grading import Option, Question, grade, mark
from tests.assessments.test_grading import multiple

often = settings(max_examples=500, deadline=None, derandomize=True)


def key_of(question):
    if question.kind == "numeric":
        whole = question.answer.limit_denominator(1)
        return {"number": str(whole)}
    return {"chosen": [option.uid for option in question.options if option.correct]}


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner),
    max_leaves=6,
)
UIDS = ["a", "b", "c", *(f"{kind}{place}" for kind in "rw" for place in range(4))]
answers = st.one_of(
    junk,
    st.fixed_dictionaries({"chosen": st.lists(st.sampled_from([*UIDS, "x"])) | junk}),
    st.fixed_dictionaries({"number": st.sampled_from(["20", "1e309", "NaN", "9" * 5000]) | junk}),
)
safeties = st.dictionaries(
    st.sampled_from(UIDS), st.sampled_from(["essential", "harmful", "neither"])
)


@st.composite
def questions(draw, kinds=("single", "true_false", "multiple", "numeric")):
    """Any question that can be signed; numeric answers are whole, so that the key can be typed."""
    kind, critical, worth = draw(
        st.tuples(st.sampled_from(kinds), st.booleans(), st.integers(1, 5))
    )
    if kind == "numeric":
        return Question(
            "q",
            kind,
            mark=worth,
            critical=critical,
            answer=Fraction(draw(st.integers(-999, 999))),
            tolerance=Fraction(draw(st.integers(0, 20)), 4),
        )
    options = (Option("a", True), Option("b", False))
    if kind == "multiple":
        counts = draw(st.integers(1, 4)), draw(st.integers(1, 4))
        options = multiple(*counts, safety=draw(safeties)).options
    elif kind == "single":
        options += (Option("c", False),)
    return Question("q", kind, mark=worth, critical=critical, options=options)


@st.composite
def papers(draw):
    """A paper of one to six questions, and something answered to each: the key, or whatever."""
    drawn = draw(st.lists(questions(), min_size=1, max_size=6))
    paper = [replace(each, uid=str(place)) for place, each in enumerate(drawn)]
    said = {each.uid: draw(st.just(key_of(each)) | answers) for each in paper}
    return paper, said


@often
@given(questions(), answers)
def test_mark_lies_between_nothing_and_all_whatever_comes_in(question, answer):
    """P1: junk is marked, never an error."""
    found = mark(question, answer)

    assert 0 <= found.earned <= found.possible
    assert found.possible == question.mark
    assert (found.state == "right") == (found.earned == found.possible)


@often
@given(questions())
def test_key_earns_all_and_blank_nothing(question):
    """P2."""
    key, blank = mark(question, key_of(question)), mark(question, {})

    assert (key.earned, key.state) == (question.mark, "right")
    assert (blank.earned, blank.state, blank.critical_failed) == (
        0,
        "unanswered",
        question.critical,
    )


@often
@given(questions(kinds=("single", "true_false", "multiple")), st.data())
def test_order_and_names_of_options_do_not_matter(question, data):
    """P3."""
    shown = data.draw(st.permutations(question.options))
    renamed = [Option(f"new-{each.uid}", each.correct, each.safety) for each in shown]
    picked = data.draw(st.lists(st.sampled_from([each.uid for each in shown])))

    before = mark(question, {"chosen": picked})
    after = mark(
        Question("q", question.kind, question.mark, question.critical, tuple(renamed)),
        {"chosen": [f"new-{uid}" for uid in reversed(picked)]},
    )

    assert before == after


@often
@given(st.integers(1, 6), st.integers(1, 6))
def test_ticking_all_or_nothing_earns_nothing(right, wrong):
    """P4, first half."""
    question = multiple(right, wrong)
    everything = [option.uid for option in question.options]

    assert mark(question, {"chosen": everything}).earned == 0
    assert mark(question, {"chosen": []}).earned == 0


@often
@given(st.integers(1, 5), st.integers(1, 5), st.data())
def test_right_tick_never_lowers_and_wrong_tick_never_raises(right, wrong, data):
    """P4, second half."""
    question = multiple(right, wrong)
    uids = [option.uid for option in question.options]
    chosen = data.draw(st.lists(st.sampled_from(uids), unique=True))
    added = data.draw(st.sampled_from(uids))

    before = mark(question, {"chosen": chosen}).earned
    after = mark(question, {"chosen": [*chosen, added]}).earned

    assert (after >= before) if added.startswith("r") else (after <= before)


@often
@given(papers(), st.integers(1, 100))
def test_total_is_the_sum_of_its_marks_and_the_same_twice(sitting, pass_mark):
    """P5 within a process, P6: total."""
    paper, responses = sitting

    first, again = (grade(paper, responses, pass_mark=pass_mark) for _ in range(2))

    assert first == again
    assert first.earned == sum(each.earned for each in first.marks)
    assert first.possible == sum(each.mark for each in paper)


@often
@given(papers(), st.integers(1, 100), st.integers(0, 5))
def test_a_better_answer_never_loses_a_pass(sitting, pass_mark, place):
    """P6: passed is monotone in every item; no answer to a question is better than its key."""
    paper, responses = sitting
    improved = paper[place % len(paper)]

    before = grade(paper, responses, pass_mark=pass_mark)
    after = grade(paper, responses | {improved.uid: key_of(improved)}, pass_mark=pass_mark)

    assert after.earned >= before.earned
    assert after.passed >= before.passed


@often
@given(papers(), st.integers(1, 100))
def test_shown_percentage_reaches_the_pass_mark_exactly_when_passed(sitting, pass_mark):
    """P7; what fails beside the percentage is a critical question, and that is said."""
    paper, responses = sitting

    result = grade(paper, responses, pass_mark=pass_mark)

    assert (result.percent >= pass_mark and not result.critical_failed) == result.passed
    assert (result.percent == 100) == (result.earned == result.possible)

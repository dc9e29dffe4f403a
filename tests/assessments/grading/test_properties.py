"""The marking rules, as properties that hold for every type and scheme and every answer, junk included."""

import json
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from assessments.grading import Option, Paper, grade, mark, right_answer
from tests.assessments.grading.drawn import CHOSEN, answers, questions
from tests.assessments.grading.make import multiple
from tests.examples import many

STATES = {"right", "partial", "wrong", "unanswered", "unreadable", "unmarked"}


@st.composite
def papers(draw):
    """A paper of one to five questions, and something answered to each: the key, or whatever."""
    drawn = draw(st.lists(questions(), min_size=1, max_size=5))
    paper = Paper(
        tuple(replace(each, uid=str(place)) for place, each in enumerate(drawn)),
        draw(st.integers(1, 100)),
    )
    said = {each.uid: draw(st.just(right_answer(each)) | answers) for each in paper.questions}
    return paper, said


@many
@given(questions(), answers)
def test_mark_lies_between_nothing_and_all_whatever_comes_in(question, answer):
    """P1: junk is marked, never an error."""
    found = mark(question, answer)

    assert 0 <= found.earned <= found.possible == question.mark
    assert (found.state == "right") == (found.earned == found.possible)
    assert (found.state == "partial") == (0 < found.earned < found.possible)
    assert found.state in STATES
    assert all(0 <= part.share <= 1 and part.state in STATES for part in found.parts)
    assert question.critical or not found.critical_failed


@many
@given(questions())
def test_key_earns_all_and_blank_nothing(question):
    """P2."""
    key, blank = mark(question, right_answer(question)), mark(question, {})

    assert (key.earned, key.state) == (question.mark, "right")
    assert (blank.earned, blank.state) == (0, "unanswered")
    assert blank.critical_failed == question.critical


@many
@given(questions(kinds=CHOSEN), st.data())
def test_order_and_names_of_options_do_not_matter(question, data):
    """P3."""
    shown = data.draw(st.permutations(question.options))
    renamed = tuple(replace(each, uid=f"new-{each.uid}") for each in shown)
    picked = data.draw(st.lists(st.sampled_from([each.uid for each in shown])))

    before = mark(question, {"chosen": picked})
    after = mark(
        replace(question, options=renamed), {"chosen": [f"new-{uid}" for uid in reversed(picked)]}
    )

    assert before == after


@many
@given(questions(kinds=[("matching", "per_pair"), ("matching", "all_or_nothing")]), st.data())
def test_order_and_names_of_pairs_do_not_matter(question, data):
    """P3."""
    shown = data.draw(st.permutations(question.pairs))
    renamed = tuple(
        replace(each, uid=each.uid and f"new-{each.uid}", choice_uid=f"new-{each.choice_uid}")
        for each in shown
    )
    choices = st.sampled_from([each.choice_uid for each in shown])
    picked = data.draw(st.dictionaries(st.sampled_from([s.uid for s in question.stems]), choices))
    after_picked = {f"new-{stem}": f"new-{choice}" for stem, choice in picked.items()}

    before = mark(question, {"pairs": picked})
    after = mark(replace(question, pairs=renamed), {"pairs": after_picked})

    assert replace(before, parts=()) == replace(after, parts=())


@many
@given(st.integers(1, 6), st.integers(1, 6))
def test_ticking_all_or_nothing_earns_nothing(right, wrong):
    """P4, first half."""
    question = multiple(right, wrong)
    everything = [option.uid for option in question.options]

    assert mark(question, {"chosen": everything}).earned == 0
    assert mark(question, {"chosen": []}).earned == 0


@many
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


@many
@given(papers())
def test_total_is_the_sum_of_its_marks_and_the_same_twice(sitting):
    """P5 within a process, P6: total."""
    paper, responses = sitting

    first, again = (grade(paper, responses) for _ in range(2))

    assert first == again
    assert first.earned == sum(each.earned for each in first.marks)
    assert first.possible == sum(each.mark for each in paper.questions)
    assert json.loads(json.dumps(first.as_json())) == first.as_json()


@many
@given(papers(), st.integers(0, 4))
def test_a_better_answer_never_loses_a_pass(sitting, place):
    """P6: passed is monotone in every item; no answer to a question is better than its key.

    For a critical multiple judged by safety the key itself may choose what is flagged as harmful, so
    its flags are taken to agree with its key.
    """
    paper, responses = sitting
    paper = replace(paper, questions=tuple(map(_with_sane_flags, paper.questions)))
    improved = paper.questions[place % len(paper.questions)]

    before = grade(paper, responses)
    after = grade(paper, responses | {improved.uid: right_answer(improved)})

    assert after.earned >= before.earned
    assert after.passed >= before.passed


def _with_sane_flags(question):
    key = right_answer(question).get("chosen", ())
    return replace(question, options=tuple(_sane(option, key) for option in question.options))


def _sane(option: Option, key) -> Option:
    wanted = "essential" if option.uid in key else "harmful"
    return option if option.safety == "neither" else replace(option, safety=wanted)


@many
@given(papers())
def test_shown_percentage_reaches_the_pass_mark_exactly_when_passed(sitting):
    """P7; what fails beside the percentage is a critical question or a wait, and that is said."""
    paper, responses = sitting

    result = grade(paper, responses)

    held_back = result.critical_failed or result.needs_person
    assert (result.percent >= paper.pass_mark and not held_back) == result.passed
    assert (result.percent == 100) == (result.earned == result.possible)
    assert 0 <= result.earned * 100 - result.percent * result.possible < Fraction(result.possible)

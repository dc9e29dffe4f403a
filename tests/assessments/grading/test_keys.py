"""The answer that earns the whole mark."""

from dataclasses import replace
from fractions import Fraction

import pytest

from assessments.grading import Option, PaperError, Question, mark, right_answer
from assessments.grading.keys import as_typed
from tests.assessments.grading.make import (
    accepting,
    by_hand,
    cloze,
    matching,
    multiple,
    numeric,
    ordering,
    single,
)

F = Fraction
WEIGHED = multiple(
    1, 3, scheme="sum_of_weights", weights={"r0": "1/2", "w0": "1/2", "w1": "0", "w2": "-1"}
)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (single(), {"chosen": ["a"]}),
        (single(scheme="weights", weights=("0", "1/2", "1")), {"chosen": ["c"]}),
        (multiple(2, 2), {"chosen": ["r0", "r1"]}),
        (WEIGHED, {"chosen": ["r0", "w0"]}),
        (matching(2), {"pairs": {"s0": "c0", "s1": "c1"}}),
        (ordering(3), {"places": {"a": 1, "b": 2, "c": 3}}),
        (numeric("1/8", "0"), {"number": "0.1250"}),
        (numeric("20", "0", unit="kg"), {"number": "20"}),
        (numeric("20", "0", unit="kg", unit_penalty=F(1, 2)), {"number": "20 kg"}),
        (numeric("20", "0", unit_penalty=F(1, 2)), {"number": "20"}),
        (accepting("numeric", ("5", "1/2"), "1..4"), {"number": "2.5"}),
        (accepting("numeric", ("2..3", "1/2"), "1..4"), {"number": "1"}),
        (accepting("numeric", ("1..3", "1/2"), "1..4"), {"number": "4"}),
        (accepting("numeric", "*"), {"number": "1"}),
        (accepting("short", ("rest", "1/2"), "sleep*"), {"text": "sleep"}),
        (accepting("short", ("rest", "1/2"), "rest*"), {"text": "restx"}),
        (accepting("short", "*"), {"text": "x"}),
        (accepting("short", r"2\*3"), {"text": "2*3"}),
        (by_hand(2, 3), {"text": "…", "points": {"h0": 2, "h1": 3}}),
        (
            cloze((1, 0, 1)),
            {"gaps": {"g-one": {"chosen": ["y"]}, "g-three": {"text": "rest"}}},
        ),
    ],
)
def test_key_of_a_question(question, answer):
    assert right_answer(question) == answer
    assert mark(question, answer).state == "right"


@pytest.mark.parametrize(
    "question",
    [
        Question("q", "single", options=(Option("a", False),)),
        Question("q", "numeric"),
        Question("q", "short"),
        replace(ordering(1, scheme="longest_increasing"), uid="q"),
        replace(accepting("short", ("rest", "1/2")), uid="q"),
    ],
)
def test_question_that_nothing_answers_has_no_key(question):
    with pytest.raises(PaperError) as refused:
        right_answer(question)

    assert str(refused.value) == 'Nothing earns the whole mark of question "q": add what does.'


@pytest.mark.parametrize(
    ("number", "typed"),
    [
        (F(20), "20"),
        (F(2000), "2000"),
        (F(-5, 2), "-2.5"),
        (F(1, 8), "0.1250"),
        (F(1, 3), "0.3333333333333333333333"),
        (F(2, 3), "0.6666666666666666666667"),
        (F(10**24), "1" + "0" * 24),
        (F(10**25), "1e+25"),
        (F(1, 10**23), "0." + "0" * 22 + "1"),
        (F(1, 10**24), "1e-24"),
        (F(1125, 10**28), "1.1250e-25"),
        (F(0), "0"),
    ],
)
def test_number_is_written_as_a_person_could_type_it(number, typed):
    assert as_typed(number) == typed

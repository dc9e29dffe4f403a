"""A pass mark from a panel."""

import statistics
from decimal import Decimal
from fractions import Fraction
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.standards.agreement import krippendorff_alpha
from assessments.standards.judges import Angoff, Judged, angoff

EXAMPLE = {"Chris": {"q1": 80, "q2": 60}, "Bahati": {"q1": 90, "q2": 70}}


def test_worked_example_of_the_module_docstring():
    found = angoff(EXAMPLE)

    apart = pytest.approx(sqrt(50))
    assert found == Angoff(
        percent=Fraction(75),
        items={"q1": Judged(Fraction(85), apart), "q2": Judged(Fraction(65), apart)},
        sums={"Chris": Fraction(7, 5), "Bahati": Fraction(8, 5)},
        sd=apart,
        standard_error=pytest.approx(5),
        agreement=0.7,
        incomplete={},
    )
    assert found.mark == 75


def test_judge_with_a_gap_is_named_and_left_out():
    found = angoff(EXAMPLE | {"Dede": {"q2": 0}})

    assert found.incomplete == {"Dede": ("q1",)}
    assert (found.percent, found.items["q2"].mean) == (75, 65)
    assert (list(found.sums), found.agreement) == (["Chris", "Bahati"], 0.7)


def test_question_that_one_judge_alone_rated_is_a_gap_of_all_others():
    found = angoff(EXAMPLE | {"Dede": {"q1": 50, "q2": 50, "q3": 50, "q4": 50}})

    assert found.incomplete == {"Chris": ("q3", "q4"), "Bahati": ("q3", "q4")}
    assert (found.percent, found.sums) == (50, {"Dede": 2})


def test_one_judge_has_a_mark_but_no_spread():
    found = angoff({"Chris": {"q1": 80, "q2": Decimal("60.5")}})

    assert found == Angoff(
        percent=Fraction(281, 4),
        items={"q1": Judged(Fraction(80), None), "q2": Judged(Fraction(121, 2), None)},
        sums={"Chris": Fraction(281, 200)},
        sd=None,
        standard_error=None,
        agreement=None,
        incomplete={},
    )
    assert found.mark == 71


@pytest.mark.parametrize(
    ("panel", "incomplete"),
    [
        ({}, {}),
        ({"Chris": {}}, {}),
        ({"Chris": {"q1": 1}, "Bahati": {"q2": 1}}, {"Chris": ("q2",), "Bahati": ("q1",)}),
    ],
)
def test_nobody_complete_gives_no_mark(panel, incomplete):
    found = angoff(panel)

    assert found == Angoff(None, {}, {}, None, None, None, incomplete)
    assert found.mark is None


@pytest.mark.parametrize("rating", [-1, 101, Fraction(10001, 100)])
def test_probability_lies_between_0_and_100(rating):
    with pytest.raises(ValueError, match=rf"^A probability of {rating} percent$"):
        angoff({"Chris": {"q1": rating}})


def test_ends_are_probabilities():
    assert angoff({"Chris": {"q1": 0, "q2": 100}}).percent == 50


def test_probability_as_a_float_is_refused():
    with pytest.raises(TypeError):
        angoff({"Chris": {"q1": 0.8}})


@st.composite
def panels(draw):
    judges, items = draw(st.integers(2, 5)), draw(st.integers(1, 5))
    row = st.lists(st.integers(0, 100), min_size=items, max_size=items)
    rows = draw(st.lists(row, min_size=judges, max_size=judges))
    return {
        f"judge {j}": {f"q{i}": rating for i, rating in enumerate(row)}
        for j, row in enumerate(rows)
    }


@given(panels())
def test_mark_is_the_mean_whether_by_judge_or_by_question(panel):
    found = angoff(panel)

    items = len(next(iter(panel.values())))
    assert found.percent == statistics.mean(found.sums.values()) * 100 / items
    assert found.percent == statistics.mean(item.mean for item in found.items.values())
    percents = [100 * float(expected) / items for expected in found.sums.values()]
    assert found.sd == pytest.approx(statistics.stdev(percents), abs=1e-7)
    assert found.standard_error == pytest.approx(found.sd / sqrt(len(panel)))
    columns = zip(*(ratings.values() for ratings in panel.values()), strict=True)
    assert found.agreement == krippendorff_alpha(list(columns))


@given(panels(), st.randoms(use_true_random=False))
def test_order_of_judges_and_questions_does_not_matter(panel, random):
    shuffled = {
        judge: dict(random.sample(sorted(panel[judge].items()), len(panel[judge])))
        for judge in random.sample(sorted(panel), len(panel))
    }

    found, before = angoff(shuffled), angoff(panel)

    assert (found.percent, found.items, found.sums) == (
        before.percent,
        before.items,
        before.sums,
    )
    assert (found.sd, found.agreement) == (before.sd, before.agreement)


@given(panels())
def test_judge_with_a_gap_changes_nothing_else(panel):
    found = angoff(panel | {"late": {}})

    assert found.incomplete == {"late": tuple(panel["judge 0"])}
    assert (found.percent, found.sums) == (angoff(panel).percent, angoff(panel).sums)

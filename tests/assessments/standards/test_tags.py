"""A pass mark suggested by tags."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.standards.tags import SHARES, Ebel, ebel

cells = st.sampled_from(sorted(SHARES))


def counts(**named):
    return {cell: named.get("".join(cell), 0) for cell in SHARES}


def test_worked_example_of_the_module_docstring():
    found = ebel([("V", "E")] * 6 + [("I", "M")] * 3 + [("N", "C")])

    assert found == Ebel(Fraction(84), counts(VE=6, IM=3, NC=1), 0)
    assert found.mark == 84


def test_percent_is_exact_and_the_mark_rounded_up():
    found = ebel([("V", "E"), ("V", "E"), ("I", "C")])

    assert (found.percent, found.mark) == (Fraction(250, 3), 84)


def test_untagged_questions_are_counted_and_not_guessed():
    found = ebel([("V", "E"), ("", ""), ("V", ""), ("", "M"), ("X", "E")])

    assert found == Ebel(Fraction(95), counts(VE=1), 4)


def test_nothing_tagged_suggests_nothing():
    found = ebel([("", "")])

    assert (found, found.mark) == (Ebel(None, counts(), 1), None)


def test_panel_may_put_its_own_table():
    found = ebel([("V", "E"), ("I", "M")], shares={("V", "E"): 70})

    assert found == Ebel(Fraction(70), {("V", "E"): 1}, 1)


def test_table_falls_with_difficulty_and_with_importance():
    for importance in "VIN":
        row = [SHARES[importance, difficulty] for difficulty in "EMC"]
        assert row == sorted(row, reverse=True)
    for difficulty in "EMC":
        column = [SHARES[importance, difficulty] for importance in "VIN"]
        assert column == sorted(column, reverse=True)


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("VE", 95),
        ("VM", 85),
        ("VC", 75),
        ("IE", 90),
        ("IM", 75),
        ("IC", 60),
        ("NE", 80),
        ("NM", 60),
        ("NC", 45),
    ],
)
def test_starting_point_of_each_cell(cell, share):
    assert ebel([tuple(cell)]).percent == share


@given(st.lists(cells, min_size=1), st.randoms(use_true_random=False))
def test_suggestion_is_a_mean_whatever_the_order(tags, random):
    shares = [SHARES[cell] for cell in tags]

    found = ebel(random.sample(tags, len(tags)))

    assert found.percent == Fraction(sum(shares), len(shares))
    assert (sum(found.cells.values()), found.untagged) == (len(tags), 0)


@given(st.lists(cells, min_size=1), st.integers(2, 5))
def test_paper_twice_as_long_has_the_same_mark(tags, times):
    assert ebel(tags * times).percent == ebel(tags).percent

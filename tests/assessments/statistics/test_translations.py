"""Whether a question is harder in one language than in another."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.intervals import difference
from assessments.statistics.translations import Difference, languages


def right(count, of):
    return [1] * count + [0] * (of - count)


def compare(first, second, most=1):
    (found,) = languages({"English": first, "Portuguese": second}, most)
    return found


def test_worked_example_of_the_module_docstring():
    found = compare(right(28, 40), right(12, 40))

    assert found == Difference(
        first="English",
        second="Portuguese",
        n_first=40,
        n_second=40,
        facility_first=0.7,
        facility_second=0.3,
        difference=0.4,
        interval=pytest.approx((0.18178658119707355, 0.5686471560949067)),
    )
    assert found.is_flagged is True
    assert found.sentence == (
        "English 70 % of the mark, Portuguese 30 %: perhaps a translation fault."
    )


def test_harder_original_is_flagged_as_well():
    assert compare(right(12, 40), right(28, 40)).is_flagged is True


def test_difference_within_chance_is_not_flagged():
    found = compare(right(28, 40), right(24, 40))

    assert found.is_flagged is False
    assert found.sentence == (
        "English 70 % of the mark, Portuguese 60 %: no more apart than chance would have it."
    )


@pytest.mark.parametrize(
    ("n_first", "n_second", "flagged"),
    [(30, 30, True), (29, 30, False), (30, 29, False), (29, 29, False)],
)
def test_both_languages_need_thirty_attempts(n_first, n_second, flagged):
    found = compare(right(n_first, n_first), right(0, n_second))

    assert found.is_flagged is flagged
    assert found.sentence == "English 100 % of the mark, Portuguese 0 %: " + (
        "perhaps a translation fault." if flagged else "too few attempts to compare."
    )


@pytest.mark.parametrize(
    ("low", "high", "flagged"),
    [
        (0.0, 0.2, False),
        (0.01, 0.2, True),
        (-0.2, 0.0, False),
        (-0.2, -0.01, True),
        (-0.1, 0.1, False),
    ],
)
def test_interval_that_touches_nought_does_not_leave_it_out(low, high, flagged):
    interval = difference(0.5, 0.5, n_first=40, n_second=40)._replace(low=low, high=high)

    found = Difference("en", "pt", 40, 40, 0.5, 0.5, 0.0, interval)

    assert found.is_flagged is flagged


def test_parts_of_marks_are_shares_of_the_most():
    found = compare([Fraction(1, 2), 2], [1, 0, 2], most=2)

    assert (found.facility_first, found.facility_second, found.difference) == (0.625, 0.5, 0.125)


def test_each_two_languages_are_compared_once_and_empty_ones_not():
    found = languages({"en": [1], "pt": [], "sw": [0], "fr": [1, 0]}, 1)

    assert [(each.first, each.second) for each in found] == [
        ("en", "sw"),
        ("en", "fr"),
        ("sw", "fr"),
    ]
    assert [(each.n_first, each.n_second) for each in found] == [(1, 1), (1, 2), (1, 2)]


@pytest.mark.parametrize("most", [0, -1])
def test_question_that_earns_nothing_is_refused(most):
    with pytest.raises(ValueError, match=r"^A question that earns nothing cannot be compared$"):
        languages({"en": [0]}, most)


@pytest.mark.parametrize("mark", [-1, 3])
def test_marks_that_cannot_be_are_refused(mark):
    with pytest.raises(ValueError, match=r"^A mark outside 0 to 2$"):
        languages({"en": [0, 2], "pt": [mark]}, 2)


@given(
    st.lists(st.integers(0, 2), min_size=1, max_size=80),
    st.lists(st.integers(0, 2), min_size=1, max_size=80),
)
def test_other_way_round_says_the_same(first, second):
    one, other = compare(first, second, most=2), compare(second, first, most=2)

    assert (one.difference, one.is_flagged) == (-other.difference, other.is_flagged)
    assert one.interval == pytest.approx((-other.interval.high, -other.interval.low), abs=1e-12)

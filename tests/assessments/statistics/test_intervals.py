"""How far a figure could be from the truth."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.intervals import Interval, difference, feldt, fisher, wilson

shares = st.floats(0, 1)
counts = st.integers(1, 500)


def close(low, high, within=1e-9):
    return pytest.approx((low, high), abs=within)


@pytest.mark.parametrize(
    ("share", "n", "low", "high"),
    [
        (0.70, 20, 0.4810271816464765, 0.8545227551323956),
        (0.0, 10, 0.0, 0.2775327998628892),
        (1.0, 10, 0.7224672001371107, 1.0),
        (0.5, 1, 0.054620755528852, 0.945379244471148),
    ],
)
def test_wilson(share, n, low, high):
    assert wilson(share, n=n) == close(low, high)


@given(shares, counts)
def test_wilson_is_where_the_share_lies_z_errors_away(share, n):
    """Its ends solve (p - share)^2 = z^2 p (1 - p) / n, which is how it is defined."""
    for end in wilson(share, n=n):
        error = 1.959963984540054**2 * end * (1 - end) / n
        assert (end - share) ** 2 == pytest.approx(error, abs=1e-9)


@given(shares, counts)
def test_wilson_holds_the_share_and_stays_a_share(share, n):
    low, high = wilson(share, n=n)

    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1


@pytest.mark.parametrize("n", range(1, 101))
def test_wilson_of_all_or_none_leaves_no_dust_beyond(n):
    nothing, everything = wilson(0.0, n=n), wilson(1.0, n=n)

    assert (max(0.0, nothing.low), min(1.0, everything.high)) == (nothing.low, everything.high)


@given(shares, counts)
def test_wilson_of_what_is_missing_is_its_mirror(share, n):
    low, high = wilson(share, n=n)

    assert wilson(1 - share, n=n) == close(1 - high, 1 - low)


@pytest.mark.parametrize(
    ("first", "second", "n_first", "n_second", "low", "high"),
    [
        (0.7, 0.3, 40, 40, 0.18178658119707355, 0.5686471560949067),
        # Newcombe 1998, table II, method 10.
        (56 / 70, 48 / 80, 70, 80, 0.0524, 0.3339),
        (9 / 10, 3 / 10, 10, 10, 0.1705, 0.8090),
        (10 / 10, 0 / 20, 10, 20, 0.6791, 1.0),
        (0 / 10, 0 / 10, 10, 10, -0.2775, 0.2775),
    ],
)
def test_difference_of_two_shares(first, second, n_first, n_second, low, high):
    found = difference(first, second, n_first=n_first, n_second=n_second)

    assert found == close(low, high, 5e-5)


@given(shares, shares, counts, counts)
def test_difference_the_other_way_round_is_its_mirror(first, second, n_first, n_second):
    low, high = difference(first, second, n_first=n_first, n_second=n_second)

    assert difference(second, first, n_first=n_second, n_second=n_first) == close(-high, -low)


@pytest.mark.parametrize(
    ("r", "n", "low", "high"),
    [
        (0.3, 20, -0.16433762668012197, 0.6554991792950994),
        (0.3, 30, -0.06757251144578524, 0.5958674154367378),
        (0.3, 100, 0.11006766754074288, 0.468794214523005),
        (0.0, 4, -0.96108708256, 0.96108708256),
    ],
)
def test_fisher(r, n, low, high):
    assert fisher(r, n=n) == close(low, high, 1e-8)


@pytest.mark.parametrize(("r", "n"), [(0.3, 3), (1.0, 30), (-1.0, 30)])
def test_fisher_where_it_is_not_defined(r, n):
    assert fisher(r, n=n) is None


@given(st.floats(-0.999, 0.999), st.integers(4, 500))
def test_fisher_holds_the_correlation_between_its_bounds(r, n):
    low, high = fisher(r, n=n)

    assert -1 <= low < r < high <= 1
    assert fisher(-r, n=n) == close(-high, -low)


@pytest.mark.parametrize(
    ("alpha", "n", "questions", "low", "high"),
    [
        (0.7, 10, 20, 0.34329263800808085, 0.911094634939602),
        (0.7, 20, 20, 0.46984477406813807, 0.8609147143412789),
        (0.7, 30, 20, 0.5189744704766752, 0.8356130403285854),
        (0.7, 100, 20, 0.6076134074651989, 0.7790663563672438),
        # Published examples of the same formula: 873 people at 20 items, 15 at 10.
        (0.913, 873, 20, 0.9044024, 0.9211588),
        (0.591719, 15, 10, 0.19492168920552821, 0.8398208740258171),
        (-4.5, 2, 2, -3561.8395, 0.9915096),
    ],
)
def test_feldt(alpha, n, questions, low, high):
    assert feldt(alpha, n=n, questions=questions) == pytest.approx((low, high), rel=1e-6)


@pytest.mark.parametrize(
    ("found", "quoted"),
    [
        (wilson(0.7, n=20), (0.48, 0.85)),
        (fisher(0.3, n=20), (-0.16, 0.66)),
        (fisher(0.3, n=30), (-0.07, 0.60)),
        (fisher(0.3, n=100), (0.11, 0.47)),
        (feldt(0.7, n=10, questions=20), (0.34, 0.91)),
        (feldt(0.7, n=20, questions=20), (0.47, 0.86)),
        (feldt(0.7, n=30, questions=20), (0.52, 0.84)),
        (feldt(0.7, n=100, questions=20), (0.61, 0.78)),
    ],
)
def test_figures_that_show_how_little_a_cohort_can_tell(found, quoted):
    assert tuple(round(end, 2) for end in found) == quoted


@given(st.floats(-1, 0.99), st.integers(2, 60), st.integers(2, 30))
def test_feldt_narrows_with_attempts(alpha, n, questions):
    few, more = (feldt(alpha, n=count, questions=questions) for count in (n, n + 1))

    assert more.high - more.low < few.high - few.low


@pytest.mark.parametrize(
    ("interval", "said"),
    [((0.4810, 0.8545), "0.48 to 0.85"), ((-0.001, 1.0), "0.00 to 1.00")],
)
def test_interval_reads_as_two_numbers(interval, said):
    assert str(Interval(*interval)) == said

"""The incomplete beta function and quantiles of F, against figures from published software."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.statistics.beta import beta_share, f_quantile


@pytest.mark.parametrize(
    ("x", "a", "b", "share"),
    [
        (0.5, 2, 1, 0.25),
        (0.3, 2, 5, 0.579825),
        (0.9, 2, 5, 0.999945),
        (0.5, 0.5, 0.5, 0.5),
        (0.1, 10, 2, 1e-09),
        (0.99, 10, 2, 0.9948202825096849),
        (0.5, 40, 60, 0.9780623532064924),
        (1e-6, 0.5, 9, 0.0033384615564151796),
        (0.02, 249.5, 12225.5, 0.5081644316412469),
        (0.021, 249.5, 12225.5, 0.7897371545551927),
    ],
)
def test_share_below(x, a, b, share):
    assert beta_share(x, a, b) == pytest.approx(share, rel=1e-9)


@pytest.mark.parametrize(
    ("share", "above", "below", "value"),
    [
        (0.5, 2, 2, 1),
        (0.5, 3, 7, 0.870944253187285),
        (0.975, 1, 1, 647.7890114778442),
        (0.025, 1, 1, 0.001543712508674131),
        (0.975, 9, 171, 2.1890245399730635),
        (0.025, 9, 171, 0.2963512168679935),
        (0.975, 14, 126, 1.9718730746580704),
        (0.975, 29, 1, 1000.838796935235),
        (0.975, 499, 24451, 1.1293458452246465),
        (0.025, 499, 24451, 0.8787182761764221),
    ],
)
def test_quantile_of_f(share, above, below, value):
    assert f_quantile(share, above, below) == pytest.approx(value, rel=1e-9)


@given(st.floats(0.01, 0.99), st.integers(1, 40), st.integers(1, 40))
def test_share_of_whole_numbers_is_a_binomial_tail(x, a, b):
    """I_x(a, b) is the chance of at least a hits in a + b - 1 tries of x."""
    tries = a + b - 1
    term, tail = (1 - x) ** tries, 0.0
    for hits in range(tries + 1):
        tail += term if hits >= a else 0
        term *= (tries - hits) / (hits + 1) * x / (1 - x)

    assert beta_share(x, a, b) == pytest.approx(tail, rel=1e-7, abs=1e-12)


@given(st.floats(0.01, 0.99), st.floats(0.5, 300), st.floats(0.5, 300))
def test_share_below_and_share_above_make_one(x, a, b):
    assert beta_share(x, a, b) + beta_share(1 - x, b, a) == pytest.approx(1, abs=1e-9)


@given(st.floats(0.02, 0.98), st.integers(1, 60), st.integers(1, 60))
def test_quantile_turns_over_with_its_degrees_of_freedom(share, above, below):
    turned = f_quantile(1 - share, below, above)

    assert f_quantile(share, above, below) == pytest.approx(1 / turned, rel=1e-6)

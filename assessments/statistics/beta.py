"""The regularised incomplete beta function and, from it, quantiles of the F distribution.

I_x(a, b) = x^a (1 - x)^b / (a B(a, b)) / (1 + d1 / (1 + d2 / (1 + ...))) with
d_2m = m (b - m) x / ((a + 2m - 1)(a + 2m)) and
d_2m+1 = -(a + m)(a + b + m) x / ((a + 2m)(a + 2m + 1))   (NIST handbook of functions, 8.17.22),
which converges fast below x = (a + 1) / (a + b + 2); above it, I_x(a, b) = 1 - I_1-x(b, a).

Worked example: I_1/2(2, 1) = 1/4; the median of F with 2 and 2 degrees of freedom is 1.
"""

from math import exp, isqrt, lgamma, log, log1p

#: Halvings: 2^-60 is finer than a float near 1 can tell.
HALVINGS = 60


def beta_share(x: float, a: float, b: float) -> float:
    """I_x(a, b): the share of a beta distribution that lies below x, 0 < x < 1."""
    front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) + b * log1p(-x))
    if x > (a + 1) / (a + b + 2):
        return 1 - front / (b * _fraction(1 - x, b, a))
    return front / (a * _fraction(x, a, b))


def f_quantile(share: float, above: int, below: int) -> float:
    """Below which value the given share (0 to 1) of F with these degrees of freedom lies."""
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if beta_share(middle, above / 2, below / 2) < share:
            low = middle
        else:
            high = middle
    return below * high / (above * (1 - high))


def _fraction(x: float, a: float, b: float) -> float:
    """The continued fraction from its end; the terms it needs grow with the root of a and b."""
    value = 1.0
    for m in range(20 + 2 * isqrt(int(a + b)), 0, -1):
        odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        value = 1 + even / (1 + odd / value)
    return 1 - (a + b) * x / (a + 1) / value

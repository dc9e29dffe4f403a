"""How likely it is that chance alone spread things as unevenly as this.

Pearson's chi-square: the sum of (seen - expected)^2 / expected over the places. Its upper tail for n
degrees of freedom is the regularised incomplete gamma Q(n/2, x/2), built up from Q(1/2, y) = erfc(sqrt y) or
Q(1, y) = exp(-y) by Q(a + 1, y) = Q(a, y) + y^a exp(-y) / Gamma(a + 1) (Abramowitz and Stegun, 6.5.21
and 26.4.19). Floats will do: no mark rests on this.

Worked example: seen 9, 1, 1, 1 where 3, 3, 3, 3 were expected: 12 + 4/3 x 3 = 16 on 3 degrees: 0.0011.
"""

import math
from collections.abc import Sequence


def chi_square(seen: Sequence[float], expected: Sequence[float]) -> float:
    """Return Pearson's statistic; each expected number is above 0."""
    return sum((a - b) ** 2 / b for a, b in zip(seen, expected, strict=True))


def chance_of_more(statistic: float, degrees: int) -> float:
    """Return the chance of a chi-square of at least ``statistic``; ``degrees`` is 1 or more."""
    half = statistic / 2
    order, chance = (1.0, math.exp(-half)) if degrees % 2 == 0 else (0.5, math.erfc(half**0.5))
    while order < degrees / 2:
        chance += half**order * math.exp(-half) / math.gamma(order + 1)
        order += 1
    return chance

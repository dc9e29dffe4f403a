"""Between which numbers an answer is accepted: worked by hand from the formulas."""

from fractions import Fraction

import pytest

from assessments.grading import Accepted, PaperError
from assessments.grading.tolerances import around, window

F = Fraction
HAIR = F(1, 10**14)


@pytest.mark.parametrize(
    ("scheme", "key", "tolerance", "low", "high"),
    [
        ("nominal", F(20), F(1, 2), F(39, 2) - 20 * HAIR, F(41, 2) + 20 * HAIR),
        ("nominal", F(2), F(5), -3 - 5 * HAIR, 7 + 5 * HAIR),
        ("nominal", F(-20), F(0), -20 - 20 * HAIR, -20 + 20 * HAIR),
        ("nominal", F(0), F(0), -HAIR * HAIR, HAIR * HAIR),
        ("relative", F(20), F(1, 10), 18 - 20 * HAIR, 22 + 20 * HAIR),
        ("relative", F(-20), F(1, 10), -22 - 20 * HAIR, -18 + 20 * HAIR),
        ("relative", F(0), F(1, 10), F(0), F(0)),
        ("geometric", F(20), F(1), F(10), F(40)),
        ("geometric", F(-20), F(1), F(-40), F(-10)),
        ("geometric", F(22), F(1, 10), F(20), F(242, 10)),
        ("geometric", F(0), F(1), F(0), F(0)),
    ],
)
def test_ends_of_a_tolerance(scheme, key, tolerance, low, high):
    assert around(key, tolerance, scheme) == (low, high)


def test_accepted_number_has_its_own_tolerance():
    assert window(Accepted("", "20", F(1)), "geometric") == (10, 40)


@pytest.mark.parametrize("scheme", ["nominal", "relative", "geometric"])
def test_range_is_taken_as_it_stands(scheme):
    assert window(Accepted("", " 1.5 .. 1.5", F(9)), scheme) == (F(3, 2), F(3, 2))
    assert window(Accepted("", "-2..1/3"), scheme) == (-2, F(1, 3))


def test_lone_star_has_no_ends():
    assert window(Accepted("", "*"), "nominal") is None


EXACT = ' must be a number in quotes, like "20", "2.5" or "1/3".'


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("about 5", 'The accepted answer "about 5"' + EXACT),
        ("1..x", 'The accepted answer "1..x"' + EXACT),
        ("x..1", 'The accepted answer "x..1"' + EXACT),
        ("2..1", 'The accepted answer "2..1" runs backwards: write the lower end first.'),
    ],
)
def test_what_is_no_number_and_no_range_is_refused(text, sentence):
    with pytest.raises(PaperError) as refused:
        window(Accepted("", text), "nominal")

    assert str(refused.value) == sentence

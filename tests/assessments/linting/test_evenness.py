"""The chi-square tail, against values from printed tables."""

import pytest

from assessments.linting.evenness import chance_of_more, chi_square


@pytest.mark.parametrize(
    ("statistic", "degrees", "chance"),
    [
        (3.841, 1, 0.05), (6.635, 1, 0.01),
        (5.991, 2, 0.05), (9.210, 2, 0.01),
        (7.815, 3, 0.05), (11.345, 3, 0.01),
        (9.488, 4, 0.05), (13.277, 4, 0.01),
        (11.070, 5, 0.05), (15.086, 5, 0.01),
        (18.307, 10, 0.05), (24.996, 15, 0.05),
    ],
)  # fmt: skip
def test_chance_of_more_agrees_with_printed_tables(statistic, degrees, chance):
    assert chance_of_more(statistic, degrees) == pytest.approx(chance, abs=2e-5)


@pytest.mark.parametrize("degrees", [1, 2, 3, 4, 5])
def test_everything_is_at_least_nothing(degrees):
    assert chance_of_more(0, degrees) == 1


def test_worked_example():
    statistic = chi_square([9, 1, 1, 1], [3, 3, 3, 3])

    assert statistic == pytest.approx(16)
    assert chance_of_more(statistic, 3) == pytest.approx(0.001134, abs=1e-6)


def test_as_many_expected_as_seen():
    with pytest.raises(ValueError, match="shorter"):
        chi_square([1, 2], [1])

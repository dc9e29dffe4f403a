"""L09: numbers in order, ranges apart."""

from decimal import Decimal

import pytest

from assessments.linting.figures import Figure, read_figure
from tests.assessments.linting.contents import cloze, found, option, places, single

DRAWN = "These numbers are shown in a drawn order: sort them and turn shuffling off."
UNSORTED = "These numbers are not in order: sort them."
OVERLAP = "Two of these ranges share a number: let each begin after the one before ends."


def fixed(*texts):
    return single(*texts, shuffle=False)


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("6 weeks", ("6", "6", "week")),
        ("6  Week.", ("6", "6", "week")),
        ("18", ("18", "18", "")),
        ("-1.5 °C", ("-1.5", "-1.5", "°c")),
        ("−2", ("-2", "-2", "")),
        ("1,5", ("1.5", "1.5", "")),
        ("1,000 copies", ("1000", "1000", "copie")),
        ("10 000", ("10000", "10000", "")),
        ("1,000,000", ("1000000", "1000000", "")),
        ("0-5 months", ("0", "5", "month")),
        ("0 – 5 months", ("0", "5", "month")),
        ("2 to 4", ("2", "4", "")),
        ("2 a 4 semanas", ("2", "4", "semana")),
        ("2 à 4", ("2", "4", "")),
        ("2 hadi 4", ("2", "4", "")),
        ("50%", ("50", "50", "%")),
    ],
)
def test_read_figure(text, figure):
    low, high, unit = figure

    assert read_figure(text) == Figure(Decimal(low), Decimal(high), unit)


@pytest.mark.parametrize(
    "text", ["", "weeks", "week 6", "6 weeks and 3 days", "1.2.3", "5 10", "2 to 1.2.3", "2-3-2026"]
)
def test_read_figure_leaves_what_is_no_number(text):
    assert read_figure(text) is None


@pytest.mark.parametrize(
    ("content", "sentences"),
    [
        (single("2", "4", "6"), [DRAWN]),
        (single("6", "4", "9"), [DRAWN]),
        (single("2", "4"), []),
        (fixed("2", "4", "6"), []),
        (fixed("6", "4", "2"), []),
        (fixed("2", "2", "4"), []),
        (fixed("4", "4", "2"), []),
        (fixed("2", "6", "4"), [UNSORTED]),
        (fixed("6", "2", "4"), [UNSORTED]),
        (fixed("6", "4", "5"), [UNSORTED]),
        (fixed("2 weeks", "6 weeks", "4 months"), []),
        (fixed("2", "6", "Never"), []),
        (fixed("2", "6", "4", "None of these"), [UNSORTED]),
        (fixed("2", "6", "None of these"), []),
        (fixed("0-4", "5-9", "10-14"), []),
        (fixed("0-5", "5-9", "10-14"), [OVERLAP]),
        (fixed("0-4", "5-10", "10-14"), [OVERLAP]),
        (fixed("0-20", "21", "5-9"), [UNSORTED, OVERLAP]),
        (fixed("5", "0-5", "6-9"), [UNSORTED, OVERLAP]),
        (fixed("0-4", "4", "5"), [OVERLAP]),
        (fixed("9-14", "5-8", "0-4"), []),
        (fixed("1 month", "6 months", "9 months"), []),
    ],
)
def test_order_and_ranges(content, sentences):
    assert found("L09", content) == [(sentence, "options") for sentence in sentences]


def test_pinned_numbers_keep_their_order():
    pinned = [option(text, pinned=True) for text in ("2", "6", "4")]
    free = [*pinned[:2], option("4")]

    assert found("L09", single(options=pinned)) == [(UNSORTED, "options")]
    assert found("L09", single(options=free)) == [(DRAWN, "options")]


def test_numbers_of_a_gap():
    options = [option(text, gap="when") for text in ("2", "4", "6")]

    assert places("L09", cloze(options=options)) == ["when"]

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.importers.figures import exact, percent, share
from assessments.importers.values import QuestionRefused
from curriculum.tables import decimals


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("20", "20"),
        (" +2.50 ", "2.5"),
        ("-0", "0"),
        ("-0.50", "-0.5"),
        (".5", "0.5"),
        ("5.", "5"),
        ("1e-3", "0.001"),
        ("1E+2", "100"),
        ("0,5", "0.5"),
        ("-1,25", "-1.25"),
        ("1,2345", "1.2345"),
        ("007", "7"),
        ("0.1234567890123456789", "0.1234567890123456789"),
        ("123456789012345678901234567890", "123456789012345678901234567890"),
    ],
)
def test_exact_reads_a_number_digit_by_digit(text, read):
    assert exact(text) == read


@pytest.mark.parametrize(
    "text",
    ["", "twenty", "1,234", "1.2.3", "1e100", "--1", "1/3", "NaN", "inf", "٣", "1 000", "1,2,3"],
)
def test_exact_refuses_what_is_no_number_or_could_be_two(text):
    with pytest.raises(QuestionRefused) as refusal:
        exact(text)

    assert refusal.value.reason == f"“{text}” is not a number; write it like 2.5."


def test_exact_refuses_a_number_longer_than_any_honest_one():
    with pytest.raises(QuestionRefused) as refusal:
        exact("1" * 31)

    assert refusal.value.reason == f"“{'1' * 30}” is not a number; write it like 2.5."


@pytest.mark.parametrize(
    ("percent", "meant"),
    [
        ("100", Fraction(1)),
        ("0", Fraction(0)),
        ("-50", Fraction(-1, 2)),
        ("33.33333", Fraction(1, 3)),
        ("33.3333300", Fraction(1, 3)),
        ("33.3333333", Fraction(1, 3)),
        ("-33.33333", Fraction(-1, 3)),
        ("66.66667", Fraction(2, 3)),
        ("66.66666", Fraction(2, 3)),
        ("14.28571", Fraction(1, 7)),
        ("33.33", Fraction(1, 3)),
        ("33,33", Fraction(1, 3)),
        ("33.34", Fraction(1, 3)),
        ("33.35", Fraction(667, 2000)),  # two hundredths off is no third
        ("33.3", Fraction(333, 1000)),  # one decimal is taken as written
        ("33", Fraction(33, 100)),
        ("12.345", Fraction(2469, 20000)),
        ("5.26316", Fraction(1, 19)),
        ("4.76190", Fraction(4761900, 100000000)),  # 1/21: more than 20 parts
        ("33.33335", Fraction(3333335, 10000000)),
        ("33.333340", Fraction(1, 3)),
        ("33.3333434", Fraction(333333434, 1000000000)),
    ],
)
def test_share_finds_the_fraction_that_was_meant(percent, meant):
    assert share(percent) == meant


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Fraction(1, 3), "33.33333"),
        (Fraction(-2, 3), "-66.66667"),
        (Fraction(1), "100"),
        (Fraction(1, 8), "12.5"),
        (Fraction(123456, 10**7), "1.23456"),
        (Fraction(0), "0"),
    ],
)
def test_percent_writes_five_decimals_at_most(value, written):
    assert percent(value) == written


@pytest.mark.parametrize("value", [Fraction(3, 23), Fraction(123456789, 10**9), Fraction(1, 21)])
def test_percent_refuses_what_would_come_back_changed(value):
    with pytest.raises(QuestionRefused) as refusal:
        percent(value)

    assert refusal.value.reason == f"Moodle cannot hold the weight {value} exactly."


@given(st.integers(1, 20), st.data())
def test_every_small_fraction_comes_back_exactly(parts, data):
    value = Fraction(data.draw(st.integers(-parts, parts)), parts)

    assert share(percent(value)) == value


@given(st.fractions(max_denominator=10**6).map(lambda f: Fraction(round(f * 10**6), 10**6)))
def test_decimals_come_back_exactly(value):
    text = decimals(value)

    assert (Fraction(text), exact(text[:30])) == (value, decimals(Fraction(text[:30])))

"""Plain JSON values, read strictly."""

from fractions import Fraction

import pytest

from assessments.grading import PaperError
from assessments.grading.readings import exact, flag, rows, table, text, whole


def refusal(read, *arguments, **more):
    with pytest.raises(PaperError) as refused:
        read(*arguments, **more)
    return str(refused.value)


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (20, 20),
        (-3, -3),
        ("20", 20),
        (" 2.5 ", Fraction(5, 2)),
        ("-.5", Fraction(-1, 2)),
        ("+5.", 5),
        ("1e-3", Fraction(1, 1000)),
        ("2E+2", 200),
        ("1e99", 10**99),
        ("1/3", Fraction(1, 3)),
        ("-2/06", Fraction(-1, 3)),
        ("9" * 30, 10**30 - 1),
    ],
)
def test_number_is_read_exactly(raw, read):
    assert exact(raw, "It") == read


@pytest.mark.parametrize(
    "raw",
    [
        0.5,
        True,
        None,
        "",
        ".",
        "a",
        "1/0",
        "1/00",
        "1/",
        "1,5",
        "1e100",
        "nan",
        "1 2",
        "٢",
        "9" * 31,
        [1],
        {},
    ],
)
def test_what_is_no_exact_number_is_refused(raw):
    wanted = 'The weight must be a number in quotes, like "20", "2.5" or "1/3".'

    assert refusal(exact, raw, "The weight") == wanted


@pytest.mark.parametrize(("raw", "least", "most"), [(1, 1, None), (5, 1, 5), (10**9, 1, None)])
def test_whole_number_within_its_limits_is_read(raw, least, most):
    assert whole(raw, "It", least=least, most=most) == raw


@pytest.mark.parametrize("raw", [0, 6, 2.0, "2", True, None])
def test_whole_number_beyond_its_limits_is_refused(raw):
    assert refusal(whole, raw, "It", least=1, most=5) == "It must be a whole number from 1 to 5."


def test_whole_number_without_an_upper_limit_says_only_the_lower():
    assert refusal(whole, -1, "It", least=0) == "It must be a whole number from 0."


@pytest.mark.parametrize(
    ("read", "raw", "found"),
    [
        (text, "a", "a"),
        (text, None, ""),
        (flag, True, True),
        (flag, False, False),
        (flag, None, False),
        (table, {"a": 1}, {"a": 1}),
        (table, None, {}),
        (rows, [{"a": 1}, {}], [{"a": 1}, {}]),
        (rows, ({},), [{}]),
        (rows, None, []),
    ],
)
def test_values_of_their_form_are_read_and_null_is_empty(read, raw, found):
    assert read(raw, "It") == found


@pytest.mark.parametrize(
    ("read", "raw", "sentence"),
    [
        (text, 1, "It must be a text."),
        (flag, 1, "It must be true or false."),
        (flag, "true", "It must be true or false."),
        (table, [], "It must be an object with named values."),
        (rows, {}, "It must be a list of objects."),
        (rows, [{}, 1], "It must be a list of objects."),
        (rows, "ab", "It must be a list of objects."),
    ],
)
def test_values_of_another_form_are_refused(read, raw, sentence):
    assert refusal(read, raw, "It") == sentence

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.importers.parts import Accepted
from assessments.importers.sheet.cells import is_yes, joined, listed, number, numbers, pair, whole
from assessments.importers.values import QuestionRefused


def reason(call, *args, **more):
    with pytest.raises(QuestionRefused) as refusal:
        call(*args, **more)
    return refusal.value.reason


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("yes", True),
        ("X", True),
        ("TRUE", True),
        ("Sim", True),
        ("no", False),
        ("", False),
        ("0", False),
    ],
)
def test_is_yes(cell, said):
    assert is_yes("critical", cell) is said


def test_is_yes_refuses_to_guess():
    assert reason(is_yes, "critical", "maybe") == "In “critical” write yes or no, not “maybe”."


@pytest.mark.parametrize(("cell", "value"), [("1", 1), ("20", 20), ("9999", 9999)])
def test_whole(cell, value):
    assert whole("mark", cell) == value


@pytest.mark.parametrize("cell", ["0", "-1", "1.5", "10000", "one", "²", ""])
def test_whole_refuses_other_numbers(cell):
    assert reason(whole, "mark", cell) == (f"In “mark” write a whole number from 1, not “{cell}”.")


@pytest.mark.parametrize(
    ("cell", "texts"),
    [
        ("soap | bar of soap", ["soap", "bar of soap"]),
        ("soap", ["soap"]),
        (r"a \| b|c", ["a | b", "c"]),
        (r"a\*", [r"a\*"]),
        (" | a || ", ["a"]),
        ("", []),
    ],
)
def test_listed(cell, texts):
    assert listed(cell) == texts


def test_listed_by_another_sign():
    assert listed("a, b | c", ",") == ["a", "b | c"]


def test_joined_is_the_reverse():
    assert joined(["a | b", "c"]) == r"a \| b | c"
    assert joined(["a, b", "c"], ",") == r"a\, b , c"


@given(
    st.lists(st.text("ab|\\* ", min_size=1).map(str.strip).filter(lambda t: t and t[-1] != "\\"))
)
def test_listed_undoes_joined(texts):
    assert listed(joined(texts)) == texts


@pytest.mark.parametrize(
    ("cell", "found"),
    [("", set()), ("1", {1}), ("1, 3", {1, 3}), ("3;1 1", {1, 3}), (" 2 ,", {2})],
)
def test_numbers(cell, found):
    assert numbers("right", cell, filled=[1, 2, 3]) == found


@pytest.mark.parametrize(("cell", "piece"), [("4", "4"), ("1, a", "a"), ("0", "0"), ("1.5", "1.5")])
def test_numbers_refuses_what_is_not_there(cell, piece):
    assert reason(numbers, "right", cell, filled=[1, 2, 3]) == (
        f"“right” names the option “{piece}”, which is not there."
    )


@pytest.mark.parametrize(
    ("cell", "sides"),
    [
        ("a = b", ("a", "b")),
        ("=b", ("", "b")),
        ("a=", ("a", "")),
        (r"1 \= 1 = c", ("1 = 1", "c")),
    ],
)
def test_pair(cell, sides):
    assert pair(cell) == sides


@pytest.mark.parametrize("cell", ["a", "a = b = c", r"a \= b"])
def test_pair_refuses_other_cells(cell):
    assert reason(pair, cell) == f"“{cell}” is no pair: write left = right, and \\= in a text."


@pytest.mark.parametrize(
    ("cell", "tolerance", "read"),
    [
        ("20", "0", Accepted("20")),
        ("20", "0.50", Accepted("20", tolerance="0.5")),
        ("20 ± 5", "1", Accepted("20", tolerance="5")),
        ("20 +- 5", "1", Accepted("20", tolerance="5")),
        ("20+/-5", "1", Accepted("20", tolerance="5")),
        ("+27", "0", Accepted("27")),
        ("18 .. 22.0", "0", Accepted("18..22")),
    ],
)
def test_number(cell, tolerance, read):
    assert number(cell, tolerance) == read
    assert read.weight == Fraction(1)


def test_number_without_a_tolerance_is_exact():
    assert number("20").tolerance == "0"


@pytest.mark.parametrize(
    ("cell", "why"),
    [
        ("x", "“x” is not a number; write it like 2.5."),
        ("1..x", "“x” is not a number; write it like 2.5."),
        ("1 ± x", "“x” is not a number; write it like 2.5."),
        ("2..1", "The range 2..1 ends before it begins."),
        ("2 ± -1", "The tolerance is below zero."),
    ],
)
def test_number_refuses(cell, why):
    assert reason(number, cell) == why

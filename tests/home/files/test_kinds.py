import pytest

from home.files.kinds import Code, Number, Text, Whole, fault, spelt

SHARE = Number(-1, 1, letters=5)
FIGURE = Number(0, 99, letters=30, places=4)


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        (str, "", ""),
        (str, 7, "cannot be 7"),
        (int, 0, ""),
        (int, -1, "cannot be -1"),
        (int, True, "cannot be True"),
        (bool, False, ""),
        (bool, 1, "cannot be 1"),
        ((int, type(None)), None, ""),
        (list, "x" * 99, f"cannot be '{'x' * 59}"),
        (Text(3), "abc", ""),
        (Text(3), " abc ", ""),
        (Text(3), "abcd", "has 4 letters; at most 3 fit"),
        (Text(3), 7, "cannot be 7"),
        (Text(3, or_number=True), 7.5, ""),
        (Text(3, or_number=True), 7.25, "has 4 letters; at most 3 fit"),
        (Text(3, or_number=True), True, "cannot be True"),
        (Code(4), "Q-_2", ""),
        (Code(4), "q 2", "holds more than letters, digits, - and _"),
        (Code(4), "q2\n", "holds more than letters, digits, - and _"),
        (Code(4), "é", "holds more than letters, digits, - and _"),
        (Code(4), "q2-01", "has 5 letters; at most 4 fit"),
        (Code(4), 2, "cannot be 2"),
        (Whole(1, 3), 1, ""),
        (Whole(1, 3), 3, ""),
        (Whole(1, 3), 0, "must be 1 to 3"),
        (Whole(1, 3), 4, "must be 1 to 3"),
        (Whole(1, 3), True, "cannot be True"),
        (Whole(1, 3), 2.0, "cannot be 2.0"),
        (SHARE, -1, ""),
        (SHARE, "1", ""),
        (SHARE, " 1/3 ", ""),
        (SHARE, 0.25, ""),
        (SHARE, 1.01, "must be -1 to 1"),
        (SHARE, "-4/3", "must be -1 to 1"),
        (SHARE, 0.1234, "has 6 letters; at most 5 fit"),
        (SHARE, "half", "cannot be 'half'"),
        (SHARE, "", "cannot be ''"),
        (SHARE, "1/0", "cannot be '1/0'"),
        (SHARE, True, "cannot be True"),
        (SHARE, [1], "cannot be [1]"),
        (SHARE, float("nan"), "cannot be nan"),
        (SHARE, float("inf"), "cannot be inf"),
        (FIGURE, 0.0001, ""),
        (FIGURE, "1/8", ""),
        (FIGURE, 0.00001, "has more than 4 places after the point"),
        (FIGURE, "1/3", "has more than 4 places after the point"),
        (FIGURE, -1, "must be 0 to 99"),
    ],
)  # fmt: skip
def test_value_is_held_against_its_kind(kind, value, expected):
    assert fault(value, kind, required=False) == expected


@pytest.mark.parametrize("kind", [str, Text(3), Code(3), SHARE])
def test_text_that_must_be_there_is_not_empty(kind):
    assert fault("  ", kind, required=True) == "is empty"


def test_text_that_may_be_left_out_may_be_empty():
    assert fault("", Text(3), required=False) == ""


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (2, "2"),
        (0.1, "0.1"),
        (-0.5, "-0.5"),
        (1e-05, "1e-05"),
        (" 1/3 ", "1/3"),
        (None, None),
        (True, True),
    ],
)
def test_number_is_spelt_as_it_was_written(value, expected):
    assert spelt(value) == expected

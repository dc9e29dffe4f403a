"""Marks as whole numbers of one small unit."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given

from assessments.statistics.matrix import Matrix, read
from tests.assessments.statistics.matrices import matrices, maxima, thirds


def test_marks_are_read_in_the_smallest_common_unit():
    found = read([[Fraction(1, 2), Fraction(1, 3)], [1, None]], [1, Decimal("1.25")])

    assert found == Matrix(rows=((6, 4), (12, None)), maxima=(12, 15), scale=12)


def test_totals_leave_out_what_was_not_asked():
    found = read([[1, 2], [3, None], [None, None]], [3, 3])

    assert found.totals == (3, 3, 0)


def test_matrix_is_full_when_everybody_was_asked_everything():
    full, gap = read([[1, 0], [0, 0]], [1, 1]), read([[1, 0], [0, None]], [1, 1])

    assert (full.is_full, gap.is_full) == (True, False)


def test_column_holds_marks_and_totals_of_those_who_were_asked():
    found = read([[1, 2], [3, None], [2, 0]], [3, 3])

    assert (found.column(0), found.column(1)) == (([1, 3, 2], [3, 3, 2]), ([2, 0], [3, 2]))


def test_no_attempts_are_read_too():
    found = read([], [1, 2])

    assert (found, found.totals, found.is_full) == (Matrix((), (1, 2), 1), (), True)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([[1, 1], [1]], "A row of 1 marks for 2 questions"),
        ([[1, 1, 1]], "A row of 3 marks for 2 questions"),
        ([[0, Fraction(5, 2)]], "A mark of 5/2 where 0 to 2 can be earned"),
        ([[-1, None]], "A mark of -1 where 0 to 1 can be earned"),
    ],
)
def test_marks_that_cannot_be_are_refused(rows, message):
    with pytest.raises(ValueError, match=r".") as refused:
        read(rows, [1, 2])

    assert str(refused.value) == message


def test_maximum_itself_and_nothing_are_marks():
    assert read([[1, 0]], [1, 2]).rows == ((1, 0),)


@pytest.mark.parametrize(("rows", "most"), [([[0.5]], [1]), ([[1]], [1.0])])
def test_floats_are_refused(rows, most):
    with pytest.raises(TypeError):
        read(rows, most)


@given(matrices(marks=thirds, gaps=True))
def test_marks_read_are_the_marks_given(rows):
    found = read(rows, maxima(rows))

    back = [[None if m is None else Fraction(m, found.scale) for m in row] for row in found.rows]
    assert back == rows

"""Marks for properties: small matrices of exact marks, with or without gaps."""

from fractions import Fraction

from hypothesis import strategies as st

whole = st.integers(0, 3)
thirds = st.integers(0, 9).map(lambda parts: Fraction(parts, 3))


@st.composite
def matrices(draw, *, marks=whole, least=1, most=9, gaps=False, columns=4):
    """Rows of equal length; every mark lies between 0 and 3."""
    width = draw(st.integers(1, columns))
    cell = st.none() | marks if gaps else marks
    row = st.lists(cell, min_size=width, max_size=width)
    return draw(st.lists(row, min_size=least, max_size=most))


def maxima(rows):
    return [3] * len(rows[0])

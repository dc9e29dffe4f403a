"""Names that stand twice."""

import pytest

from assessments.grading import PaperError
from assessments.grading.refusals import refuse_repeats


def test_names_that_differ_are_let_through():
    assert refuse_repeats(["a", "b", "A"], "options") is None


def test_name_that_stands_twice_is_refused_in_words():
    with pytest.raises(PaperError) as refused:
        refuse_repeats(iter(["a", "b", "a"]), "options")

    assert str(refused.value) == 'Two options are called "a": give each a name of its own.'


def test_paper_error_is_a_value_error():
    assert issubclass(PaperError, ValueError)

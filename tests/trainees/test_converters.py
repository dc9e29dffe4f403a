"""How codes look in addresses."""

import re

import pytest

from trainees.converters import Code, Number


@pytest.mark.parametrize(
    ("typed", "code", "number"),
    [
        ("m1", True, False),
        ("abc123", True, False),
        ("attempts", False, False),
        ("sync", False, False),
        ("M1", False, False),
        ("m1234", False, False),
        ("12345678", False, True),
        ("1234567", False, False),
        ("123456789", False, False),
        ("", False, False),
    ],
)
def test_converters_know_their_words(typed, code, number):
    matches = [bool(re.fullmatch(kind.regex, typed)) for kind in (Code, Number)]
    assert matches == [code, number]

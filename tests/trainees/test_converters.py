"""How codes look in addresses."""

import re

import pytest

from trainees.converters import Code, Number, Words


@pytest.mark.parametrize(
    ("typed", "code", "number", "words"),
    [
        ("m1", True, False, False),
        ("abc123", True, False, False),
        ("attempts", False, False, False),
        ("sync", False, False, False),
        ("M1", False, False, False),
        ("m1234", False, False, False),
        ("12345678", False, True, False),
        ("1234567", False, False, False),
        ("123456789", False, False, False),
        ("g1", True, False, True),
        ("g1234", False, False, False),
        ("", False, False, False),
    ],
)
def test_converters_know_their_words(typed, code, number, words):
    matches = [bool(re.fullmatch(kind.regex, typed)) for kind in (Code, Number, Words)]
    assert matches == [code, number, words]

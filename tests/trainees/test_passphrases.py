"""First passphrases that a tired person can type on a phone."""

import math
import re
from collections import Counter

import pytest

from trainees import passphrases
from trainees.passphrases import WORDS, first_passphrase, new_number


def test_words_are_two_hundred_and_fifty_six_different_ones():
    assert len(WORDS) == len(set(WORDS)) == 256
    assert math.log2(len(WORDS) ** 5) == 40


def test_words_are_short_plain_and_lower_case():
    assert [word for word in WORDS if not re.fullmatch(r"[a-z]{3,8}", word)] == []


def test_words_do_not_disclose_or_shame():
    unwanted = {"hiv", "aids", "virus", "positive", "clinic", "mother", "mentor", "sick", "blood"}
    assert sorted(unwanted & set(WORDS)) == []


def test_first_passphrase_is_five_words():
    drawn = [first_passphrase().split(" ") for _ in range(500)]
    assert {len(words) for words in drawn} == {5}
    assert {word for words in drawn for word in words} <= set(WORDS)


def test_first_passphrase_is_never_drawn_twice():
    assert len({first_passphrase() for _ in range(2000)}) == 2000


def test_first_passphrase_uses_every_word_about_equally():
    counts = Counter(word for _ in range(5000) for word in first_passphrase().split())
    # 25,000 draws of 256 words: about 98 each, with a spread of 10; six spreads either way.
    assert set(counts) == set(WORDS)
    assert min(counts.values()) > 38
    assert max(counts.values()) < 158


def test_first_passphrase_is_always_long_enough_for_the_rule():
    shortest = min(len(word) for word in WORDS)
    assert 5 * shortest + 4 >= 15


def test_new_number_has_eight_digits_and_no_leading_zero():
    drawn = {new_number() for _ in range(2000)}
    assert [number for number in drawn if not re.fullmatch(r"[1-9][0-9]{7}", number)] == []
    assert len(drawn) > 1990


@pytest.mark.parametrize(
    ("draw", "number"), [(0, "10000000"), (89_999_999, "99999999"), (32_345_678, "42345678")]
)
def test_new_number_reaches_both_ends(monkeypatch, draw, number):
    asked = []
    monkeypatch.setattr(passphrases.secrets, "randbelow", lambda below: asked.append(below) or draw)
    assert new_number() == number
    assert asked == [90_000_000]

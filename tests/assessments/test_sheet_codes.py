"""Codes of paper sheets: what is drawn, what is understood, and which slips are noticed."""

from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.sheet_codes import (
    ALPHABET,
    LENGTH,
    check_letter,
    is_valid,
    make,
    normalise,
    show,
    why_wrong,
)

GOOD = "4KTW9QXP"
bodies = st.text(ALPHABET, min_size=LENGTH - 1, max_size=LENGTH - 1)


def code_of(body: str) -> str:
    return body + check_letter(body)


def test_alphabet_has_a_prime_number_of_signs_and_none_that_looks_like_another():
    assert ALPHABET == "0123456789ACDEFGHJKMNPQRTVWXY"
    assert (len(ALPHABET), LENGTH) == (29, 8)


@pytest.mark.parametrize(
    ("body", "letter"),
    [
        ("0000000", "0"),
        ("0000001", "X"),
        ("1000000", "P"),
        ("0000100", "V"),
        ("4KTW9QX", "P"),
        ("YYYYYYY", "6"),
    ],
)
def test_check_letter_is_weighed_from_eight_to_two(body, letter):
    assert check_letter(body) == letter


def test_check_letter_refuses_a_foreign_sign():
    with pytest.raises(ValueError, match="substring not found"):
        check_letter("4KTW9QO")


class Loaded(Random):
    """Dice that fall as they are told, and only on the alphabet."""

    def choice(self, signs):
        assert signs == ALPHABET
        self.falls = getattr(self, "falls", list(GOOD))
        return self.falls.pop(0)


def test_seven_signs_are_drawn_and_the_check_letter_is_added():
    assert make(Loaded()) == GOOD


def test_thousand_codes_are_distinct_and_use_every_sign():
    dice = Random(2026)
    codes = {make(dice) for _ in range(1000)}

    assert len(codes) == 1000
    assert {sign for code in codes for sign in code} == set(ALPHABET)


@given(st.randoms(use_true_random=False))
def test_drawn_code_is_valid_and_read_back_as_it_is_shown(random):
    code = make(random)

    assert (len(code), is_valid(code), normalise(show(code))) == (LENGTH, True, code)


@given(bodies, st.integers(0, LENGTH - 1), st.sampled_from(ALPHABET))
def test_every_single_wrong_sign_is_noticed(body, place, sign):
    code = code_of(body)
    typed = code[:place] + sign + code[place + 1 :]

    assert is_valid(typed) == (typed == code)


@given(bodies, st.integers(0, LENGTH - 2))
def test_neighbours_that_changed_places_are_noticed(body, place):
    code = code_of(body)
    typed = code[:place] + code[place + 1] + code[place] + code[place + 2 :]

    assert is_valid(typed) == (typed == code)


@given(bodies, st.integers(0, LENGTH - 1), st.integers(0, LENGTH - 1))
def test_any_two_signs_that_changed_places_are_noticed(body, one, other):
    code = code_of(body)
    signs = list(code)
    signs[one], signs[other] = signs[other], signs[one]
    typed = "".join(signs)

    assert is_valid(typed) == (typed == code)


def test_all_wrong_signs_and_all_swaps_of_one_code_are_noticed():
    wrong = [
        GOOD[:place] + sign + GOOD[place + 1 :]
        for place, right in enumerate(GOOD)
        for sign in ALPHABET
        if sign != right
    ]
    swapped = [
        GOOD[:place] + second + first + GOOD[place + 2 :]
        for place, (first, second) in enumerate(pairwise(GOOD))
    ]

    assert (len(wrong), len(set(swapped) - {GOOD})) == (8 * 28, 7)
    assert {is_valid(each) for each in wrong + swapped} == {False}


@given(st.text())
def test_whatever_is_typed_is_a_sound_code_or_has_a_reason(text):
    code = normalise(text)

    assert is_valid(code) == (why_wrong(code) == "")
    assert not is_valid(code) or code == code_of(code[:-1])


@given(st.text())
def test_what_was_normalised_once_stays_as_it_is(text):
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(
    "typed",
    [
        "4KTW9QXP",
        "4KTW-9QXP",
        "4ktw-9qxp",
        " 4 KTW 9QXP\n",
        "4KTW–9QXP",
        "4KTW—9QXP",
        "4KTW_9QXP",
        "4KTW.9QXP",
        "4KTW\u00a09QXP",
    ],
)
def test_code_is_understood_as_people_type_it(typed):
    assert normalise(typed) == GOOD


@pytest.mark.parametrize("typed", ["OILSZBU0", "oilszbu0"])
def test_letters_that_look_like_another_sign_are_read_as_it(typed):
    assert normalise(typed) == "011528V0"


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (GOOD, ""),
        ("", "A code has 8 letters and digits; this has 0. Read it again."),
        (GOOD[:-1], "A code has 8 letters and digits; this has 7. Read it again."),
        (GOOD + "4", "A code has 8 letters and digits; this has 9. Read it again."),
        ("4KTW9Q€P", "“€” is never in a code. Read it again from the sheet."),
        ("4/?", "“/” is never in a code. Read it again from the sheet."),
        (
            "4KTW9QXM",
            "One letter is wrong, or two changed places. Compare it with the sheet, one by one.",
        ),
    ],
)
def test_reason_says_which_kind_of_wrong(code, reason):
    assert why_wrong(code) == reason


def test_code_is_shown_in_two_groups():
    assert show(GOOD) == "4KTW-9QXP"

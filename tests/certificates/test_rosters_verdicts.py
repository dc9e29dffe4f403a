"""What is said of a row (``rosters/verdicts.py``, ``rosters/answer.py``)."""

import pytest

from certificates.models import Status
from certificates.rosters import Verdict, questions, verdict_of
from certificates.rosters.answer import TITLES, answered_rows
from certificates.rosters.verdicts import WORDS, Question
from tests.certificates.test_rosters_columns import ONE, TWO

PLAIN = ONE.replace("-", "")


def faults(*asked):
    return [question.fault for question in questions(asked)]


def test_a_row_asks_for_a_number_and_a_name_in_plain():
    assert questions([(ONE.lower(), "DLAMINI, Zoé")]) == [Question(PLAIN, "dlamini zoe")]


@pytest.mark.parametrize(
    ("number", "name", "fault"),
    [
        ("", "Lindiwe", Verdict.NO_NUMBER),
        (" - ", "Lindiwe", Verdict.NO_NUMBER),
        ("", "", Verdict.NO_NUMBER),
        (ONE, "", Verdict.NO_NAME),
        (ONE, " . ", Verdict.NO_NAME),
        (ONE[:-1] + "Z", "Lindiwe", Verdict.MISTYPED),
        (ONE[:-1], "Lindiwe", Verdict.MISTYPED),
        ("n/a", "", Verdict.MISTYPED),
    ],
)
def test_a_row_that_asks_nothing_is_told_why(number, name, fault):
    assert faults((number, name)) == [fault]


def test_a_number_twice_is_told_of_every_row_that_has_it():
    assert faults((ONE, "a"), (TWO, "b"), (ONE.lower(), "c"), (ONE, "")) == [
        Verdict.TWICE, None, Verdict.TWICE, Verdict.TWICE,
    ]  # fmt: skip


def test_slips_and_gaps_do_not_count_as_twice():
    assert faults(("x", "a"), ("x", "b"), ("", "a"), ("", "b")) == [
        Verdict.MISTYPED, Verdict.MISTYPED, Verdict.NO_NUMBER, Verdict.NO_NUMBER,
    ]  # fmt: skip


def test_every_status_has_a_verdict_of_its_own():
    told = {status: verdict_of(str(status.value)) for status in Status}

    assert set(told.values()) & {Verdict.ASK} == set()
    assert (told[Status.VALID], told[Status.REVOKED]) == (Verdict.VALID, Verdict.REVOKED)


def test_a_status_that_nobody_knows_yet_is_safe():
    assert verdict_of("suspended") == Verdict.SUSPENDED
    assert verdict_of("something new") == Verdict.ASK
    assert "Do not place her yet." in Verdict.ASK.advice


def test_only_who_is_valid_may_be_placed():
    assert [each for each in Verdict if "can be placed" in each.advice] == [Verdict.VALID]
    assert set(WORDS) == set(Verdict)


def test_rows_are_given_back_as_they_were_with_two_columns():
    rows = [(2, ["Staff"], ""), (3, ["Name", "No"], ""), (5, ["=x", "0821", "+27"], "valid")]

    assert list(answered_rows(rows, 3)) == [
        [""],
        ["Staff", "", "", "", ""],
        ["Name", "No", "", *TITLES],
        [""],
        ["=x", "0821", "+27", "Valid", Verdict.VALID.advice],
    ]

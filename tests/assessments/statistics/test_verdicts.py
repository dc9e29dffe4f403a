"""The house rule: what may be concluded from how many attempts."""

import pytest
from hypothesis import given

from assessments.statistics.analysis import Analysis, analyse
from assessments.statistics.intervals import Interval
from assessments.statistics.items import Item
from assessments.statistics.reliability import Reliability
from assessments.statistics.totals import Totals
from assessments.statistics.verdicts import Finding, findings
from tests.assessments.statistics.matrices import matrices, maxima

EASY = (
    "Nearly everybody earned the mark: look at the key and for words that give it away, unless this "
    "is something everybody must know."
)
HARD = "Hardly anybody earned the mark: look at the key."
NEGATIVE = "Those who did well on the rest did worse here: look at the key."
WEAK = "Those who did well on the rest did hardly better here: read it again."


def item(n, *, facility=0.5, index=50.0):
    return Item(
        n=n,
        full=n // 2,
        nothing=1,
        facility=facility,
        sd=None,
        discrimination=index,
        efficiency=None,
        effective_weight=None,
        guess=None,
    )


def about(*items, n=0, reliability=None):
    return findings(Analysis(items, Totals(n, None, None, None, None, None), reliability))


def flags(*items):
    return [(each.kind, each.sentence) for each in about(*items) if each.is_flagged]


def test_nobody_asked():
    found, _ = about(item(0, facility=None, index=None))

    assert found == Finding(0, "counts", "Nobody was asked this yet.")


def test_below_ten_attempts_only_counts_are_told():
    found = about(item(9, facility=0.05, index=-90.0))[:-1]

    sentence = "Of 9 attempts 4 earned the full mark and 1 nothing: too few to conclude anything."
    assert found == [Finding(0, "counts", sentence)]


def test_from_ten_attempts_intervals_are_told():
    found = about(item(10, facility=0.7, index=30.0))[:-1]

    assert found == [
        Finding(0, "counts", "Of 10 attempts 5 earned the full mark and 1 nothing."),
        Finding(
            0,
            "facility",
            "On average 70 % of the mark was earned; with 10 attempts the truth may lie anywhere "
            "from 40 to 89 %.",
        ),
        Finding(
            0,
            "agreement",
            "Agreement with the rest of the paper: 30 of at most 100; the truth may lie anywhere "
            "from -41 to 78.",
        ),
    ]


def test_perfect_agreement_has_no_interval():
    _, _, agreement, _ = about(item(10, index=100.0))

    assert agreement.sentence == "Agreement with the rest of the paper: 100 of at most 100."


def test_figures_that_are_not_there_are_not_told():
    without_index = about(item(40, index=None))[:-1]
    without_facility = about(item(40, facility=None))[:-1]

    assert [each.kind for each in without_index] == ["counts", "facility"]
    assert [each.kind for each in without_facility] == ["counts"]


@pytest.mark.parametrize(
    ("n", "facility", "index", "flagged"),
    [
        (10, 0.5, 50.0, []),
        (10, 0.19, 50.0, [("hard", HARD)]),
        (9, 0.19, 50.0, []),
        (10, 0.2, 50.0, []),
        (10, 0.95, 50.0, []),
        (10, 0.96, 50.0, [("easy", EASY)]),
        (10, 0.96, None, [("easy", EASY)]),
        (10, 0.5, -0.1, [("negative", NEGATIVE)]),
        (10, 0.5, 0.0, []),
        (10, 0.1, -5.0, [("hard", HARD), ("negative", NEGATIVE)]),
        (29, 0.5, 14.9, []),
        (30, 0.5, 14.9, [("weak", WEAK)]),
        (30, 0.5, 15.0, []),
        (30, 0.5, 0.0, [("weak", WEAK)]),
        (30, 0.5, -0.1, [("negative", NEGATIVE)]),
        (30, 0.5, None, []),
        (100, 0.1, 10.0, [("hard", HARD), ("weak", WEAK)]),
    ],
)
def test_what_is_pointed_out(n, facility, index, flagged):
    assert flags(item(n, facility=facility, index=index)) == flagged


def test_findings_name_their_question():
    found = about(item(5), item(12, facility=0.1, index=None), item(5))

    assert [(each.place, each.kind, each.is_flagged) for each in found] == [
        (0, "counts", False),
        (1, "counts", False),
        (1, "facility", False),
        (1, "hard", True),
        (2, "counts", False),
        (None, "reliability", False),
    ]


MEASURED = Reliability(0.7, 70.0, 54.8, 1.9, Interval(0.524, 0.838))


@pytest.mark.parametrize(
    ("n", "reliability", "sentence"),
    [
        (9, MEASURED, "Too few attempts to say how far the total can be trusted."),
        (9, None, "Too few attempts to say how far the total can be trusted."),
        (
            10,
            None,
            "How far the total can be trusted cannot be said: that takes two questions or more, the "
            "same for everybody, and totals that differ.",
        ),
        (
            10,
            MEASURED,
            "Reliability 0.70 (95 % interval 0.52 to 0.84): with 10 attempts a rough guess, nothing "
            "to rest a decision on.",
        ),
        (
            99,
            MEASURED,
            "Reliability 0.70 (95 % interval 0.52 to 0.84): with 99 attempts a rough guess, nothing "
            "to rest a decision on.",
        ),
        (100, MEASURED, "Reliability 0.70 (95 % interval 0.52 to 0.84)."),
    ],
)
def test_reliability_is_told_by_the_number_of_attempts(n, reliability, sentence):
    assert about(n=n, reliability=reliability) == [Finding(None, "reliability", sentence)]


def test_reliability_of_about_nothing_has_no_sign():
    nothing = Reliability(-0.001, -0.1, 100.0, 1.0, Interval(-0.5, 0.4))

    (found,) = about(n=100, reliability=nothing)

    assert found.sentence == "Reliability 0.00 (95 % interval -0.50 to 0.40)."


@pytest.mark.parametrize(("n", "kinds"), [(9, ["counts"]), (12, ["counts", "facility", "hard"])])
def test_worked_example_of_the_module_docstring(n, kinds):
    found = findings(analyse([[1]] + [[0]] * (n - 1), [1]))

    assert [each.kind for each in found[:-1]] == kinds


@given(matrices(gaps=True, most=40))
def test_small_numbers_are_never_judged(rows):
    found = findings(analyse(rows, maxima(rows)))

    for each in found[:-1]:
        asked = sum(row[each.place] is not None for row in rows)
        assert each.kind == "counts" or asked >= 10
        assert each.kind != "weak" or asked >= 30
        assert each.is_flagged == (each.kind in {"hard", "easy", "negative", "weak"})

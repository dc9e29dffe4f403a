import datetime as dt

from assessments.analysis import analyse_quiz, answer_rows, item_rows
from assessments.analysis.sittings import Answer
from tests.assessments.analysis.sat import RIGHT, WRONG, answer, edition, sat, sitting

FIXED = ["trainee", "try", "language", "state", "handed in", "percent", "passed"]


def test_answers_are_one_row_an_attempt_with_exact_marks():
    first, second = edition("q1"), edition("q2", mark=3)
    half = {"numerator": 3, "denominator": 2, "possible": 3, "state": "partial"}
    at = dt.datetime(2099, 3, 2, 8, 5, 30, tzinfo=dt.UTC)
    sittings = [
        sitting(10, {2: Answer(second, half, {}), 1: answer(first, *RIGHT)}, submitted_at=at),
        sitting(11, {1: answer(first, *WRONG)}, tries=2, passed=False, percent=0, state="void"),
        sitting(12, {}, passed=None, percent=None, state="in_progress", language="pt"),
    ]

    assert answer_rows(sittings) == [
        [*FIXED, "q1", "q2"],
        ["10", "1", "en", "Graded", "2099-03-02T08:05+00:00", "50", "yes", "1", "3/2"],
        ["11", "2", "en", "Void", "", "0", "no", "0", ""],
        ["12", "1", "pt", "In progress", "", "", "", "", ""],
    ]


def test_no_attempt_leaves_the_titles():
    assert answer_rows([]) == [FIXED]


def test_items_below_ten_are_counts_alone():
    titles, row = item_rows(analyse_quiz(sat(*[RIGHT] * 9)))

    assert titles[0] == "question"
    assert row == ["q1", "What about q1?", "no", "1", "9", "9", "0", "", "", "", "", ""]


def test_items_from_ten_on_have_figures_and_advice():
    first, second = edition("q1", critical=True), edition("q2")
    outcomes = [(RIGHT, WRONG)] * 6 + [(WRONG, RIGHT)] * 4
    sittings = [
        sitting(place, {1: answer(first, *one), 2: answer(second, *other)})
        for place, (one, other) in enumerate(outcomes)
    ]

    advice = "Those who did well on the rest did worse here: look at the key."
    assert item_rows(analyse_quiz(sittings))[1:] == [
        ["q1", "What about q1?", "yes", "1", "10", "6", "4", "60", "31", "83", "-100", advice],
        ["q2", "What about q1?", "no", "1", "10", "4", "6", "40", "17", "69", "-100", advice],
    ]


def test_item_without_an_index_leaves_it_empty():
    (_, row) = item_rows(analyse_quiz(sat(*[RIGHT] * 5, *[WRONG] * 5)))

    assert row[7:] == ["50", "24", "76", "", ""]

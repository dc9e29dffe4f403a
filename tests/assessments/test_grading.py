"""The marking rules, as tables of cases."""

import os
import subprocess
import sys
from fractions import Fraction
from functools import reduce
from operator import add
from pathlib import Path

import pytest

from assessments import grading
from assessments.grading import Option, Question, Step, grade, judge, mark, parse_number

ROOT = Path(__file__).resolve().parents[2]


def single(uid="q", *, critical=False, worth=1):
    options = (Option("a", True), Option("b", False), Option("c", False))
    return Question(uid, "single", mark=worth, critical=critical, options=options)


def multiple(right=2, wrong=2, *, critical=False, safety=()):
    """Options r0, r1… are right, w0, w1… wrong; ``safety`` maps some of them to their flags."""
    uids = [f"r{place}" for place in range(right)] + [f"w{place}" for place in range(wrong)]
    flags = dict(safety)
    options = tuple(Option(uid, uid[0] == "r", flags.get(uid, "neither")) for uid in uids)
    return Question("m", "multiple", critical=critical, options=options)


def numeric(answer="20", tolerance="0.5", *, critical=False):
    return Question(
        "n", "numeric", critical=critical, answer=Fraction(answer), tolerance=Fraction(tolerance)
    )


SAFE = multiple(2, 2, critical=True, safety={"r0": "essential", "w0": "harmful"})
ONLY_HARM = multiple(2, 2, critical=True, safety={"w0": "harmful"})


@pytest.mark.parametrize(
    ("question", "answer", "earned", "state", "failed"),
    [
        (single(), {"chosen": ["a"]}, 1, "right", False),
        (single(), {"chosen": ["b"]}, 0, "wrong", False),
        (single(critical=True), {"chosen": ["b"]}, 0, "wrong", True),
        (single(worth=3), {"chosen": ["a"]}, 3, "right", False),
        (single(), {"chosen": ["a", "b"]}, 0, "wrong", False),
        (single(), {"chosen": []}, 0, "unanswered", False),
        (single(critical=True), {}, 0, "unanswered", True),
        (single(), {"chosen": ["of another question"]}, 0, "unanswered", False),
        (single(), {"chosen": "a"}, 0, "unanswered", False),
        (single(), {"chosen": [["a"], 1, None]}, 0, "unanswered", False),
        (single(), {"number": "1"}, 0, "unanswered", False),
        (single(), ["a"], 0, "unanswered", False),
        (multiple(4, 1), {"chosen": ["r0", "r1", "r2"]}, Fraction(3, 4), "partial", False),
        (multiple(4, 1), {"chosen": ["r0", "r1", "r2", "w0"]}, 0, "wrong", False),
        (multiple(), {"chosen": ["r0", "r1"]}, 1, "right", False),
        (multiple(), {"chosen": ["r0", "r0"]}, Fraction(1, 2), "partial", False),
        (multiple(critical=True), {"chosen": ["r0"]}, Fraction(1, 2), "partial", True),
        (numeric(), {"number": "20.5"}, 1, "right", False),
        (numeric(), {"number": "19,5"}, 1, "right", False),
        (numeric(), {"number": "20.51"}, 0, "wrong", False),
        (numeric(critical=True), {"number": "19.49"}, 0, "wrong", True),
        (numeric(critical=True), {"number": "twenty"}, 0, "unreadable", True),
        (numeric(), {"number": "  "}, 0, "unanswered", False),
        (numeric(), {}, 0, "unanswered", False),
        (numeric(), {"number": 20}, 0, "unreadable", False),
        (Question("n", "numeric"), {"number": "20"}, 0, "unreadable", False),
    ],
)
def test_mark_of_one_answer(question, answer, earned, state, failed):
    found = mark(question, answer)

    assert (found.earned, found.state, found.critical_failed) == (earned, state, failed)


@pytest.mark.parametrize(
    ("question", "chosen", "earned", "failed"),
    [
        (SAFE, ["r0", "r1"], 1, False),
        (SAFE, ["r0"], Fraction(1, 2), False),  # a harmless omission only costs marks
        (SAFE, ["r0", "r1", "w1"], Fraction(1, 2), False),  # so does a harmless slip
        (SAFE, ["r1"], Fraction(1, 2), True),  # the essential one is missed
        (SAFE, ["r0", "r1", "w0"], Fraction(1, 2), True),  # a harmful one is chosen
        (SAFE, [], 0, True),
        (ONLY_HARM, ["r0"], Fraction(1, 2), False),
        (ONLY_HARM, ["w0"], 0, True),
        (ONLY_HARM, [], 0, True),  # silence is no proof of safety
    ],
)
def test_critical_multiple_response_is_judged_by_safety(question, chosen, earned, failed):
    found = mark(question, {"chosen": chosen})

    assert (found.earned, found.critical_failed) == (earned, failed)


def test_safety_flags_bind_only_a_critical_question():
    question = multiple(2, 2, safety={"r0": "essential", "w0": "harmful"})

    assert mark(question, {"chosen": ["r1", "w0"]}).critical_failed is False


def test_critical_miss_fails_a_paper_with_enough_marks():
    paper = [single(str(place), critical=place == 0) for place in range(10)]
    responses = {question.uid: {"chosen": ["a"]} for question in paper} | {"0": {"chosen": ["b"]}}

    result = grade(paper, responses, pass_mark=80)

    assert (result.percent, result.passed, result.critical_failed) == (90, False, ("0",))


def test_same_miss_passes_when_not_critical():
    paper = [single(str(place)) for place in range(10)]
    responses = {question.uid: {"chosen": ["a"]} for question in paper} | {"0": {"chosen": ["b"]}}

    result = grade(paper, responses, pass_mark=80)

    assert (result.percent, result.passed, result.critical_failed) == (90, True, ())


def test_empty_paper_is_never_passed():
    result = grade([], {}, pass_mark=1)

    assert (result.earned, result.possible, result.percent, result.passed) == (0, 0, 0, False)


def test_worked_example_of_the_module_docstring():
    paper = [single(str(place)) for place in range(9)] + [multiple(4, 1)]
    responses = {str(place): {"chosen": ["a"]} for place in range(9)}
    responses["m"] = {"chosen": ["r0", "r1", "r2", "w0"]}

    result = grade(paper, responses, pass_mark=90)

    assert (result.earned, result.percent, result.passed) == (9, 90, True)


@pytest.mark.parametrize("of", range(1, 61))
def test_exact_boundary_passes_and_one_less_fails(of):
    """P6: k of n at the pass mark passes, for every n to 60 and every pass mark; k - 1 does not."""
    paper = [single(str(place)) for place in range(of)]
    all_right = {question.uid: {"chosen": ["a"]} for question in paper}
    for pass_mark in range(1, 101):
        least = -(-pass_mark * of // 100)
        responses = {str(place): all_right[str(place)] for place in range(least)}

        assert grade(paper, responses, pass_mark=pass_mark).passed
        del responses[str(least - 1)]
        assert not grade(paper, responses, pass_mark=pass_mark).passed


def test_boundary_holds_where_floats_lose_it():
    """Ten times 1/10 of a whole is exactly the whole; as floats it is less."""
    paper = [
        Question(str(place), "multiple", options=multiple(10, 1).options) for place in range(10)
    ]
    responses = {str(place): {"chosen": ["r0"]} for place in range(10)}

    assert reduce(add, [0.1] * 10) < 1  # sum() itself compensates from Python 3.12 on
    assert grade(paper, responses, pass_mark=10).passed is True


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("20", 20),
        (" 2 000 ", 2000),
        ("2,5", Fraction(5, 2)),
        ("-0.25", Fraction(-1, 4)),
        ("+7", 7),
        ("0.125", Fraction(1, 8)),
        ("0,500", Fraction(1, 2)),
        ("2.5000", Fraction(5, 2)),
        ("２０", 20),  # full-width digits
        ("1,234", None),  # a thousand, or a little more than one?
        ("1.234", None),
        ("1,2,3", None),
        ("1.2.3", None),
        (".5", None),
        ("5.", None),
        ("5.x", None),
        ("--5", None),
        ("", None),
        ("1e3", None),
        ("1e309", None),
        ("NaN", None),
        ("inf", None),
        ("½", None),
        ("٢٠", None),  # digits that this page never asked for
        ("0x14", None),
        ("1_000", None),
        ("9" * 30, 10**30 - 1),
        ("9" * 31, None),
        (20, None),
        (None, None),
        (["20"], None),
    ],
)
def test_number_as_typed(typed, read):
    assert parse_number(typed) == read


@pytest.mark.parametrize(
    ("done", "competent", "missed"),
    [
        (["a", "b"], True, ()),
        (["a", "b", "c"], True, ()),
        (["a"], False, ()),
        (["b", "c"], False, ("a",)),
        (["a", "a", "of another checklist"], False, ()),
        ([], False, ("a",)),
    ],
)
def test_judge_wants_every_critical_step_and_enough_in_all(done, competent, missed):
    verdict = judge([Step("a", True), Step("b"), Step("c")], done, pass_at=2)

    assert (verdict.competent, verdict.missed_critical, verdict.steps) == (competent, missed, 3)


def test_critical_step_missed_is_not_competent_whatever_the_total():
    steps = [Step(str(place), critical=place == 0) for place in range(20)]

    verdict = judge(steps, [step.uid for step in steps[1:]], pass_at=1)

    assert (verdict.done, verdict.competent) == (19, False)


def test_question_is_read_from_the_content_of_an_edition():
    options = [{"uid": "a", "correct": True, "safety": "essential"}, {"uid": "b", "correct": False}]
    content = {"type": "multiple", "critical": True, "mark": 2, "options": options}

    found = Question.from_content("7", content)

    wanted = (Option("a", True, "essential"), Option("b", False, "neither"))
    assert found == Question("7", "multiple", mark=2, critical=True, options=wanted)


def test_numbers_of_an_edition_stay_exact():
    content = {"type": "numeric", "critical": False, "answer": "0.1", "tolerance": "0.02"}

    found = Question.from_content("7", content)

    assert (found.answer, found.tolerance) == (Fraction(1, 10), Fraction(1, 50))


ELSEWHERE = """
from fractions import Fraction
from assessments.grading import Option, Question, grade
options = tuple(Option(f"o{place}", place % 3 == 0) for place in range(7))
paper = [Question(str(place), "multiple", options=options) for place in range(5)]
paper.append(Question("n", "numeric", answer=Fraction("2.5"), tolerance=Fraction("0.1")))
chosen = {str(place): {"chosen": [f"o{place}", "o0", "o3"]} for place in range(5)}
print(grade(paper, chosen | {"n": {"number": "2,6"}}, pass_mark=80))
"""


def test_grading_is_the_same_in_every_process_language_and_time_zone():
    """P5: neither hash seed nor locale nor time zone has a say."""
    worlds = [("0", "fr_FR.UTF-8", "UTC"), ("1", "pt_MZ.UTF-8", "Africa/Maputo")]
    worlds.append(("2", "am_ET.UTF-8", "Pacific/Kiritimati"))

    said = set()
    for seed, language, zone in worlds:
        world = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": zone}
        run = [sys.executable, "-c", ELSEWHERE]
        done = subprocess.run(run, cwd=ROOT, env=world, capture_output=True, text=True, check=True)
        said.add(done.stdout)

    assert len(said) == 1
    assert "earned=Fraction" in said.pop()


def test_rules_name_their_version():
    assert grading.VERSION == "1"

"""Whole papers: forms, refusals, totals, and the same result everywhere."""

import os
import subprocess
import sys
from fractions import Fraction
from functools import reduce
from operator import add

import pytest

from assessments import grading
from assessments.grading import Paper, PaperError, Question, grade
from tests.assessments.grading.make import multiple, single
from tests.conftest import ROOT

TWO = (single("1"), single("2"))
CONTENT = {
    "pass_mark": 50,
    "questions": [
        {"uid": uid, "type": "single", "options": [{"uid": "a", "correct": True}, {"uid": "b"}]}
        for uid in "12"
    ],
}
HALF = {"1": {"chosen": ["a"]}, "2": {"chosen": ["b"]}}


@pytest.mark.parametrize("paper", [Paper(TWO, 50), CONTENT])
def test_paper_brings_its_pass_mark_and_may_be_given_another(paper):
    assert grade(paper, HALF).passed is True
    assert grade(paper, HALF, pass_mark=51).passed is False
    assert grade(paper, HALF, pass_mark=51).percent == 50


def test_questions_alone_need_a_pass_mark():
    assert grade(iter(TWO), HALF, pass_mark=50) == grade(Paper(TWO, 50), HALF)

    with pytest.raises(PaperError) as refused:
        grade(TWO, HALF)
    assert str(refused.value) == "Say which pass mark holds: questions alone have none."


def test_paper_is_read_from_its_json():
    found = Paper.from_json(CONTENT | {"title": "ignored"})

    assert found.pass_mark == 50
    assert found.questions == tuple(map(Question.from_json, CONTENT["questions"]))


PASS_MARK = "The pass mark must be a whole number from 1 to 100."


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ([], "A paper must be an object with named values."),
        ({"questions": []}, PASS_MARK),
        ({"questions": [], "pass_mark": 101}, PASS_MARK),
        ({"questions": [], "pass_mark": 0}, PASS_MARK),
        ({"questions": [], "pass_mark": 79.5}, PASS_MARK),
        ({"questions": {}, "pass_mark": 80}, '"questions" must be a list of objects.'),
        (
            {"questions": CONTENT["questions"][:1] * 2, "pass_mark": 80},
            'Two questions are called "1": give each a name of its own.',
        ),
        (
            {"questions": [{"uid": "1", "type": "cloze"}], "pass_mark": 80},
            'Question "1": Its gaps weigh nothing: add a gap with a weight above zero.',
        ),
    ],
)
def test_malformed_paper_is_refused_in_words(content, sentence):
    with pytest.raises(PaperError) as refused:
        Paper.from_json(content)

    assert str(refused.value) == sentence


def test_repeated_question_is_refused_when_only_questions_are_given():
    with pytest.raises(PaperError):
        grade([single("1"), single("1")], {}, pass_mark=80)


@pytest.mark.parametrize("responses", [None, [], "junk", 5, {"1": None, "2": float("nan")}])
def test_junk_instead_of_responses_earns_nothing(responses):
    result = grade(Paper(TWO, 50), responses)

    assert [mark.state for mark in result.marks] == ["unanswered", "unanswered"]


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


def test_worked_example_of_the_package_docstring():
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


ELSEWHERE = """
import json
from fractions import Fraction
from assessments.grading import Accepted, Gap, Item, Option, Pair, Question, grade
from assessments.grading import RubricRow, SCHEMES
options = tuple(Option(f"o{place}", place % 3 == 0, gap="g") for place in range(7))
pairs = tuple(Pair(f"s{n}", f"Été {n}", f"c{n}", f"İstanbul {n}") for n in range(4))
items, rubric = tuple(map(Item, "abcd")), (RubricRow("h", 3),)
given = {
    "chosen": ["o3", "o1", "o0"], "pairs": {"s0": "c0", "s1": "c2", "s2": "c2"},
    "places": {"a": 2, "b": 1, "c": 3, "d": 4}, "number": "2,6", "text": "ISTANBUL’s",
    "points": {"h": 2}, "gaps": {"g": {"chosen": ["o0"]}, "t": {"text": "i"}},
}
gaps = (Gap("g", "g", "single"), Gap("t", "t", "short", Fraction(2)))
paper = [
    Question(
        f"{kind} {scheme}", kind, scheme=scheme, options=options, pairs=pairs, items=items,
        answer=Fraction("2.5"), tolerance=Fraction("0.1"), rubric=rubric, gaps=gaps,
        accepted=() if kind == "numeric" else (Accepted("x", "ıstanbul", gap="t"),
            Accepted("y", "İSTANBUL's", weight=Fraction(1, 3), gap="t"), Accepted("z", "*", gap="t")),
    )
    for kind, names in SCHEMES.items() for scheme in names
]
result = grade(paper, {question.uid: given for question in paper}, pass_mark=80)
print(json.dumps(result.as_json()))
"""


def test_grading_is_the_same_in_every_process_language_and_time_zone():
    """P5: neither hash seed nor locale nor time zone has a say."""
    worlds = [("0", "fr_FR.UTF-8", "UTC"), ("1", "pt_MZ.UTF-8", "Africa/Maputo")]
    worlds.append(("2", "am_ET.UTF-8", "Pacific/Kiritimati"))

    said = set()
    for seed, language, zone in worlds:
        world = os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": language, "TZ": zone}
        run = [sys.executable, "-X", "utf8", "-c", ELSEWHERE]
        done = subprocess.run(run, cwd=ROOT, env=world, capture_output=True, text=True, check=True)
        said.add(done.stdout)

    assert len(said) == 1
    assert said.pop().startswith('{"earned": "')


def test_result_goes_through_json_and_back_to_the_same_total():
    result = grade(CONTENT, HALF)

    assert Fraction(result.as_json()["earned"]) == result.earned == 1


def test_rules_name_their_version():
    assert grading.VERSION == "2"

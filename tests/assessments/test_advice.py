"""What an author is told beside a question or quiz."""

from fractions import Fraction

import pytest

from assessments.advice import (
    Advice,
    BlueprintRow,
    QuizAdvice,
    blueprint,
    luck_in_words,
    paper_in_words,
    question_advice,
    questions_of,
    quiz_advice,
)
from assessments.linting import Finding, Level
from assessments.readiness import Missing, Obstacle
from curriculum.models import Country, GuidanceKey
from tests import make

MUST = Finding("L01", Level.BLOCK, "Mend it.", "Bad. Good.", "options")
LOOK = Finding("L03", Level.WARN, "Look at it.", "Bad. Good.", "")


@pytest.fixture
def module(db):
    module = make.make_module(make.make_programme())
    make.sign(module)
    return module


@pytest.mark.parametrize(
    ("findings", "advice", "is_clean"),
    [
        ([], Advice((), ()), True),
        ([LOOK], Advice((), (LOOK,)), False),
        ([MUST], Advice((MUST,), ()), False),
        ([LOOK, MUST, LOOK], Advice((MUST,), (LOOK, LOOK)), False),
    ],
)
def test_findings_come_in_two_heaps(findings, advice, is_clean):
    assert Advice.of(iter(findings)) == advice
    assert advice.is_clean is is_clean


@pytest.mark.parametrize(
    ("chance", "words"),
    [
        (None, "cannot be reckoned yet: mend the questions first"),
        (Fraction(0), "nobody who only guesses would pass"),
        (Fraction(1, 1_000_001), "fewer than 1 in a million who only guess would pass"),
        (Fraction(1, 1_000_000), "1 in 1,000,000 who only guess would pass"),
        (Fraction(1, 290), "1 in 290 who only guess would pass"),
        (Fraction(2, 579), "1 in 290 who only guess would pass"),
        (Fraction(1, 2), "1 in 2 who only guess would pass"),
        (Fraction(509, 1000), "50 in 100 who only guess would pass"),
        (Fraction(1), "100 in 100 who only guess would pass"),
    ],
)
def test_luck_is_said_as_people_say_it(chance, words):
    assert luck_in_words(chance) == words


def test_blueprint_counts_objective_by_importance():
    tags = [("o2", "V"), ("o1", "I"), ("o2", "V"), ("", "N"), ("o2", "N")]
    contents = [{"objective": objective, "importance": weight} for objective, weight in tags]

    rows = blueprint(contents)

    assert rows == (
        BlueprintRow("o1", (0, 1, 0)),
        BlueprintRow("o2", (2, 0, 1)),
        BlueprintRow("", (0, 0, 1)),
    )
    assert [row.total for row in rows] == [1, 3, 1]


@pytest.mark.parametrize(
    ("questions", "flawed", "percent"), [(0, 0, 0), (3, 0, 0), (3, 1, 34), (4, 1, 25), (2, 2, 100)]
)
def test_flaw_percent_is_rounded_up(questions, flawed, percent):
    codes = tuple(f"q{n}" for n in range(flawed))
    advice = QuizAdvice(Advice((), ()), "", "", 3, questions, codes, "", (), ())

    assert advice.flaw_percent == percent


def test_question_is_told_what_refuses_and_what_asks_for_a_look(module):
    question = make.make_question(module, options=[("a", True), ("b", True)])

    advice = question_advice(question)

    assert [finding.rule for finding in advice.must] == ["L01"]
    assert [finding.rule for finding in advice.look] == ["L03"]


def test_quiz_is_told_what_it_amounts_to(module):
    """Two questions of three options at 80 %: a ninth of guessers; 1 - (8/9)^3 = 217/729 in three."""
    key = GuidanceKey.objects.create(key="law", kind="LOC", question="?")
    make.make_cohort(module.get_parent().specific, country=Country.MALAWI)
    tags = {"objective": "o1", "importance": "V"}
    critical = make.make_question(module, "q1", critical=True, guidance_key=key, **tags)
    plain = make.make_question(module, "q2", stem="Who greets the mother first?", rationale="So.")
    for option in plain.options.all():
        option.feedback = "Read it again."
        option.save()
    quiz = make.make_quiz(module, [critical, plain])

    advice = quiz_advice(quiz)

    assert (advice.luck_once, advice.luck_in_all, advice.tries) == (
        "1 in 9 who only guess would pass",
        "1 in 3 who only guess would pass",
        3,
    )
    assert (advice.questions, advice.flawed) == (2, ("q1",))
    assert advice.blueprint == (BlueprintRow("o1", (1, 0, 0)), BlueprintRow("", (0, 1, 0)))
    assert advice.obstacles == (Obstacle(Country.MALAWI, (Missing("q1", "law"),), 0),)
    assert [finding.rule for finding in advice.findings.look] == ["L17"]


def test_quiz_whose_questions_cannot_be_marked_is_told_so(module):
    quiz = make.make_quiz(
        module, [make.make_question(module, kind="multiple", options=[("a", True)])]
    )

    advice = quiz_advice(quiz)

    assert advice.luck_once == advice.luck_in_all == luck_in_words(None)


def test_quiz_is_judged_by_its_questions_as_they_were_signed(module):
    question = make.make_question(module)
    make.sign(question)
    question.options.set([])
    question.save()
    quiz = make.make_quiz(module, [question])

    assert quiz_advice(quiz).luck_once == "1 in 3 who only guess would pass"


def test_questions_of_a_quiz_are_named_once_each(module):
    questions = [make.make_question(module, f"q{n}") for n in (1, 2)]
    for question in questions:
        make.sign(question)
    quiz = make.make_quiz(module, [questions[1], {"draws": 1}])

    assert [question.code for question in questions_of(quiz)] == ["q2", "q1"]


def test_module_objectives_that_nothing_asks_about_are_found(module):
    module.objectives = [("objective", "Listen."), ("objective", "Explain.")]
    module.save()
    quiz = make.make_quiz(module, [make.make_question(module, objective="o2")])

    assert [
        (finding.rule, finding.where) for finding in quiz.findings() if finding.where == "o1"
    ] == [("L17", "o1")]


def test_paper_is_told_by_importance_and_module(module):
    """Of a pool that mixes, the share that it gives on average."""
    other = make.make_module(module.get_parent().specific, "m2")
    make.sign(other)
    asked = [make.make_question(module, f"q{n}", importance="V") for n in (1, 2)]
    drawn = [make.make_question(other, f"p{n}", importance=weight) for n, weight in enumerate("IN")]
    for question in [*asked, *drawn]:
        make.sign(question)
    quiz = make.make_quiz(module, [asked[0], {"draws": 1, "module": other}])

    assert paper_in_words(quiz) == (
        "2 questions: 50 % very important, 25 % important, 25 % nice to know. From M1 (1), M2 (1)."
    )
    assert (
        paper_in_words(make.make_quiz(module, asked, "m1b")) == "2 questions: 100 % very important."
    )
    assert paper_in_words(make.make_quiz(module, [], "m1c")) == ""
    assert quiz_advice(quiz).paper == paper_in_words(quiz)

"""The public surface: order, levels, flaw rate; and that nothing an author writes breaks it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments import linting
from assessments.linting import (
    Finding,
    Level,
    QuizFacts,
    blocking,
    flaw_rate,
    lint_question,
    lint_quiz,
    lint_translation,
)
from tests.assessments.linting.contents import (
    CLEAN,
    by_hand,
    cloze,
    matching,
    multiple,
    option,
    ordering,
    short,
    single,
)

KEYS = [
    "code", "type", "scheme", "mark", "critical", "sources", "guidance_key", "twin", "parallels",
    "case", "scenario", "stem", "rationale", "shuffle", "options", "pairs", "items", "accepted",
    "gaps", "rubric", "media", "answer", "tolerance", "unit", "match_case", "match_punctuation",
]  # fmt: skip
ROW_KEYS = [
    "uid", "text", "correct", "weight", "feedback", "safety", "pinned", "gap", "choice_uid",
    "choice", "tolerance", "name", "kind", "points", "alt", "transcript", "bytes",
]  # fmt: skip
TEXTS = st.text(max_size=40) | st.sampled_from(
    ["All of the above", "A and B", "0-5", "5–10 weeks", "[[a]] is", "never", "a", "1/3", "1/0",
     "single", "short", "by_hand", "2 tablets", "*", "1..2", "What is an"]
)  # fmt: skip
ANYTHING = TEXTS | st.none() | st.booleans() | st.integers() | st.floats()
ROWS = st.lists(
    st.dictionaries(st.sampled_from(ROW_KEYS), ANYTHING, max_size=8) | ANYTHING, max_size=5
)
JUNK = st.dictionaries(
    st.sampled_from(KEYS), ANYTHING | ROWS | st.fixed_dictionaries({"text": TEXTS})
)
TYPES = st.sampled_from([content["type"] for content in CLEAN])


@st.composite
def questions(draw):
    """Any question: junk of some type, or a clean one with one key changed to junk."""
    if draw(st.booleans()):
        return draw(JUNK) | {"type": draw(TYPES)}
    return draw(st.sampled_from(CLEAN)) | {draw(st.sampled_from(KEYS)): draw(ANYTHING | ROWS)}


@given(questions() | JUNK, st.sampled_from(["en", "pt", "sw", "fr-BF", "zu", ""]))
def test_nothing_that_an_author_writes_breaks_the_linter(content, language):
    found = lint_question(content, language=language)

    assert [finding for finding in found if not (finding.sentence and finding.where)] == []
    assert [finding.rule for finding in found] == sorted(
        (finding.rule for finding in found), key=list(linting.RULES).index
    )
    assert lint_question(content, language=language) == found


@given(questions(), questions())
def test_quizzes_and_translations_take_any_question(one, other):
    assert isinstance(lint_quiz(QuizFacts((one, other) * 6, shuffle=False)), list)
    assert lint_translation(one, one) == []
    assert len(lint_translation(one, other)) == len(lint_translation(other, one))


@pytest.mark.parametrize("content", CLEAN, ids=lambda content: content["code"])
def test_clean_question_has_no_findings(content):
    assert lint_question(content) == []


def test_worked_example():
    content = {
        "type": "single",
        "stem": "When?",
        "options": [option("Now", correct=True), option("Later", feedback="")],
    }

    assert [(each.rule, each.level) for each in lint_question(content)] == [
        ("L03", "warn"),
        ("L13", "warn"),
        ("L14", "warn"),
    ]


def test_finding_carries_everything_a_page_shows():
    content = single("Call.", "Wait.", "Ask.", "Cry.", "Run.", "Sit.")

    assert lint_question(content) == [
        Finding(
            rule="L03",
            level=Level.WARN,
            sentence="The number of options is 6: give three to five.",
            example="Bad: six options, two of them absurd."
            " Good: one right and two or three likely mistakes.",
            where="options",
        )
    ]


def test_findings_come_in_the_order_of_the_rules():
    content = single("Now.", "Never.", "", critical=True, guidance_key="law", sources="S1")

    assert [each.rule for each in lint_question(content)] == ["L01", "L07", "L14", "H04", "H05"]


def test_what_marking_refuses_is_said_once():
    """Without a wrong option "balanced" cannot be marked, and L01 says so in an author's words."""
    content = multiple(right=("Her card.", "Her tablets.", "Her book."), wrong=())

    assert [each.rule for each in lint_question(content)] == ["L01"]


def test_blocking_keeps_what_refuses_publication():
    findings = lint_question(single("Now.", "Never.", "", critical=True, guidance_key="law"))

    assert [each.rule for each in blocking(findings)] == ["L01", "H04"]


@pytest.mark.parametrize(
    ("contents", "rate"),
    [
        ([], Fraction(0)),
        ([single()], Fraction(0)),
        ([single(), single(), single(stem="When?")], Fraction(1, 3)),
        (
            [single("Now.", "Later.", ""), matching(), ordering("a", "b", "c"), short("*")],
            Fraction(1, 4),
        ),
        ([cloze(), by_hand()], Fraction(1, 2)),
    ],
)
def test_flaw_rate_is_the_share_with_a_finding(contents, rate):
    assert flaw_rate(contents) == rate


def test_flaw_rate_reads_the_language():
    content = single(stem="Quando toma? Qual é verdadeira?")

    assert (flaw_rate([content]), flaw_rate([content], language="pt")) == (0, 1)

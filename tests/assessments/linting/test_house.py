"""H01 to H05 and H07: what this programme asks of its questions."""

import pytest

from assessments.linting import Level, lint_question
from tests.assessments.linting.contents import (
    by_hand,
    cloze,
    form,
    found,
    matching,
    multiple,
    option,
    ordering,
    pair,
    places,
    short,
    single,
)

SHAME = "An infected woman"
DOSE = "Give 5 ml now"


def flagged(safety):
    first, *rest = multiple()["options"]
    return multiple(critical=True, options=[first | {"safety": safety}, *rest])


@pytest.mark.parametrize(
    ("content", "count"),
    [
        (multiple(critical=True), 1),
        (flagged("neither"), 1),
        (flagged("essential"), 0),
        (flagged("harmful"), 0),
        (multiple(), 0),
        (single(critical=True), 0),
    ],
)
def test_safety_flags(content, count):
    sentence = (
        "No option of this critical question is flagged:"
        " mark what must be chosen as essential, what does harm as harmful."
    )

    assert found("H01", content) == [(sentence, "options")] * count


def everywhere(text):
    """A question with this text in each place where somebody reads it, one at a time."""
    return [
        single(case={"text": text}),
        single(scenario=text),
        single(stem=text),
        single(rationale=text),
        single(options=[option(text)]),
        single(options=[option("a", feedback=text)]),
        matching(pair(text, "a")),
        matching(pair("a", text)),
        matching(pair("a", "b", feedback=text)),
        ordering(text),
        short(text),
        short(accepted=[form("a", feedback=text)]),
        by_hand(text),
        cloze(stem=text),
    ]


@pytest.mark.parametrize("content", everywhere(SHAME))
def test_shaming_words_anywhere(content):
    assert found("H02", content) == [("“infected” shames. Instead: living with HIV.", SHAME)]


@pytest.mark.parametrize("content", everywhere("A disinfected table"))
def test_innocent_words(content):
    assert places("H02", content) == []


def test_shaming_words_are_all_named():
    assert [sentence for sentence, _ in found("H02", single(rationale="Guilty, infected."))] == [
        "“guilty” shames. Instead: say what happened, without blame.",
        "“infected” shames. Instead: living with HIV.",
    ]


@pytest.mark.parametrize("content", everywhere(DOSE))
def test_doses_anywhere(content):
    assert found("H03", content) == [("No dose may stand here: take out “5 ml”.", DOSE)]


@pytest.mark.parametrize(
    ("text", "dose"),
    [
        ("Give 10mg a day", "10mg"),
        ("Give 2.5 milligrams", "2.5 milligrams"),
        ("Give 4 mg/kg", "4 mg"),
        ("It has 10 mg/ml", "10 mg"),
        ("50 mcg", "50 mcg"),
        ("1,5 µg", "1,5 µg"),
        ("400 IU daily", "400 IU"),
        ("5 millilitres", "5 millilitres"),
        ("5\nmilliliters", "5 milliliters"),
        ("Two tablets at night", "Two tablets"),
        ("half a tablet", "half a tablet"),
        ("1 pill", "1 pill"),
        ("three teaspoons", "three teaspoons"),
        ("six drops", "six drops"),
        ("dois comprimidos", "dois comprimidos"),
        ("meio comprimido", "meio comprimido"),
        ("vidonge viwili", "vidonge viwili"),
        ("matone 5", "matone 5"),
        ("deux gouttes", "deux gouttes"),
        ("1 comprimé", "1 comprimé"),
    ],
)
def test_dose_is_named(text, dose):
    assert found("H03", single(rationale=text)) == [
        (f"No dose may stand here: take out “{dose}”.", " ".join(text.split()))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Haemoglobin of 110 mg/dl", "Sugar of 110 mg/l", "Below 50 copies/ml", "10 IU/ml",
        "Clears 60 ml/min", "A baby of 2500 g", "A1 mg", "Her iron tablet", "Ten a.m. drops",
        "One drop of blood", "2 gotas de sangue", "matone 2 ya damu", "2 gouttes de sang",
        "6 weeks", "15 mgs", "v1.5 ml", "two tabletops",
    ],
)  # fmt: skip
def test_amounts_that_are_no_doses(text):
    assert places("H03", single(rationale=text)) == []


def test_a_dose_blocks_and_counted_tablets_warn():
    levels = [
        [f.level for f in lint_question(single(rationale=text)) if f.rule == "H03"]
        for text in ("Give 5 ml now", "Two tablets twice a day", "She missed two tablets")
    ]

    assert levels == [[Level.BLOCK], [Level.BLOCK], [Level.WARN]]


OLD = "Stop breastfeeding at six months"


@pytest.mark.parametrize(
    ("content", "levels"),
    [
        (single(rationale=f"{OLD}."), [Level.BLOCK]),
        (single(options=[option(OLD, correct=True), option("b")]), [Level.BLOCK]),
        (by_hand(OLD), [Level.BLOCK]),
        (single(options=[option("a", correct=True), option(OLD)]), []),
        (single(stem=f"Her aunt says, “{OLD}.” What do you say?"), [Level.WARN]),
        (single(rationale=f"Nobody says today: {OLD}."), []),
    ],
)
def test_old_messages_may_be_unmasked_but_not_taught(content, levels):
    assert [f.level for f in lint_question(content) if f.rule == "H07"] == levels


@pytest.mark.parametrize(
    ("changes", "levels"),
    [
        ({"guidance_key": "law"}, [Level.WARN]),
        ({"guidance_key": "law", "critical": True}, [Level.BLOCK]),
        ({"guidance_key": "law", "twin": "q1t"}, []),
        ({"guidance_key": "law", "twin": "q1t", "critical": True}, []),
        ({"critical": True}, []),
        ({"guidance_key": ""}, []),
    ],
)
def test_twin(changes, levels):
    findings = [each for each in lint_question(single(**changes)) if each.rule == "H04"]

    assert [each.level for each in findings] == levels
    assert {(each.sentence, each.where) for each in findings} <= {
        (
            "This rests on what a country decides and has no twin:"
            " add one that is right in every country.",
            "law",
        )
    }


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ({"critical": True}, 1),
        ({"critical": True, "parallels": 0}, 1),
        ({"critical": True, "parallels": 1}, 0),
        ({"critical": True, "parallels": 2}, 0),
        ({"parallels": 0}, 0),
    ],
)
def test_parallel_form(changes, count):
    sentence = "This critical question has no parallel form: write one with another case."

    assert found("H05", single(**changes)) == [(sentence, "question")] * count

"""What blocks and what asks, rule by rule."""

import datetime as dt

import pytest

from curriculum.linting import Page, Piece, Reader, Severity, lesson, lint
from curriculum.weighing import BUDGET, DRAWING, PHOTO, Picture, Weight

TODAY = dt.date(2026, 11, 27)
BLOCKS, ASKS = Severity.BLOCKS, Severity.ASKS
#: Enough words, and something to do, so that only what a test is about is found.
FILL = "<p>" + "She sits down. We talk. " * 80 + "</p>"
FILLED = [{"type": "text", "value": FILL}, {"type": "reflection", "value": "<p>And you?</p>"}]
SOURCED = {"source": 1, "mark": "V", "review_by": "2027-01-01", "guidance_key": ""}


def found(*blocks, weight=None, title="A title", **how):
    rows = [*FILLED, *({"type": kind, "value": value} for kind, value in blocks)]
    page = lesson(title, "A summary.", rows, **how)
    return [(f.severity, f.code, f.words) for f in lint(page, today=TODAY, weight=weight)]


def test_a_sound_lesson_has_nothing_to_mend():
    assert found(("fact", {"statement": "<p>It is so.</p>", **SOURCED})) == []


@pytest.mark.parametrize(
    ("kind", "value", "severity"),
    [
        ("text", "<p>{}</p>", BLOCKS),
        ("dont", "<ul><li>{}</li></ul>", BLOCKS),
        ("check", {"question": "{}", "answer": "<p>No.</p>"}, BLOCKS),
        ("check", {"question": "Why?", "answer": "<p>{}</p>"}, BLOCKS),
        ("myth", {"myth": "{}", "truth": "<p>No.</p>"}, BLOCKS),
        ("image", {"image": 1, "alt": "{}", "caption": ""}, BLOCKS),
        ("image", {"image": 1, "alt": "A cup", "caption": "{}"}, BLOCKS),
        ("audio", {"recording": 1, "transcript": "<p>{}</p>"}, BLOCKS),
        ("facilitator", "<p>{}</p>", ASKS),
    ],
)
@pytest.mark.parametrize(
    ("words", "code", "shown"),
    [("Give 5 ml now", "dose", "5 ml"), ("An infected woman", "shaming", "infected")],
)
def test_doses_and_shaming_words_anywhere(kind, value, severity, words, code, shown):
    filled = (
        {key: each.format(words) if isinstance(each, str) else each for key, each in value.items()}
        if isinstance(value, dict)
        else value.format(words)
    )

    assert found((kind, filled)) == [(severity, code, (shown,))]


def test_title_and_summary_are_texts_too():
    assert found(title="The guilty mother") == [(BLOCKS, "shaming", ("guilty",))]


def test_counted_tablets_only_ask():
    assert found(("text", "<p>She missed two pills.</p>")) == [(ASKS, "counted", ("two pills",))]
    assert found(("text", "<p>Two pills twice a day.</p>")) == [
        (BLOCKS, "dose", ("Two pills twice a day",))
    ]


OLD = "Stop breastfeeding at six months."


@pytest.mark.parametrize(
    ("kind", "value", "severities"),
    [
        ("text", f"<p>{OLD}</p>", [BLOCKS]),
        ("text", f"<p>Do not say: {OLD}</p>", [ASKS]),
        ("dont", f"<p>{OLD}</p>", [ASKS]),
        ("myth", {"myth": OLD, "truth": "<p>No.</p>"}, []),
        ("myth", {"myth": "?", "truth": f"<p>{OLD}</p>"}, [BLOCKS]),
        ("facilitator", f"<p>{OLD}</p>", [ASKS]),
    ],
)
def test_old_messages_block_where_they_are_said(kind, value, severities):
    assert [row[:2] for row in found((kind, value))] == [(each, "retired") for each in severities]


def test_what_outsiders_read_tells_nothing():
    def codes(text):
        page = Page(pieces=(Piece("Neutral title", text, Reader.OUTSIDER),))
        return [(f.severity, f.code) for f in lint(page, today=TODAY)]

    assert codes("Programme in community peer education") == []
    assert codes("Programme for Mentor Mothers") == [(BLOCKS, "telling")]
    assert codes("Living with HIV") == [(BLOCKS, "telling")]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"source": None}, [(BLOCKS, "source")]),
        ({"review_by": None}, [(BLOCKS, "review")]),
        ({"review_by": "2026-11-26"}, [(ASKS, "overdue")]),
        ({"review_by": "2026-11-27"}, []),
    ],
)
def test_facts_name_source_and_day(changes, expected):
    fact = {"statement": "<p>It is so.</p>", **SOURCED, **changes}

    assert [row[:2] for row in found(("fact", fact))] == expected


def test_pictures_and_recordings_have_words():
    rows = found(
        ("image", {"image": 1, "alt": ""}), ("audio", {"recording": 1, "transcript": "<p></p>"})
    )

    assert rows == [(BLOCKS, "alt", ()), (BLOCKS, "transcript", ())]


@pytest.mark.parametrize(
    ("words", "codes"),
    [(0, ["empty"]), (349, ["short"]), (350, []), (900, []), (901, ["long"])],
)
def test_length_of_a_lesson(words, codes):
    text = "<p>" + "Sit down. " * (words // 2) + "Now. " * (words % 2) + "</p>"
    page = lesson("T", "S", [{"type": "case", "value": {"title": "", "body": text}}])

    assert [f.code for f in lint(page, today=TODAY)] == codes


def test_notes_for_the_trainer_fill_no_lesson():
    page = lesson("T", "S", [{"type": "facilitator", "value": FILL}])

    assert [f.code for f in lint(page, today=TODAY)] == ["empty"]


def test_she_must_have_something_to_do():
    page = lesson("T", "S", [{"type": "text", "value": FILL}])

    assert [(f.severity, f.code) for f in lint(page, today=TODAY)] == [(ASKS, "passive")]


def test_a_module_has_no_body_to_miss():
    assert lint(Page(pieces=(Piece("Title", "T"),)), today=TODAY) == []


HARD = (
    "Continuous pharmacological adherence facilitates sustained virological suppression within"
    " comprehensive community interventions. "
)


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("en", HARD * 10, ["grade"]),
        ("en", HARD, []),  # too few words to say anything
        ("pt", "A mãe fala. " * 20, []),
        ("pt-mz", "A mãe vem à consulta e fala com a enfermeira sobre o bebé que tem em casa. " * 5,
         ["sentences"]),
        ("pt", "Imunodeficiência, antirretroviral. " * 20, ["words"]),
        ("zu", "Umtholampilo wesibhedlela. " * 20, []),
    ],
)  # fmt: skip
def test_reading_level_by_language(language, text, codes):
    page = lesson("T", "S", [{"type": "text", "value": text}], language=language)
    about_length = {"short", "passive"}

    found = [finding.code for finding in lint(page, today=TODAY)]

    assert [code for code in found if code not in about_length] == codes


def test_weight_asks_for_two_lessons_and_pictures_for_smaller_ones():
    heavy = Weight(BUDGET + 1, (Picture("a.svg", DRAWING + 1), Picture("b.webp", PHOTO + 1)))
    light = Weight(BUDGET, (Picture("a.svg", DRAWING), Picture("b.webp", PHOTO)))

    assert found(weight=light) == []
    assert [row[:2] for row in found(weight=heavy)] == [(ASKS, "weight")] + [(ASKS, "picture")] * 2


def test_what_blocks_comes_first():
    rows = found(("text", "<p>She missed two pills.</p>"), ("text", "<p>Give 5 ml.</p>"))

    assert [severity for severity, _, _ in rows] == [BLOCKS, ASKS]


def test_a_finding_says_where_and_what_to_do():
    page = lesson("T", "S", [{"type": "text", "value": "<p>Give 5 ml.</p>"}])

    assert str(lint(page, today=TODAY)[0]) == (
        "Block 1 (text): No dose may stand here. Take out “5 ml” and point to the nurse's chart."
    )

"""A lesson read from its blocks."""

import datetime as dt

from curriculum.linting import Medium, Piece, Reader, Sense, glossary, lesson, module, programme
from curriculum.linting.pages import plain


def read(*blocks):
    """What stands in these blocks, without title and summary."""
    page = lesson("T", "S", [{"type": kind, "value": value} for kind, value in blocks])
    return page, [(p.where, p.text) for p in page.pieces[2:]]


def test_plain_text_keeps_a_line_for_each_paragraph_and_item():
    html = (
        "<h2>Why &amp; how</h2><p>One <b>two</b><br>three.</p><ul><li>A</li>\n<li> B  c</li></ul>"
    )

    assert plain(html) == "Why & how\nOne two\nthree.\nA\nB c"


def test_title_and_summary_come_first():
    page = lesson("T", "S", [])

    assert page.pieces == (Piece("Title", "T"), Piece("Summary", "S"))
    assert (page.body, page.kinds, page.is_lesson) == ("", (), True)


def test_places_are_numbered_and_named_by_the_heading_above():
    page, found = read(
        ("text", "<h2>First</h2><p>a</p><h3>Second</h3>"),
        ("do", "<ul><li>b</li></ul>"),
        ("text", "<p>no heading</p>"),
        ("key_message", "<p>c</p>"),
    )

    assert found == [
        ("Block 1 (text)", "First\na\nSecond"),
        ("Block 2 (do), under “Second”", "b"),
        ("Block 3 (text), under “Second”", "no heading"),
        ("Block 4 (key message), under “Second”", "c"),
    ]
    assert page.kinds == ("text", "do", "text", "key_message")


def test_texts_within_blocks_are_all_found_and_codes_are_not():
    fact = {
        "statement": "<p>It is so.</p>",
        "source": "S1",
        "mark": "V",
        "review_by": "2027-01-01",
        "guidance_key": "infant_tests",
    }
    steps = [{"type": "item", "id": "abc", "value": {"image": 3, "alt": "A cup", "words": "Pour."}}]
    page, found = read(("fact", fact), ("steps", steps))

    assert found == [
        ("Block 1 (fact)", "It is so."),
        ("Block 2 (steps)", "A cup"),
        ("Block 2 (steps)", "Pour."),
    ]
    assert [(f.has_source, f.review_by) for f in page.facts] == [(True, dt.date(2027, 1, 1))]
    assert page.media == (Medium("Block 2 (steps)", "image", "A cup"),)


def test_facts_that_lack_something():
    page, _ = read(
        ("fact", {"statement": "", "source": None, "review_by": None}),
        ("fact", {"statement": "", "source": 3, "review_by": "soon"}),
        ("fact", {"statement": "", "source": 3, "review_by": dt.date(2027, 1, 1)}),
    )

    assert [(f.has_source, f.review_by) for f in page.facts] == [
        (False, None),
        (True, None),
        (True, dt.date(2027, 1, 1)),
    ]


def test_recording_and_its_words():
    page, _ = read(
        ("audio", {"recording": 1, "transcript": "<p> </p>"}),
        ("audio", {"recording": None, "transcript": ""}),
    )

    assert page.media == (Medium("Block 1 (audio)", "recording", ""),)


def test_who_reads_a_text_and_in_what_sense():
    page, _ = read(
        ("facilitator", "<p>a</p>"),
        ("dont", "<p>b</p>"),
        ("myth", {"myth": "c", "truth": "<p>d</p>"}),
    )

    assert [(p.text, p.reader, p.sense) for p in page.pieces[2:]] == [
        ("a", Reader.TRAINER, Sense.SAID),
        ("b", Reader.LEARNER, Sense.FORBIDDEN),
        ("c", Reader.LEARNER, Sense.UNMASKED),
        ("d", Reader.LEARNER, Sense.SAID),
    ]
    assert page.body == "b\nc\nd"


def test_rules_of_conduct_are_read_like_any_text_for_learners():
    read = programme(
        {"title": "T", "neutral_title": "N", "level": "L"}, "Why.", conduct=["I come on time."]
    )

    assert [p for p in read.pieces if p.where == "Rule 1"] == [Piece("Rule 1", "I come on time.")]


def test_other_pages_in_plain_values():
    own = {"title": "T", "neutral_title": "N", "level": "L"}
    portuguese = {"language": "pt", "title": "P", "neutral_title": "Q", "level": "R"}
    words = [{"word": "ART", "meaning": "Treatment.", "instead": "medicine"}]

    assert [(p.where, p.text, p.reader) for p in programme(own, "Why.", [portuguese]).pieces] == [
        ("Reason of the rules", "Why.", Reader.TRAINER),
        ("Title", "T", Reader.LEARNER),
        ("Neutral title", "N", Reader.OUTSIDER),
        ("Level", "L", Reader.OUTSIDER),
        ("Title (pt)", "P", Reader.LEARNER),
        ("Neutral title (pt)", "Q", Reader.OUTSIDER),
        ("Level (pt)", "R", Reader.OUTSIDER),
    ]
    assert [p.text for p in module("T", "S", ["a", "b"]).pieces] == ["T", "S", "a", "b"]
    assert [(p.where, p.text) for p in glossary("T", words).pieces] == [
        ("Title", "T"),
        ("The word “ART”", "ART"),
        ("The word “ART”", "Treatment."),
        ("The word “ART”", "medicine"),
    ]

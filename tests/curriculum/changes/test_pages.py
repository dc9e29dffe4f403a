"""What changed in pages, from real drafts."""

import pytest

from curriculum.changes import FIRST
from curriculum.models.sign_off import what_changed
from tests import make

pytestmark = pytest.mark.django_db


def text(words: str, key: str = "a") -> dict:
    return {"type": "text", "value": words, "id": key}


def lesson_of(*body, **values):
    """A signed lesson."""
    lesson = make.make_lesson(make.make_module(make.make_programme()), body=list(body))
    make.sign(lesson)
    return lesson


def changes(page, **values) -> list[str]:
    for name, value in values.items():
        setattr(page, name, value)
    return what_changed(page.save_revision())


def test_first_text_names_its_facts():
    lesson = make.make_lesson(
        make.make_module(make.make_programme()), body=[text("<p>Hello.</p>"), make.make_fact()]
    )

    assert what_changed(lesson.latest_revision) == [
        FIRST,
        "Fact added: “A fact.” (source: “S1 Source S1”; mark: “Read in the source”;"
        " review by: “1 January 2099”).",
    ]


def test_nothing_changed():
    assert changes(lesson_of(text("<p>Hello.</p>"), make.make_fact())) == []


def test_fact_with_its_source_mark_and_day():
    old, new = make.make_fact(), make.make_fact("<p>A fact, new.</p>", key="k")
    new["value"] |= {"source": make.make_source("S2").pk, "mark": "K", "review_by": "2099-02-03"}
    lesson = lesson_of(old | {"id": "f"})

    assert changes(lesson, body=_raw(lesson, new | {"id": "f"})) == [
        "Fact changed from “A fact.” to “A fact, new.”.",
        "Fact “A fact, new.”: source changed from “S1 Source S1” to “S2 Source S2”.",
        "Fact “A fact, new.”: mark changed from “Read in the source” to"
        " “General professional knowledge”.",
        "Fact “A fact, new.”: review by changed from “1 January 2099” to “3 February 2099”.",
        "Fact “A fact, new.”: guidance key changed from nothing to “k”.",
    ]


def _raw(lesson, *blocks):
    return lesson.body.stream_block.to_python(list(blocks))


def test_paragraphs_added_moved_and_set_out_another_way():
    lesson = lesson_of(text("<p>One.</p>"), text("<p>Two.</p>", "b"), text("<p>Three.</p>", "c"))
    body = _raw(
        lesson,
        text("<p>Three.</p>", "c"),
        text("<p>One.</p>"),
        text("<ul><li>Two.</li></ul>", "b"),
        {"type": "danger", "value": "<p>Bleeding.</p>", "id": "d"},
    )

    assert changes(lesson, title="New", minutes=20, body=body) == [
        "The title changed from “Lesson l1” to “New”.",
        "Minutes to study changed from “10” to “20”.",
        "Text “Three.” stands in another place now.",
        "Text “Two.” is set out another way (headings, lists or bold).",
        "Danger sign added: “Bleeding.”.",
    ]


def test_every_block_can_be_said():
    """Each has a name and words, so that no change of one goes unsaid."""
    said = {
        "myth": {"myth": "A myth", "truth": "<p>The truth.</p>"},
        "check": {"question": "Why?", "answer": "<p>So.</p>"},
        "local_guidance": {"guidance_key": "k", "question": "<p>What here?</p>"},
        "case": {"title": "T", "body": "<p>B.</p>"},
        "role_play": {"title": "T", "minutes": 5, "body": "<p>B.</p>"},
    }
    lesson = lesson_of(*({"type": name, "value": value} for name, value in said.items()))

    rows = lesson.spoken()["blocks"]

    assert [(row["name"], row["text"], row["more"]) for row in rows] == [
        ("Myth and fact", "The truth.", {"what people say": "A myth"}),
        ("Check yourself", "So.", {"question": "Why?"}),
        ("Local guidance", "What here?", {"guidance key": "k"}),
        ("Case", "B.", {"title": "T"}),
        ("Role play", "B.", {"title": "T", "minutes": "5"}),
    ]


def test_module_with_objectives_and_hours():
    module = make.make_module(
        make.make_programme(), objectives='[{"type":"objective","value":"Know"}]'
    )
    make.sign(module)
    objectives = module.objectives.stream_block.to_python(
        [{"type": "objective", "value": "Know more"}]
    )

    assert changes(module, class_hours=3, summary="Other.", objectives=objectives) == [
        "The summary changed from “What it is about.” to “Other.”.",
        "Hours in class changed from “0” to “3”.",
        "Objective changed from “Know” to “Know more”.",
    ]


def test_programme_with_its_modules():
    programme = make.make_signed_programme()
    make.sign(make.make_module(programme, "m2"))

    assert changes(programme, valid_months=12, observations=2, reminder_days="60, 7") == [
        "Months that a certificate is valid changed from “24” to “12”.",
        "Days before the end when she is reminded changed from “90, 30, 7” to “60, 7”.",
        "Observations needed in each module changed from “1” to “2”.",
        "Module added: “M2 Module m2” (hours: “0”).",
    ]


def test_first_programme_says_its_numbers():
    said = what_changed(make.make_programme().latest_revision)

    assert said[:3] == [
        FIRST,
        "The guided hours: “40”.",
        "Months that a certificate is valid: “24”.",
    ]


def test_changes_count_from_the_last_signature_and_not_from_the_last_draft():
    lesson = lesson_of(text("<p>One.</p>"))
    changes(lesson, title="First draft")

    assert changes(lesson, minutes=12) == [
        "The title changed from “Lesson l1” to “First draft”.",
        "Minutes to study changed from “10” to “12”.",
    ]


def test_what_changed_is_kept_with_the_signature():
    lesson = lesson_of(text("<p>One.</p>"))
    expected = changes(lesson, title="Other")
    make.sign(lesson)
    lesson.refresh_from_db()

    assert (
        lesson.live_revision.sign_off.changed
        == expected
        == ["The title changed from “Lesson l1” to “Other”."]
    )

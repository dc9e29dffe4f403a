"""From a signed page to signed words: opening, following, signing."""

import json

import pytest
from wagtail_localize.models import StringTranslation

from curriculum.block_words import lines_of_page, tell
from curriculum.drawings import DRAWINGS
from curriculum.models import LessonPage, TranslationRefused, WordEdition, WordSheet, hash_of
from tests import make, translated

pytestmark = pytest.mark.django_db

Reason = TranslationRefused.Reason
TEXT = "Some text to study."


@pytest.fixture
def lesson():
    make.make_signed_programme()
    return LessonPage.objects.get()


def edit(lesson: LessonPage, blocks: list[str], change: str = "", **values) -> None:
    """The author writes the lesson anew, and Ruth signs that."""
    draft = lesson.get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.body = json.dumps([{"type": "text", "value": f"<p>{text}</p>"} for text in blocks])
    draft.save_revision(user=make.User.objects.filter(username="amara").first())
    lesson.refresh_from_db()
    make.sign(lesson, change=change)


def refused(sheet: WordSheet, by=None, sha256: str | None = None) -> str:
    with pytest.raises(TranslationRefused) as refusal:
        sheet.sign(
            by=by or translated.person("asha"),
            at=make.NOW,
            sha256=hash_of(sheet.pairs()) if sha256 is None else sha256,
        )
    return refusal.value.reason


def test_opening_takes_the_texts_and_shows_nothing_to_anybody(lesson):
    sheet = translated.opened(lesson)
    assert [(pair.line.text, pair.said) for pair in sheet.pairs()] == [
        ("Lesson l1", ""),
        ("A summary.", ""),
        (f"<p>{TEXT}</p>", ""),
    ]
    assert not WordEdition.objects.shown_in("sw").exists()
    assert make.logged(sheet) == ["curriculum.open_translation"]
    assert translated.opened(lesson) == sheet
    assert WordSheet.objects.count() == 2


@pytest.mark.parametrize("language", ["en", "xx", ""])
def test_only_languages_that_we_know_are_opened(lesson, language):
    with pytest.raises(TranslationRefused) as refusal:
        translated.opened(lesson, language)
    assert refusal.value.reason == Reason.NO_LANGUAGE


def test_a_draft_is_not_translated(lesson):
    draft = make.make_lesson(lesson.get_parent().specific, "l2")
    with pytest.raises(TranslationRefused) as refusal:
        translated.opened(draft)
    assert refusal.value.reason == Reason.NOT_SIGNED


def test_who_did_not_translate_signs_and_that_makes_the_edition(lesson):
    edition = translated.signed(lesson)
    assert edition.words == {
        "Lesson l1": "SW Lesson l1",
        "A summary.": "SW A summary.",
        f"<p>{TEXT}</p>": f"<p>SW {TEXT}</p>",
    }
    assert (edition.signed_by.username, edition.translated_by) == ("asha", ["tom"])
    assert list(WordEdition.objects.shown_in("sw")) == [edition]
    assert make.logged(edition.sheet)[-1] == "curriculum.sign_words"


def test_signing_twice_makes_one_edition(lesson):
    edition = translated.signed(lesson)
    again = edition.sheet.sign(
        by=translated.person("neema"), at=make.NOW, sha256=hash_of(edition.sheet.pairs())
    )
    assert again == edition


def test_nobody_signs_what_she_translated_even_if_another_was_last(lesson):
    sheet = translated.put(translated.opened(lesson))
    assert refused(sheet, by=translated.person()) == Reason.OWN_WORDS
    translated.put(sheet, by=translated.person("neema"))
    assert refused(sheet, by=translated.person()) == Reason.OWN_WORDS
    assert refused(sheet, by=translated.person("neema")) == Reason.OWN_WORDS
    sheet.sign(by=translated.person("asha"), at=make.NOW, sha256=hash_of(sheet.pairs()))


def test_without_the_note_of_who_wrote_she_could_sign_her_own(lesson):
    """The twin: the note, and nothing else, keeps her from it."""
    sheet = translated.put(translated.opened(lesson))
    sheet.translators.clear()
    assert sheet.sign(by=translated.person(), at=make.NOW, sha256=hash_of(sheet.pairs()))


def test_a_text_without_words_or_with_an_error_is_not_signed(lesson):
    sheet = translated.put(translated.opened(lesson))
    StringTranslation.objects.filter(translation_of__data=TEXT).update(has_error=True)
    assert refused(sheet) == Reason.UNFINISHED
    StringTranslation.objects.filter(translation_of__data=TEXT).delete()
    assert refused(sheet) == Reason.UNFINISHED


def test_what_changed_while_she_read_is_not_signed(lesson):
    sheet = translated.put(translated.opened(lesson))
    read = hash_of(sheet.pairs())
    translated.put(sheet, {TEXT: "Something else"})
    assert refused(sheet, sha256=read) == Reason.CHANGED


def test_markup_in_words_is_not_signed(lesson):
    sheet = translated.put(translated.opened(lesson), {TEXT: "<strong>Soma</strong>"})
    assert refused(sheet) == Reason.FAULTY


@pytest.mark.parametrize("words", ["<script>alert(1)</script>", '<b onclick="x">y</b>'])
def test_hostile_markup_never_counts_as_words(lesson, words):
    sheet = translated.put(translated.opened(lesson), {TEXT: words})
    StringTranslation.objects.get(translation_of__data=TEXT).save()  # as localize saves it
    assert refused(sheet) == Reason.UNFINISHED


def test_a_changed_text_has_no_words_and_an_unchanged_one_keeps_them(lesson):
    before = translated.signed(lesson)
    edit(lesson, ["Another text.", TEXT])
    sheet = before.sheet
    assert [(pair.line.text, pair.said) for pair in sheet.pairs()][2:] == [
        ("<p>Another text.</p>", ""),
        (f"<p>{TEXT}</p>", f"<p>SW {TEXT}</p>"),
    ]
    after = translated.signed(lesson)
    assert (after.number, after.source.number, before.source.number) == (2, 2, 1)


def test_signing_a_source_anew_without_other_words_leaves_translations_alone(lesson):
    edition = translated.signed(lesson)
    edit(lesson, [TEXT], minutes=20)
    assert edition.sheet.source().editions.get() == edition.source


def test_after_a_critical_change_the_words_are_shown_no_more(lesson):
    edition = translated.signed(lesson)
    edit(lesson, ["The new fact."], change="meaning")
    assert list(WordEdition.objects.shown_in("sw")) == [edition]
    edit(lesson, ["The newer fact."], change="critical")
    assert list(WordEdition.objects.shown_in("sw")) == []
    after = translated.signed(lesson)
    assert list(WordEdition.objects.shown_in("sw")) == [after]


def test_the_kind_of_change_is_asked_once_something_can_have_been_learned(lesson):
    draft = make.make_lesson(lesson.module_of_words(), code="l2")
    assert draft.kinds_of_change() == []
    assert lesson.kinds_of_change() == ["wording", "meaning", "critical"]


def test_words_known_from_elsewhere_are_proposed_and_stay_unsigned(lesson):
    translated.signed(lesson)
    other = make.make_lesson(lesson.get_parent().specific, "l2")
    make.sign(other)
    sheet = translated.opened(other, by=translated.person("neema"))
    said = {pair.line.text: pair.said for pair in sheet.pairs()}
    assert said == {
        "Lesson l2": "",
        "A summary.": "SW A summary.",
        f"<p>{TEXT}</p>": f"<p>SW {TEXT}</p>",
    }
    assert [user.username for user in sheet.translators.all()] == ["tom"]
    assert not sheet.editions.exists()


def test_the_words_that_a_drawing_brings_are_translated_unless_the_author_wrote_others(lesson):
    pictures = [
        {"drawing": "fever", "alt": "", "caption": "Go now."},
        {"drawing": "headache", "alt": "Her head hurts."},
    ]
    lesson.body = json.dumps([{"type": "image", "value": picture} for picture in pictures])
    lines = [(line.kind, line.text) for line in lines_of_page(lesson)][2:]
    brought = DRAWINGS["fever"].alt
    assert lines == [("alt", brought), ("caption", "Go now."), ("alt", "Her head hurts.")]

    tell(lesson, {text: f"SW {text}" for _, text in lines}, "sw")
    assert [block.value["alt"] for block in lesson.body] == [f"SW {brought}", "SW Her head hurts."]

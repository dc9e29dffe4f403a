import datetime as dt

import pytest
from babel.messages import mofile, pofile

from certificates import rendering, words
from curriculum.languages import LANGUAGES, OTHERS
from tests.conftest import ROOT

#: "Modules" is French, too.
ALIKE = {("fr", "modules")}


def _catalogue(language: str, kind: str):
    path = ROOT / "locale" / language / "LC_MESSAGES" / f"django.{kind}"
    with path.open("rb") as file:
        return (pofile.read_po if kind == "po" else mofile.read_mo)(file)


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_translated(language):
    english, theirs = words.words("en"), words.words(language)

    alike = {(language, name) for name, text in theirs.items() if text in ("", english[name])}

    assert alike == {pair for pair in ALIKE if pair[0] == language}


@pytest.mark.parametrize("language", OTHERS)
def test_compiled_catalogue_is_in_step(language):
    """After a change: msgfmt -o django.mo django.po, beside it."""
    written = {(m.context, m.id): m.string for m in _catalogue(language, "po") if m.id}

    assert {(m.context, m.id): m.string for m in _catalogue(language, "mo") if m.id} == written


@pytest.mark.parametrize("language", LANGUAGES)
def test_fonts_have_every_sign_of_the_words(language):
    dates = (words.day(dt.date(2026, month, 28), language) for month in range(1, 13))

    assert rendering.missing_glyphs("".join((*words.words(language).values(), *dates))) == ""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "2 March 2026"),
        ("pt", "2 de Março de 2026"),
        ("sw", "2 Machi 2026"),
        ("fr", "2 mars 2026"),
    ],
)
def test_dates_are_written_as_in_the_language(language, text):
    assert words.day(dt.date(2026, 3, 2), language) == text


def test_a_second_language_is_marked_and_escaped():
    assert words.both("Level", "Nível <1>", "pt", "· ") == (
        'Level <span class="also" lang="pt">· Nível &lt;1&gt;</span>'
    )
    assert words.both("Modules & more", "Modules & more", "fr") == "Modules &amp; more"
    assert words.both("Level", "", "pt") == "Level"

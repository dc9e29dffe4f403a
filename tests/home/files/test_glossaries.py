"""Hard words as a file: read, refused in words, loaded, written and read again."""

import pytest

from curriculum.models import GlossaryPage
from home.files import read_archive, read_folder
from home.loading import load
from home.models import LoadedItem
from home.writing import archive_of, programme_called
from tests import make
from tests.home.files.folders import changed, problems_in, write

GLOSSARY = """\
code: g1
title: Hard words
words:
  - word: Viral load
    meaning: How much virus is in the blood.
    instead: the count
  - word: ART
    meaning: "Medicine: it holds the virus down."
"""


def with_words(folder, old: str = "", new: str = ""):
    assert old in GLOSSARY
    writable = changed("m1/quiz.yaml", "sources: []", "sources: [S2]")
    return write(folder, writable | {"glossary.yaml": GLOSSARY.replace(old, new, 1)})


def test_programme_may_be_without(tmp_path):
    assert read_folder(write(tmp_path)).glossary is None


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("code: g1", "code: m1", "1: 'm1' is no code like g1"),
        ("title: Hard words\n", "", "1: 'title' is missing"),
        ("word: ART", "word: Viral load", "7: word 'Viral load' stands here twice"),
        ("meaning: How", f"meaning: {'so ' * 40}How", "5: This has 47 words; 40 is the most."),
        ("    instead:", "    says:", "6: 'says' is not known here"),
    ],
)
def test_what_is_broken_is_named(tmp_path, old, new, expected):
    assert problems_in(with_words(tmp_path, old, new)) == [f"glossary.yaml:{expected}"]


@pytest.mark.django_db
def test_words_are_loaded_as_a_draft_and_come_back(tmp_path):
    files = read_folder(with_words(tmp_path))
    load(files)
    page = GlossaryPage.objects.get()

    assert (page.slug, page.live, page.get_parent().slug) == ("g1", False, "p1")
    assert [dict(block.value) for block in page.words] == [
        {
            "word": "Viral load",
            "meaning": "How much virus is in the blood.",
            "instead": "the count",
        },
        {"word": "ART", "meaning": "Medicine: it holds the virus down.", "instead": ""},
    ]
    for forgotten in (False, True):
        if forgotten:
            LoadedItem.objects.all().delete()
        back = read_archive(archive_of(programme_called("p1")).data)
        assert (back.glossary.sha256, back.unread) == (files.glossary.sha256, [])
        assert load(back).unchanged.count("glossary") == 1


@pytest.mark.django_db
def test_an_edit_is_never_overwritten(tmp_path):
    load(read_folder(with_words(tmp_path)))
    page = GlossaryPage.objects.get()
    page.title = "Words we explain"
    page.save_revision(user=make.make_author())

    report = load(read_folder(with_words(tmp_path, "the count", "the number")))

    assert report.left_alone == ["glossary"]
    assert GlossaryPage.objects.get().get_latest_revision_as_object().title == "Words we explain"

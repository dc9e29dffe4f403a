import pytest

from assessments.importers.limits import BANK
from assessments.importers.sheet.columns import COLUMNS, EXAMPLES, known_title, titles
from assessments.importers.sheet.forms import FORMS


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("question", "question"),
        (" Question ", "question"),
        ("OTHER_UNITS", "other units"),
        ("unit  penalty\nof", "unit penalty of"),
        ("option 1", "option 1"),
        ("Option1", "option 1"),
        ("feedback 12", "feedback 12"),
        ("option 01", "option 1"),
        ("option 13", ""),
        ("option 0", ""),
        ("option", ""),
        ("Question text", "question"),
        ("Correct", "right"),
        ("explanation", "rationale"),
        ("notes", ""),
        ("", ""),
    ],
)
def test_known_title_forgives_case_and_blanks(written, title):
    assert known_title(written) == title


def test_titles_repeat_options_and_feedback():
    header = titles(2)

    assert [title for title in header if title[-1].isdigit()] == [
        "option 1",
        "option 2",
        "feedback 1",
        "feedback 2",
    ]
    assert len(titles()) == len(COLUMNS) + 10
    assert len(titles(12)) <= BANK.columns


def test_every_title_is_known():
    assert [known_title(title) for title in titles(12)] == titles(12)


def test_examples_show_every_type():
    assert {example["type"] for example in EXAMPLES} == set(FORMS)
    assert {title for example in EXAMPLES for title in example} <= set(titles())

"""The starter curriculum can be signed: no lesson, module or question of it holds what blocks."""

import datetime as dt

import pytest
import yaml

from curriculum import linting
from curriculum.linting import Severity, lint
from curriculum.wording import doses, retired_messages, shaming_words
from home.files.lessons import read_lesson
from home.files.problems import Problems
from home.files.references import References
from tests.conftest import ROOT

STARTER = ROOT / "curriculum" / "starter"
LESSONS = sorted(STARTER.glob("m*/l*.md"))
#: Before the first fact falls due, so that the test says the same every year.
TODAY = dt.date(2026, 11, 27)


def ids(name: str, key: str) -> frozenset[str]:
    return frozenset(row[key] for row in yaml.safe_load((STARTER / name).read_text()))


@pytest.fixture(scope="module")
def refs():
    return References(ids("sources.yaml", "id"), ids("guidance.yaml", "key"), Problems())


def named(path) -> str:
    return f"{path.parent.name}-{path.stem}"


@pytest.mark.parametrize("path", LESSONS, ids=named)
def test_starter_lesson_has_nothing_that_blocks(path, refs):
    values = read_lesson(path.name, path.read_text(), refs)
    page = linting.lesson(values["title"], values["summary"], values["blocks"])

    found = lint(page, today=TODAY)

    assert [str(each) for each in found if each.severity is Severity.BLOCKS] == []
    print(*found, sep="\n")  # noqa: T201 (what only asks, for who revises them: pytest -rP)


def test_there_are_lessons_to_read():
    assert len(LESSONS) >= 42


@pytest.mark.parametrize("path", sorted(STARTER.glob("m*/*.yaml")), ids=named)
def test_starter_tests_and_modules_shame_nobody_and_give_no_dose(path):
    text = path.read_text()

    assert (shaming_words(text), doses(text)) == ([], [])


def test_old_messages_stand_in_no_module_file():
    texts = [path.read_text() for path in STARTER.glob("m*/module.yaml")]

    assert [heard for text in texts for heard in retired_messages(text)] == []

"""What was promised: numbered, hashed, insert-only."""

import pytest
from django.db import IntegrityError, transaction

from curriculum.models import ProgrammeEdition, Requirement
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def programme():
    return make.make_programme()


def freeze(programme, content: dict):
    return ProgrammeEdition.freeze(programme, content=content, at=make.NOW)


def test_freeze_numbers_from_one_for_each_subject(programme):
    other = make.make_programme("p2")
    numbers = [freeze(page, {"a": 1})[0].number for page in (programme, other)]
    assert numbers == [1, 1]
    assert [freeze(programme, {"a": value})[0].number for value in (2, 3)] == [2, 3]


def test_freeze_returns_the_latest_if_it_says_the_same(programme):
    first, is_new = freeze(programme, {"a": "\u00e9", "b": 1})
    same, is_new_again = freeze(programme, {"b": 1, "a": "e\u0301"})
    assert (same, is_new, is_new_again) == (first, True, False)


def test_freeze_of_an_older_content_is_a_new_edition(programme):
    contents = [{"a": 1}, {"a": 2}, {"a": 1}]
    assert [freeze(programme, content)[0].number for content in contents] == [1, 2, 3]
    assert [edition.content for edition in programme.editions.all()] == contents[::-1]


def test_freeze_rolled_back_leaves_nothing(programme):
    with make.rolled_back():
        freeze(programme, {"a": 1})
    assert programme.editions.count() == 0


def test_edition_number_is_unique_in_the_database(programme):
    edition, _ = freeze(programme, {"a": 1})
    twin = ProgrammeEdition(
        programme=programme, number=1, content={}, sha256="0" * 64, published_at=make.NOW
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save()
    assert list(programme.editions.all()) == [edition]


@pytest.mark.parametrize("kind", Requirement.Kind)
def test_requirement_names_a_module_just_when_it_is_one(programme, kind):
    module = make.make_module(programme)
    edition, _ = freeze(programme, {"a": 1})
    named = {"module": module, "module_key": module.translation_key}
    wrong = {} if kind == Requirement.Kind.MODULE else named
    right = named if kind == Requirement.Kind.MODULE else {}
    with pytest.raises(IntegrityError), transaction.atomic():
        Requirement(edition=edition, position=1, kind=kind, number=1, **wrong).save()
    Requirement(edition=edition, position=1, kind=kind, number=1, **right).save()
    assert edition.requirements.count() == 1

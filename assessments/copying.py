"""A copy of what is tested: another draft that starts from the same words and shares no name with it."""

from collections.abc import Collection
from itertools import count
from typing import TypeVar

from django.db.models import Model, UUIDField
from modelcluster.models import get_all_child_relations

from assessments.models.snippet import SignedSnippet

Snippet = TypeVar("Snippet", bound=SignedSnippet)


def copy_of(original: Snippet) -> Snippet:
    """An unsaved draft with the same content under a free code; it and all its rows have new uids.

    What an imported file called the original stays with the original. Flags and marks are kept.
    """
    copied = fresh(original)
    copied.code = free_code(original.code, taken=codes_of(type(original)))
    return copied


def fresh(original: Snippet) -> Snippet:
    """An unsaved draft with the same content, still under the same code; it and its rows have new uids.

    Nothing that Wagtail or a signature wrote comes along: drafts, locks, dates, from when it binds.
    """
    model = type(original)
    copied = model(
        **_values(original, [each for each in model._meta.concrete_fields if each.editable])
    )
    copied.live = False
    for relation in get_all_child_relations(model):
        name, parent = relation.get_accessor_name(), relation.field.name
        rows = [_fresh_row(row, parent) for row in getattr(original, name).all()]
        getattr(copied, name).set(rows)
    return copied


def free_code(code: str, *, taken: Collection[str], longest: int = 20) -> str:
    """The first code after this one that is not ``taken``: q2-05-2, then q2-05-3."""
    numbered = (f"{code[: longest - len(f'-{n}')]}-{n}" for n in count(2))
    return next(each for each in numbered if each not in taken)


def codes_of(model: type[SignedSnippet]) -> set[str]:
    """The codes that cannot be given again: one query."""
    return set(model.objects.values_list("code", flat=True))


def _fresh_row(row: Model, parent: str) -> Model:
    fields = [
        field
        for field in row._meta.concrete_fields
        if field.name != parent and not isinstance(field, UUIDField)
    ]
    return type(row)(**_values(row, fields))


def _values(row: Model, fields: list) -> dict:
    return {
        field.attname: getattr(row, field.attname)
        for field in fields
        if not field.primary_key and field.name not in _OF_THE_ORIGINAL
    }


#: Wagtail's own fields that its forms may show: they belong to the original alone.
_OF_THE_ORIGINAL = {"first_published_at", "go_live_at", "expire_at"}

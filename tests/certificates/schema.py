"""A small checker of JSON Schema: as much of it as the API's own document uses, and no more."""

import re
from typing import Any

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "boolean": bool,
}
#: What says nothing about a value, or is checked beside another word.
SILENT = {"description", "format", "properties", "type"}


def faults(value: Any, schema: dict, document: dict, at: str = "#") -> list[str]:
    """Where a value does not fit. A word that is not known here is a fault too."""
    found = []
    if "type" in schema and (wrong := _type(value, schema["type"], at)):
        return wrong  # the other words speak of that type
    for word, wanted in schema.items():
        if word not in SILENT:
            found += _CHECKS[word](value, wanted, schema, document, at)
    if isinstance(value, dict):
        for name, inner in schema.get("properties", {}).items():
            if name in value:
                found += faults(value[name], inner, document, f"{at}/{name}")
    return found


def resolve(reference: str, document: dict) -> dict:
    """What ``#/a/b`` means in the document."""
    found = document
    for step in reference.removeprefix("#/").split("/"):
        found = found[step]
    return found


def _ref(value, wanted, schema, document, at):
    return faults(value, resolve(wanted, document), document, at)


def _type(value: Any, wanted: str, at: str) -> list[str]:
    fits = isinstance(value, TYPES[wanted]) and (wanted == "boolean" or not isinstance(value, bool))
    return [] if fits else [f"{at}: no {wanted}"]


def _one_of(value, wanted, schema, document, at):
    fitting = sum(not faults(value, each, document, at) for each in wanted)
    return [] if fitting == 1 else [f"{at}: fits {fitting}"]


def _required(value, wanted, schema, document, at):
    return [f"{at}: without {name}" for name in wanted if name not in value]


def _additional(value, wanted, schema, document, at):
    others = [name for name in value if name not in schema.get("properties", {})]
    if wanted is False:
        return [f"{at}: {name} besides" for name in others]
    return [each for name in others for each in faults(value[name], wanted, document, at)]


def _items(value, wanted, schema, document, at):
    return [
        each for i, item in enumerate(value) for each in faults(item, wanted, document, f"{at}/{i}")
    ]


def _simple(fits):
    def check(value, wanted, schema, document, at):
        return [] if fits(value, wanted) else [f"{at}: {wanted}"]

    return check


_CHECKS = {
    "$ref": _ref,
    "oneOf": _one_of,
    "required": _required,
    "additionalProperties": _additional,
    "items": _items,
    "const": _simple(lambda value, wanted: value == wanted),
    "enum": _simple(lambda value, wanted: value in wanted),
    "pattern": _simple(lambda value, wanted: re.search(wanted, value)),
    "minimum": _simple(lambda value, wanted: value >= wanted),
    "maxLength": _simple(lambda value, wanted: len(value) <= wanted),
    "minItems": _simple(lambda value, wanted: len(value) >= wanted),
    "maxItems": _simple(lambda value, wanted: len(value) <= wanted),
}

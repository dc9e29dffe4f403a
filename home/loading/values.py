"""What items of the files say, as fields of the database."""

import json

from home.files import Item
from home.files.uids import derived


def picked(item: Item, names: str) -> dict:
    """Some values of an item under their own names, without blanks around them."""
    values = {name: item.values[name] for name in names.split()}
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }


def programme_values(item: Item) -> dict:
    """The fields of a programme but its code; what it does not state is the house's."""
    stated = item.values.keys() & {"refresher_months", "grace_days", "contacts"}
    values = picked(item, "title neutral_title level hours valid_months assessors observations")
    values |= picked(item, " ".join(["rules_reason", *sorted(stated)]))
    if "reminder_days" in item.values:
        values["reminder_days"] = ", ".join(map(str, item.values["reminder_days"]))
    if "conduct" in item.values:
        rules = [{"type": "rule", "value": rule.strip()} for rule in item.values["conduct"]]
        values["conduct"] = json.dumps(blocks_with_ids(f"{item.path}/conduct", rules))
    return values


def source_values(item: Item) -> dict:
    """The fields of a source but its code."""
    row = item.values
    return {
        "title": row["title"],
        "publisher": row["publisher"],
        "edition": row.get("edition", ""),
        "year": row.get("year"),
        "address": row.get("address", ""),
        "how_read": row.get("read", ""),
    }


def lesson_values(item: Item, sources: dict[str, int]) -> dict:
    """The fields of a lesson's page; ``sources``: their keys by their codes."""
    blocks = [
        block | {"value": block["value"] | {"source": sources[block["value"]["source"]]}}
        if block["type"] == "fact"
        else block
        for block in item.values["blocks"]
    ]
    return picked(item, "title minutes summary") | {
        "body": json.dumps(blocks_with_ids(item.path, blocks))
    }


def glossary_values(item: Item) -> dict:
    """The fields of a page of hard words but its code."""
    words = [{"type": "word", "value": word_value(row)} for row in item.values["words"]]
    return picked(item, "title") | {"words": json.dumps(blocks_with_ids(item.path, words))}


def word_value(row: dict) -> dict[str, str]:
    """One hard word as its block holds it."""
    return {name: row.get(name, "").strip() for name in ("word", "meaning", "instead")}


def blocks_with_ids(path: str, blocks: list[dict]) -> list[dict]:
    """Blocks of a stream, each with the id of its place; steps within a block too."""
    return [
        _with_ids(f"{path}#{place}", block) | {"id": derived(f"{path}#{place}")}
        for place, block in enumerate(blocks)
    ]


def _with_ids(place: str, block: dict) -> dict:
    if not (isinstance(block["value"], dict) and "steps" in block["value"]):
        return block
    steps = [
        step | {"id": derived(f"{place}/{number}")}
        for number, step in enumerate(block["value"]["steps"])
    ]
    return block | {"value": block["value"] | {"steps": steps}}

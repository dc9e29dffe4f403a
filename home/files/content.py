"""A question of a file as the engine knows it: docs/question-format.md.

Worked example: the option ``a`` of the question at ``m2/q2-01`` has the uid that is derived from
``m2/q2-01/a``; the first accepted answer, which bears no id, that of ``m2/q2-01/accepted#0``.
"""

from collections.abc import Mapping
from typing import Any

from home.files.kinds import spelt
from home.files.uids import derived

Row = Mapping[str, Any]

#: What a question is when its file does not say.
DEFAULTS = {
    "scheme": "",
    "scenario": "",
    "unit": "",
    "unit_penalty": "",
    "unit_penalty_of": "earned",
    "decimals": "ask",
    "match_case": False,
    "match_accents": False,
    "match_punctuation": False,
    "shuffle": True,
    "mark": 1,
    "critical": False,
}
_REQUIRED = ("stem", "importance", "difficulty", "objective", "rationale")


def fields_of(row: Row) -> dict[str, Any]:
    """What the engine and the database know by the same names and values."""
    values = {name: row[name] for name in _REQUIRED}
    values |= {name: row.get(name, default) for name, default in DEFAULTS.items()}
    values["unit_penalty"] = spelt(values["unit_penalty"])
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }


def parts_of(path: str, row: Row) -> dict[str, list[dict[str, Any]]]:
    """The rows of a question by the name of their list, each with its uid; all lists are there."""
    return {
        "options": [_option(path, each) for each in row.get("options", [])],
        "pairs": [_pair(path, each) for each in row.get("pairs", [])],
        "items": [_named(path, each) for each in row.get("items", [])],
        "accepted": [
            _accepted(f"{path}/accepted#{place}", each)
            for place, each in enumerate(row.get("accepted", []))
        ],
        "gaps": [_gap(path, each) for each in row.get("gaps", [])],
        "rubric": [
            _named(path, each) | {"points": each["points"]} for each in row.get("rubric", [])
        ],
    }


def content_of(path: str, row: Row, *, case: Row | None = None, parallels: int = 0) -> dict:
    """A question's JSON, with what the linter looks at beside it: its twin, how many parallels."""
    parts = parts_of(path, row)
    return {
        **fields_of(row),
        **parts,
        "uid": derived(path),
        "code": row["id"],
        "type": row["type"],
        "case": case and {"uid": "case", "title": case["title"], "text": case["text"]},
        "answer": spelt(row.get("answer")),
        "tolerance": spelt(row.get("tolerance", 0)),
        "other_units": {name: spelt(size) for name, size in row.get("other_units", {}).items()},
        "lesson": row["lesson"],
        "sources": ", ".join(row["sources"]),
        "guidance_key": row.get("guidance", ""),
        "options": [each | {"weight": each["weight"] or None} for each in parts["options"]],
        "pairs": _with_shared_choices(parts["pairs"]),
        "twin": row.get("twin", {}).get("id", ""),
        "parallels": parallels,
    }


def units_of(row: Row) -> str:
    """The other units of a question as the database keeps them: ``cm=100, mm=1000``."""
    return ", ".join(f"{name}={spelt(size)}" for name, size in row.get("other_units", {}).items())


def _named(path: str, row: Row) -> dict[str, Any]:
    return {"uid": derived(f"{path}/{row['id']}"), "text": row["text"]}


def _option(path: str, row: Row) -> dict[str, Any]:
    return _named(path, row) | {
        "correct": row.get("correct", False),
        "feedback": row.get("feedback", ""),
        "safety": row.get("safety", "neither"),
        "weight": spelt(row.get("weight", "")),
        "pinned": row.get("pinned", False),
        "gap": row.get("gap", ""),
    }


def _pair(path: str, row: Row) -> dict[str, Any]:
    return {
        "uid": derived(f"{path}/{row['id']}"),
        "choice_uid": derived(f"{path}/{row['id']}#choice"),
        "text": row.get("text", "").strip(),
        "choice": row["choice"],
        "feedback": row.get("feedback", ""),
    }


def _accepted(path: str, row: Row) -> dict[str, Any]:
    return {
        "uid": derived(path),
        "text": spelt(row["text"]),
        "tolerance": spelt(row.get("tolerance", "")),
        "weight": spelt(row.get("weight", "1")),
        "feedback": row.get("feedback", ""),
        "gap": row.get("gap", ""),
    }


def _gap(path: str, row: Row) -> dict[str, Any]:
    return {
        "uid": derived(f"{path}/{row['id']}"),
        "name": row["name"],
        "kind": row["kind"],
        "weight": spelt(row.get("weight", "1")),
    }


def _with_shared_choices(pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pairs as they are asked: what reads the same on the right is one choice, an extra has no stem."""
    uids: dict[str, str] = {}
    return [
        pair
        | {
            "uid": pair["uid"] if pair["text"] else "",
            "choice_uid": uids.setdefault(
                " ".join(pair["choice"].casefold().split()), pair["choice_uid"]
            ),
        }
        for pair in pairs
    ]

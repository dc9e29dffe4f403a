"""Whether two questions are the same but for their uids and for defaults that are written or not.

Example: {"mark": 1, "stem": "Why?"} and {"stem": "Why?"} are the same.
"""

from typing import Any

from assessments.importers.values import Content

UIDS = frozenset(["uid", "choice_uid"])
#: Values that mean the same as a key left out, beside "", false, null and empty lists.
DEFAULTS: dict[str, Any] = {
    "mark": 1,
    "tolerance": "0",
    "safety": "neither",
    "decimals": "ask",
    "unit_penalty_of": "earned",
}
#: ``weight`` counts only here.
WEIGHTED = frozenset(["weights", "sum_of_weights", "weighted", "rules", "nominal", "relative",
                      "geometric"])  # fmt: skip


def comparable(content: Content) -> Content:
    """The question without uids and defaults."""
    plain: Content = _plain(content)
    if content.get("shuffle", True):
        plain.pop("shuffle", None)
    else:
        plain["shuffle"] = False
    if content["type"] == "true_false":
        plain.pop("shuffle", None)
    for option in plain.get("options", ()):
        if content["scheme"] not in WEIGHTED:
            option.pop("weight", None)
    for part in [*plain.get("accepted", ()), *plain.get("gaps", ())]:
        part.setdefault("weight", "1")
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        kept = {key: _plain(inner) for key, inner in value.items() if key not in UIDS}
        return {
            key: inner
            for key, inner in kept.items()
            if inner not in ("", None, [], {}, DEFAULTS.get(key)) and inner is not False
        }
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value.strip() if isinstance(value, str) else value

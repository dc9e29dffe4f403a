"""From a question to the cells of its row: the reverse of ``forms``."""

from typing import Any

from assessments.importers.sheet.cells import joined
from assessments.importers.sheet.forms import GAP_KINDS, SCHEMES, SWITCHES
from assessments.importers.values import Content, QuestionRefused

WORDS = {kind: word for word, kind in GAP_KINDS.items()}
DIRECT = {
    "type": "type", "importance": "importance", "difficulty": "difficulty", "stem": "question",
    "objective": "objective", "lesson": "lesson", "sources": "sources", "rationale": "rationale",
    "guidance_key": "guidance", "unit": "unit", "unit_penalty": "unit penalty",
}  # fmt: skip


def row_of(content: Content) -> dict[str, str]:
    """The cells by title; what a row has no cell for is left out, and found out when it is read back."""
    kind = content["type"]
    row = {title: content.get(key, "") for key, title in DIRECT.items()}
    scheme = content.get("scheme", SCHEMES[kind][0])
    row |= {
        "id": content.get("code", ""),
        "mark": str(content.get("mark", 1)) if content.get("mark", 1) != 1 else "",
        "scheme": scheme if scheme != SCHEMES[kind][0] else "",
        "critical": "yes" if content.get("critical") else "no",
        "shuffle": "" if content.get("shuffle", True) or kind == "true_false" else "no",
        "exact": ", ".join(name for name, switch in SWITCHES.items() if content.get(switch)),
        "accepted": "",
    }
    row |= _case(content)
    if kind in {"single", "multiple", "true_false"}:
        return row | _choices(content)
    if kind == "matching":
        return row | _numbered(
            "option", [_pair(each["text"], each["choice"]) for each in content["pairs"]]
        )
    if kind == "ordering":
        return row | _numbered("option", [item["text"] for item in content["items"]])
    if kind == "numeric":
        return row | _numbers(content)
    if kind == "short":
        return row | _short(content)
    return row | _numbered("option", [_gap(content, gap) for gap in content["gaps"]])


def _case(content: Content) -> dict[str, str]:
    case = content.get("case") or {}
    if case and content.get("scenario"):
        raise QuestionRefused("A row of the sheet holds one case, not two.")
    text = case.get("text", "") if case else content.get("scenario", "")
    return {"case": case.get("title", ""), "case text": text}


def _numbered(title: str, texts: list[str]) -> dict[str, str]:
    return {f"{title} {number}": text for number, text in enumerate(texts, start=1)}


def _choices(content: Content) -> dict[str, str]:
    options = content["options"]

    def named(test: str, value: Any = True) -> str:
        places = enumerate(options, start=1)
        return ", ".join(str(place) for place, option in places if option.get(test) == value)

    row = _numbered("option", [option["text"] for option in options])
    row |= _numbered("feedback", [option.get("feedback", "") for option in options])
    if content["type"] == "true_false":
        return row | {"answer": "true" if options[0]["correct"] else "false"}
    row |= {"right": named("correct"), "pinned": named("pinned")}
    return row | {safety: named("safety", safety) for safety in ("essential", "harmful")}


def _pair(left: str, right: str) -> str:
    return " = ".join(side.replace("=", "\\=") for side in (left, right)).strip()


def _numbers(content: Content) -> dict[str, str]:
    only = {"text": content.get("answer"), "tolerance": content.get("tolerance", "0")}
    accepted = content.get("accepted") or [only]
    others = content.get("other_units", {})
    return {
        "answer": joined([each["text"] for each in accepted]),
        "tolerance": accepted[0].get("tolerance", "0"),
        "other units": joined([_pair(unit, number) for unit, number in others.items()]),
        "unit penalty of": content.get("unit_penalty_of", "earned"),
        "decimals": content.get("decimals", "ask"),
    }


def _short(content: Content) -> dict[str, str]:
    rubric = [f"{row['points']}: {row['text']}" for row in content.get("rubric", ())]
    accepted = [each["text"] for each in content.get("accepted", ())]
    return {"accepted": joined(accepted), "rubric": joined(rubric)}


def _gap(content: Content, gap: dict[str, Any]) -> str:
    mine = [
        part
        for kind in ("options", "accepted")
        for part in content.get(kind, ())
        if part.get("gap") == gap["name"]
    ]
    if gap["kind"] == "single":
        texts = [_starred(option["text"], is_right=option["correct"]) for option in mine]
    elif gap["kind"] == "numeric":
        texts = [f"{each['text']} ± {each.get('tolerance', '0')}" for each in mine]
    else:
        texts = [each["text"] for each in mine]
    return f"{WORDS[gap['kind']]}: {joined(texts)}"


def _starred(text: str, *, is_right: bool) -> str:
    """A star before the right one; a star or backslash that the text begins with gets a backslash."""
    return "*" * is_right + "\\" * text.startswith(("*", "\\")) + text

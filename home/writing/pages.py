"""Sources, guidance keys, and the pages of a programme."""

from typing import Any

from curriculum.models import (
    GlossaryPage,
    GuidanceKey,
    LessonPage,
    ModulePage,
    ProgrammePage,
    Source,
)
from curriculum.reminder_days import days_of
from home.files.lesson_text import PICTURES, lesson_text
from home.files.lessons import read_lesson
from home.files.pictures import pictures_of, words_of
from home.files.problems import Problems
from home.files.references import References
from home.files.rich import Unsayable, parts_of, says_the_same
from home.files.uids import derived
from home.writing.gathered import Gathered
from home.writing.values import text, without_blanks

_NUMBERS = "hours valid_months refresher_months grace_days assessors observations contacts"
_HOURS = "class_hours practice_hours site_hours"


def source_row(source: Source) -> dict[str, Any]:
    return without_blanks(
        {
            "id": source.code,
            "title": text(source.title),
            "publisher": text(source.publisher),
            "edition": text(source.edition),
            "year": source.year,
            "address": source.address,
            "read": text(source.how_read),
        }
    )


def key_row(key: GuidanceKey) -> dict[str, Any]:
    return {"key": key.key, "kind": key.kind, "owner": key.owner, "question": text(key.question)}


def programme_row(gathered: Gathered, page: ProgrammePage, modules: list[str]) -> dict[str, Any]:
    """What ``programme.yaml`` says of the draft, with the modules that hang below it."""
    draft = page.get_latest_revision_as_object()
    if draft.names:
        gathered.note("programme", "its names in other languages")
    said = gathered.still_said("programme", page)
    if said.get("code") == page.slug:
        return said | {"modules": modules}
    names = ("title", "neutral_title", "level")
    return (
        {"code": page.slug}
        | {name: text(getattr(draft, name)) for name in names}
        | {name: getattr(draft, name) for name in _NUMBERS.split()}
        | {"reminder_days": days_of(draft.reminder_days)}
        | {"conduct": [text(rule.value) for rule in draft.conduct]}
        | {"rules_reason": text(draft.rules_reason), "modules": modules}
    )


def module_row(gathered: Gathered, page: ModulePage, lessons: list[str]) -> dict[str, Any]:
    path, draft = page.slug, page.get_latest_revision_as_object()
    if draft.names:
        gathered.note(path, "its names in other languages")
    if said := gathered.still_said(path, page):
        return said | {"lessons": lessons}
    return {
        "code": path,
        "title": text(draft.title),
        "summary": text(draft.summary),
        **{name: getattr(draft, name) for name in _HOURS.split()},
        **({"opens_last": True} if draft.opens_last else {}),
        "objectives": _objectives(path, draft, gathered.said(path).get("objectives", [])),
        "lessons": lessons,
    }


def glossary_row(gathered: Gathered, page: GlossaryPage) -> dict[str, Any]:
    """What ``glossary.yaml`` says of the draft."""
    if said := gathered.still_said("glossary", page):
        return said
    draft = page.get_latest_revision_as_object()
    words = [block["value"] for block in draft.words.get_prep_value()]
    names = ("word", "meaning", "instead")
    return {
        "code": page.slug,
        "title": text(draft.title),
        "words": [without_blanks({name: text(word[name]) for name in names}) for word in words],
    }


def _objectives(path: str, draft: ModulePage, said: list[dict]) -> list[dict[str, str]]:
    """Objectives with the names by which questions know them: that of the place an objective came from."""
    blocks = draft.objectives.get_prep_value()
    places = {derived(f"{path}/objectives#{place}"): place for place in range(100)}
    called = [row["id"] for row in said]
    names = []
    for block in blocks:
        place = places.get(block["id"], -1)
        usual = f"o{place + 1}" if place >= 0 else ""
        names.append(called[place] if 0 <= place < len(called) else usual)
    fresh = (name for n in range(1, 1000) if (name := f"o{n}") not in {*names, *called})
    return [
        {"id": name or next(fresh), "text": text(block["value"])}
        for name, block in zip(names, blocks, strict=True)
    ]


def lesson_row(
    gathered: Gathered, path: str, page: LessonPage, sources: dict[int, str], refs: References
) -> dict[str, Any]:
    """What a lesson's file says of the draft; what it cannot say is noted."""
    draft = page.get_latest_revision_as_object()
    if said := gathered.still_said(path, page):
        return said
    before = gathered.said(path)
    if path in gathered.loaded and not before:
        gathered.note(path, "the objectives in its file; load that file once more, then they stay")
    head = {"title": text(draft.title), "minutes": draft.minutes, "summary": text(draft.summary)}
    if "objectives" in before:
        head["objectives"] = before["objectives"]
    values = head | {"blocks": _blocks(gathered, path, draft, sources), "code": page.slug}
    return _as_read(gathered, path, values, refs)


def _blocks(gathered: Gathered, path: str, draft: LessonPage, sources: dict[int, str]) -> list:
    """The blocks of a lesson in the files' form; texts next to each other are one."""
    blocks: list[dict[str, Any]] = []
    for place, block in enumerate(draft.body.get_prep_value(), start=1):
        kind, value = block["type"], block["value"]
        if medium := _medium(kind, value):
            gathered.note(path, f"block {place}, a {medium}")
            gathered.odd.add(path)
            continue
        if kind == "fact":
            value = value | {"source": sources.get(value["source"], "")}
        if kind == "text" and blocks and blocks[-1]["type"] == "text":
            blocks[-1]["value"] += value
        else:
            blocks.append({"type": kind, "value": value})
    return blocks


#: What a file never has words for.
MEDIA = {"audio": "recording"}


def _medium(kind: str, value: Any) -> str:
    """What a file has no words for in a block: a recording, or any picture but the house's drawings."""
    pictures = pictures_of(value) if kind in PICTURES else ()
    own = any(each.get("image") or not each.get("drawing") for each in pictures)
    return "picture" if own else MEDIA.get(kind, "")


def _as_read(gathered: Gathered, path: str, values: dict, refs: References) -> dict[str, Any]:
    """The values as a reader gets them back from the file; where that is something else, a fault."""
    problems, read = Problems(), None
    try:
        lesson = lesson_text(values)
        there = References(refs.sources, refs.guidance, problems)
        read = read_lesson(f"{path}.md", lesson, there)
        lines = lesson.splitlines()
        faults = [
            f"{each.reason}: “{''.join(lines[each.line - 1 : each.line])[:60].strip()}”"
            for each in problems
        ]
    except Unsayable as found:
        faults = [f"it holds {found}, for which a file has no words"]
    if read and not faults:
        faults = [
            f"“{_beginning(block)}” reads otherwise in a file; write it in plainer words"
            for block in _changed(values["blocks"], read["blocks"])
        ][:1]
    for fault in faults:
        gathered.fault(path, fault)
        gathered.odd.add(path)
    return {**read, "code": values["code"]} if read and not faults else values


def _changed(before: list[dict], after: list[dict]) -> list[dict]:
    """Blocks that do not come back as they went."""
    if len(before) != len(after):
        return [one for one, other in zip(before, [*after, {}], strict=False) if one != other][:1]
    return [one for one, other in zip(before, after, strict=True) if not _alike(one, other)]


def _alike(one: dict, other: dict) -> bool:
    if one["type"] != other["type"]:
        return False
    if one["type"] in PICTURES:
        return words_of(one["value"]) == words_of(other["value"])
    mine, theirs = (
        {"": b["value"]} if isinstance(b["value"], str) else b["value"] for b in (one, other)
    )
    return all(
        str(mine[name] or "") == str(theirs[name] or "")
        if name in ("title", "minutes", "myth", "source", "mark", "review_by", "guidance_key")
        or (name == "question" and one["type"] == "check")
        else says_the_same(parts_of(mine[name]), parts_of(theirs[name]))
        for name in theirs
    )


def _beginning(block: dict) -> str:
    value = block["value"]
    if block["type"] in PICTURES:
        first = next(pictures_of(value))
        return str(first.get("text") or first.get("caption") or first["drawing"])[:60]
    html = value if isinstance(value, str) else " ".join(map(str, value.values()))
    letters = [letter for part in parts_of(html) for letter, _ in part.letters]
    return "".join(letters)[:60]

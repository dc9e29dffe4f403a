"""A paper as a page shows it: questions with their parts in the stored order, answers and marks."""

import datetime as dt
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from assessments.models import Grading, HandMark, PaperQuestion, Response

_GAP = re.compile(r"\[\[([^\]]+)\]\]")


@dataclass(frozen=True)
class OptionOnPage:
    """One option, whether she chose it, and (on a result) whether it is right and what to say."""

    uid: str
    text: str
    chosen: bool = False
    correct: bool = False
    feedback: str = ""


@dataclass(frozen=True)
class PartOnPage:
    """A stem to match, an item to place or a gap to fill: what she answered, how it was marked, the key.

    ``before`` is the text in front of a gap. ``value`` is what stands in the field, ``answer`` the same
    in words.
    """

    uid: str
    text: str
    value: str = ""
    answer: str = ""
    right: str = ""
    state: str = ""
    kind: str = ""
    before: str = ""
    options: tuple[OptionOnPage, ...] = ()


@dataclass(frozen=True)
class RubricOnPage:
    """One row of a rubric: the most it gives, and what a trainer gave (None: nothing yet)."""

    uid: str
    text: str
    points: int
    given: int | None = None

    @property
    def choices(self) -> range:
        return range(self.points + 1)


@dataclass(frozen=True)
class QuestionOnPage:
    """One question of a paper. ``mark`` is None until it is graded."""

    pk: int
    position: int
    content: Mapping[str, Any]
    options: tuple[OptionOnPage, ...] = ()
    parts: tuple[PartOnPage, ...] = ()
    places: tuple[str, ...] = ()
    typed: str = ""
    after: str = ""
    right: str = ""
    feedback: str = ""
    mark: Mapping[str, Any] | None = None
    problem: str = ""
    case: Mapping[str, Any] | None = None
    rubric: tuple[RubricOnPage, ...] = field(default=())
    remark: str = ""

    @property
    def kind(self) -> str:
        return self.content["type"]

    @property
    def is_multiple(self) -> bool:
        return self.kind == "multiple"

    @property
    def is_by_hand(self) -> bool:
        return self.content.get("scheme") == "by_hand"

    @property
    def is_marked_by_hand(self) -> bool:
        return any(row.given is not None for row in self.rubric)

    @property
    def said(self) -> str:
        """What she answered, in words; "" for nothing."""
        if self.parts:
            return "; ".join(f"{part.text}: {part.answer}" for part in self.parts if part.answer)
        return self.typed or "; ".join(option.text for option in self.options if option.chosen)

    @property
    def state(self) -> str:
        """right, partial, wrong, unanswered, unreadable or unmarked; empty until graded."""
        return self.mark["state"] if self.mark else ""


def questions_on_page(
    paper: list[PaperQuestion],
    answers: Mapping[int, Mapping[str, Any]],
    grading: Grading | None = None,
    problems: Mapping[int, str] | None = None,
    by_hand: Mapping[int, HandMark] | None = None,
) -> list[QuestionOnPage]:
    """Join a paper with its current answers and, after grading, with its marks.

    ``problems`` says, by the question's id, why an answer cannot be handed in; ``by_hand`` is what a
    trainer gave it. A case that several questions share stands at the first of them.
    """
    marks = {mark["item"]: mark for mark in grading.marks} if grading else {}
    shown_case = ""
    questions = []
    for item in paper:
        content, answer, mark = item.content, answers.get(item.pk, {}), marks.get(item.pk)
        case = content.get("case")
        is_new_case = bool(case) and case["uid"] != shown_case
        shown_case = case["uid"] if case else ""
        given = (by_hand or {}).get(item.pk)
        questions.append(
            QuestionOnPage(
                pk=item.pk,
                position=item.position,
                content=content,
                mark=mark,
                problem=(problems or {}).get(item.pk, ""),
                case=case if is_new_case else None,
                rubric=_rubric(content, given.points if given else {}),
                remark=given.remark if given else "",
                **_BUILD[content["type"]](item, answer, (mark or {}).get("parts", {})),
            )
        )
    return questions


def _rubric(content: Mapping[str, Any], given: Mapping[str, int]) -> tuple[RubricOnPage, ...]:
    return tuple(
        RubricOnPage(row["uid"], row["text"], row["points"], given.get(row["uid"]))
        for row in content.get("rubric", ())
    )


@dataclass(frozen=True)
class LateAnswer:
    """An answer that does not count because it came too late: to what, what it says, and when.

    ``said_at`` is what the phone's own clock said (None: it said nothing).
    """

    question: QuestionOnPage
    why: str
    saved_at: dt.datetime
    said_at: dt.datetime | None


def late_on_page(paper: Iterable[PaperQuestion], saved: Iterable[Response]) -> list[LateAnswer]:
    """What of everything that was saved came too late and nobody has let count, oldest first."""
    items = {item.pk: item for item in paper}
    return [
        LateAnswer(
            questions_on_page([items[each.question_id]], {each.question_id: each.payload})[0],
            each.get_standing_display(),
            each.saved_at,
            each.said_at,
        )
        for each in saved
        if not each.counts
    ]


def sample_questions(contents: list[Mapping[str, Any]]) -> list[QuestionOnPage]:
    """Questions as a trainee sees them, before anybody answers: for previews. Nothing is drawn."""
    paper = [
        PaperQuestion(pk=place, position=place, options=_all_uids(content))
        for place, content in enumerate(contents, start=1)
    ]
    for item, content in zip(paper, contents, strict=True):
        item.question = PaperQuestion._meta.get_field("question").related_model(content=content)
    return questions_on_page(paper, {})


def _all_uids(content: Mapping[str, Any]) -> list[str]:
    uids = [option["uid"] for option in content["options"]]
    uids += dict.fromkeys(pair["choice_uid"] for pair in content.get("pairs", []))
    return uids + [item["uid"] for item in content.get("items", [])]


def _choice(item: PaperQuestion, answer: Mapping, parts: Mapping) -> dict:
    return {"options": _options(item, set(answer.get("chosen", [])))}


def _options(item: PaperQuestion, chosen: set[str], gap: str = "") -> tuple[OptionOnPage, ...]:
    by_uid = {
        option["uid"]: option for option in item.content["options"] if option.get("gap", "") == gap
    }
    return tuple(
        OptionOnPage(
            uid, by_uid[uid]["text"], uid in chosen, by_uid[uid]["correct"], by_uid[uid]["feedback"]
        )
        for uid in item.options
        if uid in by_uid
    )


def _matching(item: PaperQuestion, answer: Mapping, parts: Mapping) -> dict:
    pairs = item.content["pairs"]
    texts = {pair["choice_uid"]: pair["choice"] for pair in pairs}
    given = answer.get("pairs", {})
    return {
        "options": tuple(OptionOnPage(uid, texts[uid]) for uid in item.options),
        "parts": tuple(
            PartOnPage(
                uid=pair["uid"],
                text=pair["text"],
                value=given.get(pair["uid"], ""),
                answer=texts.get(given.get(pair["uid"], ""), ""),
                right=pair["choice"],
                state=_state(parts, pair["uid"]),
            )
            for pair in pairs
            if pair["uid"]
        ),
    }


def _ordering(item: PaperQuestion, answer: Mapping, parts: Mapping) -> dict:
    items = item.content["items"]
    texts = {each["uid"]: each["text"] for each in items}
    right = {each["uid"]: str(place) for place, each in enumerate(items, start=1)}
    given = {uid: str(place) for uid, place in answer.get("places", {}).items()}
    return {
        "places": tuple(str(place) for place in range(1, len(items) + 1)),
        "parts": tuple(
            PartOnPage(
                uid=uid,
                text=texts[uid],
                value=given.get(uid, ""),
                answer=given.get(uid, ""),
                right=right[uid],
                state=_state(parts, uid),
            )
            for uid in item.options
        ),
    }


def _numeric(item: PaperQuestion, answer: Mapping, parts: Mapping) -> dict:
    content = item.content
    right = content["answer"] or next((each["text"] for each in content.get("accepted", [])), "")
    return {"typed": answer.get("number", ""), "right": f"{right} {content['unit']}".strip()}


def _short(item: PaperQuestion, answer: Mapping, parts: Mapping) -> dict:
    accepted = item.content.get("accepted", [])
    return {
        "typed": answer.get("text", ""),
        "right": next((each["text"] for each in accepted if each["weight"] == "1"), ""),
    }


def _cloze(item: PaperQuestion, answer: Mapping, parts: Mapping) -> dict:
    content = item.content
    gaps = {gap["name"]: gap for gap in content["gaps"]}
    given, pieces = answer.get("gaps", {}), _GAP.split(content["stem"])
    built, before = [], ""
    for text, name in zip(pieces[::2], pieces[1::2], strict=False):
        before += text
        gap = gaps.get(name)
        if gap is None:  # a draft that is not finished yet
            before += f"[[{name}]]"
            continue
        said = given.get(gap["uid"], {})
        options = _options(item, set(said.get("chosen", [])), gap=name)
        chosen = next((option for option in options if option.chosen), None)
        typed = said.get("number", said.get("text", ""))
        key = [option.text for option in options if option.correct]
        key += [each["text"] for each in content["accepted"] if each["gap"] == name]
        built.append(
            PartOnPage(
                uid=gap["uid"],
                text=name,
                value=chosen.uid if chosen else typed,
                answer=chosen.text if chosen else typed,
                right=key[0] if key else "",
                state=_state(parts, gap["uid"]),
                kind=gap["kind"],
                before=before,
                options=options,
            )
        )
        before = ""
    return {"parts": tuple(built), "after": before + pieces[-1]}


def _state(parts: Mapping, uid: str) -> str:
    return parts.get(uid, ("", ""))[1]


_BUILD = {
    "single": _choice,
    "true_false": _choice,
    "multiple": _choice,
    "matching": _matching,
    "ordering": _ordering,
    "numeric": _numeric,
    "short": _short,
    "cloze": _cloze,
}

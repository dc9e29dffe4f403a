"""What a quiz page posts, read into answers; and why an answer cannot be handed in yet.

A field is named after the paper question (``q12``) and, where a question has parts, the part's uid
(``q12-…``). Only what the page offered is read.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from fractions import Fraction

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.timezone import localtime

from assessments.grading import read_number
from assessments.models import Mode, PaperQuestion, Posting, Question, QuestionEdition
from curriculum.canonical import digest

LONGEST_NUMBER, LONGEST_TEXT = 40, 2000
NO_ANSWER = "This question has no answer yet."
PART_LEFT = "One part has no answer yet."
TWICE = "Two of them have the same place. Give each place once."
NUMBER = "Write only the number, like 20 or 2.5."
AMBIGUOUS = (
    "This could be two numbers. Write 1234 for a thousand and more, or 1.23 for a part of one."
)
UNIT = "Write the number with its unit."


def posting_of(
    data: QueryDict, paper: Iterable[PaperQuestion], at: dt.datetime, source: str
) -> Posting:
    """The posting that a form or a phone's queue sent.

    Its id is made of the form's own id and of what the form says: when a reply was lost, the same
    form may come again with an answer changed, and that is no replay; nor is an answer changed and
    changed back, which only a phone's count can tell. A client that sends no id gets no protection
    from replays.
    """
    answers, sequence = posted_answers(data, paper), _whole(data.get("sequence"))
    said = digest([data.get("do", ""), sequence, answers])
    try:
        post = uuid.uuid5(uuid.UUID(data.get("post", "")), said)
    except ValueError:
        post = uuid.uuid4()
    return Posting(answers, post, at, sequence, _moment(data.get("said_at")), source)


def posted_answers(data: QueryDict, paper: Iterable[PaperQuestion]) -> dict[int, dict]:
    """The posted answers by the paper question's id, blank ones too."""
    return {
        item.pk: _READ[item.content["type"]](data, item)
        for item in paper
        if f"q{item.pk}-shown" in data
    }


def problems_of(paper: Iterable[PaperQuestion], answers: Mapping[int, Mapping]) -> dict[int, str]:
    """Why these answers cannot be handed in yet, by the paper question's id."""
    found = {item.pk: problem_of(item.content, answers.get(item.pk, {})) for item in paper}
    return {pk: problem for pk, problem in found.items() if problem}


def problem_of(content: Mapping, answer: Mapping) -> str:
    """Why one answer cannot be handed in yet, or ""."""
    if not any(answer.values()):
        return NO_ANSWER
    kind = content["type"]
    if kind == "numeric":
        return _number_problem(content, answer["number"])
    if kind == "matching" and len(answer["pairs"]) < sum(
        bool(pair["uid"]) for pair in content["pairs"]
    ):
        return PART_LEFT
    if kind == "ordering":
        places = answer["places"].values()
        if len(places) < len(content["items"]):
            return PART_LEFT
        return TWICE if len(set(places)) < len(places) else ""
    return _gap_problem(content, answer["gaps"]) if kind == "cloze" else ""


def _gap_problem(content: Mapping, given: Mapping) -> str:
    for gap in content["gaps"]:
        answer = given.get(gap["uid"], {})
        if not any(answer.values()):
            return PART_LEFT
        if gap["kind"] == "numeric" and (problem := _number_problem({}, answer["number"])):
            return problem
    return ""


def _number_problem(content: Mapping, text: str) -> str:
    others = content.get("other_units", {}).items()
    typed = read_number(
        text,
        unit=content.get("unit", ""),
        other_units={unit: Fraction(worth) for unit, worth in others},
        decimals=content.get("decimals", "ask"),
    )
    asks_unit = bool(content.get("unit_penalty"))
    if not typed.problem or (typed.problem == "unit" and asks_unit):
        return ""  # a unit that is not known costs marks; it is an answer all the same
    if typed.problem == "ambiguous":
        return AMBIGUOUS
    return UNIT if asks_unit else NUMBER


def posted_points(
    data: QueryDict, paper: Iterable[PaperQuestion]
) -> tuple[dict[int, dict[str, int]], set[int]]:
    """The points that a trainer gave, by the paper question's id and the rubric row's uid.

    Also the ids of the questions of which a row was left out, or given more than it can give.
    """
    points: dict[int, dict[str, int]] = {}
    left = set()
    for item in paper:
        rows = {row["uid"]: row["points"] for row in item.content["rubric"]}
        given = {uid: _whole(data.get(f"q{item.pk}-{uid}")) for uid in rows}
        points[item.pk] = {
            uid: number
            for uid, number in given.items()
            if number is not None and number <= rows[uid]
        }
        if len(points[item.pk]) < len(rows):
            left.add(item.pk)
    return points, left


class EditionField(forms.ModelChoiceField):
    """Chooses one of a question's editions, told by number and day."""

    def label_from_instance(self, edition: QuestionEdition) -> str:
        day = date_format(localtime(edition.published_at), "j F Y")
        return f"Edition {edition.number}, signed on {day}"


class RegradeForm(forms.Form):
    """By which edition and how the answers to one question are to be marked again."""

    edition = EditionField(queryset=None, widget=forms.RadioSelect, label="Mark by")
    mode = forms.ChoiceField(choices=Mode.choices, widget=forms.RadioSelect, label="How")

    def __init__(self, question: Question, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = question.editions.all()
        self.fields["edition"].empty_label = None


def _chosen(data: QueryDict, item: PaperQuestion) -> dict:
    return {"chosen": sorted(set(item.options) & set(data.getlist(f"q{item.pk}")))}


def _pairs(data: QueryDict, item: PaperQuestion) -> dict:
    stems = [pair["uid"] for pair in item.content["pairs"] if pair["uid"]]
    given = {uid: data.get(f"q{item.pk}-{uid}", "") for uid in stems}
    return {"pairs": {uid: choice for uid, choice in given.items() if choice in item.options}}


def _places(data: QueryDict, item: PaperQuestion) -> dict:
    given = {uid: _whole(data.get(f"q{item.pk}-{uid}")) for uid in item.options}
    most = len(item.options)
    return {"places": {uid: place for uid, place in given.items() if place and place <= most}}


def _number(data: QueryDict, item: PaperQuestion) -> dict:
    return {"number": _plain(data.get(f"q{item.pk}", ""), LONGEST_NUMBER)}


def _text(data: QueryDict, item: PaperQuestion) -> dict:
    return {"text": _plain(data.get(f"q{item.pk}", ""), LONGEST_TEXT)}


def _gaps(data: QueryDict, item: PaperQuestion) -> dict:
    gaps = {}
    for gap in item.content["gaps"]:
        said = data.get(f"q{item.pk}-{gap['uid']}", "")
        if gap["kind"] == "single":
            answer = {"chosen": [said] if said in item.options else []}
        elif gap["kind"] == "numeric":
            answer = {"number": _plain(said, LONGEST_NUMBER)}
        else:
            answer = {"text": _plain(said, 300)}
        if any(answer.values()):
            gaps[gap["uid"]] = answer
    return {"gaps": gaps}


_READ = {
    "single": _chosen,
    "true_false": _chosen,
    "multiple": _chosen,
    "matching": _pairs,
    "ordering": _places,
    "numeric": _number,
    "short": _text,
    "cloze": _gaps,
}


def _plain(text: str, most: int) -> str:
    """Text as it can be kept: PostgreSQL's JSON cannot hold a NUL, nor UTF-8 half a surrogate pair."""
    whole = text.encode("utf-8", "ignore").decode()
    return whole.replace("\0", "").strip()[:most]


def _whole(text: str | None) -> int | None:
    """A whole number from 0 that fits a column, or None."""
    short = (text or "").strip()
    return int(short) if short.isascii() and short.isdigit() and len(short) < 10 else None


def _moment(text: str | None) -> dt.datetime | None:
    """A moment with its zone, as a phone's clock says it (ISO 8601), or None."""
    try:
        moment = dt.datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else None

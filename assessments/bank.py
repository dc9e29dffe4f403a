"""A question bank that was read, brought into the database as drafts; and a quiz's questions for going out.

A question is known by what its file calls it (``external_id``, once in a module). Bringing the same file
in again changes nothing; a changed question becomes a new draft above what is live, unless somebody has
a draft of it here that is not signed: then the file's text is refused and nothing is overwritten.
"""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from wagtail.log_actions import log

from assessments import grading, linting
from assessments.importers import Bank, Imported, Refused
from assessments.models import (
    Case,
    Question,
    Quiz,
    QuizSlot,
)
from assessments.models.parts import PARTS
from curriculum.models import GuidanceKey, LessonPage
from trainees.models import User

#: Fields of a question that its content holds under the same name.
SAME = (
    "scheme",
    "scenario",
    "stem",
    "unit",
    "unit_penalty",
    "unit_penalty_of",
    "decimals",
    "match_case",
    "match_accents",
    "match_punctuation",
    "shuffle",
    "mark",
    "critical",
    "importance",
    "difficulty",
    "objective",
    "sources",
    "rationale",
)


@dataclass(frozen=True)
class Brought:
    """One question of a file: its code here, what became of it (new, changed, unchanged), and notes."""

    external_id: str
    line: int
    code: str
    became: str
    notes: tuple[str, ...] = ()


@dataclass
class BankReport:
    """What bringing a bank in did, or would do: every question of the file is in one of the lists."""

    imported: list[Brought] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dry_run: bool = False

    def as_json(self) -> dict[str, Any]:
        """The report in plain values, as ``import_questions --json`` prints it."""
        return {
            "dry_run": self.dry_run,
            "notes": list(self.notes),
            "imported": [
                {
                    "id": each.external_id,
                    "line": each.line,
                    "code": each.code,
                    "became": each.became,
                    "notes": list(each.notes),
                }
                for each in self.imported
            ],
            "refused": [
                {
                    "id": each.external_id,
                    "line": each.line,
                    "name": each.name,
                    "reason": each.reason,
                }
                for each in self.refused
            ],
        }


class CannotStand(Exception):
    """One question cannot be taken over here; the message says why."""


class NothingWritten(Exception):
    """Ends a transaction that only looked."""


def bring_in(
    bank: Bank, *, quiz: Quiz, by: User | None, at: dt.datetime, dry_run: bool = False
) -> BankReport:
    """Write a bank's questions as drafts and put new ones at the end of a draft of ``quiz``.

    All in one transaction; with ``dry_run`` the same report and nothing written. Logged as
    ``assessments.import``.
    """
    report = BankReport(refused=list(bank.refused), notes=list(bank.notes), dry_run=dry_run)
    try:
        with transaction.atomic():
            quiz = Quiz.objects.select_for_update().select_related("module").get(pk=quiz.pk)
            new = _Importer(quiz, by, report).bring(bank.questions)
            if new:
                _append(quiz, new, by)
            if any(each.became != "unchanged" for each in report.imported):
                log(
                    instance=quiz,
                    action="assessments.import",
                    user=by,
                    data={"format": bank.format, "questions": len(report.imported)},
                )
            if dry_run:
                raise NothingWritten
    except NothingWritten:
        pass
    report.refused.sort(key=lambda each: each.line)
    return report


def contents_of(quiz: Quiz) -> list[dict[str, Any]]:
    """The questions of a quiz's newest draft with their parallel forms, for writing a file; by code."""
    draft = quiz.get_latest_revision_as_object()
    found = {
        question.pk: question
        for slot in draft.slots.all()
        for question in ([slot.question, *slot.question.parallels.all()] if slot.question else [])
    }
    return [question.as_content() for question in sorted(found.values(), key=lambda q: q.code)]


class _Importer:
    """Brings questions in one after the other."""

    def __init__(self, quiz: Quiz, by: User | None, report: BankReport):
        self.quiz, self.module, self.by, self.report = quiz, quiz.module, by, report
        self.lessons = {
            page.slug: page for page in LessonPage.objects.child_of(self.module).defer("body")
        }
        self.keys = {key.key: key for key in GuidanceKey.objects.all()}
        self.known = {
            question.external_id: question
            for question in Question.objects.filter(module=self.module).exclude(external_id="")
        }
        self.taken = set(Question.objects.values_list("code", flat=True))

    def bring(self, questions: list[Imported]) -> list[Question]:
        """Bring all of them in; returns those that were not here before."""
        new = []
        for imported in questions:
            try:
                question, became, notes = self._one(imported)
            except CannotStand as reason:
                self.report.refused.append(
                    Refused(
                        imported.line, imported.external_id, imported.content["stem"], str(reason)
                    )
                )
                continue
            self.report.imported.append(
                Brought(
                    imported.external_id,
                    imported.line,
                    question.code,
                    became,
                    imported.notes + notes,
                )
            )
            if became == "new":
                new.append(question)
        return new

    def _one(self, imported: Imported) -> tuple[Question, str, tuple[str, ...]]:
        content = imported.content
        _refuse_unmarkable(content)
        values, notes = self._values(content)
        question = self.known.get(imported.external_id)
        if question is None:
            question = Question(
                uid=content["uid"],
                code=self._code(content),
                external_id=imported.external_id,
                module=self.module,
                live=False,
            )
            became = "new"
        else:
            is_draft_ahead = question.latest_revision_id != question.live_revision_id
            question = question.get_latest_revision_as_object()
            if _says_the_same(question, values, content):
                return question, "unchanged", ()
            if question.live and is_draft_ahead:
                raise CannotStand(
                    f"{question.code} has a draft here that is not signed. Sign it, or give the"
                    " file's question another id."
                )
            became = "changed"
        self._write(question, values, content)
        blocks = linting.blocking(linting.lint_question(question.lint_content()))
        notes += tuple(f"To mend before it can be signed: {each.sentence}" for each in blocks)
        return question, became, notes

    def _values(self, content: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[str, ...]]:
        """The fields of a question, and what could not be found here."""
        notes: list[str] = []
        lesson = self.lessons.get(content.get("lesson", ""))
        if content.get("lesson") and lesson is None:
            notes.append(f"This module has no lesson {content['lesson']}; the question names none.")
        key = content.get("guidance_key", "")
        if key and key not in self.keys:
            raise CannotStand(
                f"There is no guidance key {key}. Ask an administrator, or leave it out."
            )
        values = {name: _value(content, name) for name in SAME}
        values |= {
            "kind": content["type"],
            "other_units": ", ".join(
                f"{unit}={number}" for unit, number in content.get("other_units", {}).items()
            ),
            "answer": _decimal(content.get("answer")),
            "tolerance": _decimal(content.get("tolerance") or "0"),
            "lesson": lesson,
            "guidance_key": self.keys.get(key),
            "case": self._case(content.get("case")),
        }
        return values, tuple(notes)

    def _case(self, said: Mapping[str, Any] | None) -> Case | None:
        """The case that the file names, as a draft if it is new here."""
        if not said:
            return None
        case = Case.objects.filter(module=self.module, title=said["title"]).first()
        if case is None:
            taken = set(Case.objects.values_list("code", flat=True))
            code = next(_numbered(f"{self.quiz.code[:14]}-c", taken))
            case = Case(
                code=code, module=self.module, title=said["title"], text=said["text"], live=False
            )
            case.save()
            case.save_revision(user=self.by, log_action=True)
        return case

    def _code(self, content: Mapping[str, Any]) -> str:
        """The file's own code if it is free here, else the next number of the quiz."""
        wanted = content.get("code", "")
        if not re.fullmatch(r"[-a-zA-Z0-9_]{1,20}", wanted) or wanted in self.taken:
            wanted = next(_numbered(f"{self.quiz.code[:14]}-i", self.taken))
        self.taken.add(wanted)
        return wanted

    def _write(self, question: Question, values: dict, content: Mapping[str, Any]) -> None:
        for name, value in values.items():
            setattr(question, name, value)
        for name, model in PARTS.items():
            _set_parts(question, name, model, content.get(name, []))
        try:
            question.full_clean(exclude=["uid"], validate_unique=False)
        except ValidationError as fault:
            said = (f"{name}: {' '.join(why)}" for name, why in fault.message_dict.items())
            raise CannotStand(" ".join(said)) from None
        if question.pk is None:
            question.save()
        question.save_revision(user=self.by, log_action=True)


def _refuse_unmarkable(content: Mapping[str, Any]) -> None:
    try:
        grading.Question.from_json(content, uid=content.get("code") or content["stem"][:40])
    except grading.PaperError as fault:
        raise CannotStand(str(fault)) from None


def _says_the_same(question: Question, values: dict, content: Mapping[str, Any]) -> bool:
    """Whether the newest draft says what the file says."""
    if any(getattr(question, name) != value for name, value in values.items()):
        return False
    return all(
        [_said(model, row) for row in content.get(name, [])]
        == [_said(model, _as_row(part)) for part in getattr(question, name).all()]
        for name, model in PARTS.items()
    )


def _as_row(part) -> dict[str, Any]:
    return {each.name: getattr(part, each.name) for each in part._meta.concrete_fields}


def _said(model, row: Mapping[str, Any]) -> dict[str, Any]:
    """One part as the columns that the file decides, empty ones alike."""
    columns = {
        each.name: each for each in model._meta.concrete_fields if each.name not in _NOT_SAID
    }
    said = {}
    for name, column in columns.items():
        value = row.get(name)
        default = "" if column.default is None else column.get_default()
        said[name] = str(default if value in (None, "") else value)
    said["uid"] = str(_uid(row))
    if said.get("tolerance") == "0":
        said["tolerance"] = ""
    return said


_NOT_SAID = ("id", "uid", "sort_order", "question", "choice_uid")


def _uid(row: Mapping[str, Any]) -> str:
    """What a part is known by; a choice that stands alone in a matching question, by its own side."""
    return row.get("uid") or row.get("choice_uid", "")


def _set_parts(question: Question, name: str, model, rows: list[Mapping[str, Any]]) -> None:
    """Set a question's parts, keeping the key of a row whose uid is already there."""
    there = {str(row.uid): row.pk for row in getattr(question, name).all()}
    rows = [row | {"uid": _uid(row)} for row in rows]
    columns = {each.name for each in model._meta.concrete_fields} - {"id", "sort_order", "question"}
    made = []
    for place, row in enumerate(rows):
        values = {
            key: value for key, value in row.items() if key in columns and value not in (None, "")
        }
        part = model(sort_order=place, **values)
        part.pk = there.get(str(part.uid))
        made.append(part)
    getattr(question, name).set(made)


def _append(quiz: Quiz, questions: list[Question], by: User | None) -> None:
    """Put questions at the end of the quiz's newest draft."""
    draft = quiz.get_latest_revision_as_object()
    slots = list(draft.slots.all())
    slots += [QuizSlot(question=question) for question in questions]
    for place, slot in enumerate(slots):
        slot.sort_order = place
    draft.slots.set(slots)
    draft.save_revision(user=by, log_action=True)


def _value(content: Mapping[str, Any], name: str) -> Any:
    """What the file says of a field, or what holds when it says nothing."""
    said = content.get(name)
    return Question._meta.get_field(name).get_default() if said in (None, "") else said


def _decimal(text: str | None) -> Decimal | None:
    if text is None:
        return None
    try:
        return Decimal(text)
    except InvalidOperation:
        raise CannotStand(f"{text} cannot be kept here: write it with a decimal point.") from None


def _numbered(stem: str, taken: set[str]) -> Iterator[str]:
    """Free codes: m2-i1, m2-i2."""
    number = 0
    while True:
        number += 1
        if f"{stem}{number}" not in taken:
            yield f"{stem}{number}"

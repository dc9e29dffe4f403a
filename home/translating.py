"""How far each thing that is taught and asked has come in a language."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.contenttypes.models import ContentType
from django.db.models import Count, Exists, OuterRef, Q
from wagtail_localize.models import StringSegment, StringTranslation

from assessments.models import (
    Case,
    Checklist,
    Question,
    QuestionEdition,
    Quiz,
    QuizEdition,
    QuizEditionSlot,
    words_of_quizzes,
)
from curriculum.languages import OWN
from curriculum.models import (
    Change,
    GlossaryPage,
    LessonPage,
    ModulePage,
    ProgrammePage,
    WordEdition,
    WordSheet,
)

#: A sheet's key in another language: what it is about.
Key = tuple[int, int]


class State:
    """How one thing stands in a language."""

    CLOSED, OPEN, WAITING, SIGNED = "closed", "open", "waiting", "signed"


@dataclass(frozen=True)
class Since:
    """A change of the source after what was translated: when, of what kind, which texts."""

    day: dt.date
    change: str
    texts: tuple[str, ...]
    is_critical: bool

    @property
    def kind(self) -> str:
        return Change(self.change).label if self.change else ""


@dataclass(frozen=True)
class Row:
    """One thing on the board. ``done`` of ``total`` texts have words; ``who`` wrote since the last signature.

    ``stale``: what is shown to learners is older than this change. ``closed_for``: of a quiz, the codes of
    what it waits for.
    """

    subject: object
    name: str
    state: str
    sheet: int | None = None
    done: int = 0
    total: int = 0
    who: tuple[str, ...] = ()
    signed_on: dt.date | None = None
    signed_by: str = ""
    stale: Since | None = None
    closed_for: tuple[str, ...] = ()

    @property
    def is_quiz(self) -> bool:
        return isinstance(self.subject, Quiz)

    @property
    def is_ready(self) -> bool:
        """Whether learners get it in this language, and nothing of it is old."""
        return self.signed_on is not None and self.stale is None


@dataclass
class Group:
    """What is translated together: a module with its lessons and questions; or a programme's own words."""

    code: str
    title: str
    module: ModulePage | None
    rows: list[Row] = field(default_factory=list)

    @property
    def percent(self) -> int:
        """How many of a hundred texts have words, rounded down; what is not open counts as nothing done."""
        share = [row.done / row.total if row.total else 0 for row in self.rows]
        return int(100 * sum(share) / len(share) + 1e-9) if share else 0

    @property
    def ready(self) -> int:
        return sum(row.is_ready for row in self.rows)

    @property
    def waiting(self) -> int:
        return sum(row.state == State.WAITING for row in self.rows)

    @property
    def stale(self) -> int:
        return sum(row.stale is not None for row in self.rows)

    @property
    def closed(self) -> int:
        return sum(row.state == State.CLOSED for row in self.rows)

    @property
    def who(self) -> list[str]:
        return sorted({name for row in self.rows for name in row.who})


def subjects() -> list[tuple[ModulePage | None, list]]:
    """What is live and has words, by module in the order of the tree: eight queries.

    A programme's own words and its hard words come first, under None.
    """
    programmes = list(ProgrammePage.objects.live().order_by("path"))
    programmes += GlossaryPage.objects.live().order_by("path")
    modules = list(ModulePage.objects.live().order_by("path"))
    below = defaultdict(list)
    for lesson in LessonPage.objects.live().defer("body").order_by("path"):
        below[lesson.path[: -lesson.steplen]].append(lesson)
    assessed = defaultdict(list)
    for model in (Quiz, Case, Question, Checklist):
        for each in model.objects.filter(live=True).order_by("code"):
            assessed[each.module_id].append(each)
    return [
        (None, programmes),
        *((each, [each, *below[each.path], *assessed[each.pk]]) for each in modules),
    ]


def board(language: str) -> list[Group]:
    """How everything stands in a language: the same number of queries for any number of things."""
    facts = _Facts(language)
    groups = []
    for module, things in subjects():
        rows = [facts.row(each, module) for each in things]
        if rows:
            code, title = (module.slug, module.title) if module else ("", "Programmes")
            groups.append(Group(code, title, module, rows))
    return groups


def key_of(subject) -> Key:
    return ContentType.objects.get_for_model(subject).pk, subject.pk


class _Facts:
    """What is known about all sheets of a language, read at once."""

    def __init__(self, language: str):
        sheets = WordSheet.objects.in_language(language).prefetch_related("translators")
        self.sheets = {(each.subject_type_id, each.subject_id): each for each in sheets}
        self.progress = _progress(language)
        self.waits_for = _waits_for(language)
        self.own, self.theirs = defaultdict(list), {}
        editions = WordEdition.objects.filter(language__in=[OWN, language]).order_by("number")
        for each in editions.select_related("signed_by", "source").defer("content"):
            key = (each.subject_type_id, each.subject_id)
            if each.language == OWN:
                self.own[key].append(each)
            else:
                self.theirs[key] = each
        newest = {key: each[-1].pk for key, each in self.own.items()}
        stale = [key for key, each in self.theirs.items() if each.source_id != newest[key]]
        wanted = [pk for key in stale for pk in (newest[key], self.theirs[key].pk)]
        words = WordEdition.objects.filter(pk__in=wanted).values_list("pk", "content")
        contents = {pk: content["words"] for pk, content in words}
        self.changed = {
            key: tuple(
                text for text in contents[newest[key]] if text not in contents[self.theirs[key].pk]
            )
            for key in stale
        }

    def row(self, subject, module: ModulePage | None) -> Row:
        key = key_of(subject)
        name = _name(subject, module)
        sheet = self.sheets.get(key)
        waits_for = self.waits_for.get(subject.pk, ()) if isinstance(subject, Quiz) else ()
        if sheet is None:
            return Row(subject, name, State.CLOSED, closed_for=waits_for)
        done, total = self.progress.get(sheet.translation_key, (0, 0))
        shown = self.theirs.get(key)
        stale = self._since(key, shown)
        who = tuple(sorted(user.username for user in sheet.translators.all()))
        is_signed = shown is not None and not stale and not who
        state = State.SIGNED if is_signed else State.WAITING if done == total else State.OPEN
        return Row(
            subject,
            name,
            state,
            sheet=sheet.pk,
            done=done,
            total=total,
            who=who,
            signed_on=shown.published_at.date() if shown else None,
            signed_by=shown.signed_by.username if shown else "",
            stale=stale,
            closed_for=waits_for,
        )

    def _since(self, key: Key, shown: WordEdition | None) -> Since | None:
        if shown is None or key not in self.changed:
            return None
        newer = [each for each in self.own[key] if each.number > shown.source.number]
        worst = next((each for each in newer if each.change == Change.CRITICAL), newer[0])
        return Since(
            newer[0].published_at.date(),
            worst.change,
            self.changed[key],
            worst.change == Change.CRITICAL,
        )


def _progress(language: str) -> dict:
    """For each translated object (by its key): how many of its texts have words, of how many: one query."""
    told = StringTranslation.objects.filter(
        translation_of_id=OuterRef("string_id"),
        context_id=OuterRef("context_id"),
        locale__language_code=language,
        has_error=False,
    )
    segments = StringSegment.objects.annotate(is_told=Exists(told)).order_by()
    counted = segments.values("source__object_id").annotate(
        total=Count("pk"), done=Count("pk", filter=Q(is_told=True))
    )
    return {each["source__object_id"]: (each["done"], each["total"]) for each in counted}


def _waits_for(language: str) -> dict[int, tuple[str, ...]]:
    """For each live quiz (by its id) the codes of what it waits for in a language: four queries."""
    latest = {
        edition.quiz_id: edition
        for edition in QuizEdition.objects.filter(quiz__live=True).order_by("number")
    }
    asked: dict[QuizEdition, list[QuestionEdition]] = {each: [] for each in latest.values()}
    by_id = {each.pk: each for each in asked}
    rows = QuizEditionSlot.objects.filter(edition__in=by_id).order_by("position")
    for row in rows.select_related("question", "twin"):
        asked[by_id[row.edition_id]] += [each for each in (row.question, row.twin) if each]
    told = words_of_quizzes(asked, language)
    return {quiz.quiz_id: each.missing for quiz, each in told.items()}


def _name(subject, module: ModulePage | None) -> str:
    if isinstance(subject, LessonPage):
        return f"Lesson {subject.slug.upper()}"
    if isinstance(subject, GlossaryPage):
        return "Hard words"
    if isinstance(subject, ModulePage | ProgrammePage):
        return f"{subject.slug.upper()} itself"
    return subject.word_code()


def open_all(things: Iterable, *, language: str, by, at: dt.datetime) -> int:
    """Open all of these for translation into a language; return how many sheets there are now."""
    return len([WordSheet.objects.open(each, language=language, by=by, at=at) for each in things])

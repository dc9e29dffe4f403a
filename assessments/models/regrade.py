"""Marking again: what would change, and doing it."""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

from assessments import grading
from assessments.grading.results import RIGHT
from assessments.models.attempt import Attempt
from assessments.models.attempt_manager import PAPER
from assessments.models.grading import Grading, kept_mark, mark_from
from assessments.models.question import Question, QuestionEdition
from assessments.models.response import HandMark, PaperQuestion, Response, counting
from curriculum.insert_only import InsertOnly
from curriculum.refusals import Refused
from trainees.models import Completion, User


class RegradeRefused(Refused):
    """Answers could not be marked again; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        OTHER_TYPE = (
            "other_type",
            "The newer edition is another type of question. Answers to one cannot be marked as the other.",
        )
        PART_MISSING = (
            "part_missing",
            "Somebody chose an option that the newer edition does not have. Give everybody the mark, or"
            " sign an edition that still has it.",
        )
        NO_REASON = "no_reason", "Say why these answers are marked again."
        HERSELF = (
            "herself",
            "One of the answers is your own. Ask another administrator to mark this question again.",
        )


class Mode(models.TextChoices):
    NEW = "new", "By the newer key"
    BETTER = "better", "By the old or the newer key, whichever gives more"
    FULL = "full", "The full mark for everybody who was asked"


@dataclass(frozen=True)
class Effect:
    """What marking again does to one attempt. ``held``: it would take something from somebody who has
    completed the module on it, which only a person may decide."""

    attempt: Attempt
    before: Grading
    after: grading.Result
    held: bool

    @property
    def changes(self) -> bool:
        """Whether anything that a grading keeps would differ; parts only where they were kept before."""
        marks = zip(self.before.marks, map(kept_mark, self.after.marks), strict=True)
        return self.before.passed != self.after.passed or any(
            was != {name: now[name] for name in now if name in was} for was, now in marks
        )


class Regrade(InsertOnly):
    """One decision to mark the answers to one question again, by whom and why.

    Its gradings are further rows; those from before stay. Personal data: none but who decided.
    """

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="regrades")
    edition = models.ForeignKey(
        QuestionEdition, on_delete=models.PROTECT, related_name="+", help_text="To mark by."
    )
    mode = models.CharField(max_length=8, choices=Mode.choices)
    reason = models.CharField(max_length=300)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField()

    class Meta:
        default_permissions = ()
        permissions = [("regrade", "May mark answers again")]

    def __str__(self):
        return f"{self.question} marked again"

    @classmethod
    def plan(cls, *, edition: QuestionEdition, mode: str) -> list[Effect]:
        """What marking every answer to the edition's question again would do; nothing is written.

        A dry run over all handed-in attempts, by the ``edition`` and ``mode``, in order of the
        attempts; five queries for any number. Refused when an answer does not fit the edition.
        """
        items = _items(edition.question)
        answers, completed = _answers(items), _completed(items)
        effects = []
        for item in items:
            before = item.attempt.current_grading
            was = next(mark for mark in before.marks if mark["item"] == item.pk)
            answer = answers.get(item.pk, {})
            after = _best(before, _marks(item, edition, mode, answer, mark_from(was)))
            lowers = _share(after) < _share(before) or (before.passed and not after.passed)
            key = (item.attempt.enrolment_id, item.attempt.quiz.module.translation_key)
            effects.append(Effect(item.attempt, before, after, lowers and key in completed))
        return effects

    @classmethod
    def apply(
        cls,
        *,
        edition: QuestionEdition,
        mode: str,
        by: User,
        at: dt.datetime,
        reason: str,
        lowering: Collection[int] = (),
    ) -> "Regrade | None":
        """Mark again, in one transaction; None if that changes nothing.

        ``lowering`` are the ids of the held attempts for which ``by`` decides that they lose what the
        new marking takes; all other held ones keep their grading. Who passes by it has her module's
        standing reported. The attempts' rows are locked. Refused without a reason, when an answer
        of ``by``'s own would change, and as ``plan``. Logged as ``assessments.regrade``.
        """
        if not reason.strip():
            raise RegradeRefused(RegradeRefused.Reason.NO_REASON)
        with transaction.atomic():
            _lock(edition.question)
            effects = [
                each
                for each in cls.plan(edition=edition, mode=mode)
                if each.changes and (not each.held or each.attempt.pk in lowering)
            ]
            if any(each.attempt.enrolment.trainee.user_id == by.pk for each in effects):
                raise RegradeRefused(RegradeRefused.Reason.HERSELF)
            if not effects:
                return None
            regrade = cls(
                question=edition.question,
                edition=edition,
                mode=mode,
                reason=reason.strip()[:300],
                decided_by=by,
                decided_at=at,
            )
            regrade.save()
            log(
                instance=edition.question,
                action="assessments.regrade",
                user=by,
                data={"edition": edition.number, "mode": mode, "attempts": len(effects)},
            )
            for effect in effects:
                regrade._insert(effect, by, at)
        return regrade

    def mark(
        self, item: PaperQuestion, answer: Mapping[str, Any], by_paper: grading.Mark
    ) -> grading.Mark:
        """What an answer earns that came to count, or got its points, after this decision.

        ``by_paper`` is its mark by the edition on her paper; it stands too when the answer does not fit
        the newer edition.
        """
        try:
            marks = _marks(item, self.edition, self.mode, answer, by_paper)
        except RegradeRefused:
            return by_paper
        return max(marks, key=lambda mark: (not mark.critical_failed, mark.earned / mark.possible))

    def _insert(self, effect: Effect, by: User, at: dt.datetime) -> None:
        graded = Grading.insert(
            effect.attempt,
            effect.after,
            at=at,
            number=effect.before.number + 1,
            reason=Grading.Reason.REGRADE,
            by=by,
            regrade=self,
        )
        effect.attempt.follow(graded)
        if effect.after.passed and not effect.before.passed:
            effect.attempt.report_pass(by=by, at=at)


def _items(question: Question) -> list[PaperQuestion]:
    """Where the question stood on papers that were handed in, with attempt, papers and gradings."""
    return list(
        PaperQuestion.objects.filter(
            question__question=question, attempt__in=Attempt.objects.handed_in()
        )
        .select_related(
            *PAPER, "attempt__edition", "attempt__quiz__module", "attempt__enrolment__trainee"
        )
        .prefetch_related("attempt__gradings")
        .order_by("attempt_id")
    )


def _lock(question: Question) -> None:
    papers = PaperQuestion.objects.filter(question__question=question).values("attempt")
    list(Attempt.objects.select_for_update(of=("self",)).filter(pk__in=papers).values_list("pk"))


def _answers(items: list[PaperQuestion]) -> dict[int, dict]:
    """The answer that counts to each item, with the points a trainer gave it."""
    saved = Response.objects.filter(question__in=items).select_related("acceptance").order_by("pk")
    answers = counting(saved)
    given = HandMark.objects.filter(question__in=items).order_by("pk")
    for pk, points in given.values_list("question_id", "points"):
        answers[pk] = answers.get(pk, {}) | {"points": points}
    return answers


def _completed(items: list[PaperQuestion]) -> set[tuple]:
    """Who has completed which module: (enrolment's id, module's translation key)."""
    enrolments = {item.attempt.enrolment_id for item in items}
    rows = Completion.objects.filter(enrolment__in=enrolments)
    return set(rows.values_list("enrolment_id", "module_key"))


def _marks(
    item: PaperQuestion,
    edition: QuestionEdition,
    mode: str,
    answer: Mapping[str, Any],
    before: grading.Mark,
) -> list[grading.Mark]:
    """What the question may earn now; by ``Mode.BETTER`` what it had earned is as good a choice."""
    if mode == Mode.FULL:
        full = grading.Mark(before.uid, Fraction(before.possible), before.possible, RIGHT)
        return [before if before.state == RIGHT and not before.critical_failed else full]
    if edition.content["type"] != item.question.content["type"]:
        raise RegradeRefused(RegradeRefused.Reason.OTHER_TYPE)
    if not uids(answer) <= uids(edition.content):
        raise RegradeRefused(RegradeRefused.Reason.PART_MISSING)
    new = grading.mark(item.attempt.asked(item, item.in_words(edition.content)), answer)
    return [new] if mode == Mode.NEW else [before, new]


def _best(before: Grading, marks: list[grading.Mark]) -> grading.Result:
    """The result with one of ``marks`` in its question's place: what serves her best, the first of equals.

    A pass comes before everything, then that no critical question failed, then the share.
    """

    def with_it(new: grading.Mark) -> grading.Result:
        kept = map(mark_from, before.marks)
        return grading.Result.of(
            tuple(new if mark.uid == new.uid else mark for mark in kept), before.pass_mark
        )

    return max(
        map(with_it, marks),
        key=lambda found: (
            found.passed,
            -len(found.critical_failed),
            found.earned / found.possible,
        ),
    )


def _share(found: Grading | grading.Result) -> Fraction:
    return found.earned / found.possible


#: What she typed herself: never a uid, whatever it looks like.
_TYPED = ("text", "number")


def uids(value: Any) -> set[str]:
    """Every uid that an answer or a question's content names, as text."""
    if isinstance(value, Mapping):
        return {key for key in value if is_uid(key)} | {
            uid for name, inner in value.items() if name not in _TYPED for uid in uids(inner)
        }
    if isinstance(value, (list, tuple)):
        return {uid for inner in value for uid in uids(inner)}
    return {value} if is_uid(value) else set()


def is_uid(value: Any) -> bool:
    """Whether a value has the form of a UUID."""
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4

"""A copy of a module with everything that belongs to it: the start of another module."""

import datetime as dt
import json
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from wagtail.blocks import StreamValue
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry

from assessments.copying import codes_of, free_code, fresh
from assessments.models import Case, Checklist, Question, Quiz
from assessments.models.snippet import SignedSnippet
from curriculum.models import LessonPage, ModulePage, ProgrammePage
from curriculum.models.sign_off import authors_since_sign_off
from curriculum.refusals import Refused
from home.copied import blocks_of, code_in
from trainees.models import User

ACTION = "home.copy_module"
PARTS = (Case, Question, Quiz, Checklist)


class CopyRefused(Refused):
    """A module could not be copied; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NO_TITLE = "no_title", "Give the new module a title."
        CODE_TAKEN = (
            "code_taken",
            "Another module has taken this code in the meantime. Here is the next free one.",
        )


def may_copy(user: User, module: ModulePage) -> bool:
    """Whether ``user`` may add a module to the programme, and all that belongs to one."""
    additions = [f"assessments.add_{model._meta.model_name}" for model in PARTS]
    programme = module.get_parent()
    return user.has_perms(additions) and programme.permissions_for_user(user).can_add_subpage()


def copy_module(
    module: ModulePage, *, code: str, title: str, by: User, at: dt.datetime
) -> ModulePage:
    """Copy the latest drafts of a module and of all that belongs to it; return the new module.

    It stands last in the same programme under ``code``. Everything in it is an unsigned draft with codes and
    uids of its own, and every fact is due. Whoever wrote what nobody has signed yet counts as an author of
    the copy, too: she cannot sign her own words there. Nothing of the original changes.

    Refused without a title, and when the code is another module's. The same copy by the same person (a
    double click) is returned as it is. Locks the programme. Logged once, as ``home.copy_module``.
    """
    if not title.strip():
        raise CopyRefused(CopyRefused.Reason.NO_TITLE)
    origin = {"from": str(module.translation_key), "code": module.slug}
    with transaction.atomic():
        programme = ProgrammePage.objects.select_for_update().get(pk=module.get_parent().pk)
        there = ModulePage.objects.child_of(programme).filter(slug=code).first()
        if there:
            entries = PageLogEntry.objects.filter(page=there.pk, action=ACTION, user=by)
            if origin in entries.values_list("data", flat=True):
                return there
            raise CopyRefused(CopyRefused.Reason.CODE_TAKEN)
        copied = _Copying(module, by=by, today=timezone.localdate(at)).below(
            programme, code=code, title=title.strip()
        )
        log(instance=copied, action=ACTION, user=by, data=origin)
    return copied


class _Copying:
    """One copying: what became of which row, by the row's key."""

    def __init__(self, module: ModulePage, *, by: User, today: dt.date):
        self.module, self.by, self.today = module, by, today
        self.lessons: dict[int, LessonPage] = {}
        self.cases: dict[int, Case] = {}
        self.questions: dict[int, Question] = {}

    def below(self, programme: ProgrammePage, *, code: str, title: str) -> ModulePage:
        # what a certificate calls the original in other languages would be wrong for another module
        self.copy = self._page(self.module, programme, code=code, title=title, names="[]")
        for lesson in LessonPage.objects.child_of(self.module).order_by("path"):
            self.lessons[lesson.pk] = self._page(lesson, self.copy, code=lesson.slug)
        for case in self._of(Case):
            self.cases[case.pk] = self._saved(self._draft(case))
            self._revise(self.cases[case.pk], case)
        self._copy_questions()
        for quiz in self._of(Quiz):
            self._copy_quiz(quiz)
        for checklist in self._of(Checklist):
            self._revise(self._saved(self._draft(checklist)), checklist)
        return self.copy

    def _page(self, original: Page, parent: Page, *, code: str, **changed: Any) -> Any:
        draft = original.get_latest_revision_as_object()
        values = {
            field.attname: self._value(getattr(draft, field.attname))
            for field in draft._meta.local_concrete_fields
            if not field.primary_key
        }
        values |= {"title": draft.title, "slug": code, "locale_id": original.locale_id} | changed
        page = type(draft)(live=False, owner=self.by, **values)
        parent.add_child(instance=page)
        self._revise(page, original)
        return page

    def _value(self, value: Any) -> Any:
        if isinstance(value, StreamValue):
            return json.dumps(blocks_of(list(value.get_prep_value()), today=self.today))
        return value

    def _copy_questions(self) -> None:
        """All first, then what points from one to another: two may point at each other."""
        drafts = {question: self._draft(question) for question in self._of(Question)}
        pointers = {}
        for question, draft in drafts.items():
            pointers[question] = (draft.twin_id, draft.parallel_of_id)
            draft.twin_id = draft.parallel_of_id = None
            draft.lesson_id = _instead(self.lessons, draft.lesson_id)
            draft.case_id = _instead(self.cases, draft.case_id)
            self.questions[question.pk] = self._saved(draft)
        for question, (twin, parallel_of) in pointers.items():
            copied = self.questions[question.pk]
            copied.twin_id = _instead(self.questions, twin)
            # one more form of another module's question would be drawn in that module's quiz
            copied.parallel_of = self.questions.get(parallel_of)
            if twin or parallel_of:
                copied.save(update_fields=["twin", "parallel_of"])
            self._revise(copied, question)

    def _copy_quiz(self, quiz: Quiz) -> None:
        copied = self._draft(quiz)
        for slot in copied.slots.all():
            slot.question_id = _instead(self.questions, slot.question_id)
            slot.module_id = self.copy.pk if slot.module_id == self.module.pk else slot.module_id
        self._revise(self._saved(copied), quiz)

    def _of(self, model: type[SignedSnippet]) -> list[Any]:
        """What belongs to the module, each with a code for its copy that is free."""
        rows = list(model.objects.filter(module=self.module).select_related("latest_revision"))
        taken = codes_of(model)
        self.codes = {}
        for row in rows:
            code = code_in(self.copy.slug, row.code, old=self.module.slug)
            if not code or len(code) > 20 or code in taken:
                code = free_code(code or row.code, taken=taken)
            self.codes[row.pk] = code
            taken.add(code)
        return rows

    def _draft(self, original: SignedSnippet) -> Any:
        copied = fresh(original.get_latest_revision_as_object())
        copied.code, copied.module = self.codes[original.pk], self.copy
        return copied

    def _saved(self, copied: Any) -> Any:
        copied.save()
        return copied

    def _revise(self, copied: Any, original: Any) -> None:
        """Draft revisions: one of each who wrote what is unsigned in the original, then the copier's."""
        latest = original.latest_revision
        writers = authors_since_sign_off(latest) - {self.by.pk} if latest else set()
        for writer in [*User.objects.filter(pk__in=writers).order_by("pk"), self.by]:
            copied.save_revision(user=writer, clean=False)


def _instead(copies: dict[int, Any], key: int | None) -> int | None:
    """The key of a row's copy; where the row is another module's, its own."""
    return copies[key].pk if key in copies else key

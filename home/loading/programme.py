"""A whole programme, in one transaction."""

import json

from django.db import transaction

from curriculum.models import (
    GlossaryPage,
    GuidanceKey,
    LessonPage,
    ModulePage,
    ProgrammePage,
    Source,
)
from home.files import Files, Item, ModuleFiles
from home.loading.drafts import Drafts
from home.loading.quizzes import load_checklist, load_pretest, load_questions, load_quiz
from home.loading.report import Report
from home.loading.values import (
    blocks_with_ids,
    glossary_values,
    lesson_values,
    picked,
    programme_values,
    source_values,
)
from home.models import HomePage
from home.writing.gathered import Gathered
from home.writing.programme import gather, programme_called


class NothingWritten(Exception):
    """Ends a transaction that only looked."""


def load(files: Files, *, check_only: bool = False, by=None) -> Report:
    """Write what the files say, in one transaction; with ``check_only`` report and write nothing.

    ``by``: the author who loads, who is kept out where a lock would keep her out; None: the server's.

    Raises:
        BrokenFiles: the editors' room would refuse a value; nothing was written.
    """
    drafts = Drafts(check_only=check_only, by=by)
    if new := [item for item in files.items() if not drafts.is_as_loaded(item)]:
        drafts.here = _here(files, new)
    try:
        with transaction.atomic():
            load_programme(drafts, files)
            if check_only:
                raise NothingWritten
            drafts.remember()
    except NothingWritten:
        pass
    drafts.report.unread = files.unread
    return drafts.report


def _here(files: Files, new: list[Item]) -> Gathered:
    """What files would say of the programme now; of its modules, where these say something ``new``."""
    programme = programme_called(files.programme.values["code"])
    codes = {item.path.partition("/")[0] for item in new}
    return gather(programme, codes) if programme else Gathered()


def load_programme(drafts: Drafts, files: Files) -> None:
    """Write everything; quizzes last, for their pools may draw from any module."""
    for item in files.sources:
        drafts.plain(item, Source, {"code": item.values["id"]}, source_values(item))
    for item in files.guidance:
        drafts.plain(
            item, GuidanceKey, {"key": item.values["key"]}, picked(item, "kind owner question")
        )
    sources = {source.code: source.pk for source in Source.objects.all()}
    programme = drafts.page(
        files.programme,
        ProgrammePage,
        HomePage.objects.order_by("path").first(),
        files.programme.values["code"],
        programme_values(files.programme),
    )
    if files.glossary:
        values = glossary_values(files.glossary)
        drafts.page(files.glossary, GlossaryPage, programme, files.glossary.values["code"], values)
    modules, questions = {}, {}
    for each in files.modules:
        module = modules[each.module.path] = _module(drafts, each, programme)
        lessons = {
            item.values["code"]: drafts.page(
                item, LessonPage, module, item.values["code"], lesson_values(item, sources)
            )
            for item in each.lessons
        }
        questions[each.module.path] = load_questions(drafts, each, module, lessons)
    asked = {code: question for each in questions.values() for code, question in each.items()}
    for each in files.modules:
        module = modules[each.module.path]
        load_quiz(drafts, each.quiz, module, asked, modules)
        if each.pretest:
            load_pretest(drafts, each.pretest, module, asked, modules)
        for checklist in each.checklists:
            load_checklist(drafts, checklist, module)


def _module(drafts: Drafts, files: ModuleFiles, programme: ProgrammePage) -> ModulePage:
    values = picked(files.module, "title summary class_hours practice_hours site_hours")
    values["opens_last"] = files.module.values.get("opens_last", False)
    objectives = [
        {"type": "objective", "value": each["text"]} for each in files.module.values["objectives"]
    ]
    values["objectives"] = json.dumps(
        blocks_with_ids(f"{files.module.path}/objectives", objectives)
    )
    return drafts.page(files.module, ModulePage, programme, files.module.values["code"], values)

"""Bringing a programme's files into the database, as drafts that wait for a signature.

An item whose file did not change is left alone. A changed file becomes a new draft revision; what is
live stays live until somebody signs the draft. An item that somebody edited since its last load is
never overwritten: an edit that is live keeps standing under the new draft, an edit that is still a
draft itself keeps the file out, and both are reported.
"""

import json
from dataclasses import dataclass, field
from uuid import UUID, uuid5

from django.db import transaction
from modelcluster.models import ClusterableModel
from wagtail.models import Page

from assessments.models import Checklist, ChecklistStep, Option, Question, Quiz, QuizSlot
from curriculum.canonical import digest
from curriculum.models import GuidanceKey, LessonPage, ModulePage, ProgrammePage, Source
from home.files import Files, Item, ModuleFiles
from home.models import HomePage, LoadedItem

#: Ids of blocks and options are derived from their place in the files, so that loading twice changes nothing.
NAMESPACE = UUID("5b0f6f0e-8a39-5d43-9e4f-3f0f6f2f1c55")


@dataclass
class Report:
    """What a load did, by path."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    over_an_edit: list[str] = field(default_factory=list)
    left_alone: list[str] = field(default_factory=list)

    def lines(self) -> list[str]:
        """The report in words."""
        said = [
            f"{len(self.created)} new, {len(self.updated)} changed, {len(self.unchanged)} as they were."
        ]
        said += [
            f"{path}: edited here since the last load; the file's text waits as a draft above it."
            for path in self.over_an_edit
        ]
        said += [
            f"{path}: was edited here and that is not signed; the file's text was not loaded."
            for path in self.left_alone
        ]
        return said


class NothingWritten(Exception):
    """Ends a transaction that only looked."""


def load(files: Files, *, check_only: bool = False) -> Report:
    """Write what the files say, in one transaction; with ``check_only`` report and write nothing."""
    loader = _Loader()
    try:
        with transaction.atomic():
            loader.load(files)
            if check_only:
                raise NothingWritten
    except NothingWritten:
        pass
    return loader.report


def derived(path: str) -> str:
    """The id that belongs to a place in the files, as text."""
    return str(uuid5(NAMESPACE, path))


class _Loader:
    def __init__(self):
        self.report = Report()
        self.before = {row.path: row for row in LoadedItem.objects.all()}

    def load(self, files: Files) -> None:
        for item in files.sources:
            self._plain(item, Source, {"code": item.values["id"]}, _source_values(item))
        for item in files.guidance:
            key = {"key": item.values["key"]}
            rest = {name: item.values[name] for name in ("kind", "owner", "question")}
            self._plain(item, GuidanceKey, key, rest)
        programme = self._page(
            files.programme,
            ProgrammePage,
            HomePage.objects.order_by("path").first(),
            files.programme.values["code"],
            _picked(files.programme, "title neutral_title level hours valid_months assessors")
            | _picked(files.programme, "observations rules_reason"),
        )
        for module in files.modules:
            self._module(module, programme)

    def _module(self, files: ModuleFiles, programme: ProgrammePage) -> None:
        values = _picked(files.module, "title summary class_hours practice_hours site_hours")
        values["objectives"] = json.dumps(
            _blocks(
                f"{files.module.path}/objectives",
                [
                    {"type": "objective", "value": each["text"]}
                    for each in files.module.values["objectives"]
                ],
            )
        )
        module = self._page(
            files.module, ModulePage, programme, files.module.values["code"], values
        )
        lessons = {
            item.values["code"]: self._page(
                item, LessonPage, module, item.values["code"], _lesson_values(item)
            )
            for item in files.lessons
        }
        questions: dict[str, Question] = {}
        for item in reversed(files.questions):  # twins stand behind the questions that name them
            questions[item.values["id"]] = self._question(item, module, lessons, questions)
        self._quiz(files.quiz, module, questions)
        self._checklist(files.checklist, module)

    # Things without revisions ------------------------------------------------------------------

    def _plain(self, item: Item, model, key: dict, values: dict) -> None:
        row = model.objects.filter(**key).first()
        known = self.before.get(item.path)
        if row and known and known.sha256 == item.sha256:
            self.report.unchanged.append(item.path)
            return
        if row:
            now = digest({name: getattr(row, name) for name in values})
            if known is None or known.state != now:
                self.report.left_alone.append(item.path)
                return
            model.objects.filter(pk=row.pk).update(**values)
            self.report.updated.append(item.path)
        else:
            model.objects.create(**key, **values)
            self.report.created.append(item.path)
        self._remember(item, digest(values))

    # Pages and snippets ------------------------------------------------------------------------

    def _page(self, item: Item, model, parent: Page, code: str, values: dict):
        page = model.objects.child_of(parent).filter(slug=code).first()
        if page is None:
            page = model(slug=code, live=False, **values)
            parent.add_child(instance=page)
            parent.refresh_from_db()
            return self._drafted(item, page, self.report.created)
        return self._redraft(item, page, lambda draft: _assign(draft, values))

    def _question(
        self, item: Item, module: ModulePage, lessons: dict, made: dict[str, Question]
    ) -> Question:
        row = item.values
        values = _picked(item, "stem importance difficulty objective rationale") | {
            "module": module,
            "kind": row["type"],
            "scenario": row.get("scenario", "").strip(),
            "critical": row.get("critical", False),
            "answer": row.get("answer"),
            "tolerance": row.get("tolerance", 0),
            "unit": row.get("unit", ""),
            "lesson": lessons[row["lesson"]],
            "sources": ", ".join(row["sources"]),
            "guidance_key": GuidanceKey.objects.filter(key=row.get("guidance")).first(),
            "twin": made.get(row.get("twin", {}).get("id")),
        }
        options = [
            Option(
                uid=derived(f"{item.path}/{option['id']}"),
                text=option["text"],
                correct=option.get("correct", False),
                feedback=option.get("feedback", ""),
                safety=option.get("safety", "neither"),
                sort_order=place,
            )
            for place, option in enumerate(row.get("options", []))
        ]
        return self._snippet(
            item, Question, row["id"], values, {"options": options}, uid=derived(item.path)
        )

    def _quiz(self, item: Item, module: ModulePage, questions: dict[str, Question]) -> None:
        values = _picked(item, "title pass_mark pass_mark_reason") | {
            "module": module,
            "second_after_hours": item.values.get("second_after_hours", 24),
        }
        slots = [
            QuizSlot(question=questions[slot["question"]], sort_order=place)
            for place, slot in enumerate(item.values["slots"])
        ]
        self._snippet(item, Quiz, item.values["code"], values, {"slots": slots})

    def _checklist(self, item: Item, module: ModulePage) -> None:
        values = _picked(item, "title minutes pass_at") | {
            "module": module,
            "setting": item.values["setting"].strip(),
            "rating_at_least": item.values.get("rating_at_least", 0),
            "countersigned": item.values.get("countersigned", False),
        }
        steps = [
            ChecklistStep(
                uid=derived(f"{item.path}/{step['id']}"),
                text=step["text"],
                critical=step.get("critical", False),
                points=step.get("points", 1),
                help=step.get("help", ""),
                sort_order=place,
            )
            for place, step in enumerate(item.values["steps"])
        ]
        self._snippet(item, Checklist, item.values["code"], values, {"steps": steps})

    def _snippet(self, item: Item, model, code: str, values: dict, children: dict, **fixed):
        snippet = model.objects.filter(code=code).first()
        if snippet is None:
            snippet = model(code=code, live=False, **fixed, **values)
            _assign_children(snippet, children)
            snippet.save()
            return self._drafted(item, snippet, self.report.created)

        def change(draft) -> None:
            _assign(draft, values)
            _assign_children(draft, children)

        return self._redraft(item, snippet, change)

    def _redraft(self, item: Item, thing, change):
        """Make the file's new text the latest draft of ``thing``, unless the file or an edit forbids it."""
        known = self.before.get(item.path)
        if known and known.sha256 == item.sha256:
            self.report.unchanged.append(item.path)
            return thing
        is_edited = known is None or known.state != str(thing.latest_revision_id)
        if is_edited and thing.latest_revision_id != thing.live_revision_id:
            self.report.left_alone.append(item.path)
            return thing
        draft = thing.get_latest_revision_as_object()
        change(draft)
        return self._drafted(
            item, draft, self.report.over_an_edit if is_edited else self.report.updated
        )

    def _drafted(self, item: Item, thing, said: list[str]):
        revision = thing.save_revision(log_action=True)
        self._remember(item, str(revision.pk))
        said.append(item.path)
        return thing

    def _remember(self, item: Item, state: str) -> None:
        LoadedItem.objects.update_or_create(
            path=item.path, defaults={"sha256": item.sha256, "state": state}
        )


def _picked(item: Item, names: str) -> dict:
    values = {name: item.values[name] for name in names.split()}
    return {
        name: value.strip() if isinstance(value, str) else value for name, value in values.items()
    }


def _source_values(item: Item) -> dict:
    row = item.values
    return {
        "title": row["title"],
        "publisher": row["publisher"],
        "edition": row.get("edition", ""),
        "year": row.get("year"),
        "address": row.get("address", ""),
        "how_read": row.get("read", ""),
    }


def _lesson_values(item: Item) -> dict:
    sources = {source.code: source.pk for source in Source.objects.all()}
    blocks = [
        block | {"value": block["value"] | {"source": sources[block["value"]["source"]]}}
        if block["type"] == "fact"
        else block
        for block in item.values["blocks"]
    ]
    return _picked(item, "title minutes summary") | {"body": json.dumps(_blocks(item.path, blocks))}


def _blocks(path: str, blocks: list[dict]) -> list[dict]:
    return [block | {"id": derived(f"{path}#{place}")} for place, block in enumerate(blocks)]


def _assign(thing, values: dict) -> None:
    for name, value in values.items():
        setattr(thing, name, value)


def _assign_children(parent: ClusterableModel, children: dict) -> None:
    """Set child rows, keeping the key of a row whose uid is already there."""
    for name, rows in children.items():
        there = {str(row.uid): row.pk for row in getattr(parent, name).all() if hasattr(row, "uid")}
        for row in rows:
            row.pk = there.get(str(getattr(row, "uid", "")))
        getattr(parent, name).set(rows)

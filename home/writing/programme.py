"""A whole programme of the database in plain values."""

from collections.abc import Collection

from assessments.models import Case, Checklist, Question, Quiz
from curriculum.models import (
    GlossaryPage,
    GuidanceKey,
    LessonPage,
    ModulePage,
    ProgrammePage,
    Source,
)
from home.files.items import Files, Item, ModuleFiles, checklist_path
from home.files.problems import Problems
from home.files.references import References
from home.loading.values import picked, source_values
from home.models import HomePage, LoadedItem
from home.writing.gathered import Gathered
from home.writing.pages import (
    glossary_row,
    key_row,
    lesson_row,
    module_row,
    programme_row,
    source_row,
)
from home.writing.questions import case_row, question_row
from home.writing.quizzes import checklist_row, pretest_row, quiz_row


def programme_called(code: str) -> ProgrammePage | None:
    """The programme that files of this code are about."""
    root = HomePage.objects.order_by("path").first()
    return ProgrammePage.objects.child_of(root).filter(slug=code).first() if root else None


def gather(programme: ProgrammePage, only: Collection[str] | None = None) -> Gathered:
    """Everything that the files of a programme would say now, by path.

    Sources and guidance keys are the house's, so all of them are in. ``only``: the codes of the modules to
    look into, which takes most of the time; None: all of them.
    """
    gathered = Gathered(loaded={row.path: row for row in LoadedItem.objects.all()})
    sources = list(Source.objects.order_by("pk"))
    keys = list(GuidanceKey.objects.order_by("pk"))
    modules = list(
        ModulePage.objects.child_of(programme).select_related("latest_revision").order_by("path")
    )
    refs = References(
        frozenset(row.code for row in sources), frozenset(row.key for row in keys), Problems()
    )
    files = Files(
        gathered.item(
            "programme", programme_row(gathered, programme, [page.slug for page in modules])
        ),
        [_source(gathered, row) for row in sources],
        [_key(gathered, row) for row in keys],
    )
    _note_withdrawn(gathered, "programme", programme)
    glossary = GlossaryPage.objects.child_of(programme).order_by("path").first()
    if glossary:
        _note_withdrawn(gathered, "glossary", glossary)
        files.glossary = gathered.item("glossary", glossary_row(gathered, glossary))
    codes = {row.pk: row.code for row in sources}
    found = [
        _Module(gathered, page).files(codes, refs)
        for page in modules
        if only is None or page.slug in only
    ]
    files.modules = [each for each in found if each]
    gathered.files = files if len(files.modules) == len(modules) else None
    return gathered


def _source(gathered: Gathered, row: Source) -> Item:
    path = f"source/{row.code}"
    said = gathered.still_plain(path, row, source_values)
    return gathered.item(path, said or source_row(row))


def _key(gathered: Gathered, row: GuidanceKey) -> Item:
    path = f"guidance/{row.key}"
    said = gathered.still_plain(path, row, lambda item: picked(item, "kind owner question"))
    return gathered.item(path, said or key_row(row))


def _note_withdrawn(gathered: Gathered, path: str, thing) -> None:
    if thing.first_published_at and not thing.live:
        gathered.note(path, "that it was withdrawn here; the file is there and would be a draft")


class _Module:
    """One module on its way into files."""

    def __init__(self, gathered: Gathered, page: ModulePage):
        self.gathered, self.page, self.path = gathered, page, page.slug
        _note_withdrawn(gathered, self.path, page)

    def files(self, sources: dict[int, str], refs: References) -> ModuleFiles | None:
        """All of it; None after saying what is missing."""
        pages = list(
            LessonPage.objects.child_of(self.page)
            .select_related("latest_revision")
            .order_by("path")
        )
        row = module_row(self.gathered, self.page, [page.slug for page in pages])
        module = self.gathered.item(self.path, row)
        objectives = [each["id"] for each in row["objectives"]]
        lessons = [self._lesson(page, sources, refs, objectives) for page in pages]
        cases = [
            self._kept(f"{self.path}/case/{case.code}", case, case_row(case))
            for case in self._all(Case)
        ]
        drafts = {row.pk: row.get_latest_revision_as_object() for row in self._all(Question)}
        questions = self._questions(drafts)
        quiz, pretest = self._quizzes(drafts)
        checklists = self._checklists()
        if quiz is None or not checklists:
            return None
        return ModuleFiles(module, lessons, quiz, cases, questions, checklists, pretest)

    def _all(self, model):
        rows = model.objects.filter(module=self.page).order_by("pk")
        return list(rows.select_related("latest_revision"))

    def _kept(self, path: str, thing, row: dict) -> Item:
        _note_withdrawn(self.gathered, path, thing)
        return self.gathered.item(path, self.gathered.still_said(path, thing) or row)

    def _lesson(
        self, page: LessonPage, sources: dict[int, str], refs: References, objectives: list[str]
    ) -> Item:
        path = f"{self.path}/{page.slug}"
        _note_withdrawn(self.gathered, path, page)
        row = lesson_row(self.gathered, path, page, sources, refs)
        if gone := [name for name in row.get("objectives", []) if name not in objectives]:
            said = f"that it serves {', '.join(gone)}, an objective that its module has no more"
            self.gathered.note(path, said)
            row = row | {"objectives": [name for name in row["objectives"] if name in objectives]}
        return self.gathered.item(path, row)

    def _checklists(self) -> list[Item]:
        rows, found = self._all(Checklist), []
        for row in rows:
            path = checklist_path(self.path, {"code": row.code}, rows)
            _note_withdrawn(self.gathered, path, row)
            found.append(self.gathered.item(path, checklist_row(self.gathered, path, row)))
        if not rows:
            self.gathered.fault(f"{self.path}/checklist", "a module's files hold a checklist")
        return found

    def _quizzes(self, drafts: dict[int, Question]) -> tuple[Item | None, Item | None]:
        """The quiz and the pre-test; nothing for either after saying why."""
        rows = self._all(Quiz)
        kinds = (
            ("quiz", [row for row in rows if not row.pretest]),
            ("pretest", [row for row in rows if row.pretest]),
        )
        found: list[Item | None] = []
        for word, those in kinds:
            path = f"{self.path}/{word}"
            if len(those) > 1 or (word == "quiz" and not those):
                there = ", ".join(row.code for row in those) or "none"
                self.gathered.fault(path, f"a module's files hold one {word}; here: {there}")
            if len(those) != 1:
                found.append(None)
                continue
            _note_withdrawn(self.gathered, path, those[0])
            row = (
                pretest_row(self.gathered, path, those[0])
                if word == "pretest"
                else quiz_row(self.gathered, path, those[0], drafts)
            )
            found.append(self.gathered.item(path, row))
        return found[0], found[1]

    def _questions(self, drafts: dict[int, Question]) -> list[Item]:
        """Each after its twin and before its parallel forms."""
        own = {pk: question_row(self.gathered, self._path(row), row) for pk, row in drafts.items()}
        items: list[Item] = []
        twins = {row.twin_id for row in drafts.values()}
        heads = [pk for pk, row in drafts.items() if not row.parallel_of_id and pk not in twins]
        for head in heads:
            forms = [pk for pk, row in drafts.items() if row.parallel_of_id == head]
            for pk in (head, *forms):
                items += self._with_twin(drafts, own, pk)
        for pk in drafts.keys() - {
            pk for pk, row in drafts.items() if own[pk]["id"] in _ids(items)
        }:
            said = "is another form or the twin of a question of another module"
            self.gathered.fault(self._path(drafts[pk]), said)
        return items

    def _with_twin(self, drafts: dict[int, Question], own: dict, pk: int) -> list[Item]:
        draft, row = drafts[pk], own[pk]
        _note_withdrawn(self.gathered, self._path(draft), draft)
        found = []
        if draft.twin_id in drafts:
            row = row | {"twin": own[draft.twin_id]}
            twin = drafts[draft.twin_id]
            found.append(self.gathered.item(self._path(twin), own[draft.twin_id]))
        elif draft.twin_id:
            self.gathered.fault(self._path(draft), "its twin is another module's question")
        if draft.parallel_of_id:
            row = row | {"parallel_of": own[draft.parallel_of_id]["id"]}
        return [*found, self.gathered.item(self._path(draft), row)]

    def _path(self, question: Question) -> str:
        return f"{self.path}/{question.code}"


def _ids(items: list[Item]) -> set[str]:
    return {item.values["id"] for item in items}

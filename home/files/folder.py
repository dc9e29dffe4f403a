"""A whole programme folder."""

from pathlib import Path

from home.files.archive import unpacked
from home.files.checklists import check_checklist
from home.files.glossaries import NAME as GLOSSARY_FILE
from home.files.glossaries import read_glossary
from home.files.items import Files, Item, ModuleFiles, checklist_path
from home.files.lessons import read_lesson
from home.files.lined_yaml import Lined, each_fitting, mapping, parse, read_text
from home.files.places import Contents, Folder, Place
from home.files.pools import Stock, check_slots
from home.files.problems import BrokenFiles, Problems
from home.files.programmes import check_programme
from home.files.question_schema import PRETEST, QUIZ
from home.files.quizzes import read_pretest, read_quiz
from home.files.references import References
from home.files.schema import (
    CHECKLIST,
    CODE,
    GUIDANCE_KINDS,
    KEY,
    MODULE,
    OBJECTIVE,
    OWNERS,
    PROGRAMME,
    SOURCE,
    Schema,
)


def read_folder(folder: Path) -> Files:
    """``read_programme`` of a folder."""
    return read_programme(Folder(folder))


def read_archive(data: bytes) -> Files:
    """``read_programme`` of a ZIP; files in it that nothing names are listed as ``unread``.

    Raises:
        ArchiveRefused: it is no honest archive of such files.
        BrokenFiles: as there.
    """
    contents = unpacked(data)
    files = read_programme(Contents(contents))
    files.unread = sorted(contents.keys() - _named(files))
    return files


def read_programme(place: Place) -> Files:
    """Read and check a whole programme.

    Raises:
        BrokenFiles: anything is missing, unknown or contradictory; every reason is in it.
    """
    problems = Problems()
    programme = mapping(
        "programme.yaml", read_text(place, "programme.yaml", problems), PROGRAMME, problems
    )
    if programme is not None:
        check_programme("programme.yaml", programme, problems)
    sources = _rows(place, "sources.yaml", SOURCE, problems)
    guidance = _rows(place, "guidance.yaml", KEY, problems)
    refs = References(
        frozenset(row["id"] for row in sources), frozenset(row["key"] for row in guidance), problems
    )
    for row in sources:
        refs.claim("sources.yaml", row, "id", "source")
        if row.get("address") and not row["address"].startswith(("https://", "http://")):
            problems.add("sources.yaml", row.lines["address"], "address must begin with https://")
    for row in guidance:
        refs.claim("guidance.yaml", row, "key", "key")
        refs.check_choice("guidance.yaml", row, "kind", GUIDANCE_KINDS)
        refs.check_choice("guidance.yaml", row, "owner", OWNERS)
    glossary = read_glossary(place, refs)
    modules = [_module(place, code, refs) for code in _codes("programme.yaml", programme, refs)]
    if not problems:
        check_slots({each.module.path: _stock(each) for each in modules if each}, problems)
    if problems or programme is None:
        raise BrokenFiles(sorted(problems, key=lambda each: (each.file, each.line)))
    return Files(
        programme=Item("programme", programme),
        sources=[Item(f"source/{row['id']}", row) for row in sources],
        guidance=[Item(f"guidance/{row['key']}", row) for row in guidance],
        modules=[module for module in modules if module],
        glossary=Item("glossary", glossary) if glossary else None,
    )


def _rows(place: Place, name: str, schema: Schema, problems: Problems) -> list[Lined]:
    text = read_text(place, name, problems)
    if text is None:
        return []
    content = parse(name, text, problems)
    return [] if content is None else each_fitting(name, content, schema, problems)


def _codes(name: str, row: Lined | None, refs: References) -> list[str]:
    """The codes of what stands below a programme (its modules) or a module (its lessons).

    Its own code is checked with them: all of them become addresses.
    """
    if row is None:
        return []
    if not CODE.fullmatch(row["code"]):
        refs.problems.add(name, row.lines["code"], f"{row['code']!r} is no code like m2")
    key = "modules" if "modules" in row else "lessons"
    codes: list[str] = []
    for code in row[key]:
        if not isinstance(code, str) or not CODE.fullmatch(code):
            refs.problems.add(name, row.lines[key], f"{code!r:.60} is no code like m2")
        elif code in codes:
            refs.problems.add(name, row.lines[key], f"{code!r} stands here twice")
        else:
            codes.append(code)
    return codes


def _module(place: Place, code: str, refs: References) -> ModuleFiles | None:
    """One module, or None after noting why not; whatever can be read is checked, to find all faults."""
    module, quiz = (
        mapping(name, read_text(place, name, refs.problems), schema, refs.problems)
        for name, schema in ((f"{code}/module.yaml", MODULE), (f"{code}/quiz.yaml", QUIZ))
    )
    checklists = _checklists(place, code, refs)
    if module is None:
        return None
    lessons = _lessons(place, code, module, refs)
    if quiz is not None:
        refs.check_choice(f"{code}/quiz.yaml", quiz, "module", [code])
        refs.claim(f"{code}/quiz.yaml", quiz, "code", "quiz")
        asked = read_quiz(code, quiz, module, refs)
    pretest = _pretest(place, code, refs)
    if refs.problems or quiz is None:
        return None
    return ModuleFiles(
        module=Item(code, module),
        lessons=lessons,
        quiz=Item(f"{code}/quiz", asked.rules),
        cases=[Item(f"{code}/case/{row['id']}", row) for row in asked.cases],
        questions=[Item(f"{code}/{row['id']}", row) for row in asked.questions],
        checklists=[Item(checklist_path(code, row, checklists), row) for row in checklists],
        pretest=Item(f"{code}/pretest", pretest) if pretest else None,
    )


def _checklists(place: Place, code: str, refs: References) -> list[Lined]:
    """The checklists of a module: one, or a list of them."""
    name = f"{code}/checklist.yaml"
    text = read_text(place, name, refs.problems)
    content = None if text is None else parse(name, text, refs.problems)
    if content is None:
        return []
    rows = content if isinstance(content, list) else [content]
    found = each_fitting(name, rows, CHECKLIST, refs.problems)
    for row in found:
        refs.check_choice(name, row, "module", [code])
        refs.claim(name, row, "code", "checklist")
        check_checklist(name, row, refs)
    if not rows:
        refs.problems.add(name, 1, "a module has at least one checklist")
    return found


def _pretest(place: Place, code: str, refs: References) -> dict | None:
    """The pre-test of a module; None where there is none, or after noting why it cannot be read."""
    name = f"{code}/pretest.yaml"
    text = read_text(place, name, refs.problems, optional=True)
    pretest = mapping(name, text, PRETEST, refs.problems)
    if pretest is None:
        return None
    refs.check_choice(name, pretest, "module", [code])
    refs.claim(name, pretest, "code", "quiz")
    return read_pretest(name, pretest, refs)


def _lessons(place: Place, code: str, module: Lined, refs: References) -> list[Item]:
    """The lessons of a module that can be read; its own code and objectives are checked on the way."""
    name = f"{code}/module.yaml"
    refs.check_choice(name, module, "code", [code])
    line = module.lines["objectives"]
    objectives = each_fitting(name, module["objectives"], OBJECTIVE, refs.problems, line=line)
    for row in objectives:
        refs.claim(name, row, "id", f"objective of {code}")
    lessons = []
    for lesson in _codes(name, module, refs):
        text = read_text(place, f"{code}/{lesson}.md", refs.problems)
        if text is None:
            continue
        known = [row["id"] for row in objectives]
        values = read_lesson(f"{code}/{lesson}.md", text, refs, objectives=known)
        if values:
            lessons.append(Item(f"{code}/{lesson}", {**values, "code": lesson}))
    return lessons


def _stock(files: ModuleFiles) -> Stock:
    return Stock(
        objectives=tuple(each["id"] for each in files.module.values["objectives"]),
        questions=tuple(item.values for item in files.questions),
        slots=tuple(files.quiz.values["slots"]),
        pretest=tuple(files.pretest.values["slots"]) if files.pretest else (),
    )


def _named(files: Files) -> set[str]:
    """The names of all files that a programme is made of."""
    names = {"programme.yaml", "sources.yaml", "guidance.yaml", GLOSSARY_FILE}
    for each in files.modules:
        code = each.module.path
        names |= {f"{code}/{name}.yaml" for name in ("module", "quiz", "checklist")}
        names |= {f"{lesson.path}.md" for lesson in each.lessons}
        names |= {f"{code}/pretest.yaml"} if each.pretest else set()
    return names

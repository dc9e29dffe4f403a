"""From the rows of a sheet to a bank."""

from collections.abc import Sequence
from functools import partial

from assessments.importers.gathering import Gathering, id_from_text
from assessments.importers.limits import BANK
from assessments.importers.parts import Maker
from assessments.importers.sheet import cells
from assessments.importers.sheet.columns import known_title, known_titles
from assessments.importers.sheet.forms import FORMS, Cells, form_of
from assessments.importers.values import Bank, BankRefused, Content, QuestionRefused, derived_uid
from curriculum.tables import Row, csv_rows, xlsx_rows

#: Uids are the same whether the sheet is saved as XLSX or as CSV.
FAMILY = "sheet"
TYPES = {
    "single choice": "single",
    "multiple response": "multiple",
    "multiple choice": "multiple",
    "true/false": "true_false",
    "true or false": "true_false",
    "true false": "true_false",
    "order": "ordering",
    "number": "numeric",
    "numerical": "numeric",
    "short answer": "short",
    "gaps": "cloze",
}
CODES = {"importance": ("V", "I", "N"), "difficulty": ("E", "M", "C")}
TEXTS = {"objective": "objective", "lesson": "lesson", "sources": "sources",
         "rationale": "rationale", "guidance": "guidance_key"}  # fmt: skip


def read_xlsx(data: bytes, *, name: str = "") -> Bank:
    """Read the first sheet of an XLSX file; what is refused is named with its row."""
    return _read("xlsx", name, xlsx_rows(data, BANK))


def read_csv(data: bytes, *, name: str = "") -> Bank:
    """Read the same sheet saved as CSV; what is refused is named with its row."""
    return _read("csv", name, csv_rows(data, BANK, known_titles))


def _read(format: str, name: str, rows: list[Row]) -> Bank:
    header, titles = _header(rows)
    gathering = Gathering(format, name, family=FAMILY, place="Row")
    for place, cell in enumerate(header.cells):
        if cell and place not in titles:
            gathering.bank.notes.append(f"The column “{cell}” is not known and was not read.")
    below = [row for row in rows if row.number > header.number]
    texts_of_cases = _texts_of_cases(below, titles)
    for row in below:
        filled = {titles[p]: text for p, text in enumerate(row.cells) if p in titles and text}
        faults = [
            f"The cell “{titles[p]}” {fault}." for p, fault in row.faults.items() if p in titles
        ]
        if not filled and not faults:
            continue
        asked = filled.get("question", "")
        gathering.take(
            row.number,
            filled.get("id", "") or id_from_text(asked),
            asked,
            partial(content_of, row=Cells(filled), faults=faults, cases=texts_of_cases),
        )
    return gathering.bank


def _header(rows: list[Row]) -> tuple[Row, dict[int, str]]:
    """The header row, and the titles by the place of their column."""
    for row in rows[: BANK.above]:
        titles = {p: title for p, cell in enumerate(row.cells) if (title := known_title(cell))}
        if {"type", "question"} <= set(titles.values()):
            twice = [t for t in titles.values() if list(titles.values()).count(t) > 1]
            if twice:
                raise BankRefused(f"Two columns are called “{twice[0]}”: rename one of them.")
            return row, titles
    raise BankRefused(
        "No header row was found: one of the first rows must hold the titles “type” and “question”."
        " Start from the template."
    )


def _texts_of_cases(rows: list[Row], titles: dict[int, str]) -> dict[str, str]:
    """The text of each case that has a title: the first one given."""
    found: dict[str, str] = {}
    places = {title: place for place, title in titles.items()}
    for row in rows:
        title, text = (
            row.cells[places[key]] if key in places and places[key] < len(row.cells) else ""
            for key in ("case", "case text")
        )
        if title and text:
            found.setdefault(title, text)
    return found


def content_of(
    maker: Maker, *, row: Cells, cases: dict[str, str], faults: Sequence[str] = ()
) -> Content:
    """The question in a row.

    Args:
        cases: the texts of cases by their titles.
        faults: sentences on cells that cannot be read.

    Raises:
        QuestionRefused: it has such cells, or they do not say what its type needs.
    """
    if faults:
        raise QuestionRefused(" ".join(faults))
    said = row["type"].casefold()
    kind = TYPES.get(said, said)
    if kind not in FORMS:
        raise QuestionRefused(
            f"The type “{row['type']}” is not known; write one of: {', '.join(FORMS)}."
        )
    content: Content = {
        "critical": cells.is_yes("critical", row["critical"]),
        "mark": cells.whole("mark", row["mark"] or "1"),
        "shuffle": cells.is_yes("shuffle", row["shuffle"] or "yes") and kind != "true_false",
    }
    content |= {title: _code(title, row[title]) for title in CODES}
    content |= {key: row[title] for title, key in TEXTS.items()}
    content |= _case(row, cases)
    return maker.question(row["question"], content | form_of(kind, row, maker))


def _code(title: str, cell: str) -> str:
    if cell and cell.upper() not in CODES[title]:
        raise QuestionRefused(f"In “{title}” write {', '.join(CODES[title])}, not “{cell}”.")
    return cell.upper()


def _case(row: Cells, cases: dict[str, str]) -> Content:
    title, text = row["case"], row["case text"]
    if not title:
        return {"scenario": text}
    if title not in cases:
        raise QuestionRefused(f"The case “{title}” has no text in any row.")
    if text and text != cases[title]:
        raise QuestionRefused(f"The case “{title}” has another text in an earlier row.")
    uid = derived_uid(FAMILY, "case", title)
    return {"case": {"uid": uid, "title": title, "text": cases[title]}}

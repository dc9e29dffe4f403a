"""The hard words of a programme, in a file that may be missing."""

from curriculum.wording import meaning_fault
from home.files.lined_yaml import Lined, each_fitting, mapping, read_text
from home.files.places import Place
from home.files.references import References
from home.files.schema import GLOSSARY, WORD, WORDS_CODE

NAME = "glossary.yaml"


def read_glossary(place: Place, refs: References) -> Lined | None:
    """The page of hard words; None where there is none, or after noting why it cannot be read."""
    text = read_text(place, NAME, refs.problems, optional=True)
    found = mapping(NAME, text, GLOSSARY, refs.problems)
    if found is None:
        return None
    if not WORDS_CODE.fullmatch(found["code"]):
        refs.problems.add(NAME, found.lines["code"], f"{found['code']!r} is no code like g1")
    line = found.lines["words"]
    for row in each_fitting(NAME, found["words"], WORD, refs.problems, line=line):
        refs.claim(NAME, row, "word", "word")
        if fault := meaning_fault(row["meaning"]):
            refs.problems.add(NAME, row.lines["meaning"], fault)
    return found

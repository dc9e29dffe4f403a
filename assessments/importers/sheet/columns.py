"""The columns of the sheet, as data: what they are called, what goes in, and an example of each type."""

import re
from dataclasses import dataclass

MOST_OPTIONS = 12
USUAL_OPTIONS = 6


@dataclass(frozen=True)
class Column:
    """One column: its title in the header row, and what its cells hold."""

    title: str
    explains: str


COLUMNS = (
    Column("id", "A name of your own for the question, for example m2-04. Loading the sheet again changes"
           " the question with the same id. Without one, the question is known by its text."),
    Column("type", "single, multiple, true_false, matching, ordering, numeric, short or cloze."),
    Column("mark", "The most it can earn, a whole number. Empty: 1."),
    Column("scheme", "How it is marked, if not as usual: multiple: balanced, all_or_nothing,"
           " right_less_wrong, each_option, halves. matching: per_pair, all_or_nothing. ordering: absolute,"
           " longest_increasing, all_or_nothing. numeric: nominal, relative, geometric. short: rules,"
           " by_hand. The first of each is the usual one."),
    Column("critical", "yes: a wrong answer means that the quiz is not passed."),
    Column("case", "The title of the case that several questions share."),
    Column("case text", "The case itself, once is enough. Without a title: a case of this question alone."),
    Column("question", "What is asked. In a cloze [[1]], [[2]] mark the gaps."),
    Column("option", "single and multiple: an option, with * before it if it is right. matching: a pair,"
           " left = right; = right alone is an extra choice. ordering: the items, in the right order."
           " cloze: one gap in each cell: short: soap | clean soap, number: 20 ± 5, or choice: *A | B."
           " true_false: other words for true and false, if wanted."),
    Column("right", "The numbers of the right options, for example 1, 3; instead of the stars."),
    Column("essential", "Critical multiple: the numbers of the options that must be chosen."),
    Column("harmful", "Critical multiple: the numbers of the options that must not be chosen."),
    Column("pinned", "The numbers of the options that keep their place."),
    Column("shuffle", "no: options are always shown in this order."),
    Column("feedback", "What is said to who chose the option of the same number; for true_false 1 is true,"
           " 2 is false."),
    Column("answer", "true_false: true or false. numeric: the number, or a range like 18..22; several with"
           " | between them."),
    Column("tolerance", "numeric: how far off an answer may be. Empty: 0."),
    Column("unit", "numeric: the unit."),
    Column("other units", "numeric: cm = 100 | mm = 1000: how many of them make one unit."),
    Column("unit penalty", "numeric: the share lost without the right unit, from 0 to 1. Empty: the unit"
           " stands beside the field and is not asked for."),
    Column("unit penalty of", "earned or whole: what the penalty is a share of. Empty: earned."),
    Column("decimals", "ask: 1,234 is asked back. moodle: a comma is a decimal sign. Empty: ask."),
    Column("accepted", "short: the accepted answers with | between them; * stands for any letters."),
    Column("exact", "short and cloze: what must agree to the letter: case, accents, punctuation."),
    Column("rubric", "short, marked by a person: rows with | between them, each with its points before a"
           " colon: 2: names a danger sign | 1: refers at once."),
    Column("importance", "V very important, I important, N nice to know."),
    Column("difficulty", "E easy, M moderate, C challenging."),
    Column("objective", "The code of the learning objective."),
    Column("lesson", "The code of the lesson to read again."),
    Column("sources", "The codes of the sources: S1, S8."),
    Column("rationale", "Why the right answer is right; shown after marking."),
    Column("guidance", "The key of the local guidance that the answer rests on."),
)  # fmt: skip

#: Titles that repeat with a number.
NUMBERED = ("option", "feedback")
OTHER_TITLES = {
    "code": "id",
    "question text": "question",
    "stem": "question",
    "correct": "right",
    "explanation": "rationale",
    "guidance key": "guidance",
    "points": "mark",
}
TITLES = frozenset(column.title for column in COLUMNS if column.title not in NUMBERED)
NUMBERED_TITLE = re.compile(r"(option|feedback) ?(\d{1,2})")

EXAMPLES = (
    {"id": "example-1", "type": "single", "question": "What do you wash your hands with?",
     "option 1": "*Soap and water", "option 2": "Water", "option 3": "Ash",
     "feedback 2": "Water alone leaves germs.", "critical": "no", "importance": "V",
     "difficulty": "E", "rationale": "Soap takes off what water leaves."},
    {"id": "example-2", "type": "multiple", "question": "When do you wash your hands?",
     "option 1": "Before a meal", "option 2": "After the toilet", "option 3": "Only at night",
     "option 4": "Never with soap", "right": "1, 2", "essential": "2", "harmful": "4",
     "critical": "yes"},
    {"id": "example-3", "type": "true_false", "question": "Gloves replace washing.",
     "answer": "false", "feedback 1": "Gloves can have holes."},
    {"id": "example-4", "type": "matching", "question": "What is each for?",
     "option 1": "Soap = washing", "option 2": "Gloves = protecting", "option 3": "= cooking"},
    {"id": "example-5", "type": "ordering", "question": "In which order do you wash?",
     "option 1": "Wet the hands", "option 2": "Rub with soap", "option 3": "Rinse"},
    {"id": "example-6", "type": "numeric", "question": "For how long do you rub?",
     "answer": "20", "tolerance": "5", "unit": "seconds", "case": "Amina’s kitchen",
     "case text": "Amina cooks for ten children."},
    {"id": "example-7", "type": "short", "question": "What do you wash with besides water?",
     "accepted": "soap | bar of soap | soap*", "case": "Amina’s kitchen"},
    {"id": "example-8", "type": "short", "scheme": "by_hand", "mark": "3",
     "question": "What would you say to Amina?", "rubric": "2: praises first | 1: names soap"},
    {"id": "example-9", "type": "cloze", "question": "Rub for [[1]] seconds with [[2]] and [[3]].",
     "option 1": "number: 20 ± 5", "option 2": "short: soap", "option 3": "choice: *water | oil"},
)  # fmt: skip


def titles(options: int = USUAL_OPTIONS) -> list[str]:
    """The header row, with so many options."""
    found: list[str] = []
    for column in COLUMNS:
        if column.title in NUMBERED:
            found += [f"{column.title} {number}" for number in range(1, options + 1)]
        else:
            found.append(column.title)
    return found


def known_title(written: str) -> str:
    """The title that a header cell means, whatever its case and blanks, or ""."""
    plain = " ".join(written.casefold().replace("_", " ").split())
    numbered = NUMBERED_TITLE.fullmatch(plain)
    if numbered and 1 <= int(numbered[2]) <= MOST_OPTIONS:
        return f"{numbered[1]} {int(numbered[2])}"
    plain = OTHER_TITLES.get(plain, plain)
    return plain if plain in TITLES else ""


def known_titles(cells: list[str]) -> int:
    """How many cells of a row are titles."""
    return sum(map(bool, map(known_title, cells)))

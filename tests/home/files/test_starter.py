"""The content rules of the shipped starter curriculum: what a reviewer would look for first."""

import re
from collections import Counter
from pathlib import Path

import pytest

from assessments import draw
from curriculum.wording import reading_grade, shaming_words
from home.files import read_folder
from tests.home.files.folders import problems_in

STARTER = Path(__file__).resolve().parents[3] / "curriculum" / "starter"
FILES = read_folder(STARTER)
LESSONS = [lesson for module in FILES.modules for lesson in module.lessons]
QUESTIONS = [question for module in FILES.modules for question in module.questions]
#: Words that shame, blame, were retired, or name the programme as no learner should read it.
BANNED = re.compile(
    r"\binfect(ed|s)\b|defaulter|\bvictims?\b|\bguilty\b|\bPMTCT\b|mother.to.child transmission"
    r"|AFASS|catch(es)? HIV|AIDS (mother|baby|child)|\bpromiscu|\bprostitutes?\b"
    r"|single.dose nevirapine|stop breastfeeding at (6|six) months"
    r"|undetectable means no risk in breast milk",
    re.IGNORECASE,
)
DOSE = re.compile(r"\d[\d.,/]*\s?-?(mg|ml|mcg|µg|millilitres?|milligrams?)\b", re.IGNORECASE)
NEUTRAL = re.compile(
    r"(LICENCE|programme|sources|guidance|glossary|(m\d+/)?(module|(l|quiz|checklist|pretest)-?\d*))\.(md|yaml)"
)
OUR_WORDS = (
    "title",
    "summary",
    "text",
    "statement",
    "question",
    "body",
    "value",
    "stem",
    "scenario",
)
OUR_WORDS += ("rationale", "feedback", "setting", "help", "choice", "word", "meaning", "instead")


def words_of(value, *, known: bool = False) -> str:
    """Everything that a person reads in an item, without tags, in one text."""
    if isinstance(value, str):
        return re.sub(r"<[^>]+>", " ", value) + "\n" if known else ""
    if isinstance(value, dict):
        return "".join(words_of(inner, known=key in OUR_WORDS) for key, inner in value.items())
    return "".join(words_of(inner) for inner in value) if isinstance(value, list) else ""


def everything() -> list[tuple[str, str]]:
    """(path, words) of every item that learners or trainers read."""
    items = [FILES.programme, FILES.glossary]
    for module in FILES.modules:
        items += [module.module, *module.lessons, module.quiz, *module.cases, *module.questions]
        items += module.checklists
    return [(item.path, words_of(item.values)) for item in items]


def is_right(option) -> bool:
    """Whether an option is right: by its flag, or by its weight where options are weighed."""
    return option.get("correct", False) or option.get("weight") in (1, "1")


def single_choices(module) -> list[list[dict]]:
    """The options of each question of which one option is chosen; the order of two tells nothing."""
    return [each.values["options"] for each in module.questions if each.values["type"] == "single"]


def test_starter_reads_without_a_problem():
    assert problems_in(STARTER) == []


def test_starter_holds_what_it_promises():
    assert [module.module.path for module in FILES.modules] == [f"m{n}" for n in range(1, 12)]
    assert [len(module.lessons) for module in FILES.modules] == [6] * 10 + [1]


def test_rules_of_conduct_are_few_plain_and_in_her_own_words():
    rules = FILES.programme.values["conduct"]

    assert (FILES.programme.values["contacts"], len(rules)) == (15, 12)
    assert [rule for rule in rules if not re.search(r"\b(I|me)\b", rule)] == []
    assert [rule for rule in rules if reading_grade(rule) > 7 or "HIV" in rule] == []
    assert [rule for rule in rules if shaming_words(rule) or BANNED.search(rule)] == []


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.path)
def test_lesson_is_of_a_length_to_study_on_a_phone(lesson):
    hers = [block for block in lesson.values["blocks"] if block["type"] != "facilitator"]
    count = len(words_of(hers).split())

    assert 350 <= count <= 900


@pytest.mark.parametrize("lesson", LESSONS, ids=lambda lesson: lesson.path)
def test_lesson_reads_easily_and_tells_its_trainer_how(lesson):
    """Grade by Flesch-Kincaid; 3 is as plain as English about this can be."""
    blocks = lesson.values["blocks"]
    notes = [words_of([block]).split() for block in blocks if block["type"] == "facilitator"]

    assert 3 <= reading_grade(words_of(blocks)) <= 8
    assert [80 <= len(note) <= 160 for note in notes] == [True]
    assert {"check", "reflection"} <= {block["type"] for block in blocks}


def test_no_text_holds_a_banned_word():
    found = [(path, hit[0]) for path, text in everything() for hit in BANNED.finditer(text)]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "An infected mother.",
        "a defaulter",
        "victims of HIV",
        "the PMTCT clinic",
        "AFASS",
        "The baby catches HIV.",
    ],
)
def test_banned_words_would_be_found(text):
    assert BANNED.search(words_of({"blocks": [{"value": {"body": f"<p>{text}</p>"}}]}))


def test_no_text_holds_a_dose():
    found = [(path, hit[0]) for path, text in everything() for hit in DOSE.finditer(text)]

    assert found == []


@pytest.mark.parametrize("text", ["give 10 mg", "1.5ml twice", "a 5-ml spoon", "50mg/5ml", "2 ML"])
def test_doses_would_be_found(text):
    assert DOSE.search(words_of({"options": [{"text": text}]}))


def test_every_critical_question_with_guidance_has_a_twin_of_the_same_weight():
    by_id = {question.values["id"]: question.values for question in QUESTIONS}
    resting = [row for row in by_id.values() if row.get("critical") and row.get("guidance")]

    assert len(resting) > 0
    assert [row["id"] for row in resting if "twin" not in row] == []
    assert {by_id[row["twin"]["id"]].get("guidance") for row in resting} == {None}


def test_every_critical_question_has_two_other_forms():
    """So that a third try asks none of them twice."""
    rows = [each.values for each in QUESTIONS]
    twins = {row["twin"]["id"] for row in rows if "twin" in row}
    forms = Counter(row["parallel_of"] for row in rows if "parallel_of" in row)
    critical = {
        row["id"]
        for row in rows
        if row.get("critical") and "parallel_of" not in row and row["id"] not in twins
    }

    assert len(critical) > 20
    assert {question for question in critical if forms[question] < 2} == set()


def test_whatever_guidance_can_hide_has_a_twin():
    resting = [each.values for each in QUESTIONS if each.values.get("guidance")]

    assert len(resting) > 20
    assert [row["id"] for row in resting if "twin" not in row] == []


@pytest.mark.parametrize("signed", [False, True], ids=["nothing signed", "all signed"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_final_test_meets_every_critical_topic_everywhere(signed, seed):
    """Of 40 questions 26 are V, 12 I and 2 N, from every module, in whatever country."""
    rows = {each.values["id"]: each.values for each in QUESTIONS}
    module_of = {
        each.values["id"]: module.module.path
        for module in FILES.modules
        for each in module.questions
    }
    twins = {row["twin"]["id"] for row in rows.values() if "twin" in row}
    heads = [code for code, row in rows.items() if "parallel_of" not in row and code not in twins]
    slots = [
        drawn_from(slot, rows, heads, module_of) for slot in FILES.modules[-1].quiz.values["slots"]
    ]
    keys = {row["guidance"] for row in rows.values() if row.get("guidance")} if signed else set()

    paper = draw.draw(slots, signed_keys=keys, seed=seed)
    asked = [rows[list(rows)[place.edition_id]] for place in paper.places]

    assert (paper.lost_critical, paper.short, len(asked)) == ((), 0, 40)
    assert Counter(row["importance"] for row in asked) == {"V": 26, "I": 12, "N": 2}
    assert {module_of[row["id"]] for row in asked} == {f"m{n}" for n in range(1, 11)}
    assert sum(bool(row.get("critical")) for row in asked) == 26


def drawn_from(slot: dict, rows: dict, heads: list[str], module_of: dict) -> draw.Slot:
    """A slot of the final test as the engine knows it; a question's edition is its place in the files."""
    number = {code: place for place, code in enumerate(rows)}

    def candidate(code: str) -> draw.Candidate:
        row = rows[code]
        key = row.get("guidance", "")
        return draw.Candidate(number[code], code, bool(row.get("critical")), key)

    def form(code: str) -> draw.Form:
        twin = rows[code].get("twin")
        of = rows[code].get("parallel_of", code)
        return draw.Form(candidate(code), twin and candidate(twin["id"]), of)

    def family(head: str) -> list[draw.Form]:
        return [form(head), *(form(code) for code in rows if rows[code].get("parallel_of") == head)]

    if "ask" in slot:
        return draw.Slot(tuple(family(slot["ask"])))
    pool = slot["pool"]
    among = [
        code
        for code in heads
        if module_of[code] == pool["module"] and rows[code]["importance"] == pool["importance"]
    ]
    forms = tuple(each for head in among for each in family(head))
    return draw.Slot(forms, pool["draws"], is_pool=True)


def test_every_critical_question_is_asked_in_the_final_test():
    rows = [each.values for each in QUESTIONS]
    twins = {row["twin"]["id"] for row in rows if "twin" in row}
    critical = {
        row["id"]
        for row in rows
        if row.get("critical") and "parallel_of" not in row and row["id"] not in twins
    }
    asked = [slot["ask"] for slot in FILES.modules[-1].quiz.values["slots"] if "ask" in slot]

    assert set(asked) == critical
    assert len(FILES.modules[-1].checklists) == 4


def test_every_fact_names_a_source_and_what_we_know_of_it():
    facts = [
        block["value"]
        for lesson in LESSONS
        for block in lesson.values["blocks"]
        if block["type"] == "fact"
    ]

    assert len(facts) > 200
    assert {fact["mark"] for fact in facts} == {"V", "R", "K"}
    assert [fact for fact in facts if not (fact["source"] and fact["review_by"])] == []


def test_no_file_is_called_what_it_must_not_say():
    """Codes alone: a path stands in logs, histories and archives."""
    paths = [path.relative_to(STARTER).as_posix() for path in STARTER.rglob("*") if path.is_file()]

    assert [path for path in paths if not NEUTRAL.fullmatch(path)] == []


@pytest.mark.parametrize("module", FILES.modules, ids=lambda module: module.module.path)
def test_key_stands_in_no_place_more_often_than_a_third(module):
    questions = single_choices(module)
    places = Counter([is_right(option) for option in each].index(True) for each in questions)

    assert max(places.values(), default=0) <= len(questions) / 3


@pytest.mark.parametrize("module", FILES.modules, ids=lambda module: module.module.path)
def test_right_option_is_the_longest_no_more_often_than_a_third(module):
    questions = single_choices(module)
    longest = [
        each
        for each in questions
        if max(len(option["text"]) for option in each)
        == max(len(option["text"]) for option in each if is_right(option))
    ]

    assert len(longest) <= len(questions) / 3


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.path)
def test_every_wrong_option_says_why(question):
    wrong = [each for each in question.values.get("options", []) if not is_right(each)]

    assert [each["id"] for each in wrong if not each.get("feedback")] == []


@pytest.mark.parametrize("module", FILES.modules, ids=lambda module: module.module.path)
def test_lessons_name_only_objectives_of_their_module(module):
    known = {each["id"] for each in module.module.values["objectives"]}
    named = {each for lesson in module.lessons for each in lesson.values.get("objectives", [])}

    assert named == known


@pytest.mark.parametrize("module", FILES.modules[:10], ids=lambda module: module.module.path)
def test_every_module_asks_five_plain_questions_of_its_own_before_it_begins(module):
    """Nothing critical, nothing that waits for a person, and of at least four lessons where there are any."""
    rows = {each.values["id"]: each.values for each in module.questions}
    asked = [rows[slot["ask"]] for slot in module.pretest.values["slots"]]

    assert len({row["id"] for row in asked}) == 5
    assert {row["importance"] for row in asked} <= {"V", "I"}
    assert [row["id"] for row in asked if row.get("critical") or row.get("scheme")] == []
    assert len({row["lesson"] for row in asked}) >= 4


def test_hard_words_are_the_modules_own_and_read_easily():
    """In order, each of them somewhere in the lessons, cases, questions or stations."""
    words = [row["word"] for row in FILES.glossary.values["words"]]
    text = " ".join(words_of(item.values) for item in FILES.items() if item.path != "glossary")
    text = re.sub(r"\s+", " ", text)
    strange = [word for word in words if not re.search(rf"\b{word}", text, re.IGNORECASE)]

    assert len(words) >= 60
    assert (words, strange) == (sorted(words, key=str.casefold), [])
    assert reading_grade(words_of(FILES.glossary.values)) <= 7

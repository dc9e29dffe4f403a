import pytest

from home.files.lined_yaml import Lined, parse
from home.files.pools import Stock, check_slots
from home.files.problems import Problems
from tests.home.files.every_type import faults, line_of

QUESTIONS = """\
- {id: a, objective: o1, importance: V}
- {id: b, objective: o1, importance: I, twin: {id: bt}}
- {id: bt, objective: o1, importance: I}
- {id: b2, objective: o1, importance: V, parallel_of: b}
- {id: c, objective: o2, importance: V}
"""


def rows(text: str) -> tuple[Lined, ...]:
    return tuple(parse("m1/quiz.yaml", text, Problems()))


def said(slots: str, *, others: dict[str, Stock] | None = None) -> list[str]:
    """What is wrong with the slots of a module that asks a, b (with twin and parallel) and c."""
    problems = Problems()
    stock = Stock(("o1", "o2"), rows(QUESTIONS), rows(slots))
    check_slots({"m1": stock, **(others or {})}, problems)
    return [str(problem) for problem in problems]


@pytest.mark.parametrize(
    "slots",
    [
        "[{pool: {draws: 3}}]",
        "[{pool: {draws: 2, objective: o1}}]",
        "[{pool: {draws: 1, objective: o2}}]",
        "[{pool: {draws: 3, importance: V}}]",
        "[{pool: {draws: 1, importance: I}}]",
        "[{pool: {draws: 2, objective: o1, importance: V}}]",
        "[{pool: {draws: 1, module: m1, objective: ''}}]",
        "[{question: a}, {pool: {draws: 2}}]",
        "[{question: b}, {pool: {draws: 1, objective: o1}}]",
        "[{pool: {draws: 1, objective: o2}}, {question: a}]",
        "[{pool: {draws: 1, objective: o2}}, {pool: {draws: 2, objective: o1}}]",
        "[{pool: {draws: 1, objective: o2}}, {pool: {draws: 2}}]",
        "[{ask: a}, {pool: {draws: 2}}]",
        "[]",
    ],
)
def test_slots_that_always_find_a_question_are_fine(slots):
    assert said(slots) == []


@pytest.mark.parametrize(
    ("slots", "draws", "left"),
    [
        ("[{pool: {draws: 4}}]", 4, 3),
        ("[{pool: {draws: 3, objective: o1}}]", 3, 2),
        ("[{pool: {draws: 2, importance: I}}]", 2, 1),
        ("[{question: a}, {pool: {draws: 3}}]", 3, 2),
        ("[{question: a}, {question: c}, {pool: {draws: 2}}]", 2, 1),
        ("[{question: b}, {pool: {draws: 2, objective: o1}}]", 2, 1),
        ("[{pool: {draws: 2}}, {pool: {draws: 1, objective: o1}}]", 1, 0),
        ("[{pool: {draws: 3}}, {pool: {draws: 1, objective: o1}}]", 1, 0),
        ("[{question: a}, {pool: {draws: 2}}, {pool: {draws: 1, objective: o1}}]", 1, 0),
    ],
)
def test_pool_that_may_run_dry_is_refused(slots, draws, left):
    assert said(slots) == [
        f"m1/quiz.yaml:1: the pool draws {draws} but can count on {left}: add to the bank or draw fewer"
    ]


def test_question_that_a_pool_above_may_take_is_refused():
    assert said("[{pool: {draws: 1}}, {question: b}]") == [
        "m1/quiz.yaml:2: a pool above may draw question b: put it above"
    ]


def test_pool_may_draw_from_another_module():
    other = {"m2": Stock(("o9",), rows("[{id: z, objective: o9, importance: N}]"), ())}

    assert said("[{pool: {draws: 1, module: m2, objective: o9}}]", others=other) == []
    assert said("[{pool: {draws: 2, module: m2}}]", others=other) == [
        "m1/quiz.yaml:1: the pool draws 2 but can count on 1: add to the bank or draw fewer"
    ]


def test_pool_that_names_what_is_not_there_is_refused_and_not_counted():
    slots = "- pool: {draws: 9}\n- pool:\n    draws: 1\n    module: m7\n"
    slots += "- pool:\n    objective: o7\n    draws: 1"

    assert said(slots) == [
        "m1/quiz.yaml:4: module 'm7' is not one of m1",
        "m1/quiz.yaml:6: objective 'o7' of m1 is not one of o1, o2",
    ]


def test_pool_of_a_folder_is_checked(tmp_path):
    pool = line_of("pool:")

    assert faults(tmp_path, ("draws: 2,", "draws: 3,")) == [
        f"{pool}: the pool draws 3 but can count on 2: add to the bank or draw fewer"
    ]
    assert faults(tmp_path, ("module: m1, objective", "module: m3, objective")) == [
        f"{pool}: module 'm3' is not one of m1"
    ]
    assert faults(tmp_path, ("objective: o1, importance: V}", "objective: o3}")) == [
        f"{pool}: objective 'o3' of m1 is not one of o1"
    ]


@pytest.mark.parametrize(
    ("slots", "fault"),
    [
        ("[{ask: a}]", "a"),
        ("[{ask: b}]", "b"),
        ("[{pool: {draws: 1, objective: o1}}]", "a"),
        ("[{ask: c}, {pool: {draws: 1, objective: o2}}]", "the pool"),
        ("[{ask: c}]", ""),
    ],
)
def test_pretest_asks_what_frightens_nobody_and_waits_for_nobody(slots, fault):
    asked = QUESTIONS.replace("{id: a,", "{id: a, critical: true,")
    asked = asked.replace("{id: b,", "{id: b, scheme: by_hand,")
    problems = Problems()
    check_slots({"m1": Stock(("o1", "o2"), rows(asked), (), rows(slots))}, problems)

    found = sorted({str(problem) for problem in problems})[:1]
    said = f"a pre-test does not ask {fault}: critical, or marked by a person"
    drawn = "the pool draws 1 but can count on 0: add to the bank or draw fewer"
    assert found == ([f"m1/pretest.yaml:1: {drawn if ' ' in fault else said}"] if fault else [])


@pytest.mark.parametrize("code", ["bt", "b2", "nowhere"])
def test_what_stands_alone_nowhere_cannot_be_asked(code):
    assert said(f"[{{ask: {code}}}]") == [
        f"m1/quiz.yaml:1: no module of the programme asks '{code}' by itself"
    ]


def test_question_that_a_pool_above_may_draw_cannot_be_asked_below():
    assert said("[{pool: {draws: 2}}, {ask: c}]") == [
        "m1/quiz.yaml:1: a pool above may draw question c: put it above"
    ]

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assessments.retakes import Turn, Wait
from home.next_step import (
    ModuleState,
    Place,
    QuizState,
    Step,
    next_step,
    say_moment,
    still_missing,
)
from trainees.progress import Missing, Need

STEADY = settings(max_examples=500, deadline=None, derandomize=True)
TUESDAY = dt.datetime(2026, 3, 3, 10, 5, tzinfo=dt.UTC)
NOW_OPEN = QuizState("m1", Turn())
UNDER_WAY = QuizState("m1", Turn(), in_progress=True)
TOMORROW = QuizState("m1", Turn(Wait.UNTIL, TUESDAY))
LOCKED = QuizState("m1", Turn(Wait.UNLOCK))
TALK = "Talk with your trainer about the quiz of module M1. She can open another try for you."


def module(code: str = "m1", **values) -> ModuleState:
    """A module with two lessons, both studied, nothing else left, unless told otherwise."""
    values = {"title": "Stigma", "completed": False, "lessons": 2, "studied": 2, **values}
    return ModuleState(code=code, **values)


DONE = module("m0", completed=True)
OBSERVER = Missing(Need("assessors", number=2), 1)
CONTACTS = Missing(Need("contacts", number=15), 12)
RULES = Missing(Need("conduct", number=1), 0)
SIGN = Step("Read the code of conduct and sign it.", "Read the rules", Place("conduct"))


@pytest.mark.parametrize(
    ("modules", "expected"),
    [
        (
            [module(studied=0, next_lesson="l1", quizzes_left=(NOW_OPEN,), skills_left=1)],
            Step(
                "Start with module M1, Stigma: lesson 1 of 2.",
                "Open the lesson",
                Place("lesson", "l1"),
                "m1",
            ),
        ),
        (
            [module(studied=1, next_lesson="l2", quizzes_left=(NOW_OPEN,))],
            Step(
                "Go on with module M1, Stigma: lesson 2 of 2.",
                "Open the lesson",
                Place("lesson", "l2"),
                "m1",
            ),
        ),
        (
            [DONE, module(quizzes_left=(NOW_OPEN,), skills_left=1)],
            Step(
                "You have studied all lessons of module M1. Now sit its quiz.",
                "Go to the quiz",
                Place("quiz", "m1"),
                "m1",
            ),
        ),
        (
            [module(quizzes_left=(UNDER_WAY,))],
            Step(
                "You began the quiz of module M1. Your answers are kept.",
                "Go on with the quiz",
                Place("quiz", "m1"),
                "m1",
            ),
        ),
        (
            [module(quizzes_left=(LOCKED, QuizState("m1b", Turn())))],
            Step(
                "You have studied all lessons of module M1. Now sit its quiz.",
                "Go to the quiz",
                Place("quiz", "m1b"),
                "m1",
            ),
        ),
        (
            [module(quizzes_left=(TOMORROW,)), module("m2", studied=0, next_lesson="l1")],
            Step(
                "Start with module M2, Stigma: lesson 1 of 2.",
                "Open the lesson",
                Place("lesson", "l1"),
                "m2",
            ),
        ),
        (
            [module(quizzes_left=(TOMORROW,), skills_left=1)],
            Step(
                "You can try the quiz of module M1 again from 3 March, 10:05."
                " Read the lessons again until then."
            ),
        ),
        ([module(quizzes_left=(LOCKED,))], Step(TALK)),
        ([module(quizzes_left=(QuizState("m1", Turn(Wait.UNTIL)),))], Step(TALK)),
        (
            [module(quizzes_left=(TOMORROW,)), module("m2", skills_left=1)],
            Step("Ask your trainer to watch you practise the skill of module M2."),
        ),
        ([DONE], Step("Everything is done. Your trainer will tell you what comes next.")),
        ([], Step("Everything is done. Your trainer will tell you what comes next.")),
        ([module()], Step("Everything is done. Your trainer will tell you what comes next.")),
    ],
)
def test_next_step_is_the_first_thing_she_can_do(modules, expected):
    assert next_step(modules, completed=False) == expected


def test_next_step_names_another_trainer_when_only_observers_are_left():
    said = "Ask another trainer to watch you practise: more than one must have seen you."

    assert next_step([DONE], completed=False, unmet=[OBSERVER]) == Step(said)
    assert next_step([DONE, module(quizzes_left=(LOCKED,))], completed=False, unmet=[OBSERVER]) == (
        Step(TALK)
    )


def test_next_step_is_her_signature_before_anything_that_others_do():
    unmet = [OBSERVER, CONTACTS, RULES]

    assert next_step([DONE], completed=False, unmet=unmet) == SIGN
    assert next_step([module(skills_left=1)], completed=False, unmet=unmet) == SIGN
    assert next_step([module(quizzes_left=(NOW_OPEN,))], completed=False, unmet=unmet) != SIGN


@pytest.mark.parametrize(
    ("so_far", "times"), [(12, "3 more contacts"), (14, "1 more contact"), (0, "15 more contacts")]
)
def test_next_step_says_how_many_contacts_are_left(so_far, times):
    unmet = [Missing(Need("contacts", number=15), so_far)]

    assert next_step([DONE], completed=False, unmet=unmet) == Step(
        f"Ask a trainer to be with you when you meet clients: {times} must be seen."
    )


def test_completed_programme_leads_to_the_certificate():
    open_module = module(studied=0, next_lesson="l1")

    assert next_step([open_module], completed=True, unmet=[OBSERVER]) == Step(
        "You have completed the programme. Well done.", "See your certificate", Place("certificate")
    )


@pytest.mark.parametrize(
    ("state", "expected"),
    [
        (module(studied=1), ["Module M1: 1 lesson to study."]),
        (module(studied=0), ["Module M1: 2 lessons to study."]),
        (module(quizzes_left=(LOCKED,)), ["Module M1: the quiz to pass."]),
        (module(skills_left=2), ["Module M1: 2 skills to show to a trainer."]),
        (
            module(quizzes_left=(LOCKED,), skills_left=1),
            ["Module M1: the quiz to pass and the skill to show to a trainer."],
        ),
        (
            module(studied=0, quizzes_left=(LOCKED,), skills_left=1),
            ["Module M1: 2 lessons to study, the quiz to pass and the skill to show to a trainer."],
        ),
        (module(), ["Module M1: waiting."]),
        (module(completed=True, studied=0, skills_left=1), []),
    ],
)
def test_still_missing_says_each_module_in_one_sentence(state, expected):
    assert still_missing([state]) == expected


def test_modules_in_a_row_that_lack_the_same_share_a_sentence():
    codes = ("m2", "m3", "m4")
    untouched = [module(code, studied=0, quizzes_left=(LOCKED,)) for code in codes]
    begun, done = module(studied=1, quizzes_left=(LOCKED,)), module("m5", completed=True)
    lacks = "2 lessons to study and the quiz to pass."

    assert still_missing([begun, *untouched]) == [
        "Module M1: 1 lesson to study and the quiz to pass.",
        f"Each of modules M2 to M4: {lacks}",
    ]
    assert still_missing(untouched[:2]) == [f"Each of modules M2 and M3: {lacks}"]
    assert still_missing([untouched[0], done, untouched[1]]) == [
        f"Module M2: {lacks}",
        f"Module M3: {lacks}",
    ]


def test_still_missing_says_what_is_asked_beside_the_modules():
    assert still_missing([DONE], [Missing(Need("module", "m0"), 0), OBSERVER, CONTACTS, RULES]) == [
        "Observed by 2 different trainers: 1 so far.",
        "Practicum: 12 of 15 contacts seen by a trainer.",
        "Sign the code of conduct.",
    ]


def test_moment_is_said_as_people_say_it():
    assert say_moment(dt.datetime(2026, 11, 3, 9, 5, tzinfo=dt.UTC)) == "3 November, 09:05"


turns = st.sampled_from([Turn(), Turn(Wait.UNTIL, TUESDAY), Turn(Wait.UNLOCK)])
quizzes = st.builds(QuizState, st.sampled_from(["m1", "m1b"]), turns, st.booleans())


@st.composite
def states(draw) -> ModuleState:
    lessons = draw(st.integers(0, 5))
    studied = draw(st.integers(0, lessons))
    return module(
        draw(st.sampled_from(["m1", "m2", "m3"])),
        completed=draw(st.booleans()),
        lessons=lessons,
        studied=studied,
        next_lesson=f"l{studied + 1}" if studied < lessons else "",
        quizzes_left=tuple(draw(st.lists(quizzes, max_size=2))),
        skills_left=draw(st.integers(0, 2)),
    )


gaps = st.lists(st.sampled_from([OBSERVER, CONTACTS, RULES]), unique=True)


@STEADY
@given(st.lists(states(), max_size=4), st.booleans(), gaps)
def test_button_and_place_come_together(modules, completed, unmet):
    step = next_step(modules, completed=completed, unmet=unmet)

    assert bool(step.button) == bool(step.place.kind)
    assert bool(step.place.code) == bool(step.module)
    assert step.sentence[-1] == "."


@STEADY
@given(st.lists(states(), max_size=4))
def test_step_leads_only_to_what_is_left_and_open_now(modules):
    step = next_step(modules, completed=False)

    left = [each for each in modules if not each.completed]
    doors = {("lesson", each.next_lesson) for each in left if each.next_lesson}
    doors |= {
        ("quiz", quiz.code)
        for each in left
        if not each.next_lesson
        for quiz in each.quizzes_left
        if quiz.in_progress or quiz.turn.wait is None
    }
    assert (step.place.kind, step.place.code) in (doors or {("", "")})


@STEADY
@given(st.lists(states(), max_size=4), gaps)
def test_nothing_is_missing_exactly_when_all_is_done(modules, unmet):
    lines = still_missing(modules, unmet)

    assert bool(lines) == (bool(unmet) or not all(each.completed for each in modules))

"""What a trainee does next, in one sentence and one button; and what is still missing, in plain words.

The order is always the same: finish the lessons of the first open module, sit its quiz, ask to be
observed, go on to the next module; at the end, whatever else the programme asks for. What she
cannot do yet (a quiz that opens tomorrow) is skipped while something else can be done; the list of
what is still missing names it all the same.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from assessments.retakes import Turn, Wait


@dataclass(frozen=True)
class Place:
    """Something that a button can lead to: ``kind`` is "lesson", "quiz", "certificate" or ""."""

    kind: str
    code: str = ""


@dataclass(frozen=True)
class QuizState:
    """A quiz that she has not passed: its code, whether it is under way, and when she may sit it."""

    code: str
    turn: Turn
    in_progress: bool = False


@dataclass(frozen=True)
class ModuleState:
    """Where she stands in one module. ``language`` is that of its title."""

    code: str
    title: str
    completed: bool
    lessons: int
    studied: int
    next_lesson: str = ""
    quizzes_left: tuple[QuizState, ...] = ()
    skills_left: int = 0
    language: str = "en"


@dataclass(frozen=True)
class Step:
    """One sentence, and where its button leads (``place.kind`` empty: no button)."""

    sentence: str
    button: str = ""
    place: Place = Place("")
    module: str = ""


def next_step(modules: Sequence[ModuleState], *, completed: bool, assessors_left: int = 0) -> Step:
    """Return the one next step.

    Args:
        modules: in the order of the programme.
        completed: whether the whole programme is complete.
        assessors_left: how many further trainers must still observe her.
    """
    if completed:
        return Step(
            "You have completed the programme. Well done.",
            "See your certificate",
            Place("certificate"),
        )
    open_modules = [module for module in modules if not module.completed]
    for module in open_modules:
        step = _in_module(module)
        if step:
            return step
    return _waiting(open_modules, assessors_left)


def _in_module(module: ModuleState) -> Step | None:
    """What she can do in this module by herself now, or None."""
    name = f"module {module.code.upper()}"
    if module.next_lesson:
        verb = "Go on with" if module.studied else "Start with"
        number = module.studied + 1
        return Step(
            f"{verb} {name}, {module.title}: lesson {number} of {module.lessons}.",
            "Open the lesson",
            Place("lesson", module.next_lesson),
            module.code,
        )
    for quiz in module.quizzes_left:
        if quiz.in_progress:
            return Step(
                f"You began the quiz of {name}. Your answers are kept.",
                "Go on with the quiz",
                Place("quiz", quiz.code),
                module.code,
            )
        if quiz.turn.wait is None:
            return Step(
                f"You have studied all lessons of {name}. Now sit its quiz.",
                "Go to the quiz",
                Place("quiz", quiz.code),
                module.code,
            )
    return None


def _waiting(open_modules: Sequence[ModuleState], assessors_left: int) -> Step:
    """What she waits for when nothing can be done by herself."""
    for module in open_modules:
        if module.skills_left and not module.quizzes_left:
            return Step(
                f"Ask your trainer to watch you practise the skill of module {module.code.upper()}."
            )
    for module in open_modules:
        for quiz in module.quizzes_left:
            return Step(_wait_sentence(module, quiz.turn))
    if assessors_left:
        return Step("Ask another trainer to watch you practise: more than one must have seen you.")
    return Step("Everything is done. Your trainer will tell you what comes next.")


def _wait_sentence(module: ModuleState, turn: Turn) -> str:
    name = f"the quiz of module {module.code.upper()}"
    if turn.wait is Wait.UNTIL and turn.opens_at:
        opens = say_moment(turn.opens_at)
        return f"You can try {name} again from {opens}. Read the lessons again until then."
    return f"Talk with your trainer about {name}. She can open another try for you."


def still_missing(
    modules: Sequence[ModuleState], *, assessors_needed: int, assessors_so_far: int
) -> list[str]:
    """Return what is still missing, one plain sentence each, in the order of the programme."""
    lines = []
    for module in modules:
        if module.completed:
            continue
        parts = []
        left = module.lessons - module.studied
        if left:
            parts.append(f"{left} lesson{'s' if left > 1 else ''} to study")
        if module.quizzes_left:
            parts.append("the quiz to pass")
        if module.skills_left:
            parts.append("the skill to show to a trainer")
        lines.append(f"Module {module.code.upper()}: {_and(parts) or 'waiting'}.")
    if assessors_so_far < assessors_needed:
        lines.append(
            f"Observed by {assessors_needed} different trainers: {assessors_so_far} so far."
        )
    return lines


def say_moment(moment: dt.datetime) -> str:
    """Return a moment as people say it: "23 November, 10:15"."""
    return f"{moment.day} {moment:%B, %H:%M}"


def _and(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 2 else parts)

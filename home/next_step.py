"""What a trainee does next, in one sentence and one button; and what is still missing, in plain words.

The order is always the same: finish the lessons of the first open module, sit its quiz, ask to be
observed, go on to the next module; then sign the code of conduct; at the end, whatever else the
programme asks for. What she
cannot do yet (a quiz that opens tomorrow) is skipped while something else can be done; the list of
what is still missing names it all the same.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from assessments.retakes import Turn, Wait
from trainees.progress import Missing


@dataclass(frozen=True)
class Place:
    """Something that a button can lead to: ``kind`` is "lesson", "quiz", "conduct", "certificate" or ""."""

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
    """Where she stands in one module.

    ``waits_for``: codes of the modules to complete before its quiz and skills open.
    ``pretest``: the code of its pre-test, while she may still sit it. ``language`` is that of its title.
    """

    code: str
    title: str
    completed: bool
    lessons: int
    studied: int
    next_lesson: str = ""
    quizzes_left: tuple[QuizState, ...] = ()
    skills_left: int = 0
    waits_for: tuple[str, ...] = ()
    pretest: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Again:
    """A critical change of what she learned before it: ``lesson`` to read again.

    "": a skill or a test changed, and a trainer goes through it with her. ``said``: what is new.
    """

    module: str
    lesson: str = ""
    said: str = ""


@dataclass(frozen=True)
class Step:
    """One sentence, and where its button leads (``place.kind`` empty: no button).

    ``before``: a pre-test that she may sit first, if she likes.
    """

    sentence: str
    button: str = ""
    place: Place = Place("")
    module: str = ""
    before: str = ""


def next_step(
    modules: Sequence[ModuleState],
    *,
    completed: bool,
    unmet: Sequence[Missing] = (),
    again: Sequence[Again] = (),
) -> Step:
    """Return the one next step. A critical change comes first: what she remembers of it may harm.

    Args:
        modules: in the order of the programme.
        completed: whether the whole programme is complete.
        unmet: what her programme asks for and is not there yet; modules among it are passed over.
        again: critical changes that she has not learned again.
    """
    for change in again:
        if change.lesson:
            return Step(
                f"Something important changed in module {change.module.upper()},"
                f" lesson {change.lesson.upper()}. Read it again.",
                "Open the lesson",
                Place("lesson", change.lesson),
                change.module,
            )
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
    left = {gap.need.kind: gap.need.number - gap.so_far for gap in unmet}
    if "conduct" in left:
        return Step("Read the code of conduct and sign it.", "Read the rules", Place("conduct"))
    return _waiting(open_modules, left)


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
            before=module.pretest,
        )
    for quiz in () if module.waits_for else module.quizzes_left:
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


def _waiting(open_modules: Sequence[ModuleState], left: dict[str, int]) -> Step:
    """What she waits for when nothing can be done by herself; ``left``: how much, by kind of need."""
    open_modules = [module for module in open_modules if not module.waits_for]
    for module in open_modules:
        if module.skills_left and not module.quizzes_left:
            return Step(
                f"Ask your trainer to watch you practise the skill of module {module.code.upper()}."
            )
    for module in open_modules:
        for quiz in module.quizzes_left:
            return Step(_wait_sentence(module, quiz.turn))
    if "assessors" in left:
        return Step("Ask another trainer to watch you practise: more than one must have seen you.")
    if "contacts" in left:
        times = "1 more contact" if left["contacts"] == 1 else f"{left['contacts']} more contacts"
        return Step(f"Ask a trainer to be with you when you meet clients: {times} must be seen.")
    return Step("Everything is done. Your trainer will tell you what comes next.")


def _wait_sentence(module: ModuleState, turn: Turn) -> str:
    name = f"the quiz of module {module.code.upper()}"
    if turn.wait is Wait.UNTIL and turn.opens_at:
        opens = say_moment(turn.opens_at)
        return f"You can try {name} again from {opens}. Read the lessons again until then."
    return f"Talk with your trainer about {name}. She can open another try for you."


def still_missing(modules: Sequence[ModuleState], unmet: Sequence[Missing] = ()) -> list[str]:
    """Return what is still missing, in plain sentences and in the order of the programme.

    Modules in a row that lack the same share one: ten sentences that say the same are read by nobody.
    """
    lines = []
    for lacks, alike in groupby(modules, key=_lacks):
        codes = [module.code.upper() for module in alike]
        name = f"Module {codes[0]}" if len(codes) == 1 else f"Each of modules {_from_to(codes)}"
        lines += [f"{name}: {lacks}"] if lacks else []
    return lines + [say_unmet(gap) for gap in unmet if gap.need.kind != "module"]


def say_again(change: Again) -> str:
    """Return what she must learn again, as a sentence."""
    module = f"Module {change.module.upper()}"
    if change.lesson:
        return f"{module}: read lesson {change.lesson.upper()} again. It changed."
    return " ".join(
        filter(
            None,
            [f"{module}: something important changed.", change.said, "Ask your trainer about it."],
        )
    )


def _lacks(module: ModuleState) -> str:
    """What is left to do in a module: "2 lessons to study and the quiz to pass."; if complete, nothing."""
    if module.completed:
        return ""
    parts = []
    left = module.lessons - module.studied
    if left:
        parts.append(f"{left} lesson{'s' if left > 1 else ''} to study")
    if module.quizzes_left:
        parts.append("the quiz to pass")
    if module.skills_left == 1:
        parts.append("the skill to show to a trainer")
    elif module.skills_left:
        parts.append(f"{module.skills_left} skills to show to a trainer")
    opens = " It opens when the other modules are complete." if module.waits_for else ""
    return f"{_and(parts) or 'waiting'}.{opens}"


def _from_to(codes: Sequence[str]) -> str:
    """Two or more codes in a row: "M2 and M3", "M2 to M10"."""
    return f"{codes[0]} {'and' if len(codes) == 2 else 'to'} {codes[-1]}"


def say_unmet(gap: Missing) -> str:
    """Return what a programme asks for beside its modules, and how much of it is there, as a sentence."""
    asked = gap.need.number
    if gap.need.kind == "assessors":
        return f"Observed by {asked} different trainers: {gap.so_far} so far."
    if gap.need.kind == "contacts":
        return f"Practicum: {gap.so_far} of {asked} contacts seen by a trainer."
    return "Sign the code of conduct."


def say_moment(moment: dt.datetime) -> str:
    """Return a moment as people say it: "23 November, 10:15"."""
    return f"{moment.day} {moment:%B, %H:%M}"


def _and(parts: list[str]) -> str:
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 2 else parts)

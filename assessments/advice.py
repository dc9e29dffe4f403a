"""What an author is told beside a question or a quiz while she writes, in words and counts."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments import linting
from assessments.models import Question, Quiz
from assessments.models.quiz import TRIES, luck_in, signed_contents
from assessments.readiness import Obstacle, obstacles_of_draft
from curriculum.models import ModulePage

#: Chances below this are said as "fewer than 1 in a million": more figures would promise too much.
MILLION = 1_000_000


@dataclass(frozen=True)
class Advice:
    """Findings in two heaps: those that refuse a signature, and those that ask for a look."""

    must: tuple[linting.Finding, ...]
    look: tuple[linting.Finding, ...]

    @classmethod
    def of(cls, findings: Iterable[linting.Finding]) -> "Advice":
        findings = list(findings)
        must = linting.blocking(findings)
        return cls(tuple(must), tuple(each for each in findings if each not in must))

    @property
    def is_clean(self) -> bool:
        return not self.must and not self.look


@dataclass(frozen=True)
class BlueprintRow:
    """How many questions ask about one objective, by importance (V, I, N)."""

    objective: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True)
class QuizAdvice:
    """What the quiz as a whole is told: findings, luck in words, flaws, blueprint, countries."""

    findings: Advice
    luck_once: str
    luck_in_all: str
    tries: int
    questions: int
    flawed: tuple[str, ...]
    paper: str
    blueprint: tuple[BlueprintRow, ...]
    obstacles: tuple[Obstacle, ...]

    @property
    def flaw_percent(self) -> int:
        """Rounded up, so that one flaw in many is never shown as none."""
        return -(-100 * len(self.flawed) // self.questions) if self.questions else 0


def question_advice(question: Question) -> Advice:
    """What to mend in this draft of a question."""
    return Advice.of(question.findings())


def quiz_advice(quiz: Quiz) -> QuizAdvice:
    """What to mend in this draft of a quiz, and what it amounts to."""
    asked = questions_of(quiz)
    contents = signed_contents(asked)
    flawed = [
        question.code
        for question in asked
        if linting.lint_question(question.lint_content(contents[question.pk]))
    ]
    drawn = [
        contents[question.pk]
        for slot in quiz.slots.all()
        for question in slot.candidates()[: slot.draws]
    ]
    return QuizAdvice(
        findings=Advice.of(quiz.findings()),
        luck_once=luck_in_words(luck_in(1, drawn, quiz.pass_mark)),
        luck_in_all=luck_in_words(luck_in(TRIES, drawn, quiz.pass_mark)),
        tries=TRIES,
        questions=len(asked),
        flawed=tuple(flawed),
        paper=paper_in_words(quiz),
        blueprint=blueprint(contents.values()),
        obstacles=tuple(obstacles_of_draft(quiz)),
    )


def questions_of(quiz: Quiz) -> list[Question]:
    """Every question that may stand on a paper of this draft, each once, in the order of its slots."""
    return list(
        dict.fromkeys(question for slot in quiz.slots.all() for question in slot.candidates())
    )


def blueprint(contents: Iterable[Mapping[str, Any]]) -> tuple[BlueprintRow, ...]:
    """Objective by importance, objectives in their order, those without one last."""
    cells = Counter((content["objective"], content["importance"]) for content in contents)
    objectives = sorted({objective for objective, _ in cells}, key=lambda each: (not each, each))
    return tuple(
        BlueprintRow(
            objective, tuple(cells[objective, weight] for weight in Question.Importance.values)
        )
        for objective in objectives
    )


def paper_in_words(quiz: Quiz) -> str:
    """What one paper asks, on average, by importance and, if there are several, by module.

    Example: "40 questions: 65 % very important, 35 % important. From M1 (4), M2 (36).".
    """
    weights: Counter = Counter()
    modules: Counter = Counter()
    for slot in quiz.slots.all():
        candidates = slot.candidates()
        for question in candidates:
            share = Fraction(min(slot.draws, len(candidates)), len(candidates))
            weights[question.importance] += share
            modules[question.module_id] += share
    asked = sum(weights.values())
    if not asked:
        return ""
    shares = [
        f"{round(100 * weights[value] / asked)} % {label.lower()}"
        for value, label in Question.Importance.choices
        if weights[value]
    ]
    codes = dict(
        ModulePage.objects.filter(pk__in=modules).order_by("path").values_list("pk", "slug")
    )
    of = [f"{code.upper()} ({round(modules[pk])})" for pk, code in codes.items()]
    said = f"{asked} questions: {', '.join(shares)}."
    return f"{said} From {', '.join(of)}." if len(of) > 1 else said


def luck_in_words(chance: Fraction | None) -> str:
    """A chance as people say it: "1 in 290 who only guess would pass"."""
    if chance is None:
        return "cannot be reckoned yet: mend the questions first"
    if not chance:
        return "nobody who only guesses would pass"
    if chance * MILLION < 1:
        return "fewer than 1 in a million who only guess would pass"
    if chance > Fraction(1, 2):
        return f"{int(chance * 100)} in 100 who only guess would pass"
    return f"1 in {round(1 / chance):,} who only guess would pass"

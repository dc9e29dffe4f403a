"""What the first graded attempts at a quiz say about its questions."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from assessments import statistics
from assessments.analysis.sittings import Answer, Sitting
from assessments.analysis.words import FEW, how_hard, in_tenths
from assessments.grading.results import PARTIAL, WRONG
from assessments.models import QuestionEdition
from assessments.statistics.patterns import MOST_ATTEMPTS

#: So many pairs are shown: where all were taught the same error, there are as many as the people squared.
MOST_PAIRS = 20
#: The types whose options are chosen one by one.
_CHOSEN = ("single", "true_false", "multiple")


@dataclass(frozen=True)
class OptionCount:
    """One option, how many chose it, and what to do about it ("": nothing).

    ``share`` of all who were asked (0 to 1); None below ``FEW``.
    """

    text: str
    is_right: bool
    count: int
    share: float | None
    advice: str


@dataclass(frozen=True)
class LanguageCount:
    """One language: attempts, how many earned the full mark, and the share (None below ``FEW``)."""

    language: str
    n: int
    full: int
    facility: float | None


@dataclass(frozen=True)
class QuestionAnalysis:
    """One question: its newest edition that was asked, which editions were, and what was found."""

    edition: QuestionEdition
    editions: tuple[int, ...]
    item: statistics.Item
    findings: tuple[statistics.Finding, ...]
    options: tuple[OptionCount, ...]
    languages: tuple[LanguageCount, ...]
    differences: tuple[statistics.Difference, ...]

    @property
    def facility(self) -> float | None:
        """Share of the mark that was earned on average; None below ``FEW``."""
        return None if self.item.n < FEW else self.item.facility

    @property
    def how_hard(self) -> str:
        """A word for the facility; "" below ``FEW``."""
        return "" if self.facility is None else how_hard(self.facility)

    @property
    def is_flagged(self) -> bool:
        """Whether somebody should look at it."""
        differs = any(each.is_flagged for each in self.differences)
        return differs or any(each.is_flagged for each in self.findings)


@dataclass(frozen=True)
class SitePattern:
    """Pairs of one site that share wrong answers, most first, and how many ``more`` there are.

    ``is_too_large``: too many people to compare.
    """

    site: str
    pairs: tuple[statistics.Pair, ...] = ()
    more: int = 0
    is_too_large: bool = False


@dataclass(frozen=True)
class QuizAnalysis:
    """The first graded attempt of each of ``n`` people, ``passed`` of them at that try.

    ``total`` and ``reliability`` are sentences about the whole paper; "" where there are too few.
    """

    n: int
    passed: int
    total: str
    reliability: str
    questions: tuple[QuestionAnalysis, ...]
    sites: tuple[SitePattern, ...]

    @property
    def is_small(self) -> bool:
        """Whether only counts are told."""
        return self.n < FEW

    @property
    def flagged(self) -> list[QuestionAnalysis]:
        """The questions that somebody should look at."""
        return [question for question in self.questions if question.is_flagged]

    @property
    def pass_words(self) -> str:
        return f"{in_tenths(self.passed, self.n)} passed at the first try"


def analyse_quiz(sittings: Sequence[Sitting]) -> QuizAnalysis:
    """Analyse graded attempts, one per person; nothing is read from the database.

    A question that stood in several editions is one question; where its mark changed, shares of the
    mark are compared.
    """
    answers = _by_question(sittings)
    order = sorted(answers, key=lambda question: _newest(answers[question]).content["code"])
    editions = {question: _newest(answers[question]) for question in order}
    maxima = [editions[question].content.get("mark", 1) for question in order]
    marks = [
        [_mark(sitting, question, most) for question, most in zip(order, maxima, strict=True)]
        for sitting in sittings
    ]
    found = statistics.analyse(marks, maxima)
    said = defaultdict(list)
    for finding in statistics.findings(found):
        said[finding.place].append(finding)
    return QuizAnalysis(
        n=len(sittings),
        passed=sum(bool(sitting.passed) for sitting in sittings),
        total=_total(found.totals),
        reliability=said[None][0].sentence,
        questions=tuple(
            QuestionAnalysis(
                edition=editions[question],
                editions=tuple(sorted({each.edition.number for _, each in answers[question]})),
                item=found.items[place],
                findings=tuple(said[place]),
                options=_options(editions[question], answers[question]),
                **_languages(answers[question]),
            )
            for place, question in enumerate(order)
        ),
        sites=tuple(_sites(sittings)),
    )


Answered = list[tuple[Sitting, Answer]]


def _by_question(sittings: Iterable[Sitting]) -> dict[int, Answered]:
    answers: dict[int, Answered] = defaultdict(list)
    for sitting in sittings:
        for question, answer in sitting.answers.items():
            answers[question].append((sitting, answer))
    return answers


def _newest(answers: Answered) -> QuestionEdition:
    return max((answer.edition for _, answer in answers), key=lambda edition: edition.number)


def _mark(sitting: Sitting, question: int, most: int) -> Fraction | None:
    answer = sitting.answers.get(question)
    return None if answer is None else answer.share * most


def _total(totals: statistics.Totals) -> str:
    if totals.n < FEW or totals.mean is None or totals.sd is None:
        return ""
    return (
        f"On average {totals.mean:.1f} marks; half had {totals.median:.1f} or more. "
        f"Most lie within {totals.sd:.1f} of the average."
    )


def _options(edition: QuestionEdition, answers: Answered) -> tuple[OptionCount, ...]:
    """Each option that was ever offered, in the newest words."""
    if edition.content["type"] not in _CHOSEN:
        return ()
    texts = {option["uid"]: option for option in edition.content["options"]}
    for _, answer in answers:
        for option in answer.edition.content["options"]:
            texts.setdefault(option["uid"], option)
    total = {id(sitting): sitting.earned for sitting, _ in answers}
    chosen = statistics.choices(
        [(answer.said.get("chosen", ()), total[id(sitting)]) for sitting, answer in answers],
        {uid: option["correct"] for uid, option in texts.items()},
    )
    return tuple(
        OptionCount(
            text=texts[choice.uid]["text"],
            is_right=choice.is_right,
            count=choice.count,
            share=choice.share if len(answers) >= FEW else None,
            advice=choice.sentence,
        )
        for choice in chosen
    )


def _languages(answers: Answered) -> dict[str, tuple]:
    """Counts per language, and what may be said of their differences; nothing where there is but one."""
    shares: dict[str, list[Fraction]] = defaultdict(list)
    for sitting, answer in answers:
        shares[sitting.language].append(answer.share)
    if len(shares) < 2:
        return {"languages": (), "differences": ()}
    enough = {language: each for language, each in shares.items() if len(each) >= FEW}
    return {
        "languages": tuple(
            LanguageCount(
                language,
                len(each),
                each.count(Fraction(1)),
                float(sum(each) / len(each)) if language in enough else None,
            )
            for language, each in sorted(shares.items())
        ),
        "differences": statistics.languages(dict(sorted(enough.items())), 1),
    }


def _sites(sittings: Sequence[Sitting]) -> Iterable[SitePattern]:
    """Each site where two attempts share wrong answers, or with too many to compare."""
    here: dict[str, dict[str, dict[str, str]]] = defaultdict(dict)
    for sitting in sittings:
        here[sitting.site][sitting.number] = {
            str(question): json.dumps(answer.said, sort_keys=True)
            for question, answer in sitting.answers.items()
            if answer.mark["state"] in (WRONG, PARTIAL)
        }
    for site, attempts in sorted(here.items()):
        if len(attempts) > MOST_ATTEMPTS:
            yield SitePattern(site, is_too_large=True)
        elif pairs := statistics.same_wrong_answers(attempts):
            yield SitePattern(site, pairs[:MOST_PAIRS], max(0, len(pairs) - MOST_PAIRS))

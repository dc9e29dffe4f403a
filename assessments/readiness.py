"""In which countries a quiz can certify anybody, and what is missing where it cannot.

A critical question rests on guidance that a country has not signed and has no twin: whoever passes there
is certified of nothing. So is whoever draws from a pool that is too small there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from assessments.draw import Candidate, Form, Slot, draw
from assessments.models import Question, QuestionEdition, Quiz, QuizEdition, QuizEditionSlot
from curriculum.models import Country, LocalGuidance
from trainees.models import Site


@dataclass(frozen=True)
class Missing:
    """A critical question that a country's paper lost, and the guidance key that it waits for."""

    question: str
    key: str


@dataclass(frozen=True)
class Obstacle:
    """Why a quiz certifies nobody in a country: what is missing, and how many questions pools lack."""

    country: Country
    missing: tuple[Missing, ...]
    short: int


def countries() -> dict[Country, frozenset[str]]:
    """The countries with a site or any signed guidance, each with the keys that it has signed."""
    keys: dict[str, set[str]] = defaultdict(set)
    for country in Site.objects.order_by().values_list("country", flat=True).distinct():
        keys[country] = set()
    for country, key in LocalGuidance.objects.signed().values_list("country", "key__key"):
        keys[country].add(key)
    return {
        Country(country): frozenset(keys[country])
        for country in sorted(keys, key=lambda each: Country(each).label)
    }


def obstacles_of_draft(
    quiz: Quiz, where: Mapping[Country, frozenset[str]] | None = None
) -> list[Obstacle]:
    """Where this draft, with its questions as they are now, would certify nobody."""
    questions: dict[int, Question] = {}
    slots = []
    for slot in quiz.slots.all():
        candidates = slot.candidates()
        forms = tuple(
            Form(_candidate(each), each.twin and _candidate(each.twin), each.family)
            for each in candidates
        )
        questions |= {each.pk: each for each in candidates}
        slots.append(Slot(forms, slot.draws, slot.is_pool))
    names = {
        pk: Missing(each.code, each.guidance_key.key if each.guidance_key else "")
        for pk, each in questions.items()
    }
    return _obstacles(slots, names, countries() if where is None else where)


def obstacles_of_live() -> dict[Quiz, list[Obstacle]]:
    """For each live quiz: where its latest edition certifies nobody. Practice counts for nothing.

    The number of queries does not depend on how many quizzes or countries there are.
    """
    quizzes = Quiz.objects.filter(live=True, practice=False).select_related("module")
    latest = {
        edition.quiz_id: edition
        for edition in QuizEdition.objects.filter(quiz__in=quizzes).order_by("number")
    }
    rows: dict[int, list[QuizEditionSlot]] = defaultdict(list)
    names: dict[int, Missing] = {}
    for row in (
        QuizEditionSlot.objects.filter(edition__in=latest.values())
        .select_related("question", "twin")
        .order_by("position")
    ):
        rows[row.edition_id].append(row)
        names[row.question_id] = _name(row.question)
    where = countries()
    return {
        quiz: _obstacles(latest[quiz.pk].draw_slots(rows[latest[quiz.pk].pk]), names, where)
        for quiz in quizzes
        if quiz.pk in latest
    }


def _candidate(question: Question) -> Candidate:
    return Candidate(
        edition_id=question.pk,
        uid=str(question.uid),
        critical=question.critical,
        guidance_key=question.guidance_key.key if question.guidance_key else "",
    )


def _name(edition: QuestionEdition) -> Missing:
    return Missing(edition.content["code"], edition.content["guidance_key"])


def _obstacles(
    slots: Iterable[Slot],
    names: Mapping[int, Missing],
    where: Mapping[Country, frozenset[str]],
) -> list[Obstacle]:
    """Which questions find no place does not depend on chance, so one drawing tells."""
    slots, found = list(slots), []
    for country, signed in where.items():
        paper = draw(slots, signed_keys=signed, seed=0)
        if paper.lost_critical or paper.short:
            missing = tuple(names[edition] for edition in paper.lost_critical)
            found.append(Obstacle(country, missing, paper.short))
    return found

"""What a quiz says in a language, and whether it says everything there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q

from assessments.models.case import Case
from assessments.models.question import Question, QuestionEdition
from assessments.models.quiz import Quiz
from assessments.models.quiz_edition import QuizEdition
from curriculum import words
from curriculum.languages import OWN
from curriculum.models import WordEdition


@dataclass(frozen=True)
class Spoken:
    """Signed words of one question, and of its case if it has one (None: the source's own)."""

    question: WordEdition | None = None
    case: WordEdition | None = None


@dataclass(frozen=True)
class QuizWords:
    """The words of a quiz in a language.

    ``questions`` has those of each question edition that it may ask, by its id; ``missing`` the codes of
    what has no signed words for all that it says now. The quiz is closed there until nothing is missing.
    """

    language: str
    title: WordEdition | None
    questions: Mapping[int, Spoken]
    missing: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        return not self.missing


def words_of_quiz(
    edition: QuizEdition, language: str, more: Iterable[QuestionEdition] = ()
) -> QuizWords:
    """The words of all that a quiz may ask in a language: three queries at most, none for the source's.

    ``more``: editions of questions that are asked though they stand in it no more.
    """
    if language == OWN:
        return QuizWords(OWN, None, defaultdict(Spoken))
    return words_of_quizzes({edition: [*edition.questions(), *more]}, language)[edition]


def words_of_quizzes(
    asked: Mapping[QuizEdition, Iterable[QuestionEdition]], language: str
) -> dict[QuizEdition, QuizWords]:
    """The same for many quizzes with the question editions that each may ask: two queries."""
    asked = {quiz: list(questions) for quiz, questions in asked.items()}
    table = _Table(asked, language)
    return {quiz: table.of(quiz, questions) for quiz, questions in asked.items()}


def speak(content: Mapping[str, Any], spoken: Spoken) -> Mapping[str, Any]:
    """A question's content in the words of a language; what has none there speaks the source's."""
    if spoken.question is not None:
        content = words.say(content, words.QUESTION, words.Said(spoken.question.words))
    if spoken.case is not None and content.get("case"):
        case = words.say(content["case"], words.CASE, words.Said(spoken.case.words))
        content = {**content, "case": case}
    return content


class _Table:
    """All signed words of some quizzes, their questions and cases, the newest of each first."""

    def __init__(self, asked: Mapping[QuizEdition, list[QuestionEdition]], language: str):
        self.language = language
        questions = {each.question_id for editions in asked.values() for each in editions}
        uids = {
            _case(each)["uid"] for editions in asked.values() for each in editions if _case(each)
        }
        self.cases = {
            str(uid): pk for uid, pk in Case.objects.filter(uid__in=uids).values_list("uid", "pk")
        }
        self.kinds = {
            model: ContentType.objects.get_for_model(model).pk for model in (Quiz, Question, Case)
        }
        ids = {
            Quiz: {quiz.quiz_id for quiz in asked},
            Question: questions,
            Case: set(self.cases.values()),
        }
        wanted = Q(pk__in=[])
        for model, kind in self.kinds.items():
            wanted |= Q(subject_type=kind, subject_id__in=ids[model])
        self.editions: dict[tuple[int, int], list[WordEdition]] = defaultdict(list)
        for edition in WordEdition.objects.shown_in(language).filter(wanted):
            self.editions[edition.subject_type_id, edition.subject_id].append(edition)

    def of(self, quiz: QuizEdition, questions: list[QuestionEdition]) -> QuizWords:
        missing: dict[str, None] = {}
        title = self._find(Quiz, quiz.quiz_id, {"title": quiz.content["title"]}, words.QUIZ)
        if title is None:
            missing[f"quiz {quiz.content['code']}"] = None
        spoken = {}
        for each in questions:
            own = self._find(Question, each.question_id, each.content, words.QUESTION)
            case = _case(each)
            told = case and self._find(Case, self.cases.get(case["uid"]), case, words.CASE)
            if own is None:
                missing[each.content["code"]] = None
            if case and told is None:
                missing[f"case {case['code']}"] = None
            spoken[each.pk] = Spoken(own, told)
        return QuizWords(self.language, title, spoken, tuple(missing))

    def _find(self, model, pk: int | None, content: Mapping, of: Mapping) -> WordEdition | None:
        """The newest signed words that have one for each text of ``content``."""
        lines = words.lines_of(content, of)
        for edition in self.editions.get((self.kinds[model], pk), ()):
            if words.is_whole(lines, edition.words):
                return edition
        return None


def _case(edition: QuestionEdition) -> Mapping[str, Any] | None:
    return edition.content.get("case")

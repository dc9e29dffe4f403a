"""A quiz file: its rules, its cases, its questions and what it draws from."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from home.files.lined_yaml import Lined, each_fitting
from home.files.question_schema import (
    ASK_ENTRY,
    CASE,
    IMPORTANCES,
    POOL,
    POOL_ENTRY,
    QUESTION,
    QUIZ_CHOICES,
)
from home.files.questions import Surroundings, check_question, check_with_engine
from home.files.references import References


@dataclass(frozen=True)
class QuizFile:
    """What a quiz file holds, to be loaded in this order.

    ``questions``: each after its twin and before its parallels. ``rules``: the quiz without what its
    questions say, with ``slots`` in their place.
    """

    cases: list[Lined]
    questions: list[Lined]
    rules: dict[str, Any]


def read_quiz(code: str, quiz: Lined, module: Lined, refs: References) -> QuizFile:
    """Read a module's quiz file; every fault is noted."""
    name = f"{code}/quiz.yaml"
    _check_rules(name, quiz, refs)
    cases = each_fitting(
        name, quiz.get("cases", []), CASE, refs.problems, line=_line(quiz, "cases")
    )
    for case in cases:
        refs.claim(name, case, "id", "case")
    reader = _Reader(Surroundings(name, code, module, {each["id"]: each for each in cases}, refs))
    slots = [slot for entry in quiz["questions"] for slot in reader.slots(quiz, entry)]
    bank = each_fitting(
        name, quiz.get("bank", []), QUESTION, refs.problems, line=_line(quiz, "bank")
    )
    for row in bank:
        reader.family(row)
    rules = {key: quiz[key] for key in quiz if key not in ("questions", "cases", "bank")}
    return QuizFile(cases, reader.questions, rules | {"slots": slots})


def read_pretest(name: str, pretest: Lined, refs: References) -> dict[str, Any]:
    """What a pre-test's file says, with ``slots``: it asks and draws what quizzes hold, and holds nothing."""
    slots: list[Any] = []
    for entry in pretest["questions"]:
        is_pool = isinstance(entry, Lined) and "pool" in entry
        schema, line = POOL_ENTRY if is_pool else ASK_ENTRY, _line(pretest, "questions")
        for row in each_fitting(name, [entry], schema, refs.problems, line=line):
            slots += _drawn(name, row, refs) if is_pool else [row]
    if not pretest["questions"]:
        refs.problems.add(name, pretest.lines["questions"], "the pre-test asks nothing")
    return {key: pretest[key] for key in pretest if key != "questions"} | {"slots": slots}


def _drawn(name: str, entry: Lined, refs: References) -> list[dict[str, Any]]:
    """The slot of a pool; none when it is broken."""
    pools = each_fitting(name, [entry["pool"]], POOL, refs.problems, line=_line(entry, "pool"))
    for pool in pools:
        refs.check_choice(name, pool, "importance", IMPORTANCES)
    return [{"pool": pool} for pool in pools]


def _check_rules(name: str, quiz: Lined, refs: References) -> None:
    if not 1 <= quiz["pass_mark"] <= 100:
        refs.problems.add(name, quiz.lines["pass_mark"], "pass_mark must be 1 to 100")
    for key, allowed in QUIZ_CHOICES.items():
        refs.check_choice(name, quiz, key, allowed)
    if "overdue" in quiz and "minutes" not in quiz:
        refs.problems.add(name, quiz.lines["overdue"], "'overdue' means nothing without 'minutes'")
    if not quiz["questions"]:
        refs.problems.add(name, quiz.lines["questions"], "the quiz asks nothing")


class _Reader:
    """Gathers the questions of one file."""

    def __init__(self, at: Surroundings):
        self.at = at
        self.questions: list[Lined] = []

    def slots(self, quiz: Lined, entry: Any) -> Iterator[dict[str, Any]]:
        """The slot that one entry of the quiz makes; none when it is broken."""
        is_pool = isinstance(entry, Lined) and "pool" in entry
        is_ask = isinstance(entry, Lined) and "ask" in entry
        schema = POOL_ENTRY if is_pool else ASK_ENTRY if is_ask else QUESTION
        for row in self._fitting([entry], schema, quiz, "questions"):
            if is_pool:
                yield from _drawn(self.at.name, row, self.at.refs)
            elif is_ask:
                yield row
            else:
                self.family(row)
                yield {"question": row["id"], "twin": row.get("twin", {}).get("id")}

    def family(self, row: Lined) -> None:
        """Read a question with its twin and its parallel forms; the engine sees them if all are sound."""
        before, first = len(self.at.refs.problems), len(self.questions)
        parallels = self._fitting(row.get("parallels", []), QUESTION, row, "parallels")
        self._with_twin(row)
        for parallel in parallels:
            for line, reason in _parallel_faults(row, parallel):
                self.at.note(line, reason)
            self._with_twin(parallel, of=row["id"])
        if len(self.at.refs.problems) == before:
            for each in self.questions[first:]:
                check_with_engine(each, self.at, parallels=len(parallels))

    def _with_twin(self, row: Lined, *, of: str = "") -> None:
        twins = self._fitting([row["twin"]] if "twin" in row else [], QUESTION, row, "twin")
        for each in (row, *twins):
            self.at.refs.claim(self.at.name, each, "id", "question")
            check_question(each, self.at)
        for line, reason in _twin_faults(row):
            self.at.note(line, reason)
        self.questions += twins
        self.questions.append(row.but(without="parallels", **({"parallel_of": of} if of else {})))

    def _fitting(self, rows: Any, schema, row: Lined, key: str) -> list[Lined]:
        return each_fitting(self.at.name, rows, schema, self.at.refs.problems, line=_line(row, key))


def _twin_faults(row: Lined) -> Iterator[tuple[int, str]]:
    if row.get("critical") and row.get("guidance") and "twin" not in row:
        yield row.line, "a critical question with guidance needs a twin"
    twin = row.get("twin", {})
    if twin.get("guidance"):
        yield twin.line, "a twin rests on no guidance"
    for key in ("twin", "parallels"):
        if key in twin:
            yield twin.lines[key], f"a twin has no {key}"
    if twin and bool(twin.get("critical")) != bool(row.get("critical")):
        yield twin.line, "a twin is critical exactly when its question is"


def _parallel_faults(row: Lined, parallel: Lined) -> Iterator[tuple[int, str]]:
    if "parallels" in parallel:
        yield parallel.lines["parallels"], "a parallel has no parallels"
    if bool(parallel.get("critical")) != bool(row.get("critical")):
        yield parallel.line, "a parallel is critical exactly when its question is"
    if parallel["objective"] != row["objective"]:
        yield parallel.lines["objective"], "a parallel has the objective of its question"


def _line(row: Lined, key: str) -> int:
    return row.lines.get(key, row.line)

"""A question in plain values: what its answers are marked against.

A question that could not be marked cannot be made: PaperError says what to do. What can be marked but
makes a poor question (two right options in a single choice, say) is for the authors' linter.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from assessments.grading.pieces import Accepted, Gap, Item, Option, Pair, RubricRow
from assessments.grading.readings import exact, flag, rows, table, text, whole
from assessments.grading.refusals import PaperError, refuse_repeats
from assessments.grading.schemes import DECIMALS, GAP_SCHEMES, PENALTY_BASES, SCHEMES
from assessments.grading.tolerances import window


@dataclass(frozen=True)
class Question:
    """One question.

    ``kind`` is a key of SCHEMES, ``scheme`` one of its names ("" becomes the type's own), ``mark`` the
    most it can earn, a whole number from 1. The other fields have the names and meanings of
    docs/question-format.md; ``other_units`` holds (name, how many make one unit).
    """

    uid: str
    kind: str
    mark: int = 1
    critical: bool = False
    options: tuple[Option, ...] = ()
    answer: Fraction | None = None
    tolerance: Fraction = Fraction(0)
    scheme: str = ""
    pairs: tuple[Pair, ...] = ()
    items: tuple[Item, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    gaps: tuple[Gap, ...] = ()
    rubric: tuple[RubricRow, ...] = ()
    unit: str = ""
    other_units: tuple[tuple[str, Fraction], ...] = ()
    unit_penalty: Fraction | None = None
    unit_penalty_of: str = "earned"
    decimals: str = "ask"
    match_case: bool = False
    match_accents: bool = False
    match_punctuation: bool = False

    def __post_init__(self) -> None:
        if self.kind not in SCHEMES:
            raise PaperError(f'The type "{self.kind}" is unknown: use one of {", ".join(SCHEMES)}.')
        schemes = SCHEMES[self.kind]
        if not self.scheme:
            object.__setattr__(self, "scheme", schemes[0])
        if self.scheme not in schemes:
            raise PaperError(
                f'A {self.kind} question has no scheme "{self.scheme}": use one of'
                f" {', '.join(schemes)}."
            )
        whole(self.mark, "The mark", least=1)
        refuse_repeats((option.uid for option in self.options), "options")
        if self.kind in _CHECKS:
            _CHECKS[self.kind](self)

    @property
    def stems(self) -> tuple[Pair, ...]:
        """The pairs without the extra choices."""
        return tuple(pair for pair in self.pairs if pair.is_stem)

    def gap_question(self, gap: Gap) -> "Question":
        """One gap of a cloze as a question of its own. Units are not asked for in a gap."""
        return Question(
            uid=gap.uid,
            kind=gap.kind,
            scheme=GAP_SCHEMES[gap.kind],
            options=tuple(option for option in self.options if option.gap == gap.name),
            accepted=tuple(each for each in self.accepted if each.gap == gap.name),
            decimals=self.decimals,
            match_case=self.match_case,
            match_accents=self.match_accents,
            match_punctuation=self.match_punctuation,
        )

    @classmethod
    def from_json(cls, content: Mapping[str, Any], uid: str | None = None) -> "Question":
        """Read a question from its JSON, as an edition holds it.

        Args:
            content: the form of docs/question-format.md; unknown keys are ignored.
            uid: its name in this paper, instead of the one in the content.

        Raises:
            PaperError: it cannot be read or could not be marked; the sentence names the question.
        """
        content = table(content, "A question")
        name = uid if uid is not None else text(content.get("uid"), "The uid of a question")
        if not name:
            raise PaperError("A question has no uid: give it one.")
        try:
            return cls(uid=name, **_fields(content))
        except PaperError as problem:
            raise PaperError(f'Question "{name}": {problem}') from None


def _fields(content: Mapping[str, Any]) -> dict[str, Any]:
    answer = content.get("answer")
    return {
        "kind": text(content.get("type"), "The type"),
        "scheme": text(content.get("scheme"), "The scheme"),
        "mark": content.get("mark", 1),
        "critical": flag(content.get("critical"), '"critical"'),
        "options": tuple(map(Option.from_json, rows(content.get("options"), '"options"'))),
        "pairs": tuple(map(Pair.from_json, rows(content.get("pairs"), '"pairs"'))),
        "items": tuple(map(Item.from_json, rows(content.get("items"), '"items"'))),
        "accepted": tuple(map(Accepted.from_json, rows(content.get("accepted"), '"accepted"'))),
        "gaps": tuple(map(Gap.from_json, rows(content.get("gaps"), '"gaps"'))),
        "rubric": tuple(map(RubricRow.from_json, rows(content.get("rubric"), '"rubric"'))),
        "answer": None if answer is None else exact(answer, "The answer"),
        "tolerance": exact(content.get("tolerance") or 0, "The tolerance"),
        "decimals": text(content.get("decimals"), '"decimals"') or "ask",
        **_unit_fields(content),
        **{
            switch: flag(content.get(switch), f'"{switch}"')
            for switch in ("match_case", "match_accents", "match_punctuation")
        },
    }


def _unit_fields(content: Mapping[str, Any]) -> dict[str, Any]:
    penalty = content.get("unit_penalty")
    return {
        "unit": text(content.get("unit"), "The unit"),
        "other_units": tuple(
            (name, exact(factor, f'The unit "{name}"'))
            for name, factor in table(content.get("other_units"), '"other_units"').items()
        ),
        "unit_penalty": None if penalty in (None, "") else exact(penalty, "The unit penalty"),
        "unit_penalty_of": text(content.get("unit_penalty_of"), '"unit_penalty_of"') or "earned",
    }


def _check_multiple(question: Question) -> None:
    right = sum(option.correct for option in question.options)
    if question.scheme in ("balanced", "right_less_wrong") and not right:
        raise PaperError("It has no right option: mark at least one as correct.")
    if question.scheme == "balanced" and right == len(question.options):
        raise PaperError("It has no wrong option: add one, or ticking all would earn the mark.")
    if not question.options:
        raise PaperError("It has no options: add some.")


def _check_matching(question: Question) -> None:
    if not question.stems:
        raise PaperError("It has no pairs: add some.")
    refuse_repeats((pair.uid for pair in question.stems), "pairs")
    words = (" ".join(pair.text.split()).casefold() for pair in question.stems)
    refuse_repeats((each for each in words if each), "stems")
    choices = {pair.choice_uid: pair.choice_name for pair in question.pairs}
    for pair in question.pairs:
        if choices[pair.choice_uid] != pair.choice_name:
            raise PaperError(
                f'The choice "{pair.choice_uid}" stands for two texts: give each its own uid.'
            )


def _check_ordering(question: Question) -> None:
    if not question.items:
        raise PaperError("It has no items: add some.")
    refuse_repeats((item.uid for item in question.items), "items")


def _check_numeric(question: Question) -> None:
    if question.decimals not in DECIMALS:
        raise PaperError(f'"decimals" must be one of {", ".join(DECIMALS)}.')
    if question.unit_penalty_of not in PENALTY_BASES:
        raise PaperError(f'"unit_penalty_of" must be one of {", ".join(PENALTY_BASES)}.')
    if question.unit_penalty is not None and not 0 <= question.unit_penalty <= 1:
        raise PaperError("The unit penalty must lie between 0 and 1.")
    if any(factor <= 0 for _, factor in question.other_units):
        raise PaperError("A unit must be worth more than zero.")
    if question.tolerance < 0:
        raise PaperError("A tolerance must not be below zero.")
    for accepted in question.accepted:
        window(accepted, question.scheme)


def _check_short(question: Question) -> None:
    if question.scheme == "by_hand":
        if not sum(row.points for row in question.rubric):
            raise PaperError("Its rubric gives no points: add a row with points.")
        refuse_repeats((row.uid for row in question.rubric), "rubric rows")


def _check_cloze(question: Question) -> None:
    refuse_repeats((gap.uid for gap in question.gaps), "gaps")
    refuse_repeats((gap.name for gap in question.gaps), "gaps")
    if not sum(gap.weight for gap in question.gaps):
        raise PaperError("Its gaps weigh nothing: add a gap with a weight above zero.")
    for gap in question.gaps:
        try:
            question.gap_question(gap)
        except PaperError as problem:
            raise PaperError(f'Gap "{gap.name}": {problem}') from None


#: What each type needs so that it can be marked; a single choice always can.
_CHECKS: dict[str, Callable[[Question], None]] = {
    "multiple": _check_multiple,
    "matching": _check_matching,
    "ordering": _check_ordering,
    "numeric": _check_numeric,
    "short": _check_short,
    "cloze": _check_cloze,
}

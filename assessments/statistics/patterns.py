"""Attempts that share the same wrong answers: perhaps copied, perhaps taught the same error.

For the attempts of one site, one per trainee. Right answers prove nothing when shared; a wrong answer
that two women share weighs more the more there were to choose from. It is a reason to look, never a
verdict, and no attempt is voided by it.

Worked example: A wrong with q1 b, q2 c, q3 b; B wrong with q1 b, q2 c, q3 c. Two the same, of three
that both missed.
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from itertools import combinations

#: Every two attempts are compared, so the work grows with the square; a site has far fewer.
MOST_ATTEMPTS = 500


@dataclass(frozen=True)
class Pair:
    """Two attempts: the questions with ``same`` wrong answers, and how many ``both_wrong`` in all."""

    first: str
    second: str
    same: tuple[str, ...]
    both_wrong: int

    @property
    def sentence(self) -> str:
        """What was found, in plain words, without a name."""
        return (
            f"Of {self.both_wrong} questions that both missed, {len(self.same)} have the same "
            "wrong answer: were they taught the same error, or did they answer together?"
        )


def same_wrong_answers(
    attempts: Mapping[str, Mapping[str, Hashable]], *, least: int = 5
) -> tuple[Pair, ...]:
    """Pairs of attempts with at least ``least`` identical wrong answers, most first.

    Args:
        attempts: name of the attempt to its wrong answers, question uid to what was answered: an
            option's uid, a frozenset of them, a text. What was left blank is None or left out.

    Raises:
        ValueError: for more than 500 attempts, or ``least`` below 1.
    """
    if len(attempts) > MOST_ATTEMPTS:
        raise ValueError(f"More than {MOST_ATTEMPTS} attempts: compare one site at a time")
    if least < 1:
        raise ValueError("At least one answer must be the same")
    wrong = {
        name: {uid: answer for uid, answer in answers.items() if answer is not None}
        for name, answers in attempts.items()
    }
    given = {name: frozenset(answers.items()) for name, answers in wrong.items()}
    pairs = [
        Pair(
            first=first,
            second=second,
            same=tuple(
                uid for uid, answer in wrong[first].items() if (uid, answer) in given[second]
            ),
            both_wrong=len(wrong[first].keys() & wrong[second].keys()),
        )
        for first, second in combinations(wrong, 2)
        if len(given[first] & given[second]) >= least
    ]
    return tuple(sorted(pairs, key=lambda pair: -len(pair.same)))

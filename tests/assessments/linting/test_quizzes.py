"""L05, L10 and L17 for a whole quiz."""

from fractions import Fraction

import pytest

from assessments.linting import Place, QuizFacts, lint_quiz
from assessments.linting.draft import Draft
from assessments.linting.quizzes import key_positions
from tests.assessments.linting.contents import (
    matching,
    multiple,
    numeric,
    option,
    single,
    true_false,
)


def found(facts):
    return [(each.rule, each.level, each.sentence, each.where) for each in lint_quiz(facts)]


def question(code, place=0, *, of=4, longest=False, **changes):
    """A single choice whose key stands at a place, and is the longest or not."""
    texts = ["x" * 9] * of
    options = [
        option(text, uid=str(n), correct=n == place) | ({"text": "x" * 10} if longest and n == place else {})
        for n, text in enumerate(texts)
    ]  # fmt: skip
    return single(code=code, options=options, **changes)


def keys_at(*places, **changes):
    return tuple(question(f"q{n}", place, **changes) for n, place in enumerate(places))


@pytest.mark.parametrize(
    ("longest", "others", "speaks"),
    [(3, 2, True), (2, 3, False), (4, 0, False), (5, 0, True), (4, 6, False), (5, 6, True)],
)
def test_keys_that_are_the_longest(longest, others, speaks):
    """More than 2 of 5, over at least five questions."""
    questions = [question(f"l{n}", longest=True) for n in range(longest)]
    questions += [question(f"o{n}") for n in range(others)]
    expected = (
        "L05",
        "warn",
        f"In {longest} of {longest + others} questions the right option is the longest:"
        " shorten some of them.",
        ", ".join(f"l{n}" for n in range(longest)),
    )

    assert found(QuizFacts(tuple(questions))) == ([expected] if speaks else [])


def test_lengths_are_counted_where_one_is_right():
    others = (multiple(), true_false(), matching(), numeric(), single(options=[]), single("a"))
    questions = (*(question(f"l{n}", longest=True) for n in range(4)), *others)

    assert found(QuizFacts(questions)) == []


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        (
            QuizFacts(keys_at(*[2] * 9, 0, 1, 3), shuffle=False),
            ("3", 9, 12),
        ),
        (QuizFacts(keys_at(*[2] * 9, 0, 1, 3, shuffle=False)), ("3", 9, 12)),
        (QuizFacts(keys_at(*[0] * 11, shuffle=False)), None),
        (QuizFacts(keys_at(*[0] * 12, shuffle=False)), ("1", 12, 12)),
        (QuizFacts(keys_at(*[0] * 12)), None),
        (QuizFacts((*keys_at(*[0] * 11, shuffle=False), question("q12"))), None),
        # Chi-square 11.33 on 3 degrees is just under its 1 % point, 11.345; 12 is above.
        (QuizFacts(keys_at(*[1] * 8, 0, 0, 2, 3), shuffle=False), None),
        (QuizFacts(keys_at(*[1] * 8, 0, 0, 2, 2), shuffle=False), ("2", 8, 12)),
        # Two options: 10 of 12 are 5.33, 11 of 12 are 8.33; the 1 % point is 6.635.
        (QuizFacts(keys_at(*[1] * 10, 0, 0, of=2), shuffle=False), None),
        (QuizFacts(keys_at(*[1] * 11, 0, of=2), shuffle=False), ("2", 11, 12)),
    ],
)
def test_positions_of_keys(facts, expected):
    sentences = []
    if expected:
        place, most, of = expected
        sentences = [
            (
                "L10",
                "warn",
                f"The right option stands at place {place} in {most} of {of} questions:"
                " let options be shown in a drawn order, or move some.",
                f"place {place}",
            )
        ]

    assert found(facts) == sentences


def test_key_positions_with_different_numbers_of_options():
    groups = [
        Draft.of(content).groups[0]
        for content in (question("a", 0, of=2), question("b", 2, of=4), question("c", 1, of=4))
    ]

    assert key_positions(groups) == ([1, 1, 1, 0], [1.0, 1.0, 0.5, 0.5])


def test_objective_that_nothing_asks_about():
    facts = QuizFacts((single(objective="o1"), single()), objectives=("o1", "o2"))

    assert found(facts) == [
        ("L17", "warn", "No question asks about this objective: write one.", "o2")
    ]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(1), []),
        (Place(3, 3), []),
        (Place(4, 2), []),
        (Place(5, 2), []),
        (Place(3, 2), [("2 of 3 questions are drawn here: write 1 more.", "place 2")]),
        (
            Place(1, 2, name="Danger signs"),
            [("2 of 1 questions are drawn here: write 3 more.", "Danger signs")],
        ),
    ],
)
def test_pools(place, expected):
    facts = QuizFacts((), places=(Place(1), place))

    assert found(facts) == [("L17", "warn", sentence, where) for sentence, where in expected]


@pytest.mark.parametrize(
    ("luck", "tries", "said"),
    [
        (None, 3, None),
        (0, 3, None),
        (Fraction(1, 20), 3, None),
        (0.05, 3, None),
        (Fraction(501, 10000), 1, "In 1 tries luck alone passes 5.0 % of guessers"),
        (1 - Fraction(26, 32) ** 3, 3, "In 3 tries luck alone passes 46.4 % of guessers"),
        (0.1875, 2, "In 2 tries luck alone passes 18.8 % of guessers"),
    ],
)
def test_luck(luck, tries, said):
    facts = QuizFacts((), tries=tries, pass_by_luck=luck)
    sentence = f"{said}: ask more questions, or give them more options."

    assert found(facts) == ([("L17", "warn", sentence, "pass mark")] if said else [])


def test_defaults_find_nothing():
    assert found(QuizFacts((single(),))) == []

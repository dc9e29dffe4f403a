import pytest

from tests.home.files.every_type import QUIZ, faults, line_of


def at(start: str) -> int:
    return line_of(start)


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (
            "- id: b\n        text: Talk", "- id: a\n        text: Talk", at("id: q-match"),
            "question q-match has two pairs with the same id",
        ),
        (
            "- id: b\n        text: Ask", "- id: a\n        text: Ask", at("id: q-order"),
            "question q-order has two items with the same id",
        ),
        (
            "- id: b\n        text: Names", "- id: a\n        text: Names", at("id: q-hand"),
            "question q-hand has two rubric rows with the same id",
        ),
        ("id: g2", "id: g1", at("id: q-gaps"), "question q-gaps has two gaps with the same id"),
        (
            "id: g2", "id: b", at("id: q-gaps"),
            "question q-gaps has a gap and an option with the same id",
        ),
        (
            "text: HIV treatment\n", "gap: when\n        text: HIV treatment\n",
            at("text: HIV treatment"), "'gap' means nothing outside a question of type cloze",
        ),
        (
            "pinned: true", "gap: when", at("pinned: true"),
            "'gap' means nothing outside a question of type cloze",
        ),
        (
            "text: HIV treatment", "text: 12", at("text: HIV treatment"),
            "12 stands for words: write it in quotes",
        ),
        (
            "- text: ART\n        gap", "- text: 750\n        gap", at("gap: what") - 1,
            "750 stands for words: write it in quotes",
        ),
        (
            "- text: ART\n        feedback: Yes.", "- text: ART\n        tolerance: 1",
            at("feedback: Yes."), "'tolerance' means nothing for words",
        ),
        (
            "scheme: by_hand\n", "scheme: rules\n", at("rubric:"),
            "'rubric' means nothing under the scheme rules",
        ),
        (
            "    rubric:", "    accepted:\n      - text: x\n    rubric:", at("rubric:"),
            "'accepted' means nothing under the scheme by_hand",
        ),
        (
            "    accepted:\n      - text: 10..12", "    answer: 11\n    accepted:\n      - text: 10..12",
            at("text: 10..12"), "a numeric question has an answer or accepted ones, not both",
        ),
    ],
)  # fmt: skip
def test_broken_part_is_refused_with_its_line(tmp_path, old, new, line, reason):
    assert faults(tmp_path, (old, new)) == [f"{line}: {reason}"]


def test_number_without_an_answer_is_refused(tmp_path):
    start = QUIZ.index("    accepted:\n      - text: 10..12")
    accepted = QUIZ[start : QUIZ.index("  - id: q-weights")]

    for new in ("", "    accepted: []\n"):
        assert faults(tmp_path, (accepted, new)) == [
            f"{at('id: q-number')}: a numeric question needs an answer"
        ]


def test_weights_under_a_scheme_that_knows_none_are_refused(tmp_path):
    weight = at("id: q-weights") + 14

    assert faults(
        tmp_path,
        ("scheme: weights", "scheme: one_right"),
        ("text: The best.", "correct: true\n        text: The best."),
    ) == [
        f"{weight + 1}: 'weight' means nothing under the scheme one_right",
        f"{weight + 4}: 'weight' means nothing under the scheme one_right",
    ]


def test_weights_decide_without_a_right_option(tmp_path):
    several = ("type: single\n    scheme: weights", "type: multiple\n    scheme: sum_of_weights")

    assert faults(tmp_path) == []
    assert faults(tmp_path, several, ("weight: 1/3", "weight: -1")) == []


def test_number_in_a_gap_for_numbers_needs_no_quotes(tmp_path):
    assert faults(tmp_path, ("- text: 6\n", "- text: 6.5\n")) == []

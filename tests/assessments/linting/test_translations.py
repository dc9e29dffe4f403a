"""L18: a translation asks the same."""

import pytest

from assessments.linting import lint_translation
from tests.assessments.linting.contents import (
    by_hand,
    cloze,
    matching,
    multiple,
    numeric,
    option,
    ordering,
    pair,
    short,
    single,
)

OPTIONS = single()["options"]
GAPS = cloze()["gaps"]
#: The same question, and what a translator may not change in it.
CHANGES = [
    (single(), {"type": "multiple"}, ["type"]),
    (single(), {"scheme": "weights"}, ["scheme"]),
    (single(), {"critical": True}, ["critical"]),
    (single(), {"options": OPTIONS[:2]}, ["number of options"]),
    (single(), {"options": OPTIONS[1:]}, ["number of options", "right options"]),
    (single(), {"options": [OPTIONS[0] | {"correct": False}, OPTIONS[1] | {"correct": True}, OPTIONS[2]]},
     ["right options"]),
    (multiple(), {"options": [each | {"safety": "harmful"} for each in multiple()["options"]]},
     ["safety flags"]),
    (matching(), {"pairs": [*matching()["pairs"], pair("", "Rest")]}, ["number of pairs", "matches"]),
    (matching(), {"pairs": [pair("Birth", "First test"), pair("Six weeks", "Medicine")]}, ["matches"]),
    (ordering("a", "b"), {"items": ordering("a", "b")["items"][::-1]}, ["right order"]),
    (cloze(), {"gaps": GAPS[:1]}, ["gaps"]),
    (cloze(), {"gaps": [GAPS[0], GAPS[1] | {"kind": "numeric"}]}, ["gaps"]),
    (by_hand("a"), {"rubric": []}, ["number of rubric rows"]),
    (numeric(), {"answer": "29"}, ["answer"]),
]  # fmt: skip


@pytest.mark.parametrize(("source", "changes", "aspects"), CHANGES)
def test_translation_that_asks_something_else(source, changes, aspects):
    found = lint_translation(source, source | changes)

    assert [(each.rule, each.level, each.where) for each in found] == [
        ("L18", "block", aspect) for aspect in aspects
    ]


@pytest.mark.parametrize(
    ("source", "changes"),
    [
        (single(), {"stem": "Mtoto ana joto. Unafanya nini?"}),
        (single(), {"options": [each | {"text": "x", "feedback": "y"} for each in OPTIONS]}),
        (single(), {"options": OPTIONS[::-1]}),
        (single(), {"options": [each | {"safety": "neither"} for each in OPTIONS]}),
        (short(), {"accepted": []}),
        (numeric(), {"answer": "28.0", "unit": "siku"}),
        (cloze(), {"gaps": GAPS[::-1]}),
        (matching(), {"pairs": matching()["pairs"][::-1]}),
        (single(), {"options": [*OPTIONS[:2], option(OPTIONS[2]["text"])]}),
    ],
)
def test_translation_of_words_alone(source, changes):
    assert lint_translation(source, source | changes) == []


def test_sentence():
    found = lint_translation(numeric(), numeric(answer="29"))

    assert [each.sentence for each in found] == [
        "The translation differs from its source in: answer. Make both the same."
    ]

"""Reading a question: defaults, groups, forms."""

import pytest

from assessments.linting.draft import Draft
from tests.assessments.linting.contents import (
    by_hand,
    cloze,
    form,
    matching,
    multiple,
    numeric,
    option,
    ordering,
    short,
    single,
    true_false,
)


def test_empty_content_reads_as_the_defaults():
    draft = Draft.of({})

    assert draft == Draft({}, (), (), (), (), (), (), ())
    assert (draft.type, draft.asked, draft.groups, draft.forms) == ("", "", (), ())
    assert (draft.is_critical, draft.is_marked_by_hand, draft.is_shuffled) == (False, False, True)


@pytest.mark.parametrize("junk", [None, 1, "text", {"text": "x"}, [None, "x", 3, ["y"]]])
def test_junk_reads_as_left_out(junk):
    names = ("options", "pairs", "items", "accepted", "gaps", "rubric", "media", "case", "stem")
    junk_stem = junk if not isinstance(junk, str) else None
    content = dict.fromkeys(names, junk) | {"case": None, "stem": junk_stem}

    assert Draft.of(content) == Draft(content, (), (), (), (), (), (), ())
    assert Draft.of(content).asked == ""


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (single(), [("", 3, 1, 2)]),
        (multiple(), [("", 4, 2, 2)]),
        (true_false(), [("", 2, 1, 1)]),
        (cloze(), [("when", 3, 1, 2)]),
        (numeric(options=single()["options"]), []),
        (ordering("a"), []),
        (matching(), []),
    ],
)
def test_groups_of_choices(content, names):
    groups = Draft.of(content).groups

    assert [(g.name, len(g.choices), len(g.keys), len(g.wrong)) for g in groups] == names


@pytest.mark.parametrize(
    ("content", "names"),
    [
        (short("a", "b"), [("", "short", ["a", "b"])]),
        (numeric(accepted=[form("28")]), [("", "numeric", ["28"])]),
        (cloze(), [("what", "short", ["ART", "treatment"])]),
        (by_hand("a", accepted=[form("b")]), []),
        (single(accepted=[form("b")]), []),
    ],
)
def test_forms_of_typed_answers(content, names):
    forms = Draft.of(content).forms

    assert [(f.name, f.kind, [each.text for each in f.accepted]) for f in forms] == names


def test_by_hand_is_a_scheme_of_short_answers():
    assert Draft.of(by_hand("a")).is_marked_by_hand
    assert not Draft.of(short()).is_marked_by_hand
    assert not Draft.of(single(scheme="by_hand")).is_marked_by_hand


@pytest.mark.parametrize(
    ("content", "answer"),
    [
        (single(), True),
        (single(shuffle=True), True),
        (single(shuffle=None), True),
        (single(shuffle=False), False),
        (true_false(shuffle=True), False),
    ],
)
def test_shuffled(content, answer):
    assert Draft.of(content).is_shuffled is answer


def test_asked_is_the_case_the_scenario_and_the_stem():
    content = single(case={"title": "T", "text": " C "}, scenario=" S\n", stem="Q?")

    assert Draft.of(content).asked == "C\nS\nQ?"
    assert Draft.of(single(case="C", scenario=" ", stem="Q?")).asked == "Q?"


def test_scheme_of_a_gap_looks_at_weights():
    weighed = [
        option("a", gap="when", weight="1"),
        option("b", correct=True, gap="when", weight="0"),
    ]

    keys = [choice.text for choice in Draft.of(cloze(options=weighed)).options if choice.is_key]
    flags = [choice.text for choice in Draft.of(single(options=weighed)).options if choice.is_key]

    assert (keys, flags) == (["a"], ["b"])

"""L14, L15 and L16."""

import pytest

from tests.assessments.linting.contents import (
    by_hand,
    cloze,
    form,
    found,
    matching,
    numeric,
    option,
    places,
    short,
    single,
    true_false,
)

ONE_FORM = "Only one way to write the answer is accepted: add the others that are right."
NO_UNIT = ("The number has no unit: say in what it is counted or measured.", "unit")
NO_TOLERANCE = (
    "No tolerance is stated: say how far off is still right, 0 for exactly.",
    "tolerance",
)
NO_ALT = "A picture has no text: describe what matters in it."
NO_TRANSCRIPT = "A recording has no transcript: write down its words."


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (single(), []),
        (
            single(options=[*single()["options"], option("Run.", feedback=" ")]),
            ["Run."],
        ),
        (single(options=[option("Go.", correct=True), option("Run.", feedback="")]), ["Run."]),
        (
            true_false(options=[option("True", correct=True), option("False", feedback="")]),
            ["False"],
        ),
        (
            cloze(options=[*cloze()["options"], option("never", gap="when", feedback="")]),
            ["never"],
        ),
        (matching(), []),
    ],
)
def test_feedback_on_wrong_options(content, expected):
    sentence = "This wrong option has no feedback: say why it is wrong and what to do."

    assert found("L14", content) == [(sentence, where) for where in expected]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"critical": True, "rationale": "Because.", "sources": "S1"}, []),
        (
            {"critical": True, "rationale": " ", "sources": "S1"},
            [("A critical question has no rationale: say why its answer is right.", "rationale")],
        ),
        (
            {"critical": True, "rationale": "Because.", "sources": " "},
            [("A critical question names no source: say where its answer comes from.", "sources")],
        ),
        ({"critical": False}, []),
    ],
)
def test_reasons_of_a_critical_question(changes, expected):
    assert found("L14", single(**changes)) == expected


@pytest.mark.parametrize(
    ("medium", "expected"),
    [
        ({"kind": "image", "alt": "A nurse", "bytes": 150_000}, []),
        ({"kind": "image", "alt": " "}, [(NO_ALT, "image")]),
        ({"kind": "audio", "transcript": "Welcome."}, []),
        ({"kind": "audio", "alt": "x", "transcript": " "}, [(NO_TRANSCRIPT, "audio")]),
        ({"kind": "video"}, [(NO_TRANSCRIPT, "video")]),
        ({"kind": "document"}, []),
        (
            {"kind": "image", "alt": "A nurse", "bytes": 150_001},
            [("A file has 150 kB: make it smaller than 150 kB.", "image")],
        ),
        (
            {"bytes": 2_345_678},
            [("A file has 2345 kB: make it smaller than 150 kB.", "media")],
        ),
        ({"bytes": "big"}, []),
    ],
)
def test_media(medium, expected):
    assert found("L15", single(media=[medium])) == expected


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (short("ART", "ARVs"), []),
        (short("ART"), [(ONE_FORM, "accepted answers")]),
        (short("ART*"), []),
        (short(r"ART\*"), [(ONE_FORM, "accepted answers")]),
        (by_hand("Greets her."), []),
        (
            cloze(accepted=[form("ART", gap="what"), form("when", gap="when")]),
            [(ONE_FORM, "what")],
        ),
        (numeric(), []),
        (numeric(unit=" "), [NO_UNIT]),
        (numeric(tolerance=None), [NO_TOLERANCE]),
        (numeric(tolerance="a bit"), [NO_TOLERANCE]),
        (numeric(tolerance="", accepted=[form("28", tolerance="0"), form("20..30")]), []),
        (numeric(accepted=[form("28"), form("20..30")]), [NO_TOLERANCE]),
        (numeric(accepted=[form("28")], unit=""), [NO_UNIT, NO_TOLERANCE]),
    ],
)
def test_typed_answers(content, expected):
    assert found("L16", content) == expected


def test_gap_with_a_number_needs_no_unit():
    gaps = [cloze()["gaps"][0], {"uid": "g2", "name": "what", "kind": "numeric"}]

    assert places("L16", cloze(gaps=gaps, accepted=[form("28", gap="what")])) == []

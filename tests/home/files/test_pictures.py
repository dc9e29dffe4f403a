"""Pictures and steps in a lesson's file."""

import pytest

from curriculum.drawings import DRAWINGS
from home.files.pictures import STEP
from tests.home.files.test_lessons import blocks, faults

KNOWN = ", ".join(DRAWINGS)
TWO = "- fever: Hot\n- bleeding: Blood\n"
#: No file names a picture of an author's own.
NOTHING = {"image": None}
COUNT = "6: 2 to 8 steps make a row of pictures"


def item(drawing: str, text: str, alt: str = "") -> dict:
    return {"type": "item", "value": {**NOTHING, "drawing": drawing, "alt": alt, "text": text}}


def test_picture_has_a_drawing_and_a_line_below():
    read = blocks("::: picture drawing=fever\nShe is hot\n  and *shivers*.\n:::\n")

    value = {**NOTHING, "drawing": "fever", "alt": "", "caption": "She is hot and *shivers*."}
    assert read == [{"type": "image", "value": value}]


def test_picture_needs_no_line_and_may_have_words_of_its_own():
    (block,) = blocks('::: picture drawing=fever alt="A hot woman"\n:::\n')

    assert block["value"] == {**NOTHING, "drawing": "fever", "alt": "A hot woman", "caption": ""}


def test_numbered_steps_are_in_order():
    (block,) = blocks("::: steps\n1. load_high: Much.\n\n2. load_none: None: good.\n:::\n")

    steps = [item("load_high", "Much."), item("load_none", "None: good.")]
    assert block == {"type": "picture_steps", "value": {"steps": steps, "in_order": True}}


def test_signs_are_in_no_order_and_may_have_words_of_their_own():
    (block,) = blocks('::: steps\n- fever "She \\"burns\\": hot": Hot\n-  bleeding :  Blood\n:::\n')

    steps = [item("fever", "Hot", 'She "burns": hot'), item("bleeding", "Blood")]
    assert block["value"] == {"steps": steps, "in_order": False}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("::: picture\n:::\n", ["6: picture needs drawing="]),
        ("::: picture drawing=cat\n:::\n", [f"6: 'cat' is no drawing; known: {KNOWN}"]),
        ("::: picture drawing=fever size=2\n:::\n", ["6: picture knows no 'size'"]),
        (
            f"::: picture drawing=fever alt={'a' * 251}\n{'b' * 251}\n:::\n",
            ["6: alt is longer than 250 letters", "6: caption is longer than 250 letters"],
        ),
        ("::: steps\n:::\n", [COUNT]),
        ("::: steps\n- fever: Hot\n:::\n", [COUNT]),
        (f"::: steps\n{TWO * 4}- fever: Hot\n:::\n", [COUNT]),
        (f"::: steps\n{TWO}- cat: Purrs\n:::\n", [f"9: 'cat' is no drawing; known: {KNOWN}"]),
        (f"::: steps\n{TWO}* fever: Hot\nfever\n- fever:\n:::\n", [f"{n}: {STEP}" for n in (9, 10, 11)]),
        (f'::: steps\n{TWO}- fever "Hot: Hot\n:::\n', [f"9: {STEP}"]),
        (f"::: steps\n{TWO}1. fever: Hot\n:::\n", ["6: steps are all numbered, or all begin with -"]),
        (f"::: steps\n{TWO}- fever: {'a' * 201}\n:::\n", ["9: text is longer than 200 letters"]),
    ],
)  # fmt: skip
def test_broken_picture_is_refused_with_its_line(body, expected):
    assert sorted(faults(body)) == sorted(expected)

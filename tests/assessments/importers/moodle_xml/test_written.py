from fractions import Fraction
from xml.etree import ElementTree as ET

import pytest

from assessments.importers.moodle_xml.written import add_answer, add_text, centre, switch


def text_of(element):
    return ET.tostring(element).decode()


def test_add_text_with_and_without_a_format():
    parent = ET.Element("p")
    add_text(parent, "a", "x < y", format="html")
    add_text(parent, "b", "")

    assert text_of(parent) == ('<p><a format="html"><text>x &lt; y</text></a><b><text /></b></p>')


def test_add_answer_with_and_without_feedback():
    parent = ET.Element("p")
    add_answer(parent, "a", Fraction(1, 3), "no")
    add_answer(parent, "b", Fraction(-1), "")

    assert text_of(parent) == (
        '<p><answer format="plain_text" fraction="33.33333"><text>a</text>'
        '<feedback format="plain_text"><text>no</text></feedback></answer>'
        '<answer format="plain_text" fraction="-100"><text>b</text></answer></p>'
    )


def test_switch_is_true_or_false():
    assert (switch(True), switch(False)) == ("true", "false")


@pytest.mark.parametrize(
    ("accepted", "number"),
    [
        ({"text": "20", "tolerance": "5"}, ("20", "5")),
        ({"text": "20"}, ("20", "0")),
        ({"text": "18..23", "tolerance": "9"}, ("20.5", "2.5")),
        ({"text": "-3..-1"}, ("-2", "1")),
    ],
)
def test_centre_of_a_number_or_a_range(accepted, number):
    assert centre(accepted) == number

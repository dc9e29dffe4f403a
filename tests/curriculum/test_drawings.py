"""The drawings of the house: light, plain, neutral by name, and all of them used."""

import re
import xml.etree.ElementTree as ET

import pytest
from django.contrib.staticfiles import finders

from curriculum.drawings import DRAWINGS, FEWEST, LONGEST, MOST, SMALL, WIDE, drawing_choices
from curriculum.weighing import DRAWING
from curriculum.wording import is_disclosing, shaming_words
from tests.conftest import ROOT

FOLDER = ROOT / "static" / "drawings"
SHAPES = {"svg", "g", "path", "circle", "ellipse", "rect"}
STARTER = sorted((ROOT / "curriculum" / "starter").glob("m*/l*.md"))
DRAWN = pytest.mark.parametrize("drawing", DRAWINGS.values(), ids=DRAWINGS)


def drawn(drawing) -> ET.Element:
    return ET.parse(finders.find(drawing.path)).getroot()


@DRAWN
def test_drawing_is_light_and_holds_shapes_alone(drawing):
    """No words, scripts, links or styles; what a browser will not fetch and nobody has to translate."""
    root = drawn(drawing)
    tags = {each.tag.removeprefix("{http://www.w3.org/2000/svg}") for each in root.iter()}
    attributes = {name for each in root.iter() for name in each.attrib}
    texts = [each.text for each in root.iter() if (each.text or "").strip()]

    assert FOLDER.joinpath(f"{drawing.code}.svg").stat().st_size <= DRAWING
    assert (tags - SHAPES, texts) == (set(), [])
    assert [name for name in attributes if re.search(r"href|style|class|^on|\bid$", name)] == []
    assert "url(" not in str([each.attrib for each in root.iter()])


@DRAWN
def test_drawing_is_as_large_as_it_says(drawing):
    root = drawn(drawing)

    assert drawing.size in (SMALL, WIDE)
    assert (int(root.get("width")), int(root.get("height"))) == drawing.size
    assert root.get("viewBox") == "0 0 {} {}".format(*drawing.size)


@DRAWN
def test_drawing_says_what_it_teaches_and_its_address_says_nothing(drawing):
    assert re.fullmatch(r"drawings/d\d\d\.svg", drawing.path)
    assert 3 <= len(drawing.alt.split()) <= 35
    assert (drawing.alt[-1], len(drawing.alt) <= LONGEST["alt"]) == (".", True)
    assert shaming_words(drawing.alt) == []


def test_name_of_a_file_that_tells_would_be_found():
    assert is_disclosing("drawings/viral-load.svg")
    assert not any(is_disclosing(drawing.path) for drawing in DRAWINGS.values())


def test_every_file_is_in_the_list_once_and_every_drawing_is_used():
    codes = [drawing.code for drawing in DRAWINGS.values()]
    texts = "".join(path.read_text() for path in STARTER)
    used = re.findall(r"^(?:::: picture drawing=|(?:-|\d\.) )([a-z_]+)(?:$|:| alt)", texts, re.M)

    assert sorted(path.name for path in FOLDER.iterdir()) == sorted(f"{code}.svg" for code in codes)
    assert set(DRAWINGS) - set(used) == set()


def test_authors_choose_by_title():
    titles = dict(drawing_choices())

    assert (titles["fever"], len(set(titles.values()))) == ("Woman: fever", len(DRAWINGS))
    assert (FEWEST, MOST) == (2, 8)

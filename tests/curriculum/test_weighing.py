"""What a page weighs."""

import gzip

import pytest

from curriculum.weighing import BUDGET, DRAWING, PHOTO, Picture, Weight, kilobytes, weigh

PAGE = """<link href="/static/css/a.css"><link href="/static/css/a.css"><script src="/static/js/b.js">
</script><img alt="" src="/media/files/c.svg"><img src="/media/files/c.svg"><img src="/static/d.svg">
<img src="/media/files/gone.webp"><a href="/elsewhere.css">x</a>"""


def test_everything_counts_once_and_pictures_by_themselves():
    sizes = {"css/a.css": 1000, "js/b.js": 200, "d.svg": 30}
    weight = weigh(PAGE, stored=sizes.__getitem__, sent={"/media/files/c.svg": 500}.get)

    assert weight.first_view == len(gzip.compress(PAGE.encode(), 6)) + 1200
    assert weight.pictures == (Picture("c.svg", 500), Picture("d.svg", 30))


@pytest.mark.parametrize(
    ("size", "said"),
    [
        (0, "0 KB"),
        (1024, "1 KB"),
        (6963, "6.8 KB"),
        (14 * 1024, "14 KB"),
        (14 * 1024 + 1, "14.1 KB"),
    ],
)
def test_kilobytes_are_rounded_up(size, said):
    assert kilobytes(size) == said


def test_weight_is_said_beside_its_budget():
    assert str(Weight(6963)) == "6.8 KB on a new phone, of at most 14 KB"
    assert str(Picture("a.svg", 2048)) == "a.svg 2 KB"
    assert Weight(6963, (Picture("a.svg", 2048), Picture("b.svg", 1024))).later == "3 KB"


def test_what_is_heavy():
    assert [Weight(size).is_heavy for size in (BUDGET, BUDGET + 1)] == [False, True]
    assert [Picture("a.svg", size).is_heavy for size in (DRAWING, DRAWING + 1)] == [False, True]
    assert [Picture("a.webp", size).is_heavy for size in (PHOTO, PHOTO + 1)] == [False, True]

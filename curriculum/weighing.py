"""What a page weighs on a phone that has never been here: the one measure for tests, previews and checks.

The page counts as gzip sends it, styles, scripts and icon as they are stored for sending (brotli). Pictures
load later, drawings of the house too, so each is weighed by itself.

Worked example: a page of 2,000 bytes compressed with a sheet of 4,000 and a picture of 9,000 weighs 6,000
on the first view, and its picture 9,000.
"""

import gzip
import re
from collections.abc import Callable
from dataclasses import dataclass

#: A first view fits the window with which a new connection starts: one round trip.
BUDGET = 14 * 1024
#: A drawing is lines; the largest of the starter's icons is a twentieth of this.
DRAWING = 6 * 1024
#: A module to keep offline is at most 150 KB, and has five lessons or more: one such photo for each.
PHOTO = 30 * 1024

_ASSET = re.compile(r'(?:href|src)="/static/([^"?]+\.(?:css|js|svg|png|webp))"')
_PICTURE = re.compile(r'<img[^>]*\ssrc="([^"]+)"')


@dataclass(frozen=True)
class Picture:
    """A picture of a lesson, and how heavy it is."""

    name: str
    size: int

    def __str__(self) -> str:
        return f"{self.name} {kilobytes(self.size)}"

    @property
    def budget(self) -> int:
        return DRAWING if self.name.endswith(".svg") else PHOTO

    @property
    def is_heavy(self) -> bool:
        return self.size > self.budget


@dataclass(frozen=True)
class Weight:
    """Bytes of a first view, and of each picture that comes after it."""

    first_view: int
    pictures: tuple[Picture, ...] = ()

    @property
    def is_heavy(self) -> bool:
        return self.first_view > BUDGET

    @property
    def later(self) -> str:
        """How heavy the pictures are together."""
        return kilobytes(sum(picture.size for picture in self.pictures))

    def __str__(self) -> str:
        return f"{kilobytes(self.first_view)} on a new phone, of at most {kilobytes(BUDGET)}"


def weigh(page: str, *, stored: Callable[[str], int], sent: Callable[[str], int | None]) -> Weight:
    """Weigh a page.

    Args:
        page: its HTML.
        stored: how many bytes of a static file are sent, by its name ("css/site.css").
        sent: how many bytes a picture has, by its address; None where nobody knows.
    """
    assets = dict.fromkeys(_ASSET.findall(_PICTURE.sub("", page)))
    first_view = len(gzip.compress(page.encode(), 6)) + sum(map(stored, assets))
    sizes = [
        (address.rsplit("/", 1)[-1], _size(address, stored, sent))
        for address in dict.fromkeys(_PICTURE.findall(page))
    ]
    return Weight(first_view, tuple(Picture(name, size) for name, size in sizes if size))


def _size(
    address: str, stored: Callable[[str], int], sent: Callable[[str], int | None]
) -> int | None:
    is_ours = address.startswith("/static/")
    return stored(address.removeprefix("/static/")) if is_ours else sent(address)


def kilobytes(size: int) -> str:
    """6963 as "6.8 KB", rounded up so that nothing over its budget is shown as within."""
    tenths = -(-size * 10 // 1024)
    return f"{tenths // 10} KB" if tenths % 10 == 0 else f"{tenths // 10}.{tenths % 10} KB"

"""Pages put on the scales of ``curriculum.weighing``: static files and pictures as they lie here."""

from functools import lru_cache
from pathlib import Path

import brotli
from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.files.storage import default_storage
from wagtail import hooks

from curriculum.weighing import Weight, weigh

#: Who answers this hook draws a lesson's page as a trainee gets it. It is a hook because this room knows
#: no trainee: the one above draws, this one weighs.
DRAWS_A_LESSON = "draw_lesson"


def weigh_page(html: str) -> Weight:
    """What a page weighs that was drawn here."""
    return weigh(html, stored=bytes_stored, sent=bytes_sent)


def weigh_lesson(page) -> Weight | None:
    """What a lesson weighs as a trainee of an invented country gets it; None where nobody draws it."""
    for draw in hooks.get_hooks(DRAWS_A_LESSON):
        return weigh_page(draw(page))
    return None


def bytes_stored(name: str) -> int:
    """Bytes of a static file as it is sent, by its plain or hashed name; 0 for one that is not there."""
    collected = Path(staticfiles_storage.path(name)) if settings.STATIC_ROOT else None
    path = collected if collected and collected.exists() else finders.find(name)
    return _compressed(Path(path), Path(path).stat().st_mtime) if path else 0


@lru_cache(maxsize=64)
def _compressed(path: Path, changed: float) -> int:
    return len(brotli.compress(path.read_bytes()))


def bytes_sent(address: str) -> int | None:
    """Bytes of an uploaded picture by its address; None for what is not ours or is gone."""
    if not address.startswith(settings.MEDIA_URL):
        return None
    try:
        return default_storage.size(address.removeprefix(settings.MEDIA_URL))
    except OSError:
        return None

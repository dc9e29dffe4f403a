"""Translators at work, for tests."""

import datetime as dt

from wagtail_localize.models import StringSegment, StringTranslation

from curriculum.models import WordEdition, WordSheet, hash_of
from home import roles
from tests import make
from trainees.models import User


def person(name: str = "tom") -> User:
    """Somebody with the role of a translator."""
    return User.objects.filter(username=name).first() or make.make_user(name, roles.TRANSLATOR)


def opened(thing, language: str = "sw", by: User | None = None) -> WordSheet:
    return WordSheet.objects.open(thing, language=language, by=by or person(), at=make.NOW)


def put(sheet: WordSheet, words: dict[str, str] | None = None, by: User | None = None) -> WordSheet:
    """Give each text its words; where ``words`` has none, the text itself in capitals, gaps and tags kept."""
    segments = StringSegment.objects.filter(source=sheet.work().source).select_related("string")
    for segment in segments:
        text = segment.string.data
        said = (words or {}).get(text, f"SW {text}")
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=sheet.locale,
            defaults={
                "data": said,
                "translation_type": "manual",
                "last_translated_by": by or person(),
                "has_error": False,
            },
        )
    return sheet


def signed(
    thing,
    language: str = "sw",
    *,
    words: dict | None = None,
    by: User | None = None,
    at: dt.datetime = make.NOW,
) -> WordEdition:
    """Open, translate and sign in one go: by Tom, and Asha signs."""
    sheet = put(opened(thing, language), words)
    sha256 = hash_of(sheet.pairs())
    return sheet.sign(by=by or person("asha"), at=at, sha256=sha256)


def reads(trainee, language: str = "sw") -> None:
    """From now on she reads in this language."""
    User.objects.filter(pk=trainee.user_id).update(language=language)

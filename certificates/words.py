"""What a paper says beside what is frozen on its face: its fixed words, in one language or in two.

The words are ordinary translations (``locale/``); here they are named, because two languages of one page
cannot both be the one that is switched on.
"""

from datetime import date
from functools import cache

from django.utils import translation
from django.utils.dateformat import format as formatted
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

#: Words after which no dot divides two languages: one is on a line of its own, one ends in a colon.
ALONE = {"heading", "check"}


@cache
def words(language: str) -> dict[str, str]:
    """Return the fixed words in a language, each under its name."""
    with translation.override(language):
        return {
            "title": _("Certificate"),
            "heading": _("Certificate of completion"),
            "certifies": _("This certifies that"),
            "completed": _("has completed"),
            "level": _("Level"),
            "hours": _("Guided hours"),
            "issued": _("Issued on"),
            "valid": _("Valid until"),
            "modules": _("Modules"),
            "number": _("Certificate number"),
            "check": _("Check this certificate:"),
            "with": _("with the number and the name"),
            "electronic": _("Issued electronically, without a handwritten signature."),
            "for": _("For"),
            "code": _("Code to scan when you check this certificate"),
            "seal": _("Seal"),
            "demonstration": _("Demonstration. Not a real certificate."),
            "specimen": _("Specimen. Not a certificate."),
        }


def day(when: date, language: str) -> str:
    """Return a date as it is written in a language: 22 November 2026, 22 de novembro de 2026."""
    with translation.override(language):
        return formatted(when, pgettext("a date, in Django's letters", "j F Y"))


def both(first: str, second: str, language: str, dot: str = "") -> str:
    """Return HTML (str) of a text and, where there is one, the same in a second language behind a dot."""
    if not second or second == first:
        return format_html("{}", first)
    html = '{} <span class="also" lang="{}">{}{}</span>'
    return format_html(html, first, language, dot, second)


def said(languages: list[str]) -> dict[str, str]:
    """Return the fixed words as HTML in one language or two."""
    first, second = words(languages[0]), words(languages[-1])
    return {
        name: both(text, second[name], languages[-1], "" if name in ALONE else "· ")
        for name, text in first.items()
    }

"""How the tree is asked for."""

from django.db.models import Q
from wagtail.models import Page, PageManager
from wagtail.query import PageQuerySet

#: Where the source language's tree hangs (``home/0002``); a translation's root has its language behind.
ROOT = "/home"


class CodedQuerySet(PageQuerySet):
    def at(self, *codes: str, language: str = "en"):
        """The live page at these codes (programme, module, lesson), by url path. Can be chained."""
        return self.live().filter(url_path=url_path(*codes, language=language))

    def in_module(self, programme: str, module: str, language: str = "en"):
        """Live lessons of one module, in the order of the tree. Can be chained."""
        return (
            self.live()
            .filter(url_path__startswith=url_path(programme, module, language=language))
            .order_by("path")
        )


CodedManager = PageManager.from_queryset(CodedQuerySet)


def url_path(*codes: str, language: str = "en") -> str:
    """Wagtail's stored path of the page at ``codes``, e.g. ``/home/p1/m2/l3/``."""
    root = ROOT if language == "en" else f"{ROOT}-{language}"
    return "/".join([root, *codes, ""])


def unsigned_below(programme: Page):
    """Live pages of a programme, itself included, that are not completely signed: of ``Page``."""
    signed = Q(live_revision__sign_off__isnull=False) & (
        Q(live_revision__sign_off__language_asked=False)
        | Q(live_revision__sign_off__language_review__isnull=False)
    )
    return Page.objects.descendant_of(programme, inclusive=True).live().exclude(signed)

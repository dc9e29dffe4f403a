"""Which drafts an invited reviewer gets, and how each is read."""

from typing import Any

from django.db.models import Model
from wagtail.models import Page

from assessments.models import Case, Checklist, Question, Quiz
from curriculum.blocks import NOTE
from curriculum.changes import NAMES
from curriculum.models import LessonPage, ModulePage
from curriculum.models.sign_off import what_changed
from home.models import InvitedPage
from home.models.review_link import Shown

#: The tests of a module, in the order in which they rest on each other.
TESTS = (Case, Question, Quiz, Checklist)


def drafts_of(page: Page, *, with_notes: bool, with_keys: bool) -> list[Shown]:
    """The latest drafts of a page and those right below it; with keys, also those of a module's tests.

    What a draft changes is told as far as she may know it: nothing of notes that she does not get.
    """
    things: list[Any] = [page, *page.get_children().specific().order_by("path")]
    if with_keys and isinstance(page, ModulePage):
        things += [each for model in TESTS for each in model.objects.filter(module=page)]
    return [
        Shown(
            thing.latest_revision,
            [
                sentence
                for sentence in what_changed(thing.latest_revision)
                if with_notes or not sentence.startswith(NOTE)
            ],
        )
        for thing in things
        if thing.latest_revision
    ]


def as_read(invited: InvitedPage) -> dict[str, Any]:
    """What the template needs to show one draft: its kind, its name, and its words."""
    draft = invited.revision.as_object()
    words: dict[str, Any] = {"kind": draft._meta.model_name, "draft": draft, "name": name_of(draft)}
    if isinstance(draft, LessonPage):
        return words | {"page": draft}
    if isinstance(draft, Page):
        spoken = draft.spoken()
        fields = [(NAMES[key], spoken[key]) for key in NAMES if key in spoken and key != "title"]
        return words | {"fields": fields, "rows": spoken["rows"]}
    return words | ({} if isinstance(draft, Quiz) else {"content": draft.as_content()})


def name_of(draft: Model) -> str:
    """What stands above a draft: a page's title, else what it is and its code."""
    if isinstance(draft, Page):
        return draft.title
    return f"{draft._meta.verbose_name} {draft}".capitalize()

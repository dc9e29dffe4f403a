"""What whoever signs reads first: what changed, whom it touches, and who signed what before."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Model, QuerySet
from wagtail.models import Page, Revision

from assessments.models import Case, Checklist, Question, Quiz
from curriculum.models import SignOff
from curriculum.models.sign_off import what_changed
from home.models import ReviewNote
from home.touched import Touched, touched_by

#: What is signed, by what it is called in an address.
KINDS: dict[str, type[Model]] = {
    "page": Page,
    "case": Case,
    "question": Question,
    "quiz": Quiz,
    "checklist": Checklist,
}


@dataclass(frozen=True)
class Waiting:
    """A draft that is not signed, and what there is to know about it."""

    revision: Revision
    changed: list[str]
    touched: Touched
    said: QuerySet[ReviewNote]


def kind_of(thing: Model) -> str:
    """What a page or snippet is called in an address; "" for what is not signed here."""
    return next((kind for kind, model in KINDS.items() if isinstance(thing, model)), "")


def find(kind: str, pk: int) -> Model | None:
    """The page (as what it is) or snippet; None if there is none that is signed."""
    model = KINDS.get(kind)
    thing = model and model.objects.filter(pk=pk).first()
    thing = thing.specific if isinstance(thing, Page) else thing
    return thing if hasattr(thing, "changes_since") else None


def waiting(thing: Model, today: dt.date) -> Waiting | None:
    """Its latest draft, unless it is completely signed."""
    revision = thing.latest_revision
    if revision is None or SignOff.objects.complete().filter(revision=revision).exists():
        return None
    return about(revision, today)


def about(revision: Revision, today: dt.date) -> Waiting:
    """What there is to know about one draft; ``said``: what invited reviewers said of the thing."""
    thing = revision.content_object
    said = ReviewNote.objects.said().about(thing).select_related("link")
    return Waiting(revision, what_changed(revision), touched_by(thing, today), said)


def signatures(thing: Model) -> QuerySet[SignOff]:
    """All signatures under a page or snippet, the newest first, with who gave them: one query."""
    return (
        SignOff.objects.filter(
            revision__base_content_type=thing.get_base_content_type(),
            revision__object_id=str(thing.pk),
        )
        .select_related("signed_by", "language_review__signed_by")
        .order_by("-signed_at", "-pk")
    )

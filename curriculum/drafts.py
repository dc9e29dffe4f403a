"""What waits for whom on an editor's first page: her own drafts, and what she may sign."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from wagtail.models import Page, Revision, TaskState, WorkflowContentType, WorkflowState


@dataclass(frozen=True)
class Draft:
    """Something that nobody has signed yet."""

    title: str
    kind: str
    address: str
    changed_at: dt.datetime
    in_review: bool


def drafts_of(user) -> QuerySet[Revision]:
    """The latest revision of everything she wrote part of since it was last signed, newest first.

    Each with ``in_review``. Can be chained; ``shown`` makes rows of it without a query more.
    """
    later = _same_thing(Revision.objects.filter(pk__gt=OuterRef("pk")))
    waiting = _same_thing(WorkflowState.objects.filter(status=WorkflowState.STATUS_IN_PROGRESS))
    is_page = Q(base_content_type=ContentType.objects.get_for_model(Page))
    is_signed_here = Q(base_content_type__in=WorkflowContentType.objects.values("content_type"))
    return (
        Revision.objects.filter(is_page | is_signed_here, sign_off__isnull=True)
        .filter(~Exists(later), Exists(_written_by(user)))
        .annotate(in_review=Exists(waiting))
        .select_related("content_type", "base_content_type")
        .order_by("-created_at", "-pk")
    )


def waiting_for(user) -> QuerySet[TaskState]:
    """What she may sign, the oldest first: nothing that she wrote part of since it was last signed."""
    hers = Revision.objects.filter(pk=OuterRef("revision")).filter(Exists(_written_by(user)))
    return (
        TaskState.objects.reviewable_by(user)
        .filter(~Exists(hers))
        .select_related("revision__content_type", "revision__base_content_type")
        .order_by("started_at", "pk")
    )


def shown(revision: Revision, *, at: dt.datetime, in_review: bool) -> Draft:
    """A row of a panel."""
    model = revision.content_type.model_class()
    where = "wagtailadmin_pages" if issubclass(model, Page) else _snippets(model)
    return Draft(
        title=revision.object_str,
        kind=str(model._meta.verbose_name).removesuffix(" page"),
        address=reverse(f"{where}:edit", args=[revision.object_id]),
        changed_at=at,
        in_review=in_review,
    )


def _snippets(model) -> str:
    return f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"


def _written_by(user) -> QuerySet[Revision]:
    """Revisions up to an outer one that ``user`` wrote and that no later signature covers."""
    up_to = Revision.objects.filter(created_at__lte=OuterRef("created_at"), user=user)
    signed = Revision.objects.filter(
        base_content_type=OuterRef("base_content_type"),
        object_id=OuterRef("object_id"),
        created_at__gte=OuterRef("created_at"),
        created_at__lte=OuterRef(OuterRef("created_at")),
        sign_off__isnull=False,
    )
    return _same_thing(up_to).filter(~Exists(signed))


def _same_thing(rows: QuerySet) -> QuerySet:
    """Those about the same page or snippet as an outer row."""
    return rows.filter(
        base_content_type=OuterRef("base_content_type"), object_id=OuterRef("object_id")
    )

"""The editors' first page: what is mine to finish, what is mine to sign, what must be checked again.

What spans rooms (translations, the house itself) is added by ``home.admin.first_page``.
"""

from wagtail.admin.ui.components import Component
from wagtail.models import Page

from curriculum.admin.reviews import ReviewPanel
from curriculum.drafts import drafts_of, shown, waiting_for
from curriculum.models import ClinicalReviewTask, LanguageReviewTask, ProgrammePage

#: As many as are read at a glance.
MOST = 10


class MyDraftsPanel(Component):
    """What she wrote part of and nobody has signed; before anything is written, what to do first."""

    name, order = "my_drafts", 100
    template_name = "curriculum/admin/my_drafts.html"

    class Media:
        css = {"all": ("css/authors.css",)}

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        drafts = list(drafts_of(user)[: MOST + 1])
        rows = [shown(row, at=row.created_at, in_review=row.in_review) for row in drafts[:MOST]]
        context = {"drafts": rows, "more": drafts_of(user).count() - MOST if drafts[MOST:] else 0}
        return context if drafts else context | _first_step(user)


def _first_step(user) -> dict:
    if ProgrammePage.objects.exists():
        return {}
    home = Page.objects.filter(depth=2).order_by("path").first()
    may_add = home and home.permissions_for_user(user).can_add_subpage()
    return {"nothing_yet": True, "first_programme_below": home.pk if may_add else None}


class WaitingPanel(Component):
    """What she may sign; never what she wrote part of."""

    name, order = "waiting", 90
    template_name = "curriculum/admin/waiting.html"

    def get_context_data(self, parent_context):
        waiting = waiting_for(parent_context["request"].user)
        states = list(waiting[: MOST + 1])
        rows = [shown(each.revision, at=each.started_at, in_review=True) for each in states[:MOST]]
        return {"drafts": rows, "more": waiting.count() - MOST if states[MOST:] else 0}


def panels_for(user) -> list[Component]:
    """What concerns her: Wagtail's own lists of edits, locks and reviews say the same less plainly."""
    panels: list[Component] = []
    if user.is_superuser or _signs(user):
        panels.append(WaitingPanel())
    if user.has_perm("curriculum.view_source"):
        panels += [MyDraftsPanel(), ReviewPanel()]
    return panels


def _signs(user) -> bool:
    """Whether a step of the workflow asks a group of hers: one query where the first does."""
    steps = (ClinicalReviewTask, LanguageReviewTask)
    return any(step.objects.filter(groups__user=user).exists() for step in steps)

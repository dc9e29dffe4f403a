"""What spans rooms on the editors' first page: translations, and what an administrator looks at."""

from django.contrib.auth.models import Group
from django.db.models import Count, Q
from django.utils import timezone
from wagtail.admin.ui.components import Component

from home.health import concerns
from home.roles import ROLES
from home.tallies import tallies
from trainees.models import Cohort, Site, Trainee


class TranslationsPanel(Component):
    """How far each language has come, and how much of it is older than the English."""

    name, order = "translations", 160
    template_name = "home/admin/translations_behind.html"

    class Media:
        css = {"all": ("css/authors.css",)}

    def get_context_data(self, parent_context):
        return {"languages": tallies()}


class HealthPanel(Component):
    """What is not as it should be, in the sentences that ``manage.py health`` says."""

    name, order = "health", 200
    template_name = "home/admin/health.html"

    class Media:
        css = {"all": ("css/authors.css",)}

    def get_context_data(self, parent_context):
        return {"concerns": concerns(at=timezone.now())}


class HousePanel(Component):
    """Who is here, in numbers and never by name, and where an administrator goes on."""

    name, order = "house", 210
    template_name = "home/admin/house.html"

    def get_context_data(self, parent_context):
        holders = Count("user", filter=Q(user__is_active=True))
        counted = dict(Group.objects.annotate(holders=holders).values_list("name", "holders"))
        return {
            "roles": [(role.name, counted.get(role.name, 0)) for role in ROLES],
            "trainees": Trainee.objects.count(),
            "cohorts": Cohort.objects.count(),
            "sites": Site.objects.count(),
        }


def panels_for(user) -> list[Component]:
    """What concerns her beside what is written and signed in English."""
    panels: list[Component] = []
    if user.has_perm("curriculum.view_wordsheet"):  # as the boards that it leads to
        panels.append(TranslationsPanel())
    if user.has_perm("trainees.see_everyone"):
        panels += [HealthPanel(), HousePanel()]
    return panels

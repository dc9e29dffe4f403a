"""Where people learn and who looks after whom."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from curriculum.models import Country, ProgrammePage


class SiteQuerySet(models.QuerySet):
    def visible_to(self, user, role: "StaffScope.Role"):
        """Sites in the user's scopes of this role; a cohort's scope brings its site. Can be chained."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.has_perm("trainees.see_everyone"):
            return self
        here = (
            Q(site=OuterRef("pk")) | Q(country=OuterRef("country")) | Q(cohort__site=OuterRef("pk"))
        )
        return self.filter(Exists(StaffScope.objects.filter(here, user=user, role=role)))


class Site(models.Model):
    """A facility. Personal data: none."""

    code = models.SlugField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    country = models.CharField(max_length=2, choices=Country.choices)

    objects = SiteQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class CohortQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Cohorts that this trainer looks after; all for an administrator. Can be chained."""
        return self.filter(in_scope(user, StaffScope.Role.TRAINER, cohort="", site="site"))


class Cohort(models.Model):
    """Those who go through one programme together. Personal data: none."""

    code = models.SlugField(max_length=20, unique=True)
    site = models.ForeignKey(Site, on_delete=models.PROTECT, related_name="cohorts")
    programme = models.ForeignKey(ProgrammePage, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()

    objects = CohortQuerySet.as_manager()

    class Meta:
        ordering = ["code"]

    def __str__(self):
        return self.code


class StaffScope(models.Model):
    """The rows that one staff member may see in one role: a country, a site or a cohort.

    Personal data: none beyond the user's short name. No row, no access: that is the default.
    """

    class Role(models.TextChoices):
        TRAINER = "trainer", "Trainer"
        HR = "hr", "HR officer"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="scopes"
    )
    role = models.CharField(max_length=10, choices=Role.choices)
    country = models.CharField(max_length=2, choices=Country.choices, blank=True)
    site = models.ForeignKey(Site, on_delete=models.CASCADE, null=True, blank=True)
    cohort = models.ForeignKey(Cohort, on_delete=models.CASCADE, null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    (~Q(country="") & Q(site__isnull=True, cohort__isnull=True))
                    | Q(country="", site__isnull=False, cohort__isnull=True)
                    | Q(country="", site__isnull=True, cohort__isnull=False)
                ),
                name="scope_is_one_place",
            )
        ]

    def __str__(self):
        return f"{self.user} {self.role}"


def in_scope(user, role: StaffScope.Role, *, cohort: str, site: str) -> Q | Exists:
    """The condition "this row lies in one of the user's scopes".

    ``cohort`` and ``site`` are the paths from the row to its cohort and site ("" for the row
    itself). Who holds ``trainees.see_everyone`` sees everything; who is not signed in, nothing.
    """
    if not user.is_authenticated or not user.is_active:
        return Q(pk__in=[])
    if user.has_perm("trainees.see_everyone"):
        return ~Q(pk__in=[])  # not Q(): joined by "or" to another condition, that one says nothing
    scopes = StaffScope.objects.filter(user=user, role=role)
    here = (
        Q(cohort=OuterRef(f"{cohort}_id" if cohort else "pk"))
        | Q(site=OuterRef(f"{site}_id"))
        | Q(country=OuterRef(f"{site}__country"))
    )
    return Exists(scopes.filter(here))

"""The reading vocabulary of placements."""

import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from certificates.models.certificate import Certificate, CertificateEvent, Status
from certificates.placing import WARN_DAYS
from trainees.models import Site, StaffScope, Trainee, User
from trainees.models.place import in_scope


class PlacementState(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    VERIFIED = "verified", "Verified"
    PLACED = "placed", "Placed"
    ENDED = "ended", "Ended"
    CANCELLED = "cancelled", "Cancelled"


#: What is not over: only these are in each other's way.
OPEN = (PlacementState.PROPOSED, PlacementState.VERIFIED, PlacementState.PLACED)


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, user: User):
        """Placements of those whose certificates this HR officer may see. Can be chained."""
        trainee = "certificate__enrolment__trainee"
        return self.filter(
            in_scope(
                user,
                StaffScope.Role.HR,
                cohort=f"{trainee}__cohort",
                site=f"{trainee}__cohort__site",
            )
        )

    def for_trainee(self, trainee: Trainee):
        """All placements of one trainee, over all her certificates. Can be chained."""
        return self.filter(certificate__enrolment__trainee=trainee)

    def held_by(self, user: User):
        """The user's own placements that were verified: hers to know. Can be chained."""
        told = (PlacementState.VERIFIED, PlacementState.PLACED, PlacementState.ENDED)
        return self.filter(certificate__enrolment__trainee__user=user, state__in=told)

    def open(self):
        """Proposed, verified or placed. Can be chained."""
        return self.filter(state__in=OPEN)

    def placed(self):
        """Begun and not ended. Can be chained."""
        return self.filter(state=PlacementState.PLACED)

    def at_site(self, site: Site):
        """At one site. Can be chained."""
        return self.filter(site=site)

    def in_country(self, country: str):
        """At sites of one country. Can be chained."""
        return self.filter(site__country=country)

    def in_state(self, state: str):
        """In one state. Can be chained."""
        return self.filter(state=state)

    def current_on(self, day: dt.date):
        """Placed, begun by ``day``, and planned to go on until then at least. Can be chained."""
        going_on = Q(ends_on__isnull=True) | Q(ends_on__gte=day)
        return self.placed().filter(going_on, starts_on__lte=day)

    def outlasting(self, day: dt.date):
        """Open ones that go on after their certificate (``placing.outlasts``). Can be chained."""
        near = day + dt.timedelta(days=WARN_DAYS)
        return self.open().filter(
            Q(ends_on__gt=models.F("certificate__expires_on"))
            | Q(ends_on__isnull=True, certificate__expires_on__lte=near)
        )

    def with_people(self):
        """With site, supervisor, certificate and its status, holder; newest first. Can be chained.

        Certificates come by a query of their own, so that their status needs no further one; without
        their faces, which nobody reads in a list and each of which would have to be decrypted.
        """
        certificates = (
            Certificate.objects.with_status()
            .defer("faces", "file_key")
            .select_related("enrolment__trainee__user", "enrolment__trainee__cohort__site")
        )
        return (
            self.select_related("site", "supervisor")
            .prefetch_related(Prefetch("certificate", queryset=certificates))
            .order_by("-starts_on", "-pk")
        )

    def resting_on_nothing(self, day: dt.date) -> list:
        """Placed ones whose certificate is not current on ``day``: a list, with people, oldest first.

        Nothing changes by itself when a certificate ends: a person decides. The database finds whose
        certificate expired or had something happen to it, the certificate says what it is now.
        """
        happened = CertificateEvent.objects.filter(certificate=OuterRef("certificate")).exclude(
            kind=CertificateEvent.Kind.ISSUED
        )
        doubtful = self.placed().filter(Q(certificate__expires_on__lt=day) | Exists(happened))
        return [
            placement
            for placement in doubtful.with_people().order_by("starts_on", "pk")
            if placement.certificate.status_on(day) != Status.VALID
        ]

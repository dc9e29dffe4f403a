"""Lists of certificates that ask for something: to be renewed, refreshed or brought up to date."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, OuterRef, Q

from certificates.models import Certificate, Status
from certificates.renewal import Asks, Rules, asks
from curriculum.models import ProgrammeEdition
from trainees.models import Site, User, to_relearn


class Kind(models.TextChoices):
    """Which list."""

    EXPIRING = "expiring", "Expiring soon"
    EXPIRED = "expired", "Expired"
    REFRESHER = "refresher", "Refresher due"
    UPDATE = "update", "Update due"


@dataclass(frozen=True)
class Choice:
    """What somebody asked to see; "" for a country or site means all of hers."""

    kind: Kind = Kind.EXPIRING
    days: int = 90
    country: str = ""
    site: str = ""


@dataclass(frozen=True)
class Row:
    """One line of a list: no name, unless somebody asks for it."""

    certificate: Certificate
    site: Site
    status: Status
    refresher_on: dt.date
    is_late: bool


def due(user: User, choice: Choice, today: dt.date):
    """The certificates of one list that this HR officer may see: a queryset, in the order of urgency.

    Withdrawn ones ask for nothing, nor do those that a newer certificate of the same programme
    renewed. All lists but the expired hold valid certificates alone.
    """
    standing = asking().visible_to(user).filter(_within(choice))
    rows = standing.filter(_asks(choice, today, standing))
    return rows.select_related("enrolment__trainee__cohort__site").order_by("expires_on", "number")


def rows_of(certificates, today: dt.date) -> Iterator[Row]:
    """The lines of a list; one query more for the programmes' numbers."""
    certificates = list(certificates)
    rules = _rules({each.enrolment.edition_id for each in certificates})
    for each in certificates:
        theirs = rules[each.enrolment.edition_id]
        yield Row(
            certificate=each,
            site=each.enrolment.trainee.cohort.site,
            status=each.status_on(today),
            refresher_on=theirs.due_on(each.issued_on),
            is_late=theirs.late_after(each.issued_on) < today,
        )


def sites(user: User):
    """The sites from which this officer sees certificates: a queryset."""
    seen = Certificate.objects.visible_to(user)
    return Site.objects.filter(pk__in=seen.values("enrolment__trainee__cohort__site"))


def asking():
    """Certificates that may ask for something: they stand, and no newer one renewed them. Can be chained."""
    return Certificate.objects.standing().filter(~_renewed())


def with_asks(certificates):
    """With what ``asks_of`` needs, so that it makes no query of its own. Can be chained."""
    known = certificates.with_status().select_related("enrolment__edition")
    return known.annotate(is_renewed=_renewed(), is_update_due=update_due())


def asks_of(certificate: Certificate, today: dt.date) -> Asks:
    """What one certificate (of ``with_asks``) asks for on ``today``."""
    if certificate.status_on(today) != Status.VALID or certificate.erased_at:
        return Asks()
    if certificate.is_renewed:
        return Asks()
    return asks(
        Rules.of(certificate.enrolment.edition.content),
        issued_on=certificate.issued_on,
        expires_on=certificate.expires_on,
        is_update_due=certificate.is_update_due,
        today=today,
    )


def _within(choice: Choice) -> Q:
    place = "enrolment__trainee__cohort__site"
    inside = ~Q(pk__in=[])
    if choice.country:
        inside &= Q(**{f"{place}__country": choice.country})
    if choice.site:
        inside &= Q(**{f"{place}__code": choice.site})
    return inside


def _renewed() -> Exists:
    newer = Certificate.objects.standing().filter(
        enrolment__trainee=OuterRef("enrolment__trainee"),
        enrolment__programme=OuterRef("enrolment__programme"),
        issued_at__gt=OuterRef("issued_at"),
    )
    return Exists(newer)


def _asks(choice: Choice, today: dt.date, standing) -> Q:
    valid = Q(expires_on__gte=today)
    if choice.kind == Kind.EXPIRED:
        return ~valid
    if choice.kind == Kind.EXPIRING:
        return valid & Q(expires_on__lte=today + dt.timedelta(days=choice.days))
    if choice.kind == Kind.REFRESHER:
        return valid & refresher_due(editions_by_rules(standing), today)
    return valid & Q(update_due())


def newer_critical():
    """Editions with a critical change that she has not learned: for a subquery.

    Of the programme itself: those newer than the one she learned by. Of a lesson, a skill or a test: if she
    learned the old one, until she has learned the new one.
    """
    of_the_rules = Q(critical_change=None, number__gt=OuterRef("enrolment__edition__number"))
    again = to_relearn(OuterRef(OuterRef("enrolment"))).filter(edition=OuterRef("pk"))
    return ProgrammeEdition.objects.critical().filter(
        of_the_rules | Q(Exists(again)), programme=OuterRef("enrolment__programme")
    )


def update_due() -> Exists:
    """A critical fact changed after she learned it."""
    return Exists(newer_critical())


def refresher_due(editions: dict[Rules, list[int]], today: dt.date) -> Q:
    """Issued long enough ago by the numbers of the edition that she learned by."""
    due_then = Q(pk__in=[])
    for rules, ids in editions.items():
        due_then |= Q(enrolment__edition__in=ids, issued_on__lte=rules.issued_until(today))
    return due_then


def editions_by_rules(certificates) -> dict[Rules, list[int]]:
    """The editions of these certificates by their numbers: one query."""
    editions: dict[Rules, list[int]] = {}
    for edition, rules in _rules(certificates.values("enrolment__edition")).items():
        editions.setdefault(rules, []).append(edition)
    return editions


def _rules(editions) -> dict[int, Rules]:
    """The numbers of each edition: one query."""
    found = ProgrammeEdition.objects.filter(pk__in=editions).order_by("pk")
    return {pk: Rules.of(content) for pk, content in found.values_list("pk", "content")}

"""Where a certified trainee works, from when to when, verified by whom."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from wagtail.log_actions import log

from certificates import placing
from certificates.models import placement_grounds as grounds
from certificates.models.certificate import Certificate
from certificates.models.placement_manager import PlacementManager, lock_certificate
from certificates.models.placement_override import Overridable
from certificates.models.placement_plan import Plan, Scope
from certificates.models.placement_querysets import OPEN, PlacementState
from certificates.models.placement_records import ACTIONS, LEADS_TO, PlacementEvent
from certificates.models.placement_refusals import PlacementRefused, refuse_herself, required
from certificates.placing import Lack
from trainees.encrypted import EncryptedTextField
from trainees.models import Site, User

Reason = PlacementRefused.Reason
Kind = PlacementEvent.Kind


class Placement(Overridable):
    """One stay of a certified trainee at one site.

    proposed --verify, or ask_override and allow_override--> verified --place--> placed --end--> ended
    proposed or verified --cancel--> cancelled

    What is proposed may be amended; once verified it stands. Contracts end, certificates don't: no
    verb here touches a certificate, and nothing here changes by itself when one ends. Personal data:
    where she works and when, her supervisor's name (encrypted); seen by HR of her country and herself.
    Kept as long as her certificate; never deleted.
    """

    certificate = models.ForeignKey(
        Certificate, on_delete=models.PROTECT, related_name="placements"
    )
    site = models.ForeignKey(Site, on_delete=models.PROTECT, null=True, related_name="placements")
    scope = models.CharField(max_length=10, choices=Scope.choices, blank=True)
    supervisor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    supervisor_name = EncryptedTextField(blank=True, default="")
    starts_on = models.DateField(help_text="Her first day.")
    ends_on = models.DateField(null=True, help_text="The last day as planned, if it is known.")
    ended_on = models.DateField(null=True, help_text="The last day as it was.")
    state = models.CharField(
        max_length=10, choices=PlacementState.choices, default=PlacementState.PROPOSED
    )

    objects = PlacementManager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        default_permissions = ()
        permissions = [
            ("place", "May propose, verify, place and end in her scope"),
            ("allow_override", "May let pass, as a second person, what is missing"),
        ]
        constraints = [
            # No database of ours compares two rows by their dates; these are the two cases it can
            # tell, and the lock on the certificate keeps the rest.
            models.UniqueConstraint(
                fields=["certificate", "site", "starts_on"],
                condition=Q(state__in=OPEN),
                name="one_open_placement_per_first_day",
            ),
            models.UniqueConstraint(
                fields=["certificate", "site"],
                condition=Q(state__in=OPEN, ends_on__isnull=True),
                name="one_placement_without_end_per_site",
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")),
                name="placement_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_on__isnull=False, ended_on__gte=F("starts_on"))
                | (~Q(state="ended") & Q(ended_on__isnull=True)),
                name="ended_placement_has_last_day",
            ),
            models.CheckConstraint(
                condition=Q(state__in=("proposed", "cancelled"))
                | (Q(site__isnull=False) & ~Q(scope="")),
                name="verified_placement_has_site_and_scope",
            ),
        ]

    def __str__(self):
        return f"Placement {self.pk}"

    # Reading ---------------------------------------------------------------------------------

    @property
    def last_day(self) -> dt.date | None:
        """The last day as it was, or as planned; None if nobody knows it yet."""
        return self.ended_on or self.ends_on

    @property
    def supervisor_shown(self) -> str:
        """The supervisor's name, for pages only."""
        return self.supervisor.name if self.supervisor else self.supervisor_name

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    def outlasts_certificate(self, today: dt.date) -> bool:
        """Whether it goes on after its certificate, as far as anybody can tell."""
        expires_on = self.certificate.expires_on
        return self.is_open and placing.outlasts(self.ends_on, expires_on, today=today)

    @property
    def holder_id(self) -> int:
        """The user whose placement it is."""
        return self.certificate.enrolment.trainee.user_id

    def lacks(self, *, at: dt.datetime) -> list[Lack]:
        """Everything that is missing before it may be verified. Four queries at most."""
        return grounds.lacks(self, at)

    # Transitions -----------------------------------------------------------------------------

    def amend(self, *, plan: Plan, by: User, at: dt.datetime) -> None:
        """Change what is proposed; a request to let something pass must then be made again.

        Refused as ``propose`` is, and when it is not proposed any more. No change is quiet. The
        certificate's and the placement's rows are locked, here as in every verb below.
        """
        plan.refuse_impossible(holder_id=self.holder_id)
        with transaction.atomic():
            locked = self.lock_proposed(by)
            wanted = plan.as_fields()
            if any(getattr(locked, name) != value for name, value in wanted.items()):
                for name, value in wanted.items():
                    setattr(locked, name, value)
                locked.refuse_overlap()
                locked.save(update_fields=list(wanted))
                locked.note(Kind.AMENDED, by=by, at=at)
        self.refresh_from_db()

    def verify(self, *, by: User, at: dt.datetime) -> None:
        """Everything is there: she may be placed. Twice is quiet. Logged with what it rests on.

        Refused: of herself, not proposed any more, and with all ``lacks`` at once when anything is
        missing.
        """
        with transaction.atomic():
            locked = self.lock(by)
            if locked.state != PlacementState.VERIFIED:
                locked.refuse_unless(PlacementState.PROPOSED, Reason.NOT_PROPOSED)
                if missing := locked.lacks(at=at):
                    raise PlacementRefused(Reason.LACKS, missing)
                locked.change(Kind.VERIFIED, by=by, at=at, found=grounds.found(locked, at))
        self.refresh_from_db()

    def place(self, *, by: User, at: dt.datetime) -> None:
        """She has begun. Twice is quiet. Logged.

        Refused: of herself, not verified, before her first day, and when her certificate is not
        current any more (withdrawn meanwhile, say): an override lets pass only what it named.
        """
        with transaction.atomic():
            locked = self.lock(by)
            if locked.state != PlacementState.PLACED:
                locked.refuse_unless(PlacementState.VERIFIED, Reason.NOT_VERIFIED)
                if timezone.localdate(at) < locked.starts_on:
                    raise PlacementRefused(Reason.TOO_EARLY)
                wrong = grounds.certificate_lacks(locked, at)
                if missing := [lack for lack in wrong if lack.code not in locked.let_pass()]:
                    raise PlacementRefused(Reason.LACKS, missing)
                locked.change(Kind.PLACED, by=by, at=at)
        self.refresh_from_db()

    def end(self, *, by: User, at: dt.datetime, ends_on: dt.date, reason: str) -> None:
        """It is over; her certificate stays what it is. ``ends_on`` is her last day. Twice is quiet.

        Refused: of herself, without a reason, not placed, a last day before the first or to come.
        """
        reason = required(reason)
        with transaction.atomic():
            locked = self.lock(by)
            if locked.state != PlacementState.ENDED:
                locked.refuse_unless(PlacementState.PLACED, Reason.NOT_PLACED)
                if ends_on < locked.starts_on:
                    raise PlacementRefused(Reason.DATES)
                if ends_on > timezone.localdate(at):
                    raise PlacementRefused(Reason.TOO_LATE)
                locked.ended_on = ends_on
                locked.change(Kind.ENDED, by=by, at=at, reason=reason)
        self.refresh_from_db()

    def cancel(self, *, by: User, at: dt.datetime, reason: str) -> None:
        """It will not begin. Twice is quiet. Refused: of herself, without a reason, once it has begun."""
        reason = required(reason)
        with transaction.atomic():
            locked = self.lock(by)
            if locked.state != PlacementState.CANCELLED:
                if locked.state in (PlacementState.PLACED, PlacementState.ENDED):
                    raise PlacementRefused(Reason.BEGUN)
                locked.change(Kind.CANCELLED, by=by, at=at, reason=reason)
        self.refresh_from_db()

    # What the verbs are made of -----------------------------------------------------------------

    def lock(self, by: User) -> "Placement":
        """This placement, locked after its certificate; refused of herself."""
        refuse_herself(by, holder_id=self.holder_id)
        certificate = lock_certificate(self.certificate_id)
        locked = Placement.objects.select_for_update().get(pk=self.pk)
        locked.certificate = certificate
        return locked

    def lock_proposed(self, by: User) -> "Placement":
        """The same; refused also when it is not proposed any more."""
        locked = self.lock(by)
        locked.refuse_unless(PlacementState.PROPOSED, Reason.NOT_PROPOSED)
        return locked

    def same_dates(self):
        """Placements of this certificate at the same site on the same days: a queryset."""
        return Placement.objects.filter(
            certificate=self.certificate,
            site=self.site,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
        )

    def refuse_overlap(self) -> None:
        """Refuse a second open placement at this site in this time; the certificate must be locked."""
        others = Placement.objects.open().filter(certificate=self.certificate, site=self.site)
        for other in others.exclude(pk=self.pk) if self.site else ():
            if placing.overlap((self.starts_on, self.ends_on), (other.starts_on, other.ends_on)):
                raise PlacementRefused(Reason.OVERLAPS)

    def note(self, kind: str, *, by: User, at: dt.datetime, reason: str = "", found=None):
        """Write down what happened, here and in Wagtail's log (without the reason: it may name people)."""
        event = PlacementEvent(
            placement=self, kind=kind, by=by, at=at, reason=reason, found=found or {}
        )
        event.save()
        log(instance=self, action=ACTIONS[kind], user=by)
        return event

    def change(self, kind: str, **about) -> None:
        """Go into the state to which this kind of event leads, and note it."""
        self.state = LEADS_TO[kind]
        self.save(update_fields=["state", "ended_on"])
        self.note(kind, **about)

    def refuse_unless(self, state: str, reason: Reason) -> None:
        """Refuse when it is in another state."""
        if self.state != state:
            raise PlacementRefused(reason)

"""The public side of signing keys, and what became of them."""

import datetime as dt

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

from certificates import signing
from curriculum.insert_only import InsertOnly, InsertOnlyQuerySet
from curriculum.refusals import Refused
from trainees.models import User


class KeyRefused(Refused):
    """A key could not be changed or used; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NONE = (
            "none",
            "There is no signing key yet. An administrator makes one: manage.py signing_keys make",
        )
        NO_REASON = "no_reason", "Say why the key is not to be trusted any more."


class SigningKeyQuerySet(InsertOnlyQuerySet):
    def in_use(self):
        """Neither retired nor distrusted, newest first. Can be chained."""
        return self.filter(events__isnull=True).order_by("-pk")


class SigningKeyManager(models.Manager.from_queryset(SigningKeyQuerySet)):
    def make(self, *, at: dt.datetime, by: User | None = None) -> "SigningKey":
        """Make a generation of keys and retire those in use. Logged as ``certificates.make_key``.

        Raises ``signing.KeyMissing`` when the root key is kept elsewhere.
        """
        public = signing.make_keys(at=at).public
        with transaction.atomic():
            for old in self.in_use():
                old.end(SigningKeyEvent.Kind.RETIRED, by=by, at=at)
            key = self.model(
                kid=public.kid,
                token=public.token,
                badge=public.badge,
                seal=public.seal,
                root=public.root,
                vouched=public.vouched,
                made_at=at,
            )
            key.save()
            log(instance=key, action="certificates.make_key", user=by)
        return key

    def current(self) -> "SigningKey":
        """The generation that signs now. Refused when there is none."""
        key = self.in_use().first()
        if key is None:
            raise KeyRefused(KeyRefused.Reason.NONE)
        return key


class SigningKey(InsertOnly):
    """What anybody may know of one generation of keys. The private ones lie elsewhere (``signing``).

    in use --another is made--> retired          any --distrust--> distrusted, from a moment on

    A retired key signs nothing new; what it signed stays good. Of a distrusted one only what the issue log
    has from before that moment is good. Personal data: none.
    """

    kid = models.CharField(max_length=8, unique=True)
    token = models.JSONField(help_text="JWK, P-256: of the code on paper.")
    badge = models.JSONField(help_text="JWK, Ed25519: of the attached credential.")
    seal = models.TextField(help_text="PEM: the certificate of the PDF's seal.")
    root = models.TextField(help_text="PEM: who vouches for it.")
    vouched = models.CharField(
        max_length=100, help_text="The root key's signature over kid, token and badge."
    )
    made_at = models.DateTimeField()

    objects = SigningKeyManager()

    class Meta:
        default_permissions = ()

    def __str__(self):
        return self.kid

    @property
    def distrusted_from(self) -> dt.datetime | None:
        """From when on nothing of this key is to be believed; reads a prefetch, if there is one."""
        moments = [
            event.effective_at
            for event in self.events.all()
            if event.kind == SigningKeyEvent.Kind.DISTRUSTED
        ]
        return min(moments, default=None)

    def distrust(
        self, *, by: User | None, at: dt.datetime, from_at: dt.datetime, reason: str
    ) -> "SigningKeyEvent":
        """Say that the key is in foreign hands since ``from_at``. Refused without a reason. Logged."""
        if not reason.strip():
            raise KeyRefused(KeyRefused.Reason.NO_REASON)
        kind = SigningKeyEvent.Kind.DISTRUSTED
        return self.end(kind, by=by, at=at, effective_at=from_at, reason=reason.strip()[:300])

    def end(
        self,
        kind: str,
        *,
        by: User | None,
        at: dt.datetime,
        effective_at: dt.datetime | None = None,
        reason: str = "",
    ) -> "SigningKeyEvent":
        """Note that the key signs nothing any more; twice by the same cause returns the first."""
        with transaction.atomic():
            same = self.events.filter(kind=kind).first()
            if same:
                return same
            event = SigningKeyEvent(
                key=self, kind=kind, by=by, at=at, effective_at=effective_at or at, reason=reason
            )
            event.save()
            log(instance=self, action=f"certificates.{kind}_key", user=by)
        return event


class SigningKeyEvent(InsertOnly):
    """The end of a key's use. Personal data: none but who decided."""

    class Kind(models.TextChoices):
        RETIRED = "retire", "Retired"
        DISTRUSTED = "distrust", "Distrusted"

    key = models.ForeignKey(SigningKey, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()
    effective_at = models.DateTimeField(
        help_text="From when on it holds; a theft lies in the past."
    )
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "kind"], name="key_ends_once_each")]

    def __str__(self):
        return f"{self.key} {self.kind}"

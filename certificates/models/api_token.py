"""Tokens with which another organisation's program asks about certificates."""

import datetime as dt
import hashlib
import secrets
from collections.abc import Iterable

from django.conf import settings
from django.db import models, transaction
from wagtail.log_actions import log

from curriculum.models import Country
from curriculum.refusals import Refused
from trainees.models import StaffScope, User

#: So that people, and programs that look for secrets in the wrong place, can tell what it is.
PREFIX = "pat_"
LONGEST = dt.timedelta(days=366)


class ApiScope(models.TextChoices):
    """What a token may be used for."""

    VERIFY = "verify", "Check numbers with names"
    CHANGES = "changes", "Read what became of certificates, without names"
    EXPORT = "export", "Take qualifications into a personnel system"


class TokenRefused(Refused):
    """A token could not be made or revoked; ``reason`` is one of ``Reason``."""

    class Reason(models.TextChoices):
        NO_ORGANISATION = "no_organisation", "Say whose token it is, in at most 80 characters."
        NO_SCOPE = "no_scope", "Say what it is for: verify, changes or export."
        NO_COUNTRY = "no_country", "Say for which countries, by their codes, e.g. ZA."
        TOO_LONG = "too_long", "A token holds for at most 366 days, and for one at least."
        NO_REASON = "no_reason", "Say why this is done."


class ApiTokenManager(models.Manager):
    def consider(
        self,
        *,
        organisation: str,
        scopes: Iterable[str],
        countries: Iterable[str],
        at: dt.datetime,
        expires_at: dt.datetime,
    ) -> None:
        """Raise what ``make`` would refuse."""
        reason = TokenRefused.Reason
        scopes, countries = set(scopes), set(countries)
        if not 1 <= len(organisation.strip()) <= 80:
            raise TokenRefused(reason.NO_ORGANISATION)
        if not scopes or not scopes <= set(ApiScope.values):
            raise TokenRefused(reason.NO_SCOPE)
        if not countries or not countries <= set(Country.values):
            raise TokenRefused(reason.NO_COUNTRY)
        if not dt.timedelta(0) < expires_at - at <= LONGEST:
            raise TokenRefused(reason.TOO_LONG)

    def make(
        self,
        *,
        organisation: str,
        scopes: Iterable[str],
        countries: Iterable[str],
        by: User | None,
        at: dt.datetime,
        expires_at: dt.datetime,
    ) -> tuple["ApiToken", str]:
        """Make a token; return it and its secret, which is shown once and kept by nobody.

        It acts as a user of its own (decision 36): without a passphrase and without a role, and HR of its
        countries. Refused without an organisation, scope or country, and for longer than a year. Logged
        as ``certificates.make_api_token``.
        """
        asked = {"organisation": organisation, "scopes": scopes, "countries": countries}
        self.consider(**asked, at=at, expires_at=expires_at)
        secret = PREFIX + secrets.token_urlsafe(32)
        with transaction.atomic():
            user = User.objects.create_user(f"api-{secrets.token_hex(6)}")
            for country in sorted(set(countries)):
                StaffScope.objects.create(user=user, role=StaffScope.Role.HR, country=country)
            token = self.create(
                organisation=organisation.strip(),
                user=user,
                digest=_digest(secret),
                scopes=sorted(set(scopes)),
                made_by=by,
                made_at=at,
                expires_at=expires_at,
            )
            log(instance=token, action="certificates.make_api_token", user=by)
        return token, secret

    def bearing(self, secret: str, *, at: dt.datetime) -> "ApiToken | None":
        """The token with this secret, if it may be used at ``at``. One query, with its user.

        The digest of 256 random bits is looked up: time tells nothing about the secret.
        """
        token = self.select_related("user").filter(digest=_digest(secret)).first()
        return token if token and token.is_usable(at) else None


class ApiToken(models.Model):
    """What lets one program of one organisation ask; only the SHA-256 of the secret is kept.

    usable --time--> expired            usable or expired --revoke--> revoked

    Personal data: none but who made it; the organisation's name is shown to the holders whom it looked up.
    Never deleted: look-ups point at its user. Renewed by another token.
    """

    organisation = models.CharField(max_length=80)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="api_token",
        help_text="As whom it asks; its scopes are the token's countries.",
    )
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    revoked_because = models.CharField(max_length=200, blank=True)

    objects = ApiTokenManager()

    class Meta:
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"Token {self.pk}"

    @property
    def countries(self) -> list[str]:
        """The codes of its countries; one query unless the scopes are prefetched."""
        return sorted(scope.country for scope in self.user.scopes.all())

    def is_usable(self, at: dt.datetime) -> bool:
        """Whether it is neither revoked nor expired."""
        return self.revoked_at is None and at < self.expires_at

    def revoke(self, *, by: User | None, at: dt.datetime, reason: str) -> None:
        """Let nobody use it any more, from now on and for ever.

        Refused without a reason. Twice keeps the first. Its row is locked; its user is shut out too.
        Logged as ``certificates.revoke_api_token``.
        """
        if not reason.strip():
            raise TokenRefused(TokenRefused.Reason.NO_REASON)
        with transaction.atomic():
            locked = type(self).objects.select_for_update().get(pk=self.pk)
            if locked.revoked_at is None:
                locked.revoked_at, locked.revoked_because = at, reason.strip()[:200]
                locked.save(update_fields=["revoked_at", "revoked_because"])
                User.objects.filter(pk=locked.user_id).update(is_active=False)
                log(instance=locked, action="certificates.revoke_api_token", user=by)
        self.refresh_from_db()


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()

"""Make, list and revoke the tokens with which other organisations' programs ask."""

import datetime as dt

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.models import ApiScope, ApiToken, TokenRefused
from curriculum.models import Country


class Command(BaseCommand):
    help = "Tokens of the API: make (the secret is shown once), list, revoke."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        make = verbs.add_parser("make", help="make a token for an organisation's program")
        make.add_argument("organisation", help="its name, as holders read it; choose a neutral one")
        make.add_argument("--scope", action="append", required=True, choices=ApiScope.values)
        make.add_argument("--country", action="append", required=True, choices=Country.values)
        make.add_argument(
            "--days", type=int, default=365, choices=range(1, 367), metavar="DAYS", help="1 to 366"
        )
        make.add_argument("--dry-run", action="store_true", help="only say what would happen")
        verbs.add_parser("list", help="every token, without its secret")
        revoke = verbs.add_parser("revoke", help="let nobody use a token any more")
        revoke.add_argument("token", type=int, help="its number, as `list` shows it")
        revoke.add_argument("--reason", required=True)
        revoke.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args, verb, **options):
        try:
            getattr(self, f"_{verb}")(**options)
        except TokenRefused as refusal:
            raise CommandError(str(refusal)) from refusal

    def _make(self, organisation, scope, country, days, dry_run, **options):
        at = timezone.now()
        asked = {
            "organisation": organisation,
            "scopes": scope,
            "countries": country,
            "at": at,
            "expires_at": at + dt.timedelta(days=days),
        }
        if dry_run:
            ApiToken.objects.consider(**asked)
            self.stdout.write(
                f"Would make a token for {organisation}: {', '.join(scope)} in {', '.join(country)},"
                f" until {asked['expires_at']:%Y-%m-%d}."
            )
            return
        token, secret = ApiToken.objects.make(**asked, by=None)
        self.stdout.write(
            f"Made {token} for {organisation}. Hand it over by a safe way; it is shown this once:"
        )
        self.stdout.write(secret)

    def _list(self, **options):
        at = timezone.now()
        for token in ApiToken.objects.select_related("user").prefetch_related("user__scopes"):
            state = "revoked" if token.revoked_at else "expired"
            self.stdout.write(
                f"{token.pk}  {token.organisation}  {', '.join(token.scopes)}"
                f"  {', '.join(token.countries)}  until {token.expires_at:%Y-%m-%d}"
                f"  {'usable' if token.is_usable(at) else state}"
            )

    def _revoke(self, token, reason, dry_run, **options):
        found = ApiToken.objects.filter(pk=token).first()
        if found is None:
            raise CommandError(f"There is no token {token}: see manage.py api_tokens list")
        if dry_run:
            self.stdout.write(f"Would revoke {found} of {found.organisation}.")
            return
        found.revoke(by=None, at=timezone.now(), reason=reason)
        self.stdout.write(f"{found} of {found.organisation} is revoked.")

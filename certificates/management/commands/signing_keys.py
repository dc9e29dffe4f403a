"""Make, list and distrust the keys that sign certificates."""

import datetime as dt

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from certificates import signing
from certificates.models import KeyRefused, SigningKey
from certificates.signing import KeyMissing

BACK_UP = (
    "Back up the folder {folder} now, apart from the database: without it no new certificate can be"
    " signed. Then take root.pem out of it and keep it offline; it is needed only to make the next keys."
)


class Command(BaseCommand):
    help = "Signing keys: make (also once a year, the old ones stay good), list, distrust (after a theft)."

    def add_arguments(self, parser):
        verbs = parser.add_subparsers(dest="verb", required=True)
        make = verbs.add_parser("make", help="make the next generation; the one in use is retired")
        make.add_argument("--if-missing", action="store_true", help="only where there is none")
        make.add_argument("--dry-run", action="store_true", help="only say what would happen")
        verbs.add_parser(
            "list", help="every generation, what it signed, and its root as the check page shows it"
        )
        distrust = verbs.add_parser("distrust", help="say that a key is in foreign hands")
        distrust.add_argument("kid", help="the key's id, as `list` shows it")
        distrust.add_argument("--since", required=True, help="e.g. 2026-11-22T10:00+02:00")
        distrust.add_argument("--reason", required=True)
        distrust.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args, verb, **options):
        try:
            getattr(self, f"_{verb}")(**options)
        except (KeyRefused, KeyMissing) as refusal:
            raise CommandError(str(refusal)) from refusal

    def _make(self, if_missing, dry_run, **options):
        in_use = SigningKey.objects.in_use().first()
        if in_use and if_missing:
            return
        if dry_run:
            self.stdout.write(f"Would make new keys and retire {in_use or 'none'}.")
            return
        key = SigningKey.objects.make(at=timezone.now())
        self.stdout.write(f"Made {key}. {BACK_UP.format(folder=settings.SIGNING_DIR)}")

    def _list(self, **options):
        for key in SigningKey.objects.prefetch_related("events").order_by("pk"):
            root = signing.fingerprint(signing.root_jwk(key.root))
            ends = [f"{event.kind} {event.effective_at:%Y-%m-%d}" for event in key.events.all()]
            papers = key.files.count()
            self.stdout.write(
                f"{key}  made {key.made_at:%Y-%m-%d}  papers {papers}  root {root}"
                f"  {', '.join(ends) or 'in use'}"
            )

    def _distrust(self, kid, since, reason, dry_run, **options):
        key = SigningKey.objects.filter(kid=kid).first()
        from_at = parse_datetime(since)
        if key is None:
            raise CommandError(f"There is no key {kid}: see manage.py signing_keys list")
        if from_at is None:
            raise CommandError(f"{since} is no moment: write it like 2026-11-22T10:00+02:00")
        if timezone.is_naive(from_at):
            from_at = timezone.make_aware(from_at, dt.UTC)
        later = key.files.filter(rendered_at__gte=from_at).values("certificate").distinct().count()
        if dry_run:
            self.stdout.write(f"Would distrust {key}; {later} certificates were signed since then.")
            return
        key.distrust(by=None, at=timezone.now(), from_at=from_at, reason=reason)
        self.stdout.write(
            f"{key} is distrusted; {later} certificates were signed since then."
            " Next: manage.py signing_keys make, then manage.py reissue --key " + kid
        )

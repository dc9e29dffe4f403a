"""Issue anew what a key signed that is not to be trusted any more."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.models import Certificate, SigningKey


class Command(BaseCommand):
    help = (
        "Replace every certificate that a distrusted key signed and that is not expired, withdrawn or"
        " replaced. Its holder finds the new paper; the old one stops being valid. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--key", required=True, help="the key's id: manage.py signing_keys list"
        )
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args, key, dry_run, **options):
        stolen = SigningKey.objects.prefetch_related("events").filter(kid=key).first()
        if stolen is None:
            raise CommandError(f"There is no key {key}: see manage.py signing_keys list")
        if stolen.distrusted_from is None:
            raise CommandError(f"{key} is trusted. First: manage.py signing_keys distrust {key} …")
        if SigningKey.objects.in_use().first() is None:
            raise CommandError("No key is in use. First: manage.py signing_keys make")
        today = timezone.localdate()
        signed = (
            Certificate.objects.not_ended()
            .filter(files__key=stolen, expires_on__gte=today)
            .filter(erased_at__isnull=True)
            .distinct()
        )
        if dry_run:
            self.stdout.write(f"Would replace {signed.count()} certificates.")
            return
        new = [
            each.replace(
                by=None, at=timezone.now(), reason=f"Key {key} was stolen.", same_name=True
            )
            for each in signed
        ]
        waiting = Certificate.objects.without_files().filter(pk__in=[each.pk for each in new])
        self.stdout.write(f"Replaced {len(new)}; papers that wait: {waiting.count()}.")

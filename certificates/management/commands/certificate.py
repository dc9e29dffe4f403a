"""What can happen to one certificate, for an administrator at the server."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from certificates.codes import read_number
from certificates.models import Certificate, CertificateRefused

VERBS = ("suspend", "reinstate", "revoke", "replace", "erase")


class Command(BaseCommand):
    help = (
        "Put a certificate on hold (suspend), end that (reinstate), withdraw it (revoke), issue another"
        " after a change of name (replace), or remove name and papers on request (erase). Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("verb", choices=VERBS)
        parser.add_argument("number", help="as printed")
        parser.add_argument("--reason", required=True, help="kept inside, encrypted")
        parser.add_argument("--dry-run", action="store_true", help="only say what would happen")

    def handle(self, *args, verb, number, reason, dry_run, **options):
        plain = read_number(number)
        if plain is None:
            raise CommandError("That is no certificate number: a character is missing or wrong.")
        found = Certificate.objects.with_status().filter(number=plain).first()
        if found is None:
            raise CommandError(f"There is no certificate {number}.")
        today = timezone.localdate()
        before = found.status_on(today).label
        if dry_run:
            self.stdout.write(f"Would {verb} {found}, which is: {before}.")
            return
        try:
            done = getattr(found, verb)(by=None, at=timezone.now(), reason=reason)
        except CertificateRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        now = Certificate.objects.get(pk=found.pk).status_on(today).label
        more = f" Its replacement is {done}." if verb == "replace" else ""
        self.stdout.write(f"{found}: {before} -> {now}.{more}")

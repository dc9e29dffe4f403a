"""Issue what a completion still waits for: certificates not written, PDFs not rendered."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.models import Certificate
from certificates.receivers import issue, render
from trainees.models import Enrolment


class Command(BaseCommand):
    help = "Issue missing certificates and render missing PDFs. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args, dry_run, **options):
        waiting = Enrolment.objects.completed().filter(certificates__isnull=True)
        if dry_run:
            unrendered = Certificate.objects.without_files().count()
            self.stdout.write(f"Would issue {waiting.count()}, render {unrendered}.")
            return
        issued = [issue(enrolment, at=timezone.now()) for enrolment in waiting]
        missing = list(Certificate.objects.without_files().values_list("pk", flat=True))
        rendered = sum(render(certificate_id) for certificate_id in missing)
        self.stdout.write(
            f"Issued {sum(map(bool, issued))} of {len(issued)},"
            f" rendered {rendered} of {len(missing)}."
        )
        for certificate in Certificate.objects.without_files():
            self.stdout.write(f"{certificate} waits: {certificate.problem or 'see the log'}")

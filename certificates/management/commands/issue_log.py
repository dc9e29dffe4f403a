"""Check the issue log, and say its head: what an administrator writes down elsewhere."""

from django.core.management.base import BaseCommand, CommandError

from certificates.models import IssueLogEntry


class Command(BaseCommand):
    help = (
        "Check that the issue log is whole, and print its head. Write the head down elsewhere: whoever"
        " rewrites the log cannot rewrite that."
    )

    def add_arguments(self, parser):
        parser.add_argument("--since", help="a head that was written down: POSITION:DIGEST")

    def handle(self, *args, since, **options):
        fault = IssueLogEntry.objects.first_fault()
        if fault:
            raise CommandError(f"The issue log does not hold from entry {fault} on.")
        if since:
            position, _, digest = since.partition(":")
            known = position.isdecimal() and IssueLogEntry.objects.filter(
                position=int(position), digest=digest
            )
            if not known:
                raise CommandError(f"The issue log was rewritten: it does not hold {since}.")
        head = IssueLogEntry.objects.order_by("position").last()
        self.stdout.write(f"{head.position}:{head.digest}")

"""Say whether anything needs an administrator."""

import sys

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.health import concerns


class Command(BaseCommand):
    help = "Say what needs an administrator: green and exit code 0, or amber, one line each, and 1."

    def handle(self, *args, **options):
        found = concerns(at=timezone.now())
        self.stdout.write("amber" if found else "green")
        for sentence in found:
            self.stdout.write(f"  {sentence}")
        if found:
            sys.exit(1)

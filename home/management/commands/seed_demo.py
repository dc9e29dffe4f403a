"""Make the demonstration's people."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from home.demonstration import PASSPHRASE, build


class Command(BaseCommand):
    help = (
        "Make invented people in every role and state. Only in demonstration mode; safe to repeat."
    )

    def handle(self, *args, **options):
        if not settings.DEMO:
            raise CommandError("Only a demonstration may be filled with invented people.")
        sign_ins = build(timezone.localtime())
        self.stdout.write(f"Passphrase of everybody here: {PASSPHRASE}")
        for sign_in in sign_ins:
            self.stdout.write(
                f"  {sign_in.role:<18} {sign_in.username:<12} {sign_in.note}".rstrip()
            )

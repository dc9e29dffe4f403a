"""Check a certificate at the server: its file, or its number."""

import json
import sys
from pathlib import Path

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.checking import Outcome, Verdict, check_file, check_number


class Command(BaseCommand):
    help = (
        "Check a certificate. Exit code 0: valid; 1: not valid, and why; 2: it cannot be told here."
    )

    def add_arguments(self, parser):
        parser.add_argument("what", help="a PDF file, or a number as printed")
        parser.add_argument(
            "--offline", action="store_true", help="by its signatures alone, without the records"
        )
        parser.add_argument("--json", action="store_true", help="for programs")

    def handle(self, *args, what, offline, **options):
        verdict = self._check(what, offline)
        if options["json"]:
            self.stdout.write(json.dumps(verdict.as_json(), ensure_ascii=False))
        else:
            self.stdout.write(verdict.outcome.value)
            days = [f"{verdict.issued_on} to {verdict.expires_on}"] if verdict.issued_on else []
            for line in (*filter(None, [verdict.number]), *days, *verdict.seen):
                self.stdout.write(f"  {line}")
        if verdict.exit_code:
            sys.exit(verdict.exit_code)

    def _check(self, what: str, offline: bool) -> Verdict:
        today = timezone.localdate()
        path = Path(what)
        if path.is_file():
            return check_file(path.read_bytes(), today=today, offline=offline)
        if what.lower().endswith(".pdf"):
            return Verdict(Outcome.CANNOT_TELL, seen=(f"There is no file {what}.",))
        if offline:
            return Verdict(Outcome.CANNOT_TELL, seen=("A number alone proves nothing offline.",))
        return check_number(what, today=today)

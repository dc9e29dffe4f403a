"""Bring a question bank into a quiz."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from assessments.bank import BankReport, bring_in
from assessments.importers import FORMATS, BankRefused, read
from assessments.importers.limits import FILE_BYTES
from assessments.models import Quiz


class Command(BaseCommand):
    help = "Bring questions into a quiz as drafts. Safe to repeat; every refused question is named."

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--format", required=True, choices=FORMATS)
        parser.add_argument("--quiz", required=True, help="the quiz's code, for example m2")
        parser.add_argument("--dry-run", action="store_true", help="only report, write nothing")
        parser.add_argument("--json", action="store_true", help="print the report as JSON")

    def handle(self, *args, file, quiz, dry_run, **options):
        found = Quiz.objects.filter(code=quiz).first()
        if found is None:
            codes = ", ".join(Quiz.objects.values_list("code", flat=True)) or "none yet"
            raise CommandError(f"There is no quiz {quiz}. Quizzes here: {codes}.")
        try:
            bank = read(_bytes(file), options["format"], name=Path(file).name)
        except BankRefused as refusal:
            if options["json"]:
                self.stdout.write(json.dumps({"file_refused": refusal.reason}))
            raise CommandError(refusal.reason) from None
        report = bring_in(bank, quiz=found, by=None, at=timezone.now(), dry_run=dry_run)
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json(), ensure_ascii=False, indent=1))
        else:
            self._say(report)

    def _say(self, report: BankReport) -> None:
        for note in report.notes:
            self.stdout.write(f"Note: {note}")
        for each in report.imported:
            self.stdout.write(f"line {each.line}: {each.external_id} as {each.code}: {each.became}")
            for note in each.notes:
                self.stdout.write(f"    {note}")
        for each in report.refused:
            self.stdout.write(
                f"line {each.line}: {each.name or each.external_id}: refused. {each.reason}"
            )
        would = "would be " if report.dry_run else ""
        self.stdout.write(
            f"{len(report.imported)} questions {would}taken over, {len(report.refused)} refused."
        )


def _bytes(file: str) -> bytes:
    """The bytes of a file, never more than a bank may have and one: the reader refuses what is longer."""
    try:
        with open(file, "rb") as opened:
            return opened.read(FILE_BYTES + 1)
    except OSError as fault:
        raise CommandError(f"{file} cannot be opened: {fault.strerror}.") from None

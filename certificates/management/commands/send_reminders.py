"""Remind holders of what their certificates ask for."""

from collections import Counter

from django.core.management.base import BaseCommand
from django.utils import timezone

from certificates.reminders import due_reminders, remind_all
from trainees.models import MessageEvent


class Command(BaseCommand):
    help = (
        "Remind holders who gave a way to reach them: last day in 90, 30 or 7 days, refresher due, update"
        " due. Each reminder once; safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args, dry_run, **options):
        today = timezone.localdate()
        if dry_run:
            due = due_reminders(today)
            kinds = Counter(each.kind.label for all_hers in due.values() for each in all_hers)
            said = "".join(f" {label}: {number}." for label, number in sorted(kinds.items()))
            self.stdout.write(f"Would write to {len(due)}.{said}")
            return
        ends = remind_all(at=timezone.now(), today=today)
        said = "".join(f" {MessageEvent.Kind(end).label}: {ends[end]}." for end in sorted(ends))
        self.stdout.write(f"Wrote to {ends.total()}.{said}")

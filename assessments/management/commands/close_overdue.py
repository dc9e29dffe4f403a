"""End the attempts whose time is up, as their quizzes say."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from assessments.models import Attempt


class Command(BaseCommand):
    help = (
        "Hand in, or abandon, every attempt whose time is up. Whoever opens such a page ends it too;"
        " run this every few minutes, so that nobody waits for that. Safe to repeat."
    )

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args, dry_run, **options):
        now = timezone.now()
        over = list(Attempt.objects.over(now).select_related("edition").order_by("deadline_at"))
        if dry_run:
            self.stdout.write(f"Would end {len(over)}.")
            return
        for attempt in over:
            attempt.finish_overdue(at=now)
        self.stdout.write(f"Ended {len(over)}.")

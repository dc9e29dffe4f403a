"""Remove what is kept no longer."""

from django.core.management.base import BaseCommand
from django.utils import timezone

from home.disposal import dispose, would_dispose


class Command(BaseCommand):
    help = "Remove what has had its time: look-ups after two years, ended sessions. Safe to repeat."

    def add_arguments(self, parser):
        parser.add_argument("--dry-run", action="store_true", help="only count")

    def handle(self, *args, dry_run, **options):
        counts = (would_dispose if dry_run else dispose)(at=timezone.now())
        said = ", ".join(f"{name} {count}" for name, count in counts.items())
        self.stdout.write(f"{'Would remove' if dry_run else 'Removed'}: {said}.")

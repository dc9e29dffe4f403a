"""Load a programme from its files."""

from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from home.files import BrokenFiles, read_folder
from home.loading import load


class Command(BaseCommand):
    help = "Load curriculum files as drafts. Safe to repeat; what was edited here is never overwritten."

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="?", default=settings.BASE_DIR / "curriculum" / "starter")
        parser.add_argument("--check", action="store_true", help="only report, write nothing")

    def handle(self, *args, path, check, **options):
        try:
            files = read_folder(Path(path))
        except BrokenFiles as broken:
            for problem in broken.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(broken.problems)} problems; nothing was loaded.") from None
        report = load(files, check_only=check)
        for line in report.lines():
            self.stdout.write(line)

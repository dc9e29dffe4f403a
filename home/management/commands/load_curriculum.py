"""Load a programme from its files."""

from pathlib import Path

from django.conf import settings
from django.core.checks import Tags
from django.core.management.base import BaseCommand, CommandError

from home.files import ArchiveRefused, BrokenFiles, Files, read_archive, read_folder
from home.loading import load


class Command(BaseCommand):
    help = "Load files or a ZIP of them as drafts. Safe to repeat; never overwrites what was edited here."
    #: Addresses and the renderer are not its matter, and take longer to check than files to load.
    requires_system_checks = [Tags.compatibility, Tags.models]

    def add_arguments(self, parser):
        parser.add_argument("path", nargs="?", default=settings.BASE_DIR / "curriculum" / "starter")
        parser.add_argument("--check", action="store_true", help="only report, write nothing")

    def handle(self, *args, path, check, **options):
        try:
            report = load(read(Path(path)), check_only=check)
        except ArchiveRefused as refused:
            raise CommandError(f"{refused} Nothing was loaded.") from None
        except BrokenFiles as broken:
            for problem in broken.problems:
                self.stderr.write(str(problem))
            raise CommandError(f"{len(broken.problems)} problems; nothing was loaded.") from None
        for line in report.lines():
            self.stdout.write(line)


def read(path: Path) -> Files:
    """The files of a folder, or of an archive where there is a file in its place."""
    return read_archive(path.read_bytes()) if path.is_file() else read_folder(path)

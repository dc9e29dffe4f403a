"""Write a programme into an archive of files."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from home.writing import CannotBeWritten, archive_of, programme_called


class Command(BaseCommand):
    help = "Write a programme's latest drafts into a ZIP that load_curriculum reads."

    def add_arguments(self, parser):
        parser.add_argument("code", help="The programme's code, such as p1.")
        parser.add_argument("file", help="Where to write the archive.")

    def handle(self, *args, code, file, **options):
        programme = programme_called(code)
        if programme is None:
            raise CommandError(f"There is no programme {code!r}.")
        try:
            archive = archive_of(programme)
        except CannotBeWritten as refused:
            for reason in refused.reasons:
                self.stderr.write(reason)
            raise CommandError(
                "The programme cannot be said in files; nothing was written."
            ) from None
        Path(file).write_bytes(archive.data)
        for note in archive.notes:
            self.stdout.write(f"Not in the archive: {note}")
        self.stdout.write(f"{code} is in {file}. It holds the keys of all quizzes.")

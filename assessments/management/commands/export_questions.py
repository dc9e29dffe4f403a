"""Write a quiz's questions into a file that other programs and trainers can read."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from assessments.bank import contents_of
from assessments.importers import write_moodle_xml, write_sheet, write_template
from assessments.models import Quiz

WRITERS = {"moodlexml": write_moodle_xml, "xlsx": write_sheet}


class Command(BaseCommand):
    help = (
        "Write the questions of a quiz as Moodle XML or as a sheet, or the empty sheet (no --quiz)."
    )

    def add_arguments(self, parser):
        parser.add_argument("file")
        parser.add_argument("--format", default="xlsx", choices=WRITERS)
        parser.add_argument("--quiz", default="", help="the quiz's code; left out: the template")

    def handle(self, *args, file, quiz, **options):
        if not quiz:
            Path(file).write_bytes(write_template())
            return
        found = Quiz.objects.filter(code=quiz).first()
        if found is None:
            raise CommandError(f"There is no quiz {quiz}.")
        contents = contents_of(found)
        written = WRITERS[options["format"]](contents)
        Path(file).write_bytes(written.data)
        for each in written.refused:
            self.stdout.write(f"{each.name or each.external_id}: not written. {each.reason}")
        for note in written.notes:
            self.stdout.write(f"Note: {note}")
        left = len(contents) - len(written.refused)
        self.stdout.write(f"{left} questions written, {len(written.refused)} refused.")

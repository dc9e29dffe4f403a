"""Everything between an update of the code and serving it."""

import os
from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from wagtail.search.models import IndexEntry

#: Where somebody who looks around for the first time begins.
ADDRESSES = {
    "/": "sign in",
    "/learn/": "trainees: their programme",
    "/desk/": "trainers: people, observations, results",
    "/hr/": "HR: certificates, look-ups",
    "/verify/": "anybody: check a certificate, no sign-in",
    "/verify/offline/": "anybody: scan its code; once opened, without a network too",
    "/cms/": "authors and reviewers: the curriculum",
}


class Command(BaseCommand):
    help = (
        "Bring database, roles, starter curriculum and static files up to this code; in the"
        " demonstration also the invented people. Safe to repeat."
    )

    def handle(self, *args, **options):
        self.stdout.write("Preparing the database ...")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("sync_roles", stdout=self.stdout)
        if settings.KEYS_MAY_BE_MADE:
            call_command("signing_keys", "make", "--if-missing", stdout=self.stdout)
        call_command("load_curriculum", stdout=self.stdout)
        if not IndexEntry.objects.exists():  # pages from before the editors' search had an index
            call_command("update_index", verbosity=0)
        self._collect_static()
        if settings.DEMO:
            call_command("seed_demo", stdout=self.stdout)
            for path, purpose in ADDRESSES.items():
                self.stdout.write(f"  {settings.ORIGIN + path:<30} {purpose}")

    def _collect_static(self) -> None:
        """Collect the static files, unless none has changed (compressing them takes seconds)."""
        stamp = Path(f"{settings.STATIC_ROOT}.sha256")
        state = _state_of_static()
        if stamp.exists() and stamp.read_text() == state:
            return
        self.stdout.write("Collecting static files ...")
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state)


def _state_of_static() -> str:
    """Return a fingerprint (hex) of name, size and time of every file that would be collected."""
    digest = sha256()
    for finder in get_finders():
        for name, storage in finder.list(None):
            file = os.stat(storage.path(name))
            digest.update(f"{name} {file.st_size} {file.st_mtime_ns}\n".encode())
    return digest.hexdigest()

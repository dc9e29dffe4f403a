"""Apply the roles of home/roles.py."""

from django.core.management.base import BaseCommand

from home.roles import ROLES, sync_roles


class Command(BaseCommand):
    help = "Make groups, permissions and the sign-off workflow what home/roles.py says. Safe to repeat."

    def handle(self, *args, **options):
        sync_roles()
        self.stdout.write(f"Roles: {', '.join(role.name for role in ROLES)}.")

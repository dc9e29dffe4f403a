"""The ground floor: what is taught. It knows no person."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CurriculumConfig(AppConfig):
    name = "curriculum"

    def ready(self):
        from curriculum.insert_only import install_triggers

        post_migrate.connect(install_triggers, sender=self)

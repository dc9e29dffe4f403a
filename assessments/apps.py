"""One of the two wings: how what is taught is tested."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AssessmentsConfig(AppConfig):
    name = "assessments"

    def ready(self):
        from curriculum.insert_only import install_triggers

        post_migrate.connect(install_triggers, sender=self)

"""The learner's record, and the doors to the lessons."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class TraineesConfig(AppConfig):
    name = "trainees"

    def ready(self):
        from curriculum.insert_only import install_triggers

        post_migrate.connect(install_triggers, sender=self)

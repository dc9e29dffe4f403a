"""The ground floor: what is taught. It knows no person."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate, post_save


class CurriculumConfig(AppConfig):
    name = "curriculum"

    def ready(self):
        from wagtail.signals import published
        from wagtail_localize.models import StringTranslation

        from curriculum import receivers
        from curriculum.insert_only import install_triggers

        post_migrate.connect(install_triggers, sender=self)
        published.connect(receivers.follow_words)
        published.connect(receivers.note_critical)
        post_save.connect(receivers.note_translator, sender=StringTranslation)

"""The roof: what spans rooms."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from curriculum.insert_only import install_triggers
        from home import checks

        post_migrate.connect(install_triggers, sender=self)
        checks.register_all()

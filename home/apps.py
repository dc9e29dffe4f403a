"""The roof: what spans rooms."""

from django.apps import AppConfig


class HomeConfig(AppConfig):
    name = "home"

    def ready(self):
        from home import checks

        checks.register_all()

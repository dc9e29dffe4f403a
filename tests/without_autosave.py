"""The demonstration's settings where editors save by hand: some servers switch autosave off."""

from config.settings.demo import *  # noqa: F403 (a settings module changes the one it imports)

WAGTAIL_AUTOSAVE_INTERVAL = 0

"""How gunicorn serves most tests: as in production, but the renderer is loaded when it is first needed."""

from config.gunicorn import *  # noqa: F403 (a settings module changes the one it imports)


def post_worker_init(worker):
    """Half a second for each of two workers, in tests that hardly ever look at a paper."""

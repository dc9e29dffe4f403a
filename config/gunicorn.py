"""How gunicorn serves, in the demonstration and in production behind a proxy that does TLS.

``PORT`` is read here and not from the settings, because gunicorn reads this file before Django.
"""

import gc
import logging
import os
from pathlib import Path

from django.db import connections

from certificates import rendering

bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = 2
threads = 4
#: Loaded once, before the fork: half the work at start, and the workers share that memory.
preload_app = True
#: Longer than SQLite's busy timeout (config/sqlite.py) and the slowest certificate together.
timeout = 60
#: A phone on a slow network pays seconds for a new connection; a proxy keeps its own for a minute.
keepalive = 75
#: The workers' heartbeat is a file; on a slow disk a healthy worker would be taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None
control_socket_disable = True
#: An access log holds addresses and what somebody reads; ours must not (LOGGING in the settings).
accesslog = None


def pre_fork(server, worker):
    """Leave no connection to share: two processes on one SQLite handle corrupt the file."""
    connections.close_all()


def post_worker_init(worker):
    """Load the renderer before somebody waits for a certificate; without Pango only say so.

    What is loaded by then stays: the collector need not walk through it again, which took a quarter of the
    time of a roster.
    """
    try:
        rendering.warm_up()
    except (ImportError, OSError):
        logging.getLogger("certificates").warning(rendering.is_available())
    gc.collect()
    gc.freeze()

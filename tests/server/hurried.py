"""The configuration of a server that waits for nobody long and for few, for `test_receiving.py`."""

from server.gunicorn_conf import *  # noqa: F403
from server.http import buffering_worker

buffering_worker.SILENT_SECONDS = 1
buffering_worker.UNUSED_SECONDS = 2
buffering_worker.MOST_HELD = 1_000_000
worker_connections = 20

"""The configuration of a server that waits for nobody long and for few, for `test_buffering_worker.py`."""

from server.gunicorn_conf import *  # noqa: F403
from server.http import buffering_worker, connection_loop

connection_loop.SILENT_SECONDS = 1
connection_loop.UNUSED_SECONDS = 2
connection_loop.MOST_HELD = 1_000_000
buffering_worker.MANY_OF_SOURCE = 5
worker_connections = 20

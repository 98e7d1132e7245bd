"""The configuration of a server that waits for nobody long and for few, for `test_receiving.py`."""

from server import receiving
from server.serving import *  # noqa: F403

receiving.SILENT_SECONDS = 1
receiving.UNUSED_SECONDS = 2
receiving.MOST_HELD = 1_000_000
worker_connections = 20

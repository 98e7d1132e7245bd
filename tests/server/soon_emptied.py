"""The configuration of a server that empties SQLite's log all the time, for `test_disk_cleanup.py`."""

from server.gunicorn_conf import *  # noqa: F403
from server.operations import disk_cleanup

disk_cleanup.EMPTIED_EVERY = 0.1

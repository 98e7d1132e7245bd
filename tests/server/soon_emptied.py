"""The configuration of a server that empties SQLite's log all the time, for `test_remains.py`."""

from server.gunicorn_conf import *  # noqa: F403
from server.operations import remains

remains.EMPTIED_EVERY = 0.1

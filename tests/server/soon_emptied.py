"""The configuration of a server that empties SQLite's log all the time, for `test_remains.py`."""

from server.operations import remains
from server.serving import *  # noqa: F403

remains.EMPTIED_EVERY = 0.1

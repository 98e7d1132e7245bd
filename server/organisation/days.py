"""Which days can be meant at all: the first and the last, YYYY-MM-DD."""

from sync.protocol_limits import FIRST_DAY

_LAST_DAY = "2100-12-31"
DAYS_OF_TEAMS = (FIRST_DAY, _LAST_DAY)
"""Of teams and their people."""
DAYS_OF_UNITS = ("1945-09-02", _LAST_DAY)

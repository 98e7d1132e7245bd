"""Where a request may be killed or held (tests/faults/worker.py)."""

WRITE, COMMIT, ANSWER = POINTS = ("write", "commit", "answer")
"""Behind the clock, before the first row is written; before the commit; after the commit and before the answer."""
NUMBERED = "numbered"
"""Only with the sabotage "numbers apart": between a number and the lock."""

GATE = "FAULT_GATE"
"""The variable of the environment that names the port to wait at."""

"""Faults on real processes: the real application under real gunicorn, a real database, a phone that
sends again. `make test` runs a share of each fault; `python -m tests.faults` runs all of it."""

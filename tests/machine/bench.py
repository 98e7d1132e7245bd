"""`make bench`: the budgets, each measured and judged by its own file under tests/bench."""

import os

from . import chromium, postgres
from .everything import succeeds
from .needs import BIN, ROOT, Unavailable


def run() -> bool:
    for ensure in (chromium.ensure_both, postgres.ensure):
        try:
            ensure()
        except Unavailable as reason:
            print(f"NOT MEASURED on this machine: {reason}")
    return succeeds(ROOT, BIN / "python", "-m", "tests.bench", *os.environ.get("BENCH", "").split())

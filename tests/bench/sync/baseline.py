"""What version 1.1.0 took, as times a bare endpoint: the base line of all that follows.

Measured by `python -m tests.bench.sync.turns TREE --write` with a worktree of that version (273edae) and
this one, both running at once and measured in turns in the same minutes, each beside its bare endpoint.
It is measured anew, not edited, when what is measured changes."""

import json
from functools import cache
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_suffix(".json")
NOISE = 1.15
"""Two runs of the same program on a machine that others use too differ by so much in the processor's time
beside that of the bare endpoint."""


@cache
def _read() -> dict[str, dict[str, Any]]:
    return dict(json.loads(FILE.read_text())["figures"]) if FILE.exists() else {}


def base_of(name: str) -> float | None:
    """How many times the bare endpoint a figure was; None for one that was not measured then."""
    found = _read().get(name)
    return None if found is None else found["times"]


def write(how: dict[str, Any], figures: dict[str, dict[str, Any]]) -> None:
    """Keeps figures by their names, {"value", "unit", "times" or null}, and how they were measured."""
    told = {"how": how, "figures": figures}
    FILE.write_text(json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n")

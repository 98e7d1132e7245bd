"""What a monthly report says, before it becomes a table, a paper or a text."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Content = dict[str, Any]
FIGURES = ("people", "turns", "volunteers", "sessions")
"""The counted figures, which are never added up with one another."""


def summed(parts: Iterable[Mapping[str, int]]) -> dict[str, int]:
    """Figures added up, each with its own kind."""
    found = dict.fromkeys(FIGURES, 0)
    for part in parts:
        for name in FIGURES:
            found[name] += part[name]
    return found


def without(whole: Mapping[str, int], part: Mapping[str, int]) -> dict[str, int]:
    """What is left of the figures."""
    return {name: whole[name] - part[name] for name in FIGURES}


def told_of(month: str, snapshots: Sequence[Content]) -> dict[str, int]:
    """What reports have told of a month so far: the month's own, and what later ones added."""
    own = [content["total"] for content in snapshots if content["month"] == month]
    added = [
        late["figures"]
        for content in snapshots
        for late in content["late"]
        if late["month"] == month
    ]
    return summed([*own, *added])


def ratio(result: int | None, target: int | None) -> float | None:
    """The result as a part of the target, 1.0 for all of it; None without a target."""
    return None if result is None or not target else result / target

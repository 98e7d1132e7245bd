"""How long somebody was at work (PROTOCOL 5.11)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any


def minutes_of(sessions: Iterable[Mapping[str, Any]]) -> int:
    """Minutes in which at least one of these sessions went on, given by their fields: of those that say
    when they were over. What went on at the same time counts once."""
    by_day: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for f in sessions:
        start, end = f["start"], f.get("end")
        if end and end > start:
            by_day[f["day"]].append((_minute(start), _minute(end)))
    return sum(map(_together, by_day.values()))


def hours_of(minutes: int) -> float:
    """In hours, to one decimal; halves go up."""
    return (minutes + 3) // 6 / 10


def _together(spans: Iterable[tuple[int, int]]) -> int:
    minutes = until = 0
    for start, end in sorted(spans):
        minutes += max(0, end - max(start, until))
        until = max(until, end)
    return minutes


def _minute(time: str) -> int:
    hours, minutes = time.split(":")
    return int(hours) * 60 + int(minutes)

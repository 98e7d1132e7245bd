"""The periods that a range of days is read by: whole months where it holds them, else days."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta


def days_between(first: date, last: date) -> list[str]:
    """Every day from the first to the last, both included; none if they stand the wrong way."""
    return [(first + timedelta(days=n)).isoformat() for n in range((last - first).days + 1)]


def periods_between(first: date, last: date) -> list[str]:
    """Periods that together are the range, each day once: YYYY-MM for whole months."""
    found: list[str] = []
    for month, start, end in _months(first, last):
        whole = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
        found += [month] if whole else days_between(start, end)
    return found


def days_of(period: str) -> tuple[date, date]:
    """The first and the last day of a day or a month."""
    if len(period) == len("2026-11-24"):
        day = date.fromisoformat(period)
        return day, day
    start = date.fromisoformat(f"{period}-01")
    return start, start.replace(day=calendar.monthrange(start.year, start.month)[1])


def _months(first: date, last: date) -> Iterator[tuple[str, date, date]]:
    start = first
    while start <= last:
        length = calendar.monthrange(start.year, start.month)[1]
        end = min(last, start.replace(day=length))
        yield start.isoformat()[:7], start, end
        start = end + timedelta(days=1)

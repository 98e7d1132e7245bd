"""The only clock of the server. Tests and the demonstration put their own in its place."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
_ahead: ContextVar[datetime | None] = ContextVar("ahead", default=None)


def now() -> datetime:
    """This moment, UTC; from app.config["CLOCK"] if that is set."""
    if (ahead := _ahead.get()) is not None:
        return ahead
    tell = cast("Callable[[], datetime] | None", current_app.config.get("CLOCK"))
    return tell().astimezone(UTC) if tell else datetime.now(UTC)


@contextmanager
def ahead_to(day: str) -> Iterator[None]:
    """Inside it is the beginning of a later day, for a look at what a change would do then. Nothing that
    is written there may be committed."""
    token = _ahead.set(begin_of(day).astimezone(UTC))
    try:
        yield
    finally:
        _ahead.reset(token)


def today() -> str:
    """The calendar day in Việt Nam, YYYY-MM-DD."""
    return day_of(now())


def day_of(moment: datetime) -> str:
    """The calendar day of a moment in Việt Nam, YYYY-MM-DD."""
    return moment.astimezone(ZONE).date().isoformat()


def begin_of(day: str) -> datetime:
    """The moment when a day (YYYY-MM-DD) begins in Việt Nam."""
    return datetime.combine(date.fromisoformat(day), time(), ZONE)


def day_before(day: str) -> str:
    """The calendar day before, YYYY-MM-DD."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def day_after(day: str) -> str:
    """The calendar day after, YYYY-MM-DD."""
    return (date.fromisoformat(day) + timedelta(days=1)).isoformat()

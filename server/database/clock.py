"""The only clock of the server. Tests and the demonstration put their own in its place."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import cast
from zoneinfo import ZoneInfo

from flask import current_app

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """This moment, UTC; from app.config["CLOCK"] if that is set."""
    tell = cast("Callable[[], datetime] | None", current_app.config.get("CLOCK"))
    return tell().astimezone(UTC) if tell else datetime.now(UTC)


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

"""Reading takes permits, and its seconds of the processor come out of a rate (PROTOCOL 4.5.10)."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic, thread_time
from typing import NamedTuple

from flask import g, request

from server.auth.current import current_principal
from server.auth.principal import Kind
from server.auth.rate_limits import READ, READ_FEW, Rate
from server.auth.throttle import current_client
from server.database.engine import db
from server.http.concurrency import Work, take_permit

POINTS_PER_SECOND = 10_000
_SEARCHES = {"/api/help-sessions": ("q", "sort"), "/api/help-sessions/sums": ()}
"""Reads of thousands of sessions: with one of these in the address, or always."""


class Reading(NamedTuple):
    """The read of a request: its caller and when it began."""

    rate: Rate
    caller: str
    since: float


def begin_read() -> None:
    """Called before the request reads. Raises read_too_much and server_busy."""
    if "reading" in g:
        return
    rate, caller = _checked_rate()
    take_permit(Work.SEARCH if _is_search() else Work.READ)
    g.reading = Reading(rate, caller, _spent())


def end_read(_error: BaseException | None) -> None:
    """Counts what the request's read took, whatever its answer."""
    reading: Reading | None = g.pop("reading", None)
    if reading is not None:
        cost = (_spent() - reading.since) * POINTS_PER_SECOND
        reading.rate.spend(reading.caller, round(cost))


@contextmanager
def counting_seconds() -> Iterator[None]:
    """Counts the seconds inside, by the clock, like those of a read: some of them are another process's.
    Raises read_too_much."""
    rate, caller = _checked_rate()
    since = monotonic()
    try:
        yield
    finally:
        rate.spend(caller, round((monotonic() - since) * POINTS_PER_SECOND))


def _checked_rate() -> tuple[Rate, str]:
    # Counted by phone, whichever member of it sends the request.
    who = replace(current_principal(), acting=None, acting_missing=False)
    is_known = who.account is not None or who.phone_kind in (Kind.VOLUNTEER, Kind.LEAD)
    rate, caller = READ if is_known else READ_FEW, current_client()
    rate.check(caller)
    return rate, caller


def _is_search() -> bool:
    rule = request.url_rule
    by = _SEARCHES.get(rule.rule) if rule else None
    return by is not None and (not by or any(name in request.args for name in by))


def _spent() -> float:
    """SQLite works in the thread that asks, so that its own time is what a read takes, however busy the
    machine is. PostgreSQL works elsewhere meanwhile."""
    return thread_time() if db.engine.dialect.name == "sqlite" else monotonic()

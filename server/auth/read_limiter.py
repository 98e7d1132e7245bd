"""What somebody reads: in turns with others, and as much as an allowance gives (PROTOCOL 4.5.10).

Each read for which somebody has to be known (server/auth/permissions.py), and each page of rows that a
round takes away, waits without a thread for one of the slots for reads (server/database/slots.py), of
which each asker has one at a time in each worker. What it takes comes out of the asker's allowance
(server/auth/allowances.py), so that nobody keeps a processor busy for long. What looks through thousands of
sessions, for an order, for words or for a sum, takes seconds: whoever asks, one such read is in work in each
worker, so that twenty phones which ask for that leave the other slot to what others read; accounts and leads
come before volunteers with it, of whom one code makes twenty. A round that finds nothing new
reads nothing, and comes here never. A spreadsheet that somebody brings has a turn of its own
(server/spreadsheets/turn.py), which one account would keep without end: its seconds come out of the allowance
too."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import monotonic, thread_time
from typing import NamedTuple

from flask import current_app, g, request

from server.auth.allowances import Allowance, Allowances
from server.auth.current import current_principal
from server.auth.principal import Kind, Principal
from server.auth.throttle import current_client
from server.config import Settings
from server.database.engine import db
from server.http.concurrency import Work, take_permit

FILE_NAME = "reads"
POINTS_PER_SECOND = 10_000
APPROVED = Allowance(200_000, 200)
FEW = Allowance(20_000, 200)
"""Twenty seconds of a processor at once, and a tenth of one from then on; a tenth of that of a phone that
waits or was stopped, which has nothing to take away but its own. A coordinator's first screen takes a tenth
of a second; a phone's first 50,000 rows, in pages, take one."""


_SEARCHES = {"/api/help-sessions": ("q", "sort"), "/api/help-sessions/sums": ()}
"""Which reads look through thousands of sessions: with one of these in the address, or always."""


class Reading(NamedTuple):
    """Whose read is in work, and since when."""

    place: int
    allowance: Allowance
    since: float


def begin_read() -> None:
    """For a request that is going to read for who asks, before it does. Raises read_too_much, and NoSlot
    where it has to wait."""
    if "reading" in g:
        return
    asker = current_client()
    place, allowance = _check_allowance(asker)
    take_permit(Work.SEARCH if _is_search() else Work.READ)
    g.reading = Reading(place, allowance, _spent())


def end_read(_error: BaseException | None) -> None:
    """Counts what the request's read took, whatever became of it."""
    reading: Reading | None = g.pop("reading", None)
    if reading is not None:
        cost = (_spent() - reading.since) * POINTS_PER_SECOND
        read_limiter().spend(reading.place, reading.allowance, cost)


def _is_search() -> bool:
    rule = request.url_rule
    by = _SEARCHES.get(rule.rule) if rule else None
    return by is not None and (not by or any(name in request.args for name in by))


@contextmanager
def counting_seconds() -> Iterator[None]:
    """Inside, something takes seconds of the machine that is no read, some of them in a process of its own,
    and keeps others from it: they come out of the same allowance, by the clock, whatever becomes of it. Raises
    read_too_much."""
    place, allowance = _check_allowance(current_client())
    since = monotonic()
    try:
        yield
    finally:
        read_limiter().spend(place, allowance, (monotonic() - since) * POINTS_PER_SECOND)


def _check_allowance(asker: str) -> tuple[int, Allowance]:
    limiter, allowance = read_limiter(), _allowance_of(current_principal())
    place = limiter.place(asker)
    limiter.check(place, allowance, "read_too_much")
    return place, allowance


def _spent() -> float:
    """SQLite works in the thread that asks, so that its own time is what a read takes, however busy the
    machine is. PostgreSQL works elsewhere meanwhile."""
    return thread_time() if db.engine.dialect.name == "sqlite" else monotonic()


def _allowance_of(who: Principal) -> Allowance:
    """By the phone as a whole, whoever of its people holds it and whether it says so."""
    whole = replace(who, acting=None, acting_missing=False)
    is_known = who.account is not None or whole.phone_kind in (Kind.VOLUNTEER, Kind.LEAD)
    return APPROVED if is_known else FEW


def read_limiter() -> Allowances:
    """What each has read, in this application."""
    settings: Settings = current_app.config["SETTINGS"]
    found: Allowances = current_app.extensions.setdefault(
        "read_limiter", Allowances(settings.state / FILE_NAME, settings.secret_key)
    )
    return found

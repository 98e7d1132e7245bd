"""How long a request or a command may keep the database busy, in one place. All in seconds.

A phone gives up waiting after 20 s, and a worker has few threads: what waits longer than a phone does
only keeps others from being answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from math import inf

import click
from flask import has_request_context, request

BY_THE_WAY = 0.02
_LEAST_LOCK_WAIT = 0.25
SUSPECT_AFTER = 2.5
"""When PostgreSQL has said nothing for so long, somebody else asks it whether it is there."""
CONNECT = 3.0
"""psycopg takes whole seconds, from two on."""
TCP_USER_TIMEOUT = 8.0
KEEPALIVE_IDLE, KEEPALIVE_INTERVAL, KEEPALIVE_COUNT = 5, 2, 2
POOL = 5.0
"""For a connection of the pool; it has more of them than a worker has permits."""


@dataclass(frozen=True)
class Timeouts:
    """`lock`: for a lock of the database. Of PostgreSQL, `statement`: until it ends a statement, and
    `idle`: a transaction whose client asks nothing. `whole`: until SQLite ends whatever is done with a
    connection that was taken once, so that no reader keeps its WAL growing. `is_served`: somebody
    waits for it, so a database that says nothing is given up."""

    lock: float
    statement: float
    idle: float
    whole: float
    is_served: bool = False

    @property
    def answer(self) -> float:
        """How long a single answer is waited for: PostgreSQL would have ended it before."""
        return self.statement + 1 if self.is_served else inf

    def with_lock(self, seconds: float) -> "Timeouts":
        """The same with less time for a lock, and with as much as before when it has it."""
        lock = min(seconds, self.lock)
        return replace(self, lock=lock, statement=self.statement - self.lock + lock)


ROUND = Timeouts(lock=4, statement=5, idle=10, whole=10, is_served=True)
"""What phones ask. Who queues for a row of PostgreSQL waits for two locks, one after the other, so only
`statement` bounds that."""
DESK = Timeouts(lock=4, statement=60, idle=90, whole=300, is_served=True)
"""Totals, files and imports of coordinators. A file is read as fast as its reader takes it."""
COMMAND = Timeouts(lock=60, statement=3600, idle=3600, whole=3600)
"""Commands; what reads or rewrites all records has longer."""
WHOLE = Timeouts(lock=60, statement=6 * 3600, idle=6 * 3600, whole=6 * 3600)

_WHOLE_COMMANDS = (
    "backup",
    "db",
    "retention",
    "demo",
    "drill",
    "journal",
    "prove",
    "recount",
    "restore",
    "vacuum",
)
_ROUND_ROUTES = frozenset({
    "/api/sync/v1", "/api/sync/v1/have", "/api/bundles", "/api/probe", "/healthz", "/readyz", "/metrics",
})  # fmt: skip

_chosen: ContextVar[Timeouts | None] = ContextVar("timeouts", default=None)
_lock_wait: ContextVar[float | None] = ContextVar("lock_wait", default=None)


def current() -> Timeouts:
    """Those that hold for whoever asks the database now."""
    if has_request_context():
        usual = ROUND if _is_round() else DESK
    else:
        usual = _chosen.get() or _of_command()
    lock = _lock_wait.get()
    return usual if lock is None else usual.with_lock(lock)


def _is_round() -> bool:
    rule = request.url_rule
    return rule is None or rule.rule in _ROUND_ROUTES


def _of_command() -> Timeouts:
    context = click.get_current_context(silent=True)
    names = set()
    while context is not None:
        names.add(context.info_name)
        context = context.parent
    return WHOLE if names.intersection(_WHOLE_COMMANDS) else COMMAND


class serving:  # noqa: N801  # a context manager, without what a generator costs each round
    """While a request is answered, by Flask or ahead of it."""

    def __enter__(self) -> None:
        self._before = _chosen.set(ROUND), _lock_wait.set(None)

    def __exit__(self, *_error: object) -> None:
        chosen, lock_wait = self._before
        _chosen.reset(chosen)
        _lock_wait.reset(lock_wait)


def shorten_lock_wait(seconds: float) -> None:
    """The request has waited so long for a permit: it waits less for the writer's lock."""
    _lock_wait.set(max(ROUND.lock - seconds, _LEAST_LOCK_WAIT))


@contextmanager
def hardly_waiting() -> Iterator[None]:
    """For what is noted by the way: connections that are taken inside hardly wait for a lock. It raises
    what any other lock does that nobody gives back."""
    before = _lock_wait.set(BY_THE_WAY)
    try:
        yield
    finally:
        _lock_wait.reset(before)

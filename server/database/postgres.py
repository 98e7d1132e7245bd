"""Connections to PostgreSQL that wait for nothing without an end.

PostgreSQL itself ends what takes too long (`lock_timeout` and its like), and TCP tells of a host that is
gone. Neither helps where the database is there and says nothing: it is frozen, its disk is, or a firewall
forgot the connection. So each wait for an answer is bounded here too."""

from collections.abc import Generator, Mapping
from contextlib import closing
from time import monotonic
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

import psycopg
from psycopg.pq import Conninfo
from sqlalchemy import Dialect

from server.database import timeouts
from server.database.circuit_breaker import CircuitBreaker
from server.database.timeouts import Timeouts

Answer = TypeVar("Answer")
_breakers: WeakKeyDictionary[Dialect, CircuitBreaker] = WeakKeyDictionary()


class SilentDatabase(psycopg.OperationalError):
    """PostgreSQL said nothing for so long that nobody waits for it any more."""


class BoundedConnection(psycopg.Connection[Any]):
    """Gives up, and closes itself, when an answer takes longer than `timeouts` allow, or the database
    does not answer anybody."""

    timeouts: Timeouts
    """Those that the session in the database has."""
    breaker: CircuitBreaker | None = None
    """None until the connection is made."""

    def wait(self, gen: Generator[Any, Any, Answer], *args: Any, **kwargs: Any) -> Answer:
        """As psycopg's own, which looks up every tenth of a second."""
        if self.breaker is not None and self.timeouts.is_served:
            gen = self._bounded(gen, self.breaker)
        return super().wait(gen, *args, **kwargs)

    def _bounded(
        self, gen: Generator[Any, Any, Answer], breaker: CircuitBreaker
    ) -> Generator[Any, Any, Answer]:
        began = monotonic()
        suspect_at = began + timeouts.SUSPECT_AFTER
        try:
            wanted = next(gen)
            while True:
                ready = yield wanted
                if not ready:
                    now = monotonic()
                    if breaker.is_open or now - began > self.timeouts.answer:
                        self.pgconn.finish()
                        raise SilentDatabase("the database does not answer")
                    if now > suspect_at:
                        suspect_at = now + timeouts.SUSPECT_AFTER
                        breaker.suspect()
                wanted = gen.send(ready)
        except StopIteration as done:
            answer: Answer = done.value
            return answer

    def adopt(self, wanted: Timeouts) -> None:
        """Has the session follow other timeouts. The connection is in no transaction."""
        if wanted is self.timeouts or wanted == self.timeouts:
            return
        before, self.timeouts = self.autocommit, wanted
        self.autocommit = True
        self.execute(";".join(f"SET {name} = {ms}" for name, ms in _settings(wanted).items()))
        self.autocommit = before


def connect(
    dialect: Dialect, args: tuple[Any, ...] | list[Any], parameters: Mapping[str, Any]
) -> BoundedConnection:
    """A connection with the timeouts of whoever asks for it. What DATABASE_URL says stands above them.
    Raises psycopg's errors."""
    wanted = timeouts.current()
    given = {**_parameters(), **parameters}
    given["options"] = f"{_options(wanted)} {parameters.get('options') or _environment()}"
    breaker = _breakers.get(dialect)
    if breaker is None:
        breaker = _breakers.setdefault(dialect, CircuitBreaker(lambda: _answers(args, given)))
    check_silence(breaker)
    try:
        made = BoundedConnection.connect(*args, **given)
    except psycopg.errors.ConnectionTimeout:
        if wanted.is_served:
            breaker.suspect()
        raise
    made.timeouts, made.breaker = wanted, breaker
    return made


def check_silence(breaker: CircuitBreaker | None) -> None:
    """Raises SilentDatabase while the database answers nobody."""
    if breaker is not None and breaker.is_open:
        raise SilentDatabase("the database does not answer")


def _answers(args: tuple[Any, ...] | list[Any], parameters: Mapping[str, Any]) -> bool:
    try:
        with closing(psycopg.connect(*args, **parameters)):  # it has been let in by a process
            return True
    except psycopg.errors.ConnectionTimeout:
        return False
    except psycopg.Error:
        return True  # a refusal comes at once for everybody


def _parameters() -> dict[str, Any]:
    return {
        "connect_timeout": int(timeouts.CONNECT),
        "keepalives_idle": timeouts.KEEPALIVE_IDLE,
        "keepalives_interval": timeouts.KEEPALIVE_INTERVAL,
        "keepalives_count": timeouts.KEEPALIVE_COUNT,
        "tcp_user_timeout": int(timeouts.TCP_USER_TIMEOUT * 1000),
    }


def _settings(wanted: Timeouts) -> dict[str, int]:
    """In milliseconds."""
    return {
        "lock_timeout": int(wanted.lock * 1000),
        "statement_timeout": int(wanted.statement * 1000),
        "idle_in_transaction_session_timeout": int(wanted.idle * 1000),
    }


def _options(wanted: Timeouts) -> str:
    return " ".join(f"-c {name}={ms}" for name, ms in _settings(wanted).items())


def _environment() -> str:
    """What PGOPTIONS says, which libpq would take where nothing is given."""
    found = (each.val for each in Conninfo.get_defaults() if each.keyword == b"options")
    return (next(found, None) or b"").decode()

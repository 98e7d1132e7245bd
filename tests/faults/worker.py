"""What gunicorn serves in these tests: the whole application, and around it the faults that a
request orders for itself in the header `Fault`: "kill at commit", "hold at write". The product
knows nothing of them; they listen to SQLAlchemy. SABOTAGE names what is wrong with this server on
purpose, to show that a test would notice: "numbers apart", "synchronous OFF". Nothing but gunicorn
may import this: from then on every session of the process listens to orders."""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import event, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

import server.app.factory as application
from server.database import engine, sqlite
from server.database.sql import Query, fetch_pipelined
from server.records.store import records
from server.records.tables import SyncClock
from tests.faults.points import ANSWER, COMMIT, GATE, NUMBERED, WRITE
from tests.town import Clock

_ordered = threading.local()


def reach(point: str) -> None:
    """Carries out, once, what the request of this thread has ordered for this point."""
    action, _, wanted = getattr(_ordered, "order", "").partition(" at ")
    if wanted != point:
        return
    _ordered.order = ""
    if action == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    with socket.create_connection(("127.0.0.1", int(os.environ[GATE]))) as gate:
        gate.recv(1)  # until the test lets go


@event.listens_for(Engine, "commit")
def _before_commit(connection: Any) -> None:
    reach(COMMIT)
    _ordered.commits = True


@event.listens_for(Session, "after_commit")
def _after_commit(session: Any) -> None:
    if _ordered.commits:  # and not only the end of a savepoint
        reach(ANSWER)


def take_numbers_apart(session: Any, n: int, *questions: Query[Any]) -> tuple[int, list[Any]]:
    """Gives numbers out in a transaction of their own: the lock ends before the commit that they
    are for, so a later one may come first."""
    clock = SyncClock.id == 1
    with engine.separate_transaction() as apart:
        moved = update(SyncClock).where(clock).values(hi=SyncClock.hi + n)
        hi = apart.execute(moved.returning(SyncClock.hi)).scalar_one()
    reach(NUMBERED)
    session.execute(select(SyncClock.hi).where(clock))
    return int(hi), fetch_pipelined(session, *questions)


def weaken(setting: str) -> None:
    """Lets the database be less careful than the server insists on, and starts all the same."""
    name, _, level = setting.partition(" ")
    if name == "synchronous":
        kept = [each for each in sqlite.PRAGMAS if not each.startswith(name)]
        sqlite.PRAGMAS = (*kept, f"{name}={level}")  # type: ignore[assignment]
    else:
        os.environ["DATABASE_URL"] += f"?options=-c%20{name}%3D{level}"
    application.check_durability = lambda: None  # type: ignore[attr-defined]


def spoil(sabotage: str) -> None:
    """Applies what SABOTAGE names."""
    if sabotage == "numbers apart":
        records.take_clock = take_numbers_apart
    elif sabotage:
        weaken(sabotage)


def reach_write(take_clock: Callable[..., Any]) -> Callable[..., Any]:
    """What writes takes the clock first; of all else nothing is written yet."""

    def taken(*asked: Any) -> Any:
        told = take_clock(*asked)
        reach(WRITE)
        return told

    return taken


spoil(os.environ.get("SABOTAGE", ""))
records.take_clock = reach_write(records.take_clock)
app = application.create_app({"CLOCK": Clock()})
answer = app.wsgi_app


def carry_out(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """The application, which carries out what the request orders."""
    _ordered.order, _ordered.commits = environ.get("HTTP_FAULT", ""), False
    return answer(environ, start_response)


# A Flask application: gunicorn's hooks start the permits of no other.
app.wsgi_app = carry_out  # type: ignore[method-assign]

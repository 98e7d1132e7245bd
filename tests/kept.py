"""What stands in an application's database, kept beside it and put back in a few milliseconds: each
of some thousand tests begins so."""

import sqlite3
import weakref
from collections import Counter
from collections.abc import Callable, Collection, Hashable
from functools import cached_property
from itertools import count
from typing import Any, Protocol

from flask import Flask
from sqlalchemy import event

from server.database import query_cache
from server.database.engine import db
from tests.wires import InProcess, Wire

MOST_KEPT = 60


class Caller(Protocol):
    """Who tells the server something: a phone, a browser."""

    @property
    def wire(self) -> Wire: ...

    def remembered(self) -> Any:
        """What it holds now."""

    def recall(self, remembered: Any) -> None:
        """Holds what one like it held then."""


class Kept(Protocol):
    """All rows of a database as they were at one moment."""

    def put_back(self, changed: Collection[str] | None = None) -> None:
        """Makes the tables hold these rows and no others. `changed`: the tables that do not."""


class _InMemory:
    """SQLite's pages."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._copy = sqlite3.connect(":memory:", check_same_thread=False)
        weakref.finalize(self, self._copy.close)  # from Python 3.13 on one left open is told of
        database.backup(self._copy)

    def put_back(self, changed: Collection[str] | None = None) -> None:
        del changed  # to copy all pages takes half a millisecond
        self._copy.backup(self._database)


class _Beside:
    """PostgreSQL's tables, as others of the same database. They are copied whole, so nothing is
    to be looked after that holds between them."""

    _numbers = count(1)

    def __init__(self) -> None:
        self._tables = [table.name for table in db.metadata.sorted_tables]
        self._schema = f"kept_{next(self._numbers)}"
        _say(
            f"CREATE SCHEMA {self._schema}",
            *(f'CREATE TABLE {self._schema}."{name}" AS TABLE "{name}"' for name in self._tables),
        )

    def put_back(self, changed: Collection[str] | None = None) -> None:
        tables = self._tables if changed is None else changed
        _say(
            "SET LOCAL session_replication_role = replica",
            *(f'DELETE FROM "{name}"' for name in tables),
            *(f'INSERT INTO "{name}" SELECT * FROM {self._schema}."{name}"' for name in tables),
        )


def _say(*statements: str) -> None:
    """All in one text and one transaction."""
    pooled = db.engine.raw_connection()
    try:
        connection: Any = pooled.driver_connection
        connection.execute("; ".join(("BEGIN", *statements, "COMMIT")))
    finally:
        pooled.close()


class Shelf:
    """An application, and what has been kept of its database. Tests begin alike: somebody joins,
    somebody signs in. That is done twice; from the third time on the server is given what it held
    then and the phone or browser what it had, as long as nobody has told the server anything else
    since the beginning."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.begun = self.keep()
        self._so_far: tuple[Hashable, ...] | None = None
        self._times: Counter[tuple[Hashable, ...]] = Counter()
        self._done: dict[tuple[Hashable, ...], tuple[Kept, Any]] = {}
        with app.app_context():
            event.listen(db.engine, "commit", self._note_commit)

    def keep(self) -> Kept:
        """What stands there now."""
        with self.app.app_context():
            return _Beside() if self._file is None else _InMemory(self._file)

    def put_back(self, kept: Kept, changed: Collection[str] | None = None) -> None:
        """Everything is as it was then."""
        with self.app.app_context():
            kept.put_back(changed)
        query_cache.forget()
        self._so_far = None

    def begin(self) -> None:
        """As at the beginning."""
        self.put_back(self.begun)
        self._so_far = ()

    def begin_with(self, asked: Hashable, caller: Caller, work: Callable[[], None]) -> None:
        """Somebody joins or signs in, as is asked and at that time; `work` does it."""
        if self._so_far is None or not isinstance(caller.wire, InProcess):
            work()
            self._so_far = None  # of what another process commits nothing is heard
            return
        config = self.app.config
        so_far = (*self._so_far, (config["SECRET_KEY"], config["SETTINGS"], asked))
        if so_far in self._done:
            kept, remembered = self._done[so_far]
            self.put_back(kept)
            caller.recall(remembered)
        else:
            work()
            self._times[so_far] += 1
            if self._times[so_far] > 1 and len(self._done) < MOST_KEPT:
                self._done[so_far] = self.keep(), caller.remembered()
        self._so_far = so_far

    def _note_commit(self, _connection: object) -> None:
        self._so_far = None

    @cached_property
    def _file(self) -> sqlite3.Connection | None:
        url = db.engine.url
        if url.get_backend_name() != "sqlite":
            return None
        assert url.database
        database = sqlite3.connect(url.database, timeout=30, check_same_thread=False)
        database.execute("PRAGMA synchronous = OFF")
        return database

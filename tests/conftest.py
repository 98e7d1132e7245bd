"""The same tests on SQLite and on PostgreSQL: every test that uses `app` runs on both. An
application is made once for each database; between tests its tables go back to the town."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Playwright, sync_playwright
from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from server import create_app
from server.accounts import passwords
from server.auth.throttle import OF_PASSKEYS
from server.database import query_cache
from server.database.bulk import column_encoders, insert_rows
from server.database.engine import db
from server.database.pipeline import pipeline
from server.database.sql import execute
from server.sync.push_limiter import push_limiter
from tests.demo.loading import Loaded, load_into, read_loaded
from tests.described import undescribed, watch
from tests.kept import Shelf
from tests.machine import postgres
from tests.machine.once import once, shared_place
from tests.machine.sharing import Sharing
from tests.town import START, Clock, Town, build_town

Rows = dict[str, Sequence[dict[str, Any]]]
SORTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Who of several workers gets which tests."""
    return Sharing(config, log)


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    with postgres.usual_cluster() as running:
        yield running


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of the whole run, for what `once` makes."""
    return shared_place(tmp_path_factory.getbasetemp())


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """What browsers are driven by; a process can have only one."""
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def demonstration(shared: Path) -> Loaded:
    """The demonstration, to be copied."""
    return read_loaded(once(shared, "demonstration", load_into))


@pytest.fixture(params=SORTS, scope="session")
def sort(request: pytest.FixtureRequest) -> str:
    """Which database: each test that asks for it runs on both."""
    found: str = request.param
    return found


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def build(
    request: pytest.FixtureRequest, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[str], Shelf]]:
    """Gives the application on a sort of database, made when it is first asked for. Both stay:
    where workers share the tests, one has now this and now that."""
    made: dict[str, Shelf] = {}

    def on(sort: str) -> Shelf:
        if sort not in made:
            folder = tmp_path_factory.mktemp(sort)
            made[sort] = Shelf(build_app(new_database(sort, folder, request), clock, folder))
        return made[sort]

    yield on
    for shelf in made.values():
        with shelf.app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def built(sort: str, build: Callable[[str], Shelf]) -> Shelf:
    """An application with the town in its database, and what is kept of it."""
    return build(sort)


@pytest.fixture
def app(built: Shelf, clock: Clock) -> Iterator[Flask]:
    """The application, with nobody in the town yet, at nine in the morning. Whatever it answers
    must stand in its description."""
    clock.moment = START
    built.begin()
    with built.app.app_context():
        push_limiter().forget()
    OF_PASSKEYS.forget()
    undescribed(built.app).clear()
    with cheap_passwords():
        yield built.app
    assert undescribed(built.app) == []


@pytest.fixture
def town(app: Flask, built: Shelf, clock: Clock) -> Town:
    return Town(app, clock, built)


@pytest.fixture
def database_url(app: Flask) -> str:
    """Where the application has its database."""
    return str(app.config["SETTINGS"].database_url)


def new_database(sort: str, folder: Path, request: pytest.FixtureRequest) -> str:
    """The address of a new empty database."""
    if sort == "sqlite":
        return f"sqlite:///{folder / 'tungngo.sqlite'}"
    cluster: postgres.Cluster = request.getfixturevalue("cluster")
    return cluster.create_database()


def build_app(database_url: str, clock: Clock, folder: Path) -> Flask:
    """An application with the town in its database."""
    app = make_app(database_url, clock, folder)
    # Not left open: Flask would let all requests of a test share its `g`.
    with app.app_context(), cheap_passwords():
        upgrade()
        build_town()
    return app


@contextmanager
def cheap_passwords() -> Iterator[None]:
    """Passwords that cost next to nothing: the tests sign in thousands of times."""
    hasher = PasswordHasher(memory_cost=8, time_cost=1, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", hasher)
        patch.setattr(passwords, "_NOBODYS_HASH", hasher.hash("nobody's"))
        yield


def make_app(database_url: str, clock: Clock, instance: Path) -> Flask:
    """An application for tests. Its address is loopback, so cookies need no HTTPS."""
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_DIR": str(instance),
        "PUBLIC_URL": "http://localhost",
        "LOG_LEVEL": "error",
        "REQUEST_LOG": "off",
    }
    made = create_app({**settings, "CLOCK": clock, "TESTING": True})
    watch(made)
    return made


def read_tables() -> Rows:
    found: Rows = {}
    for table in db.metadata.sorted_tables:
        rows = db.session.execute(select(table)).mappings()
        found[table.name] = [dict(row) for row in rows]
    db.session.rollback()
    return found


def write_tables(rows: Rows) -> None:
    """Makes the tables hold these rows and no others."""
    tables: list[Table] = db.metadata.sorted_tables
    with Session(db.engine) as session, pipeline(session):
        for table in reversed(tables):
            execute(session, f'DELETE FROM "{table.name}"')
        for table in tables:
            names = tuple(str(column.name) for column in table.columns)
            keep = column_encoders(session, table, names)
            kept = [
                [
                    each(row[name]) if each else row[name]
                    for name, each in zip(names, keep, strict=True)
                ]
                for row in _parents_first(table, rows[table.name])
            ]
            insert_rows(session, table, names, kept)
        session.commit()
    query_cache.forget()


def _parents_first(table: Table, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows in an order in which each comes after those of its own table that it names: a database
    gives them back in any."""
    names = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    placed: list[dict[str, Any]] = []
    left = list(rows)
    while left:
        known = {None, *(row["id"] for row in placed)} if names else set()
        ready = [row for row in left if all(row[name] in known for name in names)]
        placed += ready
        left = [row for row in left if row not in ready]
    return placed

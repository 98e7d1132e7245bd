"""The same tests on SQLite and on PostgreSQL: every test that uses `app` runs on both. An
application is made once for each database; between tests its tables go back to the town."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import Table, insert, select

from server import create_app
from server.extensions import db
from tests.described import undescribed, watch
from tests.machine import postgres
from tests.town import START, Clock, Town, build_town

Rows = dict[str, Sequence[dict[str, Any]]]


@pytest.fixture(scope="session")
def cluster() -> Iterator[postgres.Cluster]:
    with postgres.cluster() as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An empty database of each sort."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path_factory.mktemp('database') / 'tungngo.sqlite'}"
    cluster: postgres.Cluster = request.getfixturevalue("cluster")
    return cluster.create_database("tungngo")


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def built(
    database_url: str, clock: Clock, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Flask, Rows]]:
    """An application with the town in its database, and what then stands in its tables."""
    app = make_app(database_url, clock, tmp_path_factory.mktemp("instance"))
    with app.app_context():
        upgrade()
        build_town()
        rows = read_tables()
    # Not inside the context: Flask would let all requests of the test share its `g`.
    yield app, rows
    with app.app_context():
        db.engine.dispose()


@pytest.fixture
def app(built: tuple[Flask, Rows], clock: Clock) -> Iterator[Flask]:
    """The application, with nobody in the town yet, at nine in the morning. Whatever it answers
    must stand in its description."""
    made, rows = built
    clock.moment = START
    with made.app_context():
        write_tables(rows)
    undescribed(made).clear()
    yield made
    assert undescribed(made) == []


@pytest.fixture
def town(app: Flask, clock: Clock) -> Town:
    return Town(app, clock)


def make_app(database_url: str, clock: Clock, instance: Path) -> Flask:
    """An application for tests. Its address is loopback, so cookies need no HTTPS."""
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_DIR": str(instance),
        "PUBLIC_URL": "http://localhost",
        "LOG_LEVEL": "error",
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
    tables: list[Table] = db.metadata.sorted_tables
    with db.engine.begin() as connection:
        for table in reversed(tables):
            connection.execute(table.delete())
        for table in tables:
            if rows[table.name]:
                connection.execute(insert(table), _parents_first(table, rows[table.name]))


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

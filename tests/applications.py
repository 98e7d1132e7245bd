"""Applications for tests, on databases of their own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask_migrate import upgrade

from server import create_app
from server.accounts import passwords
from server.database.engine import db
from tests.described import watch
from tests.machine import postgres
from tests.town import Clock, build_town

SORTS = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]
"""The databases: who asks for this parameter runs on each."""
TOWN_FILE = "tungngo.sqlite"


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


def build_town_file(folder: Path) -> None:
    """An SQLite file with the town in it, to be copied."""
    dispose(build_app(f"sqlite:///{folder / TOWN_FILE}", Clock(), folder))


def dispose(app: Flask) -> None:
    """Closes what this process has open of an application's database."""
    with app.app_context():
        db.engine.dispose()


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
        "SECURITY_CONTACT": "mailto:an-toan@tungngo.example.vn",
    }
    made = create_app({**settings, "CLOCK": clock, "TESTING": True})
    watch(made)
    return made

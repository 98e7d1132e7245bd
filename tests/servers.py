"""What tests ask for that need a server or a browser: the same tests on SQLite and on PostgreSQL, for
every test that uses `app` runs on both. An application is made once for each database; between
tests its tables go back to the town."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from flask import Flask
from limits.storage import memory
from playwright.sync_api import Playwright, expect, sync_playwright

from server.auth import rate_limits
from tests.applications import (
    SORTS,
    TOWN_FILE,
    build_app,
    build_town_file,
    cheap_passwords,
    dispose,
    new_database,
)
from tests.demo.loading import Loaded, load_into, read_loaded
from tests.described import undescribed
from tests.kept import Shelf
from tests.machine import postgres
from tests.machine.once import once, shared_place
from tests.town import START, Clock, Town


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
    """What browsers are driven by; a process can have only one. What is looked for on a page may come as
    late as what is tapped: five seconds judge a busy machine, not the app."""
    expect.set_options(timeout=15_000)
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
        dispose(shelf.app)


@pytest.fixture(scope="session")
def built(sort: str, build: Callable[[str], Shelf]) -> Shelf:
    """An application with the town in its database, and what is kept of it."""
    return build(sort)


@pytest.fixture(scope="session")
def copy_town(
    sort: str,
    shared: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> Callable[[Path], str]:
    """Gives the address of a database that may be thrown away, with the town in it: a copy, since to make the
    tables and the town takes ten times as long. A folder gets what lies in files."""
    if sort == "sqlite":
        file = once(shared, "town", build_town_file) / TOWN_FILE

        def copy(folder: Path) -> str:
            for each in file.parent.glob(f"{file.stem}*"):
                shutil.copy(each, folder)
            return f"sqlite:///{folder / TOWN_FILE}"

        return copy
    cluster: postgres.Cluster = request.getfixturevalue("cluster")
    folder, model = tmp_path_factory.mktemp("town"), cluster.create_database()
    dispose(build_app(model, Clock(), folder))

    def create(into: Path) -> str:
        for each in folder.glob("*.journal*"):
            shutil.copy(each, into)
        return cluster.create_database(like=model)

    return create


@pytest.fixture
def app(built: Shelf, clock: Clock) -> Iterator[Flask]:
    """The application, with nobody in the town yet, at nine in the morning. Whatever it answers
    must stand in its description."""
    clock.moment = START
    built.begin()
    rate_limits.clear()
    undescribed(built.app).clear()
    with cheap_passwords(), pytest.MonkeyPatch.context() as patch:
        for counting in (rate_limits, memory):  # by the clock that tests move
            patch.setattr(counting, "time", SimpleNamespace(time=lambda: clock().timestamp()))
        yield built.app
    rate_limits.clear()  # other tests use the real clock
    assert undescribed(built.app) == []


@pytest.fixture
def town(app: Flask, built: Shelf, clock: Clock) -> Town:
    return Town(app, clock, built)


@pytest.fixture
def database_url(app: Flask) -> str:
    """Where the application has its database."""
    return str(app.config["SETTINGS"].database_url)

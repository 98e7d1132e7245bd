"""What tests ask for that need a server or a browser: the same tests on SQLite and on PostgreSQL, for
every test that uses `app` runs on both. An application is made once for each database; between
tests its tables go back to the town."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Playwright, expect, sync_playwright

from server.auth.rate_limits import RATE_LIMITS, forget_rates
from server.auth.read_limiter import read_limiter
from server.database.engine import db
from server.sync.push_limiter import push_limiter
from tests.applications import SORTS, build_app, cheap_passwords, new_database
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
        read_limiter().forget()
    forget_rates()
    undescribed(built.app).clear()
    with cheap_passwords(), pytest.MonkeyPatch.context() as patch:
        for limit in RATE_LIMITS:  # by the clock that tests move
            patch.setattr(limit, "timer", lambda: clock().timestamp())
        yield built.app
    forget_rates()  # nobody else goes by this clock
    assert undescribed(built.app) == []


@pytest.fixture
def town(app: Flask, built: Shelf, clock: Clock) -> Town:
    return Town(app, clock, built)


@pytest.fixture
def database_url(app: Flask) -> str:
    """Where the application has its database."""
    return str(app.config["SETTINGS"].database_url)

"""Servers of other settings, beside the town's; a journal, and what replays it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from server import create_app
from server.database.engine import db
from server.operations.monitoring import collector
from server.operations.use_cases.replaying import Replayed, replay_journal
from server.totals.use_cases.recounting import recount
from tests.applications import cheap_passwords, dispose, make_app, new_database
from tests.machine import postgres
from tests.restoring import restore
from tests.server.operations.metric_lines import numbers_of
from tests.tables import Rows
from tests.town import START, Clock, Town
from tests.wires import Browser, InProcess

MakeApp = Callable[..., Flask]
Numbers = Callable[[], dict[str, float]]


@contextmanager
def making(folder: Path) -> Iterator[MakeApp]:
    """Makes applications by settings; on an empty SQLite of their own unless told otherwise."""
    made: list[Flask] = []

    def make(**settings: Any) -> Flask:
        usual = {
            "INSTANCE_DIR": str(folder),
            "DATABASE_URL": "",
            "PUBLIC_URL": "http://localhost",
        }
        made.append(create_app({**usual, **settings}))
        return made[-1]

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture
def other_app(tmp_path: Path) -> Iterator[MakeApp]:
    with making(tmp_path) as make:
        yield make


@pytest.fixture(scope="module")
def same_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[MakeApp]:
    """Gives all tests of a file the same application for the same settings."""
    with making(tmp_path_factory.mktemp("apps")) as make:
        made: dict[str, Flask] = {}

        def find(**settings: Any) -> Flask:
            named = repr(sorted(settings.items()))
            if named not in made:
                made[named] = make(**settings)
            return made[named]

        yield find


@pytest.fixture
def journal(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A journal of the test's own; the database knows none yet."""
    with app.app_context():
        db.session.execute(text("DELETE FROM journal_identity"))
        db.session.commit()
    found = tmp_path / "kept" / "journal.jsonl"
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], journal=found))
    return found


@pytest.fixture
def replay(town: Town, journal: Path) -> Callable[[Rows], Replayed]:
    """Puts the server back to a backup, an hour later, and replays the journal. The same once more
    does nothing, as it must, and neither does it after a second restore and replay."""

    def run(backup: Rows) -> Replayed:
        town.clock.move(hours=1)
        restore(town, backup)
        with town.app.app_context():
            found = replay_journal(journal)
            assert replay_journal(journal).done == {}
            assert recount().differences == []
        return found

    return run


@pytest.fixture
def database_url_of_its_own(sort: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    """An empty database that no other test sees."""
    return new_database(sort, tmp_path, request)


@pytest.fixture
def own_town(
    sort: str,
    copy_town: Callable[[Path], str],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Town]:
    """A town in a database that may be thrown away."""
    if sort == "postgresql":
        cluster: postgres.Cluster = request.getfixturevalue("cluster")
        monkeypatch.setenv("PATH", str(cluster.binaries), prepend=":")
    clock = Clock(START)
    app = make_app(copy_town(tmp_path), clock, tmp_path)
    with cheap_passwords():
        yield Town(app, clock)
    dispose(app)


@pytest.fixture
def numbers(town: Town, monkeypatch: pytest.MonkeyPatch) -> Numbers:
    """The metrics as they are now."""
    monkeypatch.setattr(collector, "KEPT_SECONDS", 0)
    town.app.extensions.pop("standing", None)  # another test's clock may be ahead
    return lambda: numbers_of(Browser(InProcess(town.app)).get("/metrics").body.decode())

"""/healthz, /readyz and /api/probe; and a database that would forget stops the start."""

from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.engine import make_url

from server import create_app
from server.config import VERSION
from server.database.compatibility import newest_migration
from server.database.engine import db
from server.operations.health import NotDurable, weak_settings
from tests.server.operations.conftest import MakeApp
from tests.town import Town
from tests.wires import Browser, InProcess


def test_the_probe_says_who_answers(town: Town) -> None:
    answer = Browser(town.connect()).get("/api/probe")
    assert answer.json == {
        "tungngo": True, "version": VERSION, "now": "2026-11-24T02:00:00+00:00",
    }  # fmt: skip


def test_a_healthy_server_tells_its_settings(town: Town) -> None:
    answer = Browser(town.connect()).get("/healthz")
    assert answer.status == 200
    told = answer.json
    assert (told["status"], told["durable"]) == ("ok", True)
    expected = {
        "sqlite": {"synchronous": "2", "journal_mode": "wal"},
        "postgresql": {"synchronous_commit": "on", "fsync": "on"},
    }
    assert told["settings"] == expected[told["database"]]


def test_a_migrated_server_is_ready(town: Town, other_app: MakeApp) -> None:
    assert Browser(town.connect()).get("/readyz").json == {"ready": True}
    answer = Browser(InProcess(other_app())).get("/readyz")
    assert (answer.status, answer.json) == (503, {"ready": False})


@pytest.mark.parametrize(("floor", "status"), [(newest_migration(), 200), ("9999", 503)])
def test_tables_of_a_later_version_do_while_nothing_was_taken_away(
    town: Town, floor: str, status: int
) -> None:
    """Nodes of the former version are not dropped all at once while a new one is deployed."""
    with town.app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.execute(text("DELETE FROM schema_floor"))
        db.session.commit()
        browser = Browser(town.connect())
        try:
            assert browser.get("/readyz").status == 503  # nobody says that it does
            db.session.execute(text("INSERT INTO schema_floor VALUES (:floor)"), {"floor": floor})
            db.session.commit()
            assert browser.get("/readyz").status == status
        finally:
            own = {"own": newest_migration()}
            db.session.execute(text("UPDATE alembic_version SET version_num = :own"), own)
            db.session.commit()


def test_a_database_that_does_not_answer_is_told(other_app: MakeApp) -> None:
    app = other_app(DATABASE_URL="postgresql://nobody@127.0.0.1:9/none")
    answer = Browser(InProcess(app)).get("/healthz")
    assert (answer.status, answer.json["status"]) == (503, "failing")


def test_a_database_that_forgets_stops_the_start(app: Flask, tmp_path: Path) -> None:
    url = make_url(app.config["SETTINGS"].database_url)
    if url.get_backend_name() == "sqlite":
        assert weak_settings({"synchronous": "1", "journal_mode": "wal"}) == ["synchronous"]
        assert weak_settings({"synchronous": "2", "journal_mode": "off"}) == ["journal_mode"]
        return
    weak = url.update_query_dict({"options": "-c synchronous_commit=off"})
    settings: dict[str, Any] = {
        "INSTANCE_DIR": str(tmp_path),
        "DATABASE_URL": weak.render_as_string(hide_password=False),
    }
    with pytest.raises(NotDurable, match="synchronous_commit=off"):
        create_app(settings)


def test_a_server_without_a_journal_says_so(other_app: MakeApp, town: Town) -> None:
    """PROTOCOL 5.9.3."""
    assert Browser(town.connect()).get("/healthz").json["journal"] is True
    assert Browser(InProcess(other_app(JOURNAL="off"))).get("/healthz").json["journal"] is False

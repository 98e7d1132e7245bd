"""/healthz says whether another machine has what was confirmed: a real standby, as the server's own role
sees it and as one that may see less."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from server import create_app
from server.database.engine import db
from tests.machine import postgres
from tests.machine.postgres import OWNER, Server
from tests.wires import Browser, InProcess

pytestmark = pytest.mark.postgresql

LOWLY = "lowly"


@pytest.fixture
def primary() -> Iterator[Server]:
    with (
        postgres.place() as folder,
        postgres.running(Server(folder, folder / "data")) as server,
    ):
        yield server


@pytest.fixture
def standby(primary: Server) -> Iterator[Server]:
    """It follows, and has caught up."""
    server = Server(primary.folder, primary.folder / "standby")
    programs, port = primary.cluster.binaries, primary.cluster.port
    command: list[str | Path] = [
        programs / "pg_basebackup",
        "-h",
        "127.0.0.1",
        "-p",
        str(port),
        "-U",
        OWNER,
        "-R",
    ]
    command += ["-c", "fast", "-D", server.data]
    postgres.settle(
        postgres.start(command, postgres.unprivileged(), primary.folder), primary.folder
    )
    try:
        server.start()
        yield server
    finally:
        server.stop()


def told(url: str, folder: Path) -> dict[str, object]:
    app = create_app({"DATABASE_URL": url, "INSTANCE_DIR": str(folder)})
    answer = Browser(InProcess(app)).get("/healthz")
    with app.app_context():
        db.engine.dispose()
    assert answer.status == 200
    found: dict[str, object] = answer.json
    return found


def do(url: str, statement: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(statement)


def wait_for(url: str, question: str) -> None:
    """Until the database says yes, at most half a minute."""
    with psycopg.connect(url, autocommit=True) as connection:
        for _ in range(300):
            row = connection.execute(question).fetchone()
            if row and row[0]:
                return
            connection.execute("SELECT pg_sleep(0.1)")
    raise AssertionError(question)


def test_who_has_no_standby_is_told(primary: Server, tmp_path: Path) -> None:
    found = told(primary.cluster.url("postgres"), tmp_path)
    assert (found["durable"], found["replication"]) == (True, "none")


def test_a_standby_is_told_for_what_it_is(primary: Server, standby: Server, tmp_path: Path) -> None:
    url = primary.cluster.url("postgres")
    wait_for(url, "SELECT EXISTS (SELECT FROM pg_stat_replication WHERE state = 'streaming')")
    found = told(url, tmp_path)
    assert (found["durable"], found["replication"]) == (True, "asynchronous")

    do(url, f"CREATE ROLE {LOWLY} LOGIN")
    less = url.replace(f"{OWNER}@", f"{LOWLY}@")
    assert told(less, tmp_path)["replication"] == "unknown"

    do(url, "ALTER SYSTEM SET synchronous_standby_names = '*'")
    do(url, "SELECT pg_reload_conf()")
    wait_for(url, "SELECT current_setting('synchronous_standby_names') = '*'")
    assert told(url, tmp_path)["replication"] == "synchronous"
    assert told(less, tmp_path)["replication"] == "synchronous"
    local = f"{url}?options=-c%20synchronous_commit%3Dlocal"
    assert told(local, tmp_path)["replication"] == "asynchronous"

"""What a phone may push counts in all workers of a real server, whatever folders it can write to."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from server.database.engine import db
from tests.applications import build_app
from tests.phones import Phone
from tests.server.gunicorn import gunicorn, worker_pids
from tests.town import PASSWORD, TEAM, Clock
from tests.wires import Browser, OverHttp

NOWHERE = Path("/proc/nowhere")
"""A folder that cannot be written, by whomever: as an instance folder under ProtectSystem=strict."""


@contextmanager
def stopped(pid: int) -> Iterator[None]:
    """The other worker answers all that comes meanwhile."""
    os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def both_workers(address: str) -> tuple[int, int]:
    until = time.monotonic() + 30
    while len(found := worker_pids(address)) < 2:
        assert time.monotonic() < until
        time.sleep(0.05)
    first, second = found
    return first, second


def test_workers_count_together_where_no_folder_can_be_written(tmp_path: Path) -> None:
    database, log = f"sqlite:///{tmp_path}/tungngo.sqlite", tmp_path / "log"
    app = build_app(database, Clock(), tmp_path)
    with app.app_context():
        db.engine.dispose()
    settings = {"SECRET_KEY": "5b0e6f2c91aa9f1c2a77d0b4e3a1f00d", "LOG_LEVEL": "warning"}
    app_name = "server:create_app()"
    with gunicorn(app_name, database, NOWHERE, log=log, workers=2, **settings) as address:
        first, second = both_workers(address)
        desk, phone = (
            Browser(OverHttp(address)),
            Phone(OverHttp(address), lambda: datetime.now(UTC)),
        )
        word = {"login": "son", "password": PASSWORD}
        assert desk.post("/api/session", word).status == 200
        code = desk.post(f"/api/teams/{TEAM}/invitations", {}).json["code"]
        assert phone.join(code, "Minh").status == 200
        assert desk.delete(f"/api/devices/{phone.device}").status == 204
        with stopped(second):
            assert phone.ask([phone.session() for _ in range(50)]).status == 200
        with stopped(first):
            answer = phone.ask([phone.session()])
        assert (answer.status, answer.code) == (429, "pushed_too_much")
    # Of pushes, and of reads.
    assert log.read_text().count("file_of_locks_without_name") == 2

"""A real gunicorn whose worker is killed at the worst moments: what was acknowledged is there,
what was not is sent again, and nothing is there twice."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from tests.machine.postgres import free_port
from tests.phones import Phone
from tests.town import Town
from tests.wires import OverHttp

BROKEN = (URLError, http.client.HTTPException, ConnectionError, TimeoutError)


@contextmanager
def gunicorn(database_url: str, folder: Path) -> Iterator[str]:
    """The address of a mortal server on a database."""
    address = f"127.0.0.1:{free_port()}"
    settings = {
        "DATABASE_URL": database_url,
        "INSTANCE_DIR": str(folder),
        "PUBLIC_URL": f"http://{address}",
        "DIE_AT": str(folder / "die"),
        "LOG_LEVEL": "error",
    }
    command = [sys.executable, "-m", "gunicorn", "--bind", address, "--workers", "1"]
    command += ["--no-control-socket", "tests.server.syncing.dying:app"]
    process = subprocess.Popen(
        command,
        env={**os.environ, **settings},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        wait_for(f"http://{address}")
        yield f"http://{address}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(20)


def wait_for(address: str) -> None:
    until = time.monotonic() + 30
    while True:
        try:
            with urlopen(f"{address}/healthz", timeout=5):
                return
        except BROKEN:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)


def test_killed_at_the_worst_moments(town: Town, database_url: str, tmp_path: Path) -> None:
    code = town.invite()
    with gunicorn(database_url, tmp_path) as address:
        lan = Phone(OverHttp(address), town.clock)
        assert lan.join(code, "Lan").status == 200
        sent = []
        for point in ("before", "inside", "after"):
            batch = [lan.session() for _ in range(20)]
            sent += batch
            (tmp_path / "die").write_text(point)
            with pytest.raises(BROKEN):
                lan.ask(batch)
            wait_for(address)
            there = lan.web.post("/api/sync/v1/have", {"changes": [c["id"] for c in batch]})
            assert len(there.json["missing"]) == (0 if point == "after" else 20)
            results = lan.sync(*batch)
            assert [each["verdict"] for each in results] == ["applied"] * 20
        assert {each["record"] for each in sent} == {
            row["id"] for row in lan.of_kind("help_session")
        }
        assert lan.digests() == lan.last["digest"]
    told = town.desk().get("/api/tallies?from=2026-11-24&to=2026-11-24").json["total"]
    assert (told["sessions"], told["turns"]) == (len(sent), len(sent))
    done = town.app.test_cli_runner().invoke(args=["recount"])
    assert done.exit_code == 0

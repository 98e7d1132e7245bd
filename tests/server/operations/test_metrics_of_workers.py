"""What several workers count together, through a real gunicorn: whoever of them is asked tells the sum."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from time import monotonic
from urllib.request import urlopen

import pytest

from server.metrics.shared_folder import COUNTER_BYTES, PREFIX
from tests.faults.conftest import disk_or_skip
from tests.machine import disks
from tests.machine.needs import ROOT
from tests.server.gunicorn import gunicorn, worker_pids
from tests.server.operations.metric_lines import numbers_of

APP = "server:create_app()"
WORKERS = "tungngo_workers"
PROBES = 'tungngo_requests_total{route="/api/probe",status="2xx"}'


def metrics(address: str) -> dict[str, float]:
    with urlopen(f"{address}/metrics", timeout=20) as answer:
        return numbers_of(answer.read().decode())


def ask(address: str, times: int) -> None:
    """Each by a line of its own, so that both workers get some."""
    for _ in range(times):
        with urlopen(f"{address}/api/probe", timeout=20) as answer:
            answer.read()


def counted(address: str, times: int) -> dict[str, float]:
    """The metrics with so many probes: each is counted soon after its answer is sent."""
    until = monotonic() + 60
    while (found := metrics(address)).get(PROBES, 0) < times:
        assert monotonic() < until
    assert found[PROBES] == times
    return found


def wait_for_both(address: str) -> None:
    """The first worker answers before the second one is there."""
    until = monotonic() + 60
    while metrics(address)[WORKERS] < 2:
        assert monotonic() < until


def folders(place: Path) -> list[Path]:
    return sorted(each for each in place.glob(f"{PREFIX}*") if each.is_dir())


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Where the server puts what it needs for a while."""
    found = tmp_path / "tmp"
    found.mkdir()
    monkeypatch.setenv("TMPDIR", str(found))
    return found


def test_workers_tell_the_sum_and_a_killed_one_takes_nothing_away(
    tmp_path: Path, place: Path
) -> None:
    left = place / f"{PREFIX}left"
    left.mkdir()
    left.with_suffix(".lock").touch()
    database = f"sqlite:///{tmp_path / 'tungngo.sqlite'}"
    with gunicorn(APP, database, tmp_path, workers=2) as address:
        (folder,) = folders(place)
        assert folder.name != left.name
        assert folder.stat().st_mode & 0o077 == 0
        wait_for_both(address)
        ask(address, 40)
        found = counted(address, 40)
        assert found[WORKERS] == 2
        assert found["tungngo_database_connections_max"] == 2 * 36
        assert found["tungngo_database_connections_in_use"] <= 2
        killed, other = worker_pids(address)
        os.kill(killed, signal.SIGKILL)
        wait_until_replaced(address, folder, killed)
        assert set(worker_pids(address)) - {killed, other}
        ask(address, 10)
        found = counted(address, 50)
        assert found[WORKERS] == 2
        assert (folder / f"counter_{killed}.db").stat().st_size < COUNTER_BYTES / 4
    assert folders(place) == []
    assert list(place.glob(f"{PREFIX}*")) == []


def wait_until_replaced(address: str, folder: Path, killed: int) -> None:
    """Gunicorn looks after its workers by and by; meanwhile the server answers."""
    until = monotonic() + 60
    while (folder / f"gauge_livesum_{killed}.db").exists() or metrics(address)[WORKERS] < 2:
        assert monotonic() < until


def test_a_server_without_room_for_them_serves_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "log"
    with ExitStack() as stack:
        disk = disk_or_skip(stack, disks.small(stack.enter_context(disks.place()), 1))
        monkeypatch.setenv("TMPDIR", str(disk))
        database = f"sqlite:///{tmp_path / 'tungngo.sqlite'}"
        told = {"log": log, "LOG_LEVEL": "warning"}
        address = stack.enter_context(gunicorn(APP, database, tmp_path, workers=1, **told))
        ask(address, 5)
        counted(address, 5)  # its own, in memory
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        assert [each["why"] for each in lines if each["event"] == "not_counted"] == [
            "no room for metrics"
        ]


_ALL = """
import os, sys
from pathlib import Path
from server import create_app
from server.metrics.current import metrics_of
from server.metrics.shared_folder import SharedFolder
from server.database.engine import db
from sync.problems import PROBLEMS
from sync.verdict import Verdict
app = create_app()
folder = SharedFolder()
assert folder.make()
metrics = metrics_of(app)
with app.app_context():
    metrics.share(folder, db.engine)
sizes = lambda: {each.name: each.stat().st_size for each in folder.path.iterdir()}
reserved = sizes()
rules = {each.rule for each in app.url_map.iter_rules()} | {"static", None}
for rule in rules:
    for status in (200, 304, 404, 503):
        metrics.instruments.count_request(rule, status, 0.01, None)
metrics.instruments.count_answered()
for code in PROBLEMS:
    metrics.instruments.count_request("/api/session", 400, 0.01, code)
metrics.instruments.count_answered()
for verdict in Verdict:
    metrics.instruments.count_verdicts({f"{verdict}:{code}": 1 for code in PROBLEMS})
assert sizes() == reserved, (sizes(), reserved)
used = max(int.from_bytes(each.read_bytes()[:4], "little") for each in folder.path.iterdir())
print(len(rules), used)
folder.remove()
"""


def test_all_routes_and_problems_find_room(tmp_path: Path, place: Path) -> None:
    """A file that grew would take room on a disk that may have none, and its process would end."""
    done = subprocess.run(
        [sys.executable, "-c", _ALL],
        cwd=ROOT,
        env={**os.environ, "INSTANCE_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rules, used = map(int, done.stdout.split())
    assert rules > 150
    assert used < 0.9 * COUNTER_BYTES

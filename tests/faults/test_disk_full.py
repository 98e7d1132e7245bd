"""The database's disk is full: phones get 507 server_full and keep what they have, who reads is
answered, and all goes on when there is room again."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.applications import SORTS
from tests.faults.conftest import WHOLE, Tell, disk_or_skip
from tests.faults.grounds import Ground, on_postgresql, on_sqlite, served
from tests.faults.phone import PatientPhone
from tests.machine import disks, postgres
from tests.wires import Answer

KIBIBYTE = 1024
ROOM = range(0, 400, 16) if WHOLE else (0, 48)
"""So many kibibytes are left, that it happens now at this statement and now at that."""
MOST = 200
"""After so many pushes of 50 changes a disk without room has to be full."""


@pytest.fixture(params=SORTS)
def narrow(
    request: pytest.FixtureRequest, town_file: Path, tmp_path: Path
) -> Iterator[tuple[Ground, Path]]:
    """The town on a small disk, and where that is. PostgreSQL's log of what is to be written has
    room elsewhere: without any the whole server goes down, as it does when restarted."""
    with ExitStack() as stack:
        folder = stack.enter_context(postgres.place())
        disk = disk_or_skip(stack, disks.small(folder, 96))
        if request.param == "sqlite":
            url = on_sqlite(disk, town_file)
        else:
            postgres.give(disk)
            server = postgres.Server(folder, disk / "data")
            stack.callback(server.stop)
            server.make("--waldir", folder / "wal")
            server.start()
            url = on_postgresql(server, tmp_path)
        yield stack.enter_context(served(url, tmp_path)), disk


def push_until_refused(phone: PatientPhone) -> Answer:
    """The first answer that is no good one."""
    for _ in range(MOST):
        phone.save_mixed()
        answer = phone.round()
        assert answer is not None
        if answer.status != 200:
            return answer
    raise AssertionError("the disk does not get full")


def test_a_full_disk_loses_nothing(
    narrow: tuple[Ground, Path], request: pytest.FixtureRequest, tell: Tell
) -> None:
    ground, disk = narrow
    lan, desk = ground.phone("Lan"), ground.town.desk()
    lan.save_mixed()
    lan.send()
    for room in ROOM:
        ballast = disks.fill(disk, room * KIBIBYTE)
        refused = push_until_refused(lan)
        assert (refused.status, refused.code) == (507, "server_full")
        assert desk.get("/healthz").status == 200
        assert desk.get("/api/tallies?from=2026-11-24&to=2026-11-24").status == 200
        ballast.unlink()
        lan.send()
    reckoned = ground.reckon(lan)
    sort = request.node.callspec.params["narrow"]
    tell(f"disk full, {sort}", len(ROOM), reckoned.lost, reckoned.doubled)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)

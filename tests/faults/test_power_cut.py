"""The power goes at the server: what was acknowledged is on the disk, with the settings that the
server insists on. With weaker ones it is not, so this would notice. The server stands still while
the disk's file is copied; the copy is what a real disk would hold."""

from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from server.database.engine import db
from server.records.tables import Change
from tests.applications import TOWN_FILE
from tests.faults.conftest import WHOLE, Tell, disk_or_skip
from tests.faults.freezing import freeze, kill
from tests.faults.grounds import Ground, on_postgresql, on_sqlite, served
from tests.faults.phone import PatientPhone
from tests.machine import disks, postgres
from tests.town import Town

PUSHES = 200 if WHOLE else 20
CHANGES = 10
# PostgreSQL writes by itself what nobody waits for; here it takes its longest time for that.
LAZY = {"wal_writer_delay": "10s", "full_page_writes": "on"}


@pytest.fixture
def stack() -> Iterator[ExitStack]:
    with ExitStack() as made:
        yield made


def push(lan: PatientPhone) -> None:
    """Pushes of which each is acknowledged."""
    for _ in range(PUSHES):
        lan.save_mixed(CHANGES)
        lan.send()


def forgotten(town: Town, lan: PatientPhone) -> int:
    """How many of the acknowledged changes are not there; all of them if nothing can be read."""
    there: set[str] = set()
    with suppress(DatabaseError), town.app.app_context():
        there = set(db.session.scalars(select(Change.id)))
    with town.app.app_context():
        db.session.remove()
    return len(lan.verdicts.keys() - there)


def judge(ground: Ground, lan: PatientPhone, what: str, safe: bool, tell: Tell) -> None:
    """What is there when the power is back."""
    lost = forgotten(ground.town, lan)
    made = len(lan.expected)
    if not safe:
        tell(f"SABOTAGE power cut, {what}", made, f"{lost} forgot", 0)
        assert lost > 0
        return
    reckoned = ground.reckon(lan)
    tell(f"power cut, {what}", made, reckoned.lost, reckoned.doubled)
    assert (lost, reckoned.lost, reckoned.doubled) == (0, 0, 0)


@pytest.mark.parametrize(("level", "safe"), [("OFF", False), ("NORMAL", False), ("FULL", True)])
def test_sqlite(
    stack: ExitStack, town_file: Path, tmp_path: Path, level: str, safe: bool, tell: Tell
) -> None:
    folder = stack.enter_context(disks.place())
    image, disk = disk_or_skip(stack, disks.with_power(folder, 64))
    sabotage = "" if safe else f"synchronous {level}"
    ground = stack.enter_context(served(on_sqlite(disk, town_file), tmp_path, sabotage))
    lan = ground.phone("Lan")
    lan.send()
    disks.settle(disk)
    push(lan)
    frozen = freeze(ground.served.pid)
    disks.cut_power(image, folder / "copy.img")
    kill(frozen)
    ground.served.stop()
    after = stack.enter_context(disks.after_the_cut(folder / "copy.img"))
    url = f"sqlite:///{after / TOWN_FILE}"
    again = stack.enter_context(served(url, tmp_path, sabotage, ground.served.port))
    judge(again, lan, f"SQLite synchronous {level}", safe, tell)


@pytest.mark.postgresql
@pytest.mark.parametrize(("word", "safe"), [("off", False), ("on", True)])
def test_postgresql(stack: ExitStack, tmp_path: Path, word: str, safe: bool, tell: Tell) -> None:
    folder = stack.enter_context(postgres.place())
    image, disk = disk_or_skip(stack, disks.with_power(folder, 400))
    postgres.give(disk)
    sabotage = "" if safe else f"synchronous_commit {word}"
    database = postgres.Server(folder, disk / "data", **LAZY)
    stack.callback(database.stop)
    database.make()
    database.start()
    url = on_postgresql(database, tmp_path)
    ground = stack.enter_context(served(url, tmp_path, sabotage))
    lan = ground.phone("Lan")
    lan.send()
    disks.settle(disk)
    push(lan)
    frozen = [*freeze(ground.served.pid), *freeze(database.pid)]
    disks.cut_power(image, folder / "copy.img")
    kill(frozen)
    ground.served.stop()
    database.stop()
    after = stack.enter_context(disks.after_the_cut(folder / "copy.img"))
    back = postgres.Server(folder, after / "data", **LAZY)
    stack.callback(back.stop)
    back.start()
    url = back.cluster.url(url.rsplit("/", 1)[1])
    again = stack.enter_context(served(url, tmp_path, sabotage, ground.served.port))
    judge(again, lan, f"PostgreSQL synchronous_commit {word}", safe, tell)

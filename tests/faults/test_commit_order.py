"""Numbers become visible in the order of commits (PROTOCOL 5.1.5): who has seen number 12 is never
shown a new 11. Eight phones push at once through real workers while others read; and a server that
gives numbers out apart from the lock is caught."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import func, select

from server.database.snapshot import snapshot
from server.records.tables import Record, SyncCommit
from tests.faults.conftest import WHOLE, Tell
from tests.faults.grounds import Ground
from tests.faults.phone import PatientPhone, patient
from tests.faults.points import COMMIT, NUMBERED
from tests.faults.served import Served
from tests.town import Town
from tests.wires import OverHttp

WRITERS = 8
ROUNDS = 100 if WHOLE else 6
CHANGES = 5


class Watcher:
    """Looks at all rows, each time in one snapshot. `late` has those that were not there when a
    higher number was."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self._seen: set[tuple[str, int]] = set()
        self.highest = 0
        self.looks = 0
        self.late: list[tuple[str, int]] = []

    def look(self) -> None:
        """Looks once."""
        with self._town.app.app_context(), snapshot() as session:
            highest = session.scalar(select(func.max(SyncCommit.seq))) or 0
            there = {(row.id, row.ver) for row in session.execute(select(Record.id, Record.ver))}
        self.late += [each for each in there - self._seen if each[1] <= self.highest]
        self._seen |= there
        self.looks += self.highest != highest
        self.highest = highest


@pytest.fixture
def sabotaged(town: Town, tmp_path: Path) -> Iterator[Served]:
    """A server on the same database that takes the lock wrongly."""
    url = str(town.app.config["SETTINGS"].database_url)
    running = Served(url, tmp_path, "numbers apart")
    running.start()
    town.connect = lambda: OverHttp(running.address)
    yield running
    running.stop()


def test_eight_phones_push_and_nothing_becomes_visible_late(
    ground: Ground, sort: str, tell: Tell
) -> None:
    phones = [ground.phone(f"Người {number}") for number in range(WRITERS)]
    reader, watcher, over = ground.phone("Hà"), Watcher(ground.town), threading.Event()

    def push(phone: PatientPhone) -> None:
        for _ in range(ROUNDS):
            for _ in range(CHANGES):
                phone.save_session()
            while phone.outbox:
                answer = phone.round()
                # On SQLite who waits for longer than five seconds is told to come again.
                assert answer is not None
                assert answer.status in (200, 503), answer.body

    def watch() -> None:
        while not over.is_set():
            watcher.look()

    def read() -> None:
        while not over.is_set():
            reader.send()

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        readers = [pool.submit(watch), pool.submit(read)]
        pushing = [pool.submit(push, phone) for phone in phones]
        try:
            for each in pushing:
                each.result()
        finally:
            over.set()
        for each in readers:
            each.result()
    watcher.look()
    assert watcher.looks > ROUNDS, "nobody looked meanwhile"
    reckoned = ground.reckon(*phones, reader)
    pushes = WRITERS * ROUNDS
    tell(f"pushes by 8 phones at once, {sort}", pushes, reckoned.lost, reckoned.doubled)
    tell(f"looks at what became visible, {sort}", watcher.looks, len(watcher.late), 0)
    assert watcher.late == []
    assert (reckoned.lost, reckoned.doubled) == (0, 0)


def test_who_comes_later_waits_for_who_has_a_number(ground: Ground) -> None:
    lan, minh, watcher = ground.phone("Lan"), ground.phone("Minh"), Watcher(ground.town)
    watcher.look()
    before = watcher.highest
    with ThreadPoolExecutor(2) as pool:
        lan.save_session()
        lan.order = f"hold at {COMMIT}"
        first = pool.submit(lan.send)
        with ground.served.gate.arrival():
            minh.save_session()
            second = pool.submit(minh.send)
            watcher.look()
            assert watcher.highest == before
        first.result()
        watcher.look()
        second.result()
    watcher.look()
    assert watcher.late == []
    ground.reckon(lan, minh)


def test_a_lock_taken_wrongly_is_caught(
    town: Town, sabotaged: Served, sort: str, tell: Tell
) -> None:
    lan, minh = (patient(town, name, sabotaged.address) for name in ("Lan", "Minh"))
    reader, watcher = patient(town, "Hà", sabotaged.address), Watcher(town)
    watcher.look()
    with ThreadPoolExecutor(1) as pool:
        record = lan.save_session()
        lan.order = f"hold at {NUMBERED}"
        first = pool.submit(lan.send)
        with sabotaged.gate.arrival():
            minh.save_session()
            minh.send()
            watcher.look()
            reader.send()
        first.result()
    watcher.look()
    reader.send()
    tell(f"SABOTAGE numbers given out before the lock, {sort}", 1, f"{len(watcher.late)} late", 0)
    assert [late for late, _ in watcher.late] == [record]
    assert record not in reader.rows
    assert reader.digests() != reader.last["digest"]

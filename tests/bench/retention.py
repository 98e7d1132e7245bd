"""A province whose sessions have all outlived their term, rolled up while phones go on pushing to the server
that runs on the same database: how long it takes, how long anybody waits, and that nothing moves."""

import os
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

from flask import Flask
from sqlalchemy import select

from server.app.factory import create_app
from server.database.engine import db
from server.operations.monitoring.queries import read_standing
from server.records.store.records import put_commit, put_digests
from server.records.tables import Record, SyncClock
from server.totals.tables import PAST, ScopeTally
from sync.digest import digest
from tests.bench.figures import Figure
from tests.bench.province import LOGIN, PASSWORD, Province, build_province
from tests.journeys.house import House
from tests.machine import postgres
from tests.phones import Phone
from tests.wires import Browser, OverHttp

AGO = timedelta(days=790)
"""When the last of these sessions was recorded: longer ago than 24 whole months."""
NAMES = ("Trần Thị Hoa", "Lê Văn Sơn", "Phạm Thị Mai", "Võ Văn Tài")
ALONE_SECONDS, PAUSE = 10, 0.1
LONGEST_WAIT, MOST_MINUTES = 5_000, 60
"""Milliseconds: who brings something waits no longer for the clock (PROTOCOL 5.1.7)."""


def measure() -> Iterator[Figure]:
    """PROVINCE="100000" in the environment makes a smaller one."""
    sessions = int(os.environ.get("PROVINCE", "1000000"))
    with tempfile.TemporaryDirectory(prefix="tungngo-bench-") as name:
        folder = Path(name)
        (folder / "sqlite").mkdir()
        yield from _of("SQLite", House(folder / "sqlite"), sessions)
        if postgres.available():
            (folder / "postgresql").mkdir()
            with postgres.cluster() as cluster:
                house = House(folder / "postgresql", cluster.create_database())
                yield from _of("PostgreSQL", house, sessions)


def _of(sort: str, house: House, sessions: int) -> Iterator[Figure]:
    house.flask("db", "upgrade")
    app = create_app(house.environment)
    province = build_province(app, sessions, datetime.now(UTC) - AGO)
    _finish(app)
    before = _totals(app)
    size = _size(app)
    house.start()
    pushing = [_Pushing(_phone(house, province, name)) for name in NAMES]
    try:
        for each in pushing:
            each.start()
        time.sleep(ALONE_SECONDS)
        alone = _waits(pushing)
        began = time.monotonic()
        said = house.flask("retention")
        took = time.monotonic() - began
    finally:
        for each in pushing:
            each.end()
    beside = _waits(pushing)
    house.flask("recount")
    after = _totals(app)
    pushed = sum(each.pushed for each in pushing)
    today = datetime.now(UTC).year
    old = {key: value for key, value in after.items() if int(key[2][:4]) < today - 1}
    for each in pushing:
        each.phone.sync()
    print(f"{sort}: {said.strip()}", flush=True)
    moved = len(before.items() ^ old.items())
    apart = sum(each.phone.digests() != each.phone.last["digest"] for each in pushing)

    def figure(name: str, value: float, unit: str, goal: float | None = None) -> Figure:
        return Figure(f"{sort}: {name}", value, unit, goal)

    yield figure(
        f"{sessions:,} sessions rolled up, recount included", took / 60, "min", MOST_MINUTES
    )
    yield figure("totals that moved by it, and phones that differ", moved + apart, "", 0)
    yield figure("pushes meanwhile that were not answered at once", _refused(pushing), "", 0)
    yield figure(f"a push of a phone before, of {len(alone)}", median(alone), "ms")
    yield figure(f"and meanwhile, of {pushed}", median(beside), "ms")
    yield figure("the longest wait meanwhile", max(beside), "ms", LONGEST_WAIT)
    yield figure("size of the database before", size / 1e6, "MB")
    yield figure("and after", _size(app) / 1e6, "MB")
    house.stop()
    with app.app_context():
        db.engine.dispose()


def _finish(app: Flask) -> None:
    """What the server itself keeps besides: the commit of that time, and the digests of the channels."""
    with app.app_context():
        hi = db.session.scalar(select(SyncClock.hi)) or 0
        put_commit(db.session, hi, "0123abcd", datetime.now(UTC) - AGO)
        hashes: dict[str, list[str]] = defaultdict(list)
        for channel, h in db.session.execute(select(Record.channel, Record.h)):
            hashes[channel].append(h)
        put_digests(db.session, {name: digest(each) for name, each in hashes.items()}, hi)
        db.session.commit()


def _totals(app: Flask) -> dict[tuple[str, str, str], tuple[int, int, int]]:
    with app.app_context():
        rows = db.session.execute(
            select(*ScopeTally.__table__.columns).where(ScopeTally.scope_kind != PAST)
        )
        found = {tuple(row[:3]): tuple(row[3:]) for row in rows}
        db.session.rollback()
        return found


def _size(app: Flask) -> int:
    with app.app_context():
        return read_standing().sizes["data"]


def _phone(house: House, province: Province, name: str) -> Phone:
    desk = Browser(OverHttp(house.url))
    assert desk.post("/api/session", {"login": LOGIN, "password": PASSWORD}).status == 200
    wish = {"role": "volunteer", "auto_approve": True}
    made = desk.post(f"/api/teams/{province.team}/invitations", wish)
    assert made.status == 201, made.body
    phone = Phone(OverHttp(house.url), lambda: datetime.now(UTC))
    joined = phone.join(made.json["code"], name)
    assert joined.status == 200, joined.body
    phone.sync()
    return phone


class _Pushing(threading.Thread):
    """A phone that brings a session ten times a second."""

    def __init__(self, phone: Phone) -> None:
        super().__init__(daemon=True)
        self.phone = phone
        self.waits: list[float] = []
        self.refused = self.pushed = 0
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.wait(PAUSE):
            change = self.phone.session()
            began = time.perf_counter()
            answer = self.phone.ask([change])
            self.waits.append((time.perf_counter() - began) * 1000)
            self.pushed += 1
            if answer.status == 200:
                self.phone.take(answer.json)
            else:
                self.refused += 1

    def end(self) -> None:
        """Stops it and waits until it is."""
        self._ended.set()
        self.join()


def _waits(pushing: list[_Pushing]) -> list[float]:
    """What all of them waited since they were asked last."""
    found = [wait for each in pushing for wait in each.waits]
    for each in pushing:
        each.waits = []
    return found


def _refused(pushing: list[_Pushing]) -> int:
    return sum(each.refused for each in pushing)

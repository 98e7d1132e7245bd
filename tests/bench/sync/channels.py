"""What fifty channels cost a phone's rounds, beside those of one that has its three."""

from collections.abc import Iterator
from statistics import median
from uuid import uuid4

from sqlalchemy import create_engine, insert

from server.sync.tables import ChannelGrant
from sync import channel
from tests.bench.figures import Figure
from tests.bench.sync.house import House
from tests.bench.sync.phone import Phone

GRANTED, TEAMS = 47, (1, 12)
ASKED, ROUNDS, PUSHES, PUSHED = 100, 7, 10, 20
MOST, AIM = 1.3, 1.2
DAY = "2026-01-01"
SHOWS_ACTIVITIES = 2


def measure(running: House) -> Iterator[Figure]:
    """How many times the processor's time of an idle round, and of a push, is that of one without them."""
    few, many = (
        running.phone(f"Đặng Văn {name}", no) for name, no in zip("An", TEAMS, strict=True)
    )
    _grant(running, many)
    many.schema = SHOWS_ACTIVITIES
    many.sync_all()
    assert len(many.cursor) == GRANTED + len(few.cursor)
    idle, pushes = [], []
    for _ in range(ROUNDS):
        idle.append(_idle(running, many) / _idle(running, few))
        pushes.append(_push(running, many) / _push(running, few))
    yield running.figure(
        "idle sync of 50 channels, times one of 3", median(idle), "", MOST, aim=AIM
    )
    yield running.figure(
        "push with 50 channels, times one with 3", median(pushes), "", MOST, aim=AIM
    )


def _grant(running: House, phone: Phone) -> None:
    """Those of units: of activities a phone hears thirty at most, and whose they are is one question."""
    rows = [
        {"channel": channel.unit(str(uuid4())), "grantee": phone.device, "day": DAY, "last": None}
        for _ in range(GRANTED)
    ]
    engine = create_engine(running.database)
    with engine.begin() as database:
        database.execute(insert(ChannelGrant), rows)
    engine.dispose()


def _idle(running: House, phone: Phone) -> float:
    phone.sync_all()
    before = running.cpu()
    for _ in range(ASKED):
        phone.round(phone.body([]))
    return running.cpu() - before


def _push(running: House, phone: Phone) -> float:
    bodies = [phone.body(phone.creates(PUSHED)) for _ in range(PUSHES)]
    running.fill_allowances()
    phone.wire.close()  # the server closes one on which nothing came for long
    before = running.cpu()
    for body in bodies:
        phone.round(body)
    return running.cpu() - before

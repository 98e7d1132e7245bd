"""PostgreSQL is there and says nothing: its processes stand still, or its host is cut off so that nothing
tells of it. Every round is answered soon, and when it is back all goes on."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from tests.faults.conftest import WHOLE, Tell
from tests.faults.freezing import freeze
from tests.faults.grounds import Ground, on_postgresql, served
from tests.faults.holding import asking
from tests.machine import networks, postgres
from tests.machine.needs import Unavailable

pytestmark = pytest.mark.postgresql

PHONES = 12
"""More than there are threads, and some ask while they have nothing."""
SILENT_SECONDS = 30 if WHOLE else 12
ANSWER_SECONDS = 10
BACK_SECONDS = 15

Silence = Callable[[], None]


@pytest.fixture
def database() -> Iterator[postgres.Server]:
    """A PostgreSQL of our own, with a Unix socket."""
    with postgres.place() as folder:
        server = postgres.Server(folder, folder / "data", unix_socket_directories=str(folder))
        with postgres.running(server):
            yield server


def at(url: str, host: str, port: int) -> str:
    """The same database by another way."""
    return f"postgresql://{postgres.OWNER}@/{url.rsplit('/', 1)[1]}?host={host}&port={port}"


def frozen(database: postgres.Server) -> tuple[Silence, Silence]:
    stopped: list[int] = []

    def stop() -> None:
        stopped[:] = freeze(database.pid)

    def go_on() -> None:
        for pid in stopped:
            os.kill(pid, signal.SIGCONT)

    return stop, go_on


@contextmanager
def by_way(way: str, database: postgres.Server, url: str) -> Iterator[tuple[str, Silence, Silence]]:
    """How the server reaches the database, and how that falls silent and comes back."""
    port = database.cluster.port
    if way == "frozen, by TCP":
        yield url, *frozen(database)
    elif way == "frozen, by a Unix socket":
        yield at(url, str(database.folder), port), *frozen(database)
    else:
        with ExitStack() as stack:
            socket = database.folder / f".s.PGSQL.{port}"
            try:
                host = stack.enter_context(networks.host(socket))
            except Unavailable as reason:
                pytest.skip(f"no network of our own: {reason}")
            yield at(url, host.address, networks.PORT), host.cut_off, host.bring_back


@pytest.mark.parametrize("way", ["frozen, by TCP", "frozen, by a Unix socket", "host cut off"])
def test_a_silent_database_keeps_nobody_waiting_for_long(
    database: postgres.Server,
    tmp_path: Path,
    way: str,
    tell: Tell,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The other host of the third way is a network namespace of this machine.
    monkeypatch.setenv("DATABASE_TLS", "off")
    with ExitStack() as stack:
        url, fall_silent, come_back = stack.enter_context(
            by_way(way, database, on_postgresql(database, tmp_path))
        )
        ground = stack.enter_context(served(url, tmp_path))
        check_silence(ground, fall_silent, come_back, way, tell)


def check_silence(
    ground: Ground, fall_silent: Silence, come_back: Silence, way: str, tell: Tell
) -> None:
    pushing = [ground.phone(f"Người {number}") for number in range(PHONES)]
    idle = [ground.phone(f"Cô {number}") for number in range(PHONES)]
    for phone in [*pushing, *idle]:
        phone.send()
    fall_silent()
    try:
        with asking(pushing, idle) as (pushed, asked):
            time.sleep(SILENT_SECONDS)  # the fault itself
    finally:
        come_back()
    since = time.monotonic()
    assert pushed.statuses | asked.statuses == {503}
    assert max(pushed.seconds + asked.seconds) < ANSWER_SECONDS
    left = {phone: phone.round() for phone in pushing}
    while any(answer is None or answer.status != 200 for answer in left.values()):
        assert time.monotonic() - since < BACK_SECONDS
        time.sleep(0.2)
        left = {phone: phone.round() for phone in pushing}
    back = time.monotonic() - since
    for phone in pushing:
        phone.send()
    reckoned = ground.reckon(*pushing, *idle)
    tell(f"PostgreSQL silent, {way}", 1, reckoned.lost, reckoned.doubled)
    longest = max(pushed.seconds + asked.seconds)
    tell(f"… longest round {longest:.1f} s, back after {back:.1f} s", 1, 0, 0)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)

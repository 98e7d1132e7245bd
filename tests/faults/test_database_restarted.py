"""PostgreSQL is restarted while phones push: they get 503 with Retry-After or no answer, and what
they send again is there once."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import pytest

from server.extensions import db
from tests.conftest import build_app
from tests.faults.conftest import WHOLE, Ground, Tell
from tests.faults.phone import PatientPhone
from tests.faults.served import Served
from tests.faults.worker import ANSWER, POINTS
from tests.machine import postgres
from tests.town import Clock, Town
from tests.wires import Answer, OverHttp

pytestmark = [pytest.mark.postgresql, pytest.mark.xdist_group("faults-restarted")]

TIMES = 20 if WHOLE else 1
PHONES = 4
CHANGES = 10
MODES = (signal.SIGINT, signal.SIGQUIT)
"""PostgreSQL's fast shutdown, and its immediate one, after which it has to recover."""


@dataclass
class Apart(Ground):
    """A ground with a PostgreSQL of its own."""

    database: postgres.Server


@pytest.fixture
def apart(clock: Clock, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Apart]:
    folder = tmp_path_factory.mktemp("restarted")
    with (
        postgres.place() as place,
        postgres.running(postgres.Server(place, place / "data")) as database,
    ):
        url = database.cluster.create_database()
        town = Town(build_app(url, clock, folder)[0], clock)
        served = Served(url, folder)
        served.start()
        town.connect = lambda: OverHttp(served.address)
        yield Apart(town, served, database)
        served.stop()
        with town.app.app_context():
            db.engine.dispose()


def asked_to_wait(answer: Answer | None) -> bool:
    """Whether a phone was told to come again, or nothing at all."""
    if answer is None:
        return True
    return answer.status == 503 and int(answer.headers["Retry-After"]) > 0


def test_postgresql_restarted_inside_a_push(apart: Apart, tell: Tell) -> None:
    lan, minh = apart.phone("Lan"), apart.phone("Minh")
    moments = [(mode, point) for mode in MODES for point in POINTS] * TIMES
    with ThreadPoolExecutor(1) as pool:
        for mode, point in moments:
            lan.save_mixed(CHANGES)
            lan.order = f"hold at {point}"
            pushed = pool.submit(lan.round)
            with apart.served.gate.arrival():
                apart.database.stop(mode)
                minh.save_session()
                assert asked_to_wait(minh.round())
                apart.database.start()
            answer = pushed.result()
            assert asked_to_wait(answer) or (point == ANSWER and lan.outbox == {})
            there = len(lan.outbox) - len(lan.missing())
            assert there == (len(lan.outbox) if point == ANSWER else 0)
            lan.send()
            minh.send()
    reckoned = apart.reckon(lan, minh)
    tell("PostgreSQL restarted inside a push", len(moments), reckoned.lost, reckoned.doubled)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)


def test_postgresql_restarted_under_load(apart: Apart, tell: Tell) -> None:
    phones = [apart.phone(f"Người {number}") for number in range(PHONES)]
    over = threading.Event()

    def push(phone: PatientPhone) -> int:
        refused = 0
        while not over.is_set():
            phone.save_session()
            answer = phone.round()
            if answer is None or answer.status != 200:
                assert asked_to_wait(answer), answer
                refused += 1
        return refused

    modes = MODES * TIMES
    with ThreadPoolExecutor(PHONES) as pool:
        pushing = [pool.submit(push, phone) for phone in phones]
        for mode in modes:
            apart.database.stop(mode)
            apart.database.start()
        over.set()
        refused = [each.result() for each in pushing]
    assert sum(refused) >= len(modes)
    for phone in phones:
        phone.send()
    reckoned = apart.reckon(*phones)
    tell("PostgreSQL restarted under load", len(modes), reckoned.lost, reckoned.doubled)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)

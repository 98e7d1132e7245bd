"""PostgreSQL is restarted while phones push: they get 503 with Retry-After or no answer, and what
they send again is there once."""

import signal
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.faults.conftest import WHOLE, Tell
from tests.faults.grounds import Ground, on_postgresql, served
from tests.faults.phone import PatientPhone
from tests.faults.points import ANSWER, POINTS
from tests.machine import postgres
from tests.wires import Answer

pytestmark = pytest.mark.postgresql

TIMES = 20 if WHOLE else 1
PHONES = 4
CHANGES = 10
MODES = (signal.SIGINT, signal.SIGQUIT)
"""PostgreSQL's fast shutdown, and its immediate one, after which it has to recover."""


@pytest.fixture
def apart(tmp_path: Path) -> Iterator[tuple[Ground, postgres.Server]]:
    """A ground with a PostgreSQL of its own."""
    with (
        postgres.place() as folder,
        postgres.running(postgres.Server(folder, folder / "data")) as database,
        served(on_postgresql(database, tmp_path), tmp_path, log_level="debug") as ground,
    ):
        yield ground, database


def asked_to_wait(answer: Answer | None) -> bool:
    """Whether a phone was told to come again, or nothing at all."""
    if answer is None:
        return True
    return answer.status == 503 and int(answer.headers["Retry-After"]) > 0


def test_postgresql_restarted_inside_a_push(
    apart: tuple[Ground, postgres.Server], tell: Tell
) -> None:
    ground, database = apart
    lan, minh = ground.phone("Lan"), ground.phone("Minh")
    moments = [(mode, point) for mode in MODES for point in POINTS] * TIMES
    with ThreadPoolExecutor(1) as pool:
        for mode, point in moments:
            lan.save_mixed(CHANGES)
            lan.order = f"hold at {point}"
            pushed = pool.submit(lan.round)
            with ground.served.gate.arrival():
                database.stop(mode)
                minh.save_session()
                assert asked_to_wait(minh.round())
                database.start()
            answer = pushed.result()
            assert asked_to_wait(answer) or (point == ANSWER and lan.outbox == {})
            there = len(lan.outbox) - len(lan.missing())
            assert there == (len(lan.outbox) if point == ANSWER else 0)
            lan.send()
            minh.send()
    reckoned = ground.reckon(lan, minh)
    tell("PostgreSQL restarted inside a push", len(moments), reckoned.lost, reckoned.doubled)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)


def test_postgresql_restarted_between_two_rounds(
    apart: tuple[Ground, postgres.Server], tell: Tell
) -> None:
    """Nobody was asking: then nobody is asked to wait, by any of the workers' connections."""
    ground, database = apart
    phones = [ground.phone(f"Người {number}") for number in range(PHONES)]
    modes = MODES * TIMES
    with ThreadPoolExecutor(PHONES) as pool:
        for mode in modes:
            for phone in phones:
                phone.save_session()
            list(pool.map(PatientPhone.send, phones))
            database.stop(mode)
            database.start()
            answers = list(pool.map(PatientPhone.round, phones))
            assert [answer and answer.status for answer in answers] == [200] * PHONES
    reckoned = ground.reckon(*phones)
    tell("PostgreSQL restarted between two rounds", len(modes), reckoned.lost, reckoned.doubled)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)


def test_postgresql_restarted_under_load(apart: tuple[Ground, postgres.Server], tell: Tell) -> None:
    ground, database = apart
    phones = [ground.phone(f"Người {number}") for number in range(PHONES)]
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
            database.stop(mode)
            database.start()
        over.set()
        refused = [each.result() for each in pushing]
    assert sum(refused) >= len(modes)
    for phone in phones:
        phone.send()
    # One JSON line for each event, whoever has something to say of it.
    assert any(line.get("logger") == "gunicorn.error" for line in ground.served.log())
    reckoned = ground.reckon(*phones)
    tell("PostgreSQL restarted under load", len(modes), reckoned.lost, reckoned.doubled)
    assert (reckoned.lost, reckoned.doubled) == (0, 0)

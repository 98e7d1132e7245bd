"""The power goes at the server while a phone is sending: every session is counted once."""

import pytest
from sqlalchemy import Engine, create_engine, text

from tests.journeys.browsing import Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.line import Line
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import INSTALL, expect_state, join, log, start_logging

SESSIONS = 6
PATIENCE_SECONDS = 20


# Each moment on one sort of database: tests/faults kills hundreds of times at all of them on both.
@pytest.mark.parametrize(
    ("house", "moment"),
    [
        ("sqlite", "after it has written"),
        pytest.param("postgresql", "before it can write", marks=pytest.mark.postgresql),
    ],
    indirect=["house"],
)
def test_each_session_is_counted_once(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, moment: str
) -> None:
    running, found = house
    line = Line(running.port)
    lan = new_phone("lan", url=line.url)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    expect_state(page, here=0, received=0)
    lan.network(False)
    for _ in range(SESSIONS):
        log(page, INSTALL, people=2)
    expect_state(page, here=SESSIONS, received=0)

    if moment == "before it can write":
        _kill_while_it_waits_for_the_lock(running, lan)
    else:
        line.lose_answer = running.kill
        lan.network(True)
        assert line.lost.wait(PATIENCE_SECONDS)
    assert _written(running) == (0 if moment == "before it can write" else SESSIONS)
    expect_state(page, here=SESSIONS, received=0)

    running.start()
    page.reload()
    expect_state(page, here=0, received=SESSIONS)
    again = Desk(running.url, COORDINATOR, found.password)
    rows = again.sessions(found.team)
    assert len(rows) == SESSIONS
    totals = again.totals(found.team, rows[0]["day"])["total"]
    assert (totals["sessions"], totals["people"], totals["turns"]) == (6, 12, 12)
    assert "equal" in running.flask("recount").lower()
    line.close()


def _kill_while_it_waits_for_the_lock(running: House, lan: Phone) -> None:
    """Another writer holds the clock, so the server has the round but cannot write it."""
    engine = _database(running)
    with engine.connect() as holder:
        holder.execute(text("UPDATE sync_clock SET hi = hi"))
        with lan.context.expect_event("request", lambda one: one.url.endswith("/api/sync/v1")):
            lan.network(True)
        running.kill()
        holder.rollback()
    engine.dispose()


def _written(running: House) -> int:
    """How many changes stand in the database."""
    engine = _database(running)
    with engine.connect() as connection:
        count = connection.execute(text("SELECT count(*) FROM change")).scalar_one()
    engine.dispose()
    return int(count)


def _database(running: House) -> Engine:
    url = running.environment["DATABASE_URL"]
    return create_engine(url.replace("postgresql:", "postgresql+psycopg:"))

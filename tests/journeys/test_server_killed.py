"""The power goes at the server while a phone is sending: every session is counted once."""

import pytest
from playwright.sync_api import Route
from sqlalchemy import create_engine, text

from tests.journeys.browsing import Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import INSTALL, expect_state, join, log, start_logging
from tests.journeys.test_offline_day import BOTH

SESSIONS = 6


@pytest.mark.parametrize("house", BOTH, indirect=True)
@pytest.mark.parametrize("moment", ["before it can write", "after it has written"])
def test_each_session_is_counted_once(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, moment: str
) -> None:
    running, found = house
    lan = new_phone("lan")
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
        _kill_before_the_answer_leaves(running, lan)
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


def _kill_while_it_waits_for_the_lock(running: House, lan: Phone) -> None:
    engine = create_engine(
        running.environment["DATABASE_URL"].replace("postgresql:", "postgresql+psycopg:")
    )
    with engine.connect() as holder:
        holder.execute(text("UPDATE sync_clock SET hi = hi"))
        with lan.page.expect_request("**/api/sync/v1"):
            lan.network(True)
        running.kill()
        holder.rollback()
    engine.dispose()


def _kill_before_the_answer_leaves(running: House, lan: Phone) -> None:
    def lose(route: Route) -> None:
        if route.request.post_data_buffer and not killed:
            route.fetch()
            running.kill()
            killed.append(True)
        route.abort()

    killed: list[bool] = []
    lan.page.route("**/api/sync/v1", lose)
    with lan.page.expect_event("requestfailed"):
        lan.network(True)
    lan.page.unroute("**/api/sync/v1")

"""A day without a network: nothing is lost, whatever happens to the phone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import ACTIVATE, INSTALL, expect_state, join, log, log_in, start_logging
from tests.journeys.words import t

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)]


@pytest.mark.parametrize("house", BOTH, indirect=True)
def test_ten_sessions_outlive_flight_mode_and_a_dead_battery(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    link = desk.invite(found.team)["link"].removeprefix(running.url)

    lan = new_phone("lan", lasting=True)
    page = lan.open(link)
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    expect_state(page, here=0, received=0)
    running.kill()  # no network at all: a worker that wakes by itself finds none either
    lan.network(False)
    for number in range(10):
        log(page, INSTALL if number < 7 else ACTIVATE, people=number + 1)
    expect_state(page, here=10, received=0)
    lan.kill()

    page = lan.open("/sent", offline=True)
    expect_state(page, here=10, received=0)
    expect(page.locator("a[href^='/session/']")).to_have_count(10)

    running.start()
    lan.network(True)
    expect_state(page, here=0, received=10)

    son = new_phone("son", DESKTOP)
    page = son.open("/desk/login")
    log_in(page, COORDINATOR, found.password)
    totals = page.get_by_role("region", name=t("desk.figures"))
    expect(totals).to_contain_text(f"{t('desk.people')}55")
    expect(totals).to_contain_text(f"{t('desk.turns')}55")
    expect(totals).to_contain_text(f"{t('desk.volunteers')}1")
    totals.get_by_role("link", name=t("desk.open_sessions", n=10)).click()
    expect(page.locator("main a[href^='/desk/session/']")).to_have_count(10)
    expect(page.get_by_role("main")).to_contain_text("Nguyễn Thị Lan")


def test_recording_comes_before_joining(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    minh = new_phone("minh")
    page = minh.open("/")
    log(page, INSTALL, people=3)
    expect_state(page, here=1, received=0)

    minh.go(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Trần Văn Minh")
    start_logging(page)
    expect_state(page, here=0, received=1)
    rows = desk.sessions(found.team)
    assert [(row["author"]["name"], row["people"]) for row in rows] == [("Trần Văn Minh", 3)]


def test_sending_tells_how_it_ended(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", worker=True)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    lan.network(False)
    log(page)
    page.get_by_role("link", name=t("tab.sent"), exact=True).click()
    page.get_by_role("button", name=t("do.send")).click()
    expect(page.get_by_text(t("sent.end.offline", what="1 buổi"))).to_be_visible()
    lan.network(True)
    expect_state(page, here=0, received=1)
    page.get_by_role("button", name=t("do.send")).click()
    expect(page.get_by_text(t("sent.end.all"))).to_be_visible()

"""When a session began: nobody says a time that is still to come, and no clock is in the way."""

from datetime import datetime, timedelta, timezone

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import button, today
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, come_in
from tests.journeys.seed import Seed
from tests.journeys.steps import ACTIVATE, expect_state, tile
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

VIETNAM = timezone(timedelta(hours=7))


def set_clock(page: Page, hour: int) -> None:
    """The phone's clock stands at an hour of today, in Vietnam."""
    page.clock.set_fixed_time(datetime.fromisoformat(f"{today()}T{hour:02}:00:00+07:00"))


@pytest.fixture
def lan(house: tuple[House, Seed], desk: Desk, new_phone: NewPhone) -> Phone:
    """Lan's phone on its first screen, at ten o'clock."""
    running, found = house
    phone = new_phone("lan")
    page = come_in(phone, running, desk.invite(found.team), LAN)
    set_clock(page, 10)
    page.reload()
    return phone


def open_card(page: Page) -> Locator:
    tile(page, ACTIVATE).click()
    card = page.get_by_role("dialog")
    expect(button(card, "do.save")).to_be_visible()
    return card


def too_late(place: Page | Locator) -> Locator:
    return place.get_by_text(t("log.start.future", now="10:00"))


def test_a_start_that_is_to_come_is_not_saved_and_what_has_been_is(
    lan: Phone, house: tuple[House, Seed], desk: Desk
) -> None:
    page, found = lan.page, house[1]
    card = open_card(page)
    card.locator("summary").click()
    start = card.get_by_label(t("log.start"), exact=True)
    start.fill("10:30")
    expect(too_late(card)).to_be_visible()
    button(card, "do.save").click()
    expect(too_late(card)).to_have_count(2)  # under the field, and in the way of saving
    look_over(lan, "start-to-come")
    start.fill("09:30")
    expect(too_late(card)).to_have_count(0)
    button(card, "do.save").click()
    expect(card).to_have_count(0)
    expect_state(page, here=0, received=1)

    page.get_by_role("region", name=t("home.last")).get_by_role("link").click()
    start = page.get_by_label(t("log.start"), exact=True)
    start.fill("23:00")
    button(page, "session.save").click()
    expect(too_late(page)).to_have_count(2)
    page.get_by_role("radio", name=t("log.day.yesterday"), exact=True).check()
    expect(too_late(page)).to_have_count(0)
    button(page, "session.save").click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()
    page.get_by_role("radio", name=t("log.day.today"), exact=True).check()
    expect(too_late(page)).to_be_visible()
    desk.wait_for(lambda: [row["start"] for row in desk.sessions(found.team)], ["23:00"])
    assert desk.sessions(found.team)[0]["day"] < today()


def test_a_clock_that_was_ahead_is_in_nobodys_way(
    lan: Phone, house: tuple[House, Seed], desk: Desk
) -> None:
    page, found = lan.page, house[1]
    # Near the server's time: a session by a clock that is twelve hours wrong needs a decision.
    hour = max(1, datetime.now(VIETNAM).hour)
    set_clock(page, hour)
    page.reload()
    card = open_card(page)
    set_clock(page, hour - 1)
    button(card, "do.save").click()
    expect_state(page, here=0, received=1)
    assert desk.sessions(found.team)[0]["start"] == f"{hour:02}:00"
    # As it stands it is still to come: everything else of it can be mended.
    page.get_by_role("region", name=t("home.last")).get_by_role("link").click()
    button(page, "do.more", what=t("log.people")).click()
    button(page, "session.save").click()
    expect(page.get_by_text(t("session.saved"))).to_be_visible()
    desk.wait_for(lambda: [row["people"] for row in desk.sessions(found.team)], [2])

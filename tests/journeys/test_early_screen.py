"""The first screen is painted before this phone has been read, and a tap on it counts, once."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Page, Route, expect

from tests.journeys.browsing import Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.lead_steps import HA, LAN, come_in
from tests.journeys.seed import Seed
from tests.journeys.steps import ACTIVATE, expect_state, join, log, start_logging, tile
from tests.journeys.test_crowd import WATCH_TILES
from tests.journeys.test_screens import look_over
from tests.journeys.test_shared_phone import PIN, choose, set_pin
from tests.journeys.words import t

PROGRAM = re.compile(r"/assets/index-[\w-]+\.js$")
KEPT = "([localStorage.getItem('tungngo.early')].find(kept => kept !== 'null') ?? null)"
# One transaction that goes on asking for something: whoever reads waits for its end.
HOLD = """() => new Promise((held, failed) => {
  const asked = indexedDB.open('tungngo')
  asked.onerror = () => failed(asked.error)
  asked.onsuccess = () => {
    const db = asked.result
    const holding = db.transaction(db.objectStoreNames, 'readwrite')
    const again = () => {
      held()
      if (window.released) db.close()
      else holding.objectStore('meta').get('device').onsuccess = again
    }
    again()
  }
})"""


@contextmanager
def unread(phone: Phone) -> Iterator[None]:
    """Meanwhile nothing on this phone can be read or written."""
    other = phone.context.new_page()
    other.goto(f"{phone.url}/favicon.svg")
    other.evaluate(HOLD)
    phone.page.bring_to_front()
    yield
    other.evaluate("() => { window.released = true }")
    other.close()


@pytest.fixture
def lan(house: tuple[House, Seed], desk: Desk, new_phone: NewPhone) -> Phone:
    """Lan's phone, whose first screen has been kept after a session."""
    running, found = house
    phone = new_phone("lan")
    page = come_in(phone, running, desk.invite(found.team), LAN)
    log(page)
    expect_state(page, here=0, received=1)
    page.wait_for_function(f"() => {KEPT}")
    return phone


def expect_early(page: Page) -> None:
    """Tiles stand there, and this phone has not been read."""
    expect(tile(page, ACTIVATE)).to_be_visible()
    expect(page.get_by_role("link", name=t("app.loading"), exact=True)).to_be_visible()


def test_a_tap_counts_before_this_phone_is_read_and_a_pin_and_another_person_leave_nothing_of_it(
    lan: Phone, house: tuple[House, Seed], desk: Desk
) -> None:
    running, found = house
    page = lan.page
    page.add_init_script(f"({WATCH_TILES})()")
    with unread(lan):
        page.reload()
        expect_early(page)
        strip = page.get_by_role("region", name=t("home.title"))
        expect(strip).to_contain_text(LAN)
        assert not re.search(r"\d", strip.inner_text())
        expect(page.locator(".tile .count")).to_have_count(0)
        look_over(lan, "home-early")
        tile(page, ACTIVATE).click()
        tile(page, ACTIVATE).click()
        expect(page.get_by_role("dialog")).to_have_count(0)
    card = page.get_by_role("dialog")
    expect(card).to_have_count(1)
    expect(card).to_contain_text(ACTIVATE)
    card.get_by_role("button", name=t("do.save"), exact=True).click()
    expect_state(page, here=0, received=2)
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert len(page.evaluate("() => window.tops")) == 1

    # A link tapped early is followed without another start.
    with unread(lan):
        page.reload()
        expect_early(page)
        page.evaluate("() => { window.same = true }")
        page.get_by_role("link", name=t("screen.name.count"), exact=True).click()
        expect_early(page)
    expect(page).to_have_url(re.compile("/count$"))
    assert page.evaluate("() => window.same")

    page = lan.go(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, HA)
    start_logging(page)
    page.wait_for_function(f"() => {KEPT} === null")
    choose(page, found, HA, LAN)
    page.wait_for_function(f"() => {KEPT}?.includes('{LAN}')")
    set_pin(page, PIN)
    page.wait_for_function(f"() => {KEPT} === null")
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    expect(tile(page, ACTIVATE)).to_be_visible()
    with unread(lan):
        page.reload()
        expect(page.get_by_role("link", name=t("app.loading"), exact=True)).to_be_visible()
        expect(page.locator(".tile")).to_have_count(0)
    expect(page.get_by_label(t("lock.pin", name=LAN))).to_be_visible()
    assert page.evaluate(f"() => {KEPT}") is None


def test_a_first_visit_sees_and_taps_its_screen_before_the_program_is_there(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, _found = house
    phone = new_phone("lan")
    page = phone.open("")
    gate = Gate(page)
    page.goto(f"{running.url}/", wait_until="commit")
    expect_early(page)
    services = "tiles => tiles.map(tile => tile.dataset.service)"
    painted = page.locator("[data-service]").evaluate_all(services)
    said = page.locator(".notice .title").inner_text()
    assert len(painted) == 10
    look_over(phone, "first-visit-early")
    tile(page, ACTIVATE).click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    gate.open()
    expect(page.get_by_role("dialog")).to_contain_text(ACTIVATE)
    page.get_by_role("dialog").get_by_role("button", name=t("do.close"), exact=True).click()
    assert page.locator(".home [data-service]").evaluate_all(services)[:10] == painted
    assert page.locator(".notice .title").inner_text() == said

    # Who was here before may have joined: that is not told of them by a page.
    Gate(page)
    page.goto("about:blank")
    page.goto(f"{running.url}/", wait_until="commit")
    page.wait_for_function("() => document.scripts.length && document.readyState !== 'loading'")
    expect(page.locator(".tile")).to_have_count(0)


def test_who_comes_by_an_invitation_sees_where_they_are_before_the_program_is_there(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _running, found = house
    phone = new_phone("lan")
    page = phone.open("")
    gate = Gate(page)
    page.goto(desk.invite(found.team)["link"], wait_until="commit")
    expect(page.get_by_role("heading", name=t("do.join"), exact=True)).to_be_visible()
    expect(page.get_by_text(t("join.looking"))).to_be_visible()
    look_over(phone, "join-early")
    gate.open()
    join(page, LAN)
    start_logging(page)


class Gate:
    """The program does not come until `open`. Requests go on being routed after that: one that comes
    while the others are let through is not left behind."""

    def __init__(self, page: Page) -> None:
        self._waiting: list[Route] | None = []
        page.route(PROGRAM, self._take)

    def _take(self, route: Route) -> None:
        if self._waiting is None:
            route.continue_()
        else:
            self._waiting.append(route)

    def open(self) -> None:
        """The program may come now."""
        waiting, self._waiting = self._waiting or [], None
        for route in waiting:
            route.continue_()

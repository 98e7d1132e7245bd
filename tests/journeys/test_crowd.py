"""Counting a crowd at a stall: one tap a person, and nobody is lost."""

import re

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import ACTIVATE, INSTALL, expect_state, join, start_logging, tile
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

# Counts what a finger does, whatever comes of it.
COUNT_TAPS = """() => {
  window.taps = 0
  addEventListener('click', () => { window.taps += 1 }, true)
}"""
QUARTER = 15 * 60_000
# Where the first tile stood on the page, in each frame since there was one.
WATCH_TILES = """() => {
  window.tops = []
  const look = () => {
    const tile = document.querySelector('button.tile')
    const top = tile && Math.round(tile.getBoundingClientRect().top + scrollY)
    if (tile && top !== window.tops.at(-1)) window.tops.push(top)
    requestAnimationFrame(look)
  }
  look()
}"""


def begin(house: tuple[House, Seed], desk: Desk, lan: Phone) -> Page:
    """Lan's phone at the market: she has joined, and there is no network."""
    running, found = house
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    expect_state(page, here=0, received=0)
    lan.network(on=False)
    return page


def open_counter(page: Page) -> None:
    page.get_by_role("link", name=t("screen.name.count"), exact=True).click()
    expect(tile(page, INSTALL)).to_be_visible()


def taps(page: Page) -> int:
    return int(page.evaluate("() => window.taps"))


def counted(page: Page) -> int:
    """How many people the screen says."""
    return int(page.locator(".counted .sum b").inner_text().replace(".", ""))


def test_sixty_people_and_a_dead_battery_in_the_middle(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", PHONE, lasting=True)
    page = begin(house, desk, lan)
    page.evaluate(COUNT_TAPS)
    open_counter(page)
    assert taps(page) == 1
    for person in range(30):
        tile(page, ACTIVATE if person % 3 == 0 else INSTALL).tap()
        assert counted(page) == person + 1  # in the very frame, whatever the medium does
    assert taps(page) == 31
    expect(page.get_by_text(t("count.kept"))).to_be_visible()
    tile(page, INSTALL).tap()
    lan.kill()

    page = lan.open(offline=True)
    expect(page.get_by_role("heading", name=re.compile("Đang đếm: 3[01] người"))).to_be_visible()
    page.get_by_role("link", name=re.compile("Đang đếm")).click()
    expect(page.get_by_text(t("count.kept"))).to_be_visible()
    left = 60 - counted(page)
    page.evaluate(COUNT_TAPS)
    for _ in range(left + 1):
        tile(page, INSTALL).tap()
    page.get_by_role("button", name=t("do.undo"), exact=True).tap()
    assert counted(page) == 60
    assert taps(page) == left + 2
    page.get_by_role("button", name=t("count.done", n=60), exact=True).tap()
    # A worker that began before the browser was told to be offline may have sent it by now.
    expect(page.get_by_text(t("home.sessions", n=1), exact=True).first).to_be_visible()
    assert taps(page) == left + 3

    lan.network(on=True)
    expect_state(page, here=0, received=1)
    (session,) = desk.sessions(house[1].team)
    services = {each["code"]: each["people"] for each in session["services"]}
    assert (session["people"], sorted(services.values())) == (60, [10, 50])


def test_many_at_once_and_whom_two_things_were_done_for(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", PHONE, worker=True)
    page = begin(house, desk, lan)
    open_counter(page)
    tile(page, INSTALL).click(delay=700)
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name="20", exact=True).click()
    sheet.get_by_role("button", name=t("count.add", n=20), exact=True).click()
    assert counted(page) == 20
    tile(page, ACTIVATE).focus()
    page.keyboard.press("ContextMenu")
    tile(page, ACTIVATE).dispatch_event("contextmenu")  # the menu key, where a browser has none
    sheet.get_by_role("button", name="5", exact=True).click()
    sheet.get_by_role("button", name=t("count.add", n=5), exact=True).click()
    assert counted(page) == 25
    page.get_by_text(t("count.about")).click()
    people = page.get_by_label(t("log.people"), exact=True)
    people.fill("20")
    people.blur()
    page.get_by_label("Chợ", exact=True).check()
    look_over(lan, "count-under-way")
    page.get_by_role("button", name=t("count.done", n=20), exact=True).click()
    lan.network(on=True)
    expect_state(page, here=0, received=1)
    (session,) = desk.sessions(house[1].team)
    assert (session["people"], session["place_kind"]) == (20, "CHO")


def test_no_tile_moves_away_under_a_finger_when_a_crowd_is_open(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    page = begin(house, desk, new_phone("lan", PHONE, worker=True))
    open_counter(page)
    tile(page, INSTALL).tap()
    expect(page.get_by_text(t("count.kept"))).to_be_visible()
    page.add_init_script(f"({WATCH_TILES})()")
    page.goto(page.url.replace("/count", "/"))
    expect(page.get_by_role("heading", name=t("count.open", n=1))).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(page.evaluate("() => window.tops")) == 1


def test_a_forgotten_crowd_saves_itself(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", PHONE, worker=True)
    page = begin(house, desk, lan)
    page.clock.install()
    page.reload()
    open_counter(page)
    for _ in range(3):
        tile(page, INSTALL).tap()
    expect(page.get_by_text(t("count.kept"))).to_be_visible()
    page.get_by_role("link", name=t("do.back"), exact=True).click()
    expect(page.get_by_role("heading", name=t("count.open", n=3))).to_be_visible()
    look_over(lan, "home-counting", [PHONE])
    page.clock.fast_forward(QUARTER - 60_000)
    expect_state(page, here=0, received=0)
    page.clock.fast_forward(120_000)
    expect_state(page, here=1, received=0)
    expect(page.get_by_role("heading", name=t("count.open", n=3))).to_have_count(0)

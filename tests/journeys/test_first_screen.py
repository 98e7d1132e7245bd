"""The first screen and the counter: what is tapped is in sight, on small phones and in large letters,
and what must be known first stands above it and moves nothing."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import button
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, come_in
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, expect_state, log, tile
from tests.journeys.test_crowd import WATCH_TILES
from tests.journeys.test_screens import look_over
from tests.journeys.test_state_pill import enlarge
from tests.journeys.words import t

TALL, SMALL = {"width": 360, "height": 740}, {"width": 320, "height": 640}
FINGER = 48

# Tiles that lie whole between what stays at the top and what stays at the foot, each with its sides.
IN_SIGHT = """() => {
  const edge = (selector, side, none) =>
    document.querySelector(selector)?.getBoundingClientRect()[side] ?? none
  const top = edge('.top', 'bottom', 0)
  const stay = ['.tabs', '.page > .again', '.page > .foot']
  const end = Math.min(...stay.map((one) => edge(one, 'top', innerHeight)))
  return [...document.querySelectorAll('button.tile')]
    .map((one) => one.getBoundingClientRect())
    .filter((one) => one.top >= top - 1 && one.bottom <= end + 1)
    .map((one) => [one.width, one.height])
}"""


def in_sight(page: Page) -> list[list[float]]:
    """Width and height of each tile that is seen without scrolling, px."""
    page.evaluate("() => scrollTo(0, 0)")
    sizes: list[list[float]] = page.evaluate(IN_SIGHT)
    assert all(min(size) >= FINGER for size in sizes)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    return sizes


@pytest.fixture
def lan(house: tuple[House, Seed], desk: Desk, new_phone: NewPhone) -> Phone:
    """Lan's phone, on which one session was logged today."""
    running, found = house
    phone = new_phone("lan", SMALL)
    page = come_in(phone, running, desk.invite(found.team), LAN)
    log(page)
    expect_state(page, here=0, received=1)
    return phone


def again(page: Page) -> Locator:
    """The bar that logs the last session once more."""
    return page.get_by_role("region", name=t("home.last"))


def test_what_must_be_known_stands_above_ten_tiles_which_it_does_not_move(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", TALL)
    page = come_in(lan, running, desk.invite(found.team), LAN)
    told = page.get_by_role("link", name=re.compile("^" + t("ready.lacks.kept")))
    expect(told).to_be_in_viewport()
    box, first = told.bounding_box(), tile(page, INSTALL).bounding_box()
    assert box
    assert first
    assert box["y"] + box["height"] <= first["y"]
    page.add_init_script(f"({WATCH_TILES})()")
    page.reload()
    expect(told).to_be_in_viewport()
    page.wait_for_load_state("networkidle")
    assert len(page.evaluate("() => window.tops")) == 1
    look_over(lan, "home-lacks", (SMALL, TALL))
    log(page)
    expect(again(page)).to_be_visible()
    button(page, "do.later").click()  # it stands there until that, or until it is mended
    expect(page.get_by_text(t("home.lack.later"))).to_be_visible()
    expect(page.locator(".notice")).to_have_count(0)

    # Ten tiles are in sight on a usual phone and eight on a small one.
    expect(again(page)).to_be_visible()
    for size, tiles in ((TALL, 10), (SMALL, 8)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert len(in_sight(page)) >= tiles
    look_over(lan, "home-small", (SMALL, TALL))

    # A service is found without marks, and logged.
    page.get_by_label(t("home.find"), exact=True).fill("lua dao")
    expect(page.locator("button.tile")).to_have_count(1)
    look_over(lan, "home-found", [SMALL])
    log(page, "Nhận biết lừa đảo")
    expect(page.locator("button.tile")).to_have_count(10)
    expect_state(page, here=0, received=2)

    # A clock that is days off is told above all tiles.
    now = datetime.now(UTC)
    page.clock.set_fixed_time(now - timedelta(days=2))
    page.reload()
    wrong = page.get_by_role("alert").filter(has_text=t("home.clock"))
    vietnam = timedelta(hours=7)
    shown, day = (f"{at + vietnam:%d/%m/%Y}" for at in (now - timedelta(days=2), now))
    expect(wrong).to_contain_text(t("home.clock.day", shown=shown, day=day))
    expect(wrong).to_be_in_viewport()
    place, highest = wrong.bounding_box(), tile(page, INSTALL).bounding_box()
    assert place
    assert highest
    assert place["y"] + place["height"] <= highest["y"]
    look_over(lan, "home-clock", (SMALL, TALL))

    page.reload()
    expect(wrong).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(page.evaluate("() => window.tops")) == 1


def test_in_letters_twice_as_large_tiles_are_in_sight_and_so_they_are_while_counting(
    lan: Phone,
) -> None:
    page = lan.page
    enlarge(page, 200)
    assert in_sight(page)
    page.get_by_role("link", name=t("screen.name.count"), exact=True).click()
    expect(tile(page, INSTALL)).to_be_visible()
    assert in_sight(page)
    tile(page, INSTALL).click()
    expect(page.get_by_text(t("count.kept"))).to_be_visible()
    assert in_sight(page)
    expect(button(page, "do.undo")).to_be_in_viewport()
    expect(button(page, "count.done", n=1)).to_be_in_viewport()

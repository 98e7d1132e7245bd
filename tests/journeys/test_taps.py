"""Tapping "+1 nữa" as fast as a queue of people moves, on a slow phone."""

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.words import t

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
SLOWER = 6
PAUSES = (80, 150, 100, 80)  # ms between taps
SAVED = "Đã lưu trên máy"

# Tells each time that the screen has said that a session is saved.
LISTEN = f"""() => {{
  const place = document.querySelector('.snackbar-place')
  new MutationObserver((changes) => {{
    for (const {{ addedNodes }} of changes)
      for (const node of addedNodes)
        if (node.textContent.startsWith({SAVED!r})) window.heard()
  }}).observe(place, {{ childList: true, subtree: true }})
}}"""


def begin(house: tuple[House, Seed], desk: Desk, lan: Phone) -> Page:
    """Lan's phone, offline, with one session logged."""
    running, found = house
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    lan.wait_for_worker()
    expect_state(page, here=0, received=0)
    lan.network(on=False)
    log(page)
    expect_state(page, here=1, received=0)
    return page


def slow_down(page: Page) -> None:
    browser = page.context.new_cdp_session(page)
    browser.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})


def tap_on(page: Page, size: dict[str, int]) -> Any:
    """Taps where "+1 nữa" stands now: a finger does not look for the button before each tap."""
    button = page.get_by_role("button", name=t("home.once_more", n=1), exact=True)
    box = button.bounding_box()
    assert box
    at = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    return lambda: page.touchscreen.tap(*at) if size is PHONE else page.mouse.click(*at)


@SIZES
def test_every_quick_tap_is_a_session(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: dict[str, int]
) -> None:
    lan = new_phone("lan", size, worker=True)
    page = begin(house, desk, lan)
    tap = tap_on(page, size)
    slow_down(page)
    tap()
    for pause in PAUSES:
        page.wait_for_timeout(pause)
        tap()
    expect_state(page, here=6, received=0)
    mine = page.get_by_text(t("home.sessions", n=6), exact=True)
    expect(mine).to_have_count(2)  # own and the team's
    lan.network(on=True)
    expect_state(page, here=0, received=6)
    assert len(desk.sessions(house[1].team)) == 6


def test_a_kill_between_taps_keeps_what_was_said_to_be_saved(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    lan = new_phone("lan", PHONE, lasting=True)
    page = begin(house, desk, lan)
    heard: list[str] = []
    page.expose_function("heard", lambda: heard.append(""))
    page.evaluate(LISTEN)
    tap = tap_on(page, PHONE)
    slow_down(page)
    taps = 0
    while not heard:  # until the first is said to be saved, and others are under way
        tap()
        taps += 1
        page.wait_for_timeout(20)
    tap()
    taps += 1
    said = len(heard)
    lan.kill()
    page = lan.open(offline=True)
    # Once the store has been read; the worker may have sent some by itself meanwhile.
    pill = page.get_by_role("link", name=re.compile(rf"{re.escape(t('state.here'))}.* [1-9]"))
    expect(pill).to_be_visible()
    kept = sum(map(int, re.findall(r"\d+", pill.inner_text()))) - 1
    assert 1 <= said <= kept <= taps
    lan.network(on=True)
    expect_state(page, here=0, received=kept + 1)
    assert len(desk.sessions(house[1].team)) == kept + 1

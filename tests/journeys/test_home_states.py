"""The first screen in each state that it can be in: how many tiles are whole above the tabs."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import today, unit
from tests.journeys.lead_steps import LAN, World, come_in
from tests.journeys.steps import INSTALL, expect_state, join, log, start_logging, tile
from tests.journeys.test_crowd import open_counter
from tests.journeys.test_first_screen import SMALL, TALL, in_sight
from tests.journeys.test_state_pill import enlarge
from tests.journeys.words import t

SHOTS = os.environ.get("HOME_SHOTS")
LEAST = {360: 8, 320: 6}


def measure(page: Page, state: str, table: list[str]) -> None:
    """Counts the tiles at both sizes; takes pictures into the folder HOME_SHOTS where that is set."""
    for size in (TALL, SMALL):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        n, width = len(in_sight(page)), size["width"]
        table.append(f"{state:16} {width}x{size['height']}: {n} tiles")
        if SHOTS:
            shoot(page, Path(SHOTS) / f"{state}-{width}")


def shoot(page: Page, path: Path) -> None:
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        page.screenshot(path=f"{path}-{scheme}.png")
    enlarge(page, 200)
    page.screenshot(path=f"{path}-200.png")
    enlarge(page, 100)


def test_tiles_in_view_in_every_state(house: World, desk: Desk, new_phone: NewPhone) -> None:
    running, found = house
    table: list[str] = []
    lan = new_phone("lan", TALL)
    page = lan.open("/")
    expect(tile(page, INSTALL)).to_be_visible()
    page.wait_for_load_state("networkidle")
    measure(page, "newcomer", table)

    lan.go(desk.invite(found.team)["link"].removeprefix(running.url))
    join(page, LAN)
    start_logging(page)
    page.wait_for_load_state("networkidle")
    measure(page, "joined", table)
    page.get_by_role("button", name=t("home.where")).click()
    page.get_by_role("dialog").get_by_label("Chợ", exact=True).click()
    expect(page.get_by_role("button", name="Chợ", exact=True)).to_be_visible()
    lan.network(on=False)
    measure(page, "offline", table)
    lan.network(on=True)

    open_counter(page)
    tile(page, INSTALL).click()
    page.get_by_role("link", name=t("do.back"), exact=True).click()
    expect(page.get_by_text(t("count.open", n=1))).to_be_visible()
    measure(page, "counting", table)
    page.get_by_role("button", name=t("do.show_more")).click()
    page.get_by_role("button", name=t("count.end"), exact=True).click()
    expect_state(page, here=0, received=1)
    log(page)
    said = page.locator(".snackbar").bounding_box()
    assert said
    assert said["height"] < 60, "it covers the next tile"
    expect_state(page, here=0, received=2)
    assert {row["place_kind"] for row in desk.sessions(found.team)} == {"CHO"}
    page.reload()
    expect(tile(page, INSTALL)).to_be_visible()
    page.wait_for_load_state("networkidle")
    measure(page, "repeat bar", table)

    desk.ask("POST", "/api/activities", {
        "unit": unit(desk, "Khánh Cường"), "name": "Đại hội Đoàn phường", "from": today(), "to": today(),
        "place": "Hội trường", "kind": "dai_hoi", "teams": [found.team],
    })  # fmt: skip
    page.evaluate("dispatchEvent(new Event('online'))")
    expect(page.locator(".notice", has_text="Đại hội Đoàn phường")).to_be_visible(timeout=30_000)
    measure(page, "event", table)

    session = desk.sessions(found.team)[0]["id"]
    desk.ask("PATCH", f"/api/help-sessions/{session}", {
        "set": {"people": 3}, "prev": {"people": 1}, "why": "Đếm lại",
    })  # fmt: skip
    page.evaluate("dispatchEvent(new Event('online'))")
    page.reload()
    expect(page.locator(".notice", has_text="Đếm lại")).to_be_visible(timeout=30_000)
    measure(page, "edited", table)

    page.clock.set_fixed_time(datetime.now(UTC) - timedelta(days=2))
    lan.go("/")
    expect(page.get_by_text(t("home.clock"))).to_be_visible()
    page.wait_for_load_state("networkidle")
    measure(page, "wrong clock", table)

    print("\n".join(table))
    assert [line for line in table if int(line.split()[-2]) < LEAST[int(line[17:20])]] == []


def test_in_letters_twice_as_large_tiles_the_counter_and_the_outcomes_are_in_view(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    page = come_in(new_phone("lan", TALL), running, desk.invite(found.team), LAN)
    expect(page.locator(".notice .title")).to_be_visible()
    enlarge(page, 200)
    assert len(in_sight(page)) >= 2
    counter = page.get_by_role("link", name=t("screen.name.count"), exact=True)
    expect(counter).to_be_in_viewport(ratio=1)
    if SHOTS:
        page.screenshot(path=f"{SHOTS}/large-home.png")
    tile(page, INSTALL).click()
    outcomes = page.get_by_role("group", name=t("log.outcome"))
    if SHOTS:
        expect(outcomes).to_be_attached()
        page.screenshot(path=f"{SHOTS}/large-card.png")
    expect(outcomes.get_by_text("Hoàn thành")).to_be_in_viewport(ratio=1)

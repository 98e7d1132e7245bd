"""What a coordinator sees in the morning without scrolling, how one day of a trend is told, and the sheet
for the evening's meeting."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo.loading import Loaded
from tests.journeys.browsing import DESKTOP, PHONE, PassingPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import today
from tests.journeys.house import House
from tests.journeys.steps import log_in
from tests.journeys.test_screens import settle
from tests.journeys.words import t

ROW = 44
"""How high a row of the table is, px."""


@pytest.fixture(scope="module")
def son(
    shared_browser: Browser,
    demonstration: Loaded,
    tmp_path_factory: pytest.TempPathFactory,
    project: Path,
) -> Iterator[tuple[PassingPhone, Desk, House]]:
    """A coordinator at the demonstration, at an office's screen."""
    folder = demonstration.copy_to(tmp_path_factory.mktemp("morning") / "instance")
    house = House(folder, project=project)
    house.start()
    phone = PassingPhone(shared_browser, house.url, DESKTOP, worker=True)
    log_in(phone.open("/desk/login"), demonstration.login, demonstration.password)
    yield phone, Desk(house.url, demonstration.login, demonstration.password), house
    phone.close()
    house.kill()


def edges(page: Page, selector: str, side: str) -> list[float]:
    """Where one side of each of these stands, px."""
    found: list[float] = page.locator(selector).evaluate_all(
        "(all, side) => all.map((one) => one.getBoundingClientRect()[side])", side
    )
    return found


def test_what_is_asked_in_the_morning_stands_above_the_fold(
    son: tuple[PassingPhone, Desk, House],
) -> None:
    page = son[0].go("/desk")
    settle(page)
    # Teams right below the cluster come after the communes, if they did something today or a week ago.
    communes = "table.bars tbody tr:nth-child(-n + 5)"
    expect(page.locator(communes)).to_have_count(5)
    expect(page.locator(".map-tiles a").nth(4)).to_be_visible()
    assert len(set(edges(page, ".filters .chip", "top"))) == 1
    tiles = ".figure-tiles > section"
    assert len(edges(page, tiles, "top")) == 4
    assert len(set(edges(page, tiles, "top"))) == 1
    assert {round(high) for high in edges(page, communes, "height")} == {ROW}
    fold = DESKTOP["height"]
    assert max(edges(page, "table.bars tr", "bottom")) <= fold
    expect(page.locator("table.bars tfoot [data-figure=plan]")).to_be_visible()
    assert max(edges(page, ".map-tiles a", "bottom")) <= fold
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    above_tabs = page.get_by_role("navigation").bounding_box()
    assert above_tabs
    assert edges(page, "[data-figure=people][data-of=total]", "bottom")[0] < above_tabs["y"]
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    assert page.evaluate("scrollY") == 0


def test_every_place_is_beside_the_page_where_there_is_room(
    son: tuple[PassingPhone, Desk, House],
) -> None:
    page = son[0].go("/desk/report")
    tabs = page.get_by_role("navigation", name=t("app.tabs"))
    here = tabs.locator("[aria-current=page]")
    expect(here).to_have_text([t("screen.name.report")])
    tabs.get_by_role("link", name=t("screen.name.targets"), exact=True).click()
    expect(here).to_have_text([t("screen.name.targets")])
    # All places are in view without scrolling, the last one too.
    last = tabs.get_by_role("link", name=t("practice.begin"))
    box = last.bounding_box()
    assert box
    assert box["y"] + box["height"] <= DESKTOP["height"]
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    expect(tabs.get_by_role("link")).to_have_count(5)
    expect(here).to_have_text([t("screen.name.more")])
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]


def test_the_first_screen_names_the_silent_teams_and_what_was_completed(
    son: tuple[PassingPhone, Desk, House],
) -> None:
    phone, desk, _ = son
    page = phone.go("/desk")
    silent = desk.ask("GET", "/api/tallies/silent")["rows"]
    tile = page.get_by_role("region", name=t("desk.silent.tile"))
    expect(tile.locator("[data-figure=silent]")).to_have_text(str(len(silent)))
    for row in silent[:3]:
        expect(tile).to_contain_text(row["team"]["name"])

    for row in desk.ask("GET", f"/api/tallies?from={today()}&to={today()}&by=unit")["rows"]:
        cell = page.locator(f"table.bars [data-figure=completed][data-of='{row['key']}']")
        expect(cell).to_have_text(str(row["totals"]["completed"]))
    # What the week before was stands in the first tile and in a table of its own.
    week_before = (date.fromisoformat(today()) - timedelta(days=7)).isoformat()
    before = desk.ask("GET", f"/api/tallies?from={week_before}&to={week_before}&by=unit")["total"]
    cell = page.locator("table.compared [data-figure=before][data-of=people]")
    expect(cell).to_have_text(str(before["people"]))


def test_a_trend_tells_the_newest_day_and_others_by_keys_and_touch(
    son: tuple[PassingPhone, Desk, House],
) -> None:
    newest, before = (date.fromisoformat(today()) - timedelta(days=back) for back in (1, 2))
    page = son[0].go(f"/desk?by=day&from={newest - timedelta(days=20)}&to={newest}")
    told = page.locator(".trend .day")
    expect(told).to_contain_text(f"{newest:%d/%m/%Y}")
    day = page.get_by_role("slider", name=t("trend.choose"))
    day.press("ArrowLeft")
    expect(told).to_contain_text(f"{before:%d/%m/%Y}")
    expect(day).to_have_attribute("aria-valuetext", told.inner_text())
    box = page.locator(".trend .chart svg").first.bounding_box()
    assert box
    page.mouse.click(box["x"] + 2, box["y"] + box["height"] / 2)
    first = page.locator(".trend .chart .axis li").first.inner_text()
    expect(told).to_contain_text(first)
    expect(page.locator("table.bars tbody th").first).to_contain_text(f"{newest:%d/%m/%Y}")


def test_the_briefing_leaves_as_a_sheet_a_picture_and_a_text(
    son: tuple[PassingPhone, Desk, House],
) -> None:
    phone, desk, _ = son
    page = phone.go("/desk")
    main = page.get_by_role("main")
    main.get_by_role("link", name=t("screen.name.briefing")).click()
    settle(page)
    told = desk.ask("GET", f"/api/tallies?from={today()}&to={today()}&by=unit")
    year = desk.ask("GET", f"/api/tallies?from={today()[:4]}-01-01&to={today()}&by=month")
    row = page.locator("[data-figure=upto][data-of=people]")
    expected = [told, {"total": year["rows"][-1]["totals"]}, year]
    expect(row).to_have_text([f"{one['total']['people']:,}".replace(",", ".") for one in expected])
    for silent in desk.ask("GET", "/api/tallies/silent")["rows"]:
        expect(page.get_by_role("main")).to_contain_text(silent["team"]["name"])
    page.locator("summary", has_text=t("message.title")).click()
    text = page.locator("details pre").inner_text()
    assert text.startswith(t("screen.name.briefing"))
    assert t("briefing.year", year=today()[:4]) in text
    assert len(text) < 1000
    with page.expect_download() as taken:
        page.get_by_role("button", name=t("picture.take")).click()
    assert taken.value.path().read_bytes().startswith(b"\x89PNG")
    assert taken.value.suggested_filename == f"phieu-giao-ban-{today()}.png"
    page.evaluate("() => { window.print = () => { window.printed = true } }")
    page.get_by_role("button", name=t("briefing.print")).click()
    assert page.evaluate("() => window.printed")
    phone.wait_for_worker()
    page.reload()
    settle(page)
    phone.network(on=False)
    page.reload()
    expect(row).to_have_count(3)
    phone.network(on=True)

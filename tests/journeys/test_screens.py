"""Every screen of the router, on a phone and a desktop, by day and by night. With PICTURES=1 a
picture of each is kept in tests/output/screens: they are for people to look at, and cost a tenth of
all journeys."""

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.demo.loading import Loaded
from tests.journeys.axe import COLOURS, EVERYTHING, height_of, violations
from tests.journeys.browsing import BOTH_SIZES, PassingPhone, Phone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import today
from tests.journeys.house import House
from tests.journeys.steps import expect_state, join, log, log_in, start_logging
from tests.journeys.words import screens, t
from tests.machine.needs import ROOT

OUTPUT = ROOT / "tests" / "output" / "screens"
PICTURES = os.environ.get("PICTURES") == "1"
SCHEMES: dict[Literal["light", "dark"], dict[str, Any]] = {"light": EVERYTHING, "dark": COLOURS}


@pytest.fixture(scope="module")
def full_house(
    demonstration: Loaded, tmp_path_factory: pytest.TempPathFactory, project: Path
) -> Iterator[tuple[House, Loaded]]:
    """A server with the whole demonstration on it."""
    folder = demonstration.copy_to(tmp_path_factory.mktemp("house") / "instance")
    house = House(folder, project=project)
    house.start()
    yield house, demonstration
    house.kill()


@pytest.fixture(scope="module")
def visitor(
    shared_browser: Browser, full_house: tuple[House, Loaded]
) -> Iterator[tuple[Phone, dict[str, str]]]:
    """A browser in which Lan has joined and Sơn has signed in, and real ids by screen."""
    house, loaded = full_house
    phone = PassingPhone(shared_browser, house.url)
    page = phone.open(f"/j#{loaded.invitation}")
    join(page, "Nguyễn Thị Lan Anh")
    start_logging(page)
    log(page)
    expect_state(page, here=0, received=1)
    mine = page.get_by_role("region", name=t("home.last")).get_by_role("link")
    own = str(mine.get_attribute("href")).rsplit("/", 1)[1]
    phone.go("/desk/login")
    log_in(page, loaded.login, loaded.password)
    desk = Desk(house.url, loaded.login, loaded.password)
    rows = desk.sessions(loaded.team)
    unit = desk.ask("GET", "/api/session")["account"]["unit"]["id"]
    closed = desk.ask(
        "POST", "/api/reports", {"unit": unit, "month": today()[:7], "despite": True}
    )["closed"]
    ids = {"/session/": own, "/desk/session/": rows[0]["id"], "/desk/team/": loaded.team}
    ids["/r/"] = closed["code"]
    year = today()[:4]
    held = desk.ask("GET", f"/api/activities?from={year}-01-01&to={int(year) + 1}-12-31")["rows"]
    congress = next(row["id"] for row in held if row["kind"] == "dai_hoi")
    papers = desk.ask("GET", f"/api/papers?activity={congress}")["rows"]
    ids |= {"/activities/": congress, "/desk/activity/": congress, "/papers/": papers[0]["id"]}
    phone.forgive(f"404 (NOT FOUND) {house.url}/khong-co")  # the server says so too
    author, day = rows[0]["author"]["id"], rows[0]["day"]
    path = f"/api/teams/{loaded.team}/members/{author}/certificates"
    issued = desk.ask("POST", path, {"from": day, "to": day})
    ids["/desk/certificate/"] = issued["code"]
    ids["/desk/sites/"] = desk.ask("GET", "/api/sites")["rows"][0]["id"]
    yield phone, ids
    phone.close()


@pytest.mark.parametrize("path", screens())
def test_a_screen_has_nothing_to_complain_of(
    visitor: tuple[Phone, dict[str, str]], path: str
) -> None:
    phone, ids = visitor
    name = (
        re.sub(r"\W+", "-", re.sub(r"/[0-9a-f]{8}-[0-9a-f-]{27}$", "", path)).strip("-") or "home"
    )
    folder = next((part for part in ids if path.startswith(part)), None)
    page = phone.go(f"{folder}{ids[folder]}" if folder else path)
    settle(page)
    look_over(phone, name)
    assert "screen.name" not in page.title()


def look_over(phone: Phone, name: str, sizes: Iterable[dict[str, int]] = BOTH_SIZES) -> None:
    """At each size nothing to complain of, nothing beyond the edge, and by night the colours too; a
    picture of each where somebody wants them. Only its styles know how wide a page is; and the night
    has other colours and nothing else, whatever the size, which tests/docs/test_night.py sees to."""
    page, own = phone.page, phone.viewport
    for at, size in enumerate(sizes):
        resize(phone, size)
        unfold(phone)
        for scheme, rules in SCHEMES.items():
            if scheme == "dark" and at > 0 and not PICTURES:
                continue
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            if PICTURES:
                photograph(page, f"{name}-{size['width']}-{scheme}.png")
            assert violations(page, rules) == []
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    resize(phone, own)
    complaints, phone.complaints = phone.complaints, []
    assert complaints == []


def resize(phone: Phone, size: dict[str, int]) -> None:
    """The same phone with another screen."""
    phone.viewport = size
    phone.page.set_viewport_size(size)  # type: ignore[arg-type]


def settle(page: Page) -> None:
    """Wait until the screen has come and has heard what it asked the server. A busy machine may be quiet
    for half a second before it asks, and for good on a page that has been quiet before."""
    # What the last visit left is shown before #app, with a heading of its own.
    expect(page.locator("#app main h1")).to_be_visible()
    expect(page.locator("main[aria-busy=true]")).to_have_count(0)
    expect(page.get_by_role("main").get_by_text(t("app.loading"), exact=True)).to_have_count(0)
    page.wait_for_load_state("networkidle")


def unfold(phone: Phone) -> None:
    """A window as high as the page: what one would scroll out from under the tabs lies free."""
    size = {**phone.viewport, "height": max(height_of(phone.page), phone.viewport["height"])}
    phone.page.set_viewport_size(size)  # type: ignore[arg-type]


def photograph(page: Page, name: str) -> Path:
    """Keep a picture of the whole screen under tests/output."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=OUTPUT / name, full_page=True)
    return OUTPUT / name

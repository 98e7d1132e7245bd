"""Bad days between the phone and the server: calm words, logging goes on, nothing is lost."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.weather import PORTAL, Answer, Weather, problem
from tests.journeys.words import t

PORTAL_PAGE: Answer = (200, {"Content-Type": "text/html"}, PORTAL)
STILL_HERE = t("sent.end.offline", what="2 buổi")
LATER = t("sent.end.later", what="2 buổi")
DAYS: dict[str, tuple[Answer, str]] = {
    "a Wi-Fi that asks to sign in": (PORTAL_PAGE, STILL_HERE),
    "a gateway without a server": ((502, {}, b"Bad Gateway"), LATER),
    "a server that fails": (problem(500, "internal"), LATER),
    "a server with too much to do": (problem(503, "server_busy", **{"Retry-After": "1"}), LATER),
    "a server whose disk is full": (problem(507, "server_full"), LATER),
}


@pytest.fixture
def weather(house: tuple[House, Seed]) -> Iterator[Weather]:
    made = Weather(house[0].port)
    yield made
    made.close()


Begin = Callable[[dict[str, int]], Page]


@pytest.fixture
def begin(
    house: tuple[House, Seed], weather: Weather, desk: Desk, new_phone: NewPhone
) -> Iterator[Begin]:
    """A phone that has joined over the weather, with its first screen open."""

    def made(size: dict[str, int]) -> Page:
        running, found = house
        lan = new_phone("lan", size, url=weather.url)
        page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
        join(page, "Nguyễn Thị Lan")
        start_logging(page)
        expect_state(page, here=0, received=0)
        phones.append(lan)
        return page

    phones: list[Any] = []
    yield made
    for phone in phones:
        phone.forgive("Failed to load resource")  # the browser's own word for 4xx and 5xx


def send_now(page: Page) -> None:
    page.get_by_role("button", name=t("do.send"), exact=True).click()


def calm(page: Page) -> None:
    """No word of an error, and nothing of the answer's own text."""
    said = page.locator("body").inner_text()
    for word in ("lỗi", "Lỗi", "error", "Error", "500", "502", "undefined", "[object"):
        assert word not in said, said


def test_bad_days_a_slow_server_an_old_app_and_a_phone_not_known_any_more_keep_everything(
    house: tuple[House, Seed], weather: Weather, desk: Desk, begin: Begin
) -> None:
    page = begin(PHONE)
    for times, (day, (answer, said)) in enumerate(DAYS.items()):
        weather.change = lambda path, answer=answer: answer  # type: ignore[misc]
        log(page)
        log(page, people=3)
        expect_state(page, here=2, received=2 * times)
        page.goto(f"{weather.url}/sent")
        send_now(page)
        expect(page.get_by_text(said), day).to_be_visible()
        calm(page)
        weather.clear()
        send_now(page)
        expect(page.get_by_text(t("sent.end.all"))).to_be_visible()
        expect_state(page, here=0, received=2 * times + 2)
        page.get_by_role("link", name=t("tab.home"), exact=True).click()

    def counted() -> list[int]:
        return [row["people"] for row in desk.sessions(house[1].team)]

    bad = [1] * len(DAYS) + [3] * len(DAYS)
    assert sorted(counted()) == bad

    # A slow server keeps nobody waiting.
    page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    asked, go_on = threading.Event(), threading.Event()

    def slow(path: str) -> None:
        if path == "/api/sync/v1":
            asked.set()
            go_on.wait(20)

    weather.change = slow
    log(page)
    assert asked.wait(10)
    log(page, people=2)
    log(page, people=3)
    expect_state(page, here=3, received=10)
    go_on.set()
    expect_state(page, here=0, received=13)
    assert sorted(counted()) == sorted([*bad, 1, 2, 3])
    weather.clear()

    # An app that is too old still sends.
    weather.after = lambda body: {**body, "rows": [], "more": False, "digest": {}, "upgrade": True}
    log(page, people=2)
    expect(page.get_by_text(t("home.upgrade"))).to_be_visible()
    desk.wait_for(lambda: len(counted()), 14)
    calm(page)
    weather.clear()
    log(page)
    expect_state(page, here=0, received=15)
    expect(page.get_by_text(t("home.upgrade"))).to_be_hidden()

    # A phone that is not known any more keeps all, and joins again.
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    unknown = problem(401, "device_unknown")
    weather.change = lambda path: unknown
    log(page)
    expect(page.get_by_role("heading", name=t("home.signed_out.title"))).to_be_visible()
    log(page, people=4)
    expect_state(page, here=2, received=15)
    calm(page)
    weather.clear()
    code = desk.invite(house[1].team)["link"].removeprefix(house[0].url)
    page.goto("about:blank")
    page.goto(f"{weather.url}{code}")
    join(page, "Nguyễn Thị Lan")
    start_logging(page)
    expect_state(page, here=0, received=17)
    assert sorted(counted()) == sorted([*bad, 1, 2, 3, 2, 1, 1, 4])

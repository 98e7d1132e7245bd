"""What a lead, and those whom she leads, do on many journeys."""

from typing import Any

from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join, start_logging
from tests.journeys.words import t

HA, LAN = "Phan Thị Hà", "Nguyễn Thị Lan"
World = tuple[House, Seed]


def come_in(phone: Phone, running: House, invitation: dict[str, Any], name: str) -> Page:
    """Join by an invitation's link, up to the first screen."""
    page = phone.open(invitation["link"].removeprefix(running.url))
    join(page, name)
    start_logging(page)
    return page


def lead(
    new_phone: NewPhone,
    house: World,
    desk: Desk,
    size: dict[str, int] | None = None,
    *,
    worker: bool = False,
) -> Phone:
    """Hà's phone, on the first screen."""
    running, found = house
    ha = new_phone("ha", size or PHONE, worker=worker)
    come_in(ha, running, desk.invite(found.team, role="lead", max_uses=1), HA)
    expect(ha.page.get_by_role("link", name=t("tab.own_team"), exact=True)).to_be_visible(
        timeout=20_000
    )
    return ha


def open_duty(page: Page, name: str) -> None:
    """From any screen into one of the lead's."""
    tabs = page.get_by_role("navigation", name=t("app.tabs"), exact=True)
    tabs.get_by_role("link", name=t("tab.own_team")).click()
    page.get_by_role("main").get_by_role("link", name=t(name)).click()
    expect(page.get_by_role("heading", level=1, name=t(name))).to_be_visible()


def accept(accepting: Locator, *, asked: bool = False) -> None:
    """Taps "Nhận", says yes where it is asked whether something that does not fit is meant, and
    waits until it can be taken back no more."""
    page = accepting.page
    accepting.click()
    if asked:
        page.get_by_role("dialog").get_by_role("button", name=t("review.accept.yes")).click()
    pending = page.get_by_text(t("review.accepting"))
    expect(pending).to_be_visible()
    expect(pending).to_have_count(0, timeout=20_000)


def expect_reason(lan: Phone, session: str, sentence: str) -> None:
    """Lan opens the session and reads who changed it, and why."""
    lan.go("/sent")
    lan.page.get_by_role("button", name=t("do.send")).click()
    lan.go(f"/session/{session}")
    expect(lan.page.get_by_text(sentence, exact=True)).to_be_visible(timeout=20_000)

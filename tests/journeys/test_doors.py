"""Where the app must not be used, and how it is begun on an iPhone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.words import t

BOTH_SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
ANDROID = "Mozilla/5.0 (Linux; Android 11; SM-A125F{}) AppleWebKit/537.36 (KHTML, like Gecko) "
CHROME = ANDROID + "Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
INSIDE = {
    "Zalo": (CHROME.format("; wv") + " Zalo android/12", "Zalo"),
    "Facebook": (CHROME.format("; wv") + " [FB_IAB/FB4A;FBAV/450.0.0.0;]", "Facebook"),
    "Messenger on an iPhone": (IPHONE + "[FBAN/MessengerForiOS;FBAV/450.0]", "Facebook"),
    "another app": (CHROME.format("; wv"), t("gate.chat")),
}
DATABASES = "async () => (await indexedDB.databases()).map((one) => one.name)"


@BOTH_SIZES
@pytest.mark.parametrize("app", INSIDE)
def test_a_browser_inside_another_app_leads_out_before_anything_is_kept(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, app: str, size: dict[str, int]
) -> None:
    running, found = house
    agent, name = INSIDE[app]
    lan = new_phone("lan", size, (f"--user-agent={agent}",))
    link = desk.invite(found.team)["link"]
    page = lan.open(link.removeprefix(running.url))
    expect(page.get_by_text(t("gate.why", app=name))).to_be_visible()
    expect(page.get_by_role("button", name=t("gate.copy"))).to_be_visible()
    expect(page.get_by_role("button", name=t("join.take"))).to_have_count(0)
    assert page.evaluate(DATABASES) == []
    assert page.url == link  # what is copied or opened elsewhere still holds the code


@BOTH_SIZES
def test_on_an_iphone_installing_comes_first_in_pictures(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: dict[str, int]
) -> None:
    running, found = house
    safari = IPHONE + "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
    lan = new_phone("lan", size, (f"--user-agent={safari}",))
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    steps = page.get_by_role("list").filter(has_text=t("install.iphone.2"))
    expect(steps.get_by_role("listitem").first).to_be_visible()
    expect(steps.locator("svg").first).to_be_visible()
    (invitation,) = desk.ask("GET", f"/api/teams/{found.team}/invitations")["rows"]
    assert invitation["uses"] == 0

"""Where the app must not be used, and how it is begun on an iPhone."""

import pytest
from playwright.sync_api import expect

from tests.journeys.axe import violations
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join
from tests.journeys.words import t

ANDROID = "Mozilla/5.0 (Linux; Android 11; SM-A125F{}) AppleWebKit/537.36 (KHTML, like Gecko) "
CHROME = ANDROID + "Version/4.0 Chrome/120.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
SAFARI = IPHONE + "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
INSIDE = {
    "Zalo": (CHROME.format("; wv") + " Zalo android/12", "Zalo"),
    "Facebook": (CHROME.format("; wv") + " [FB_IAB/FB4A;FBAV/450.0.0.0;]", "Facebook"),
    "Messenger on an iPhone": (IPHONE + "[FBAN/MessengerForiOS;FBAV/450.0]", "Messenger"),
    "the Google app on an iPhone": (IPHONE + "GSA/300.0 Mobile/15E148 Safari/604.1", "Google"),
    "a bare view on an iPhone": (IPHONE + "(KHTML, like Gecko) Mobile/15E148", t("gate.chat")),
    "another app": (CHROME.format("; wv"), t("gate.chat")),
}
DATABASES = "async () => (await indexedDB.databases()).map((one) => one.name)"


@pytest.mark.parametrize(("app", "size"), [*((app, PHONE) for app in INSIDE), ("Zalo", DESKTOP)])
def test_a_browser_inside_another_app_leads_out_before_anything_is_kept(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, app: str, size: dict[str, int]
) -> None:
    running, found = house
    agent, name = INSIDE[app]
    lan = new_phone("lan", size, agent=agent)
    link = desk.invite(found.team)["link"]
    page = lan.open(link.removeprefix(running.url))
    expect(page.get_by_text(t("gate.why", app=name))).to_be_visible()
    expect(page.get_by_role("button", name=t("gate.copy"))).to_be_visible()
    expect(page.get_by_role("button", name=t("join.take"))).to_have_count(0)
    assert page.evaluate(DATABASES) == []
    assert page.url == link  # what is copied or opened elsewhere still holds the code


def test_on_an_iphone_installing_comes_first_with_the_code_at_hand(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan", PHONE, agent=SAFARI)
    invitation = desk.invite(found.team)
    page = lan.open(invitation["link"].removeprefix(running.url))
    expect(page.get_by_role("heading", name=found.team_name)).to_be_visible()
    code = page.get_by_text(invitation["short_code"], exact=True)
    expect(code).to_be_visible()
    expect(page.get_by_role("button", name=t("join.iphone.copy"))).to_be_visible()
    steps = page.get_by_role("list").filter(has_text=t("install.iphone.2"))
    expect(steps.get_by_role("listitem")).to_have_count(3)
    expect(steps.locator("svg")).to_have_count(3)
    typed = t("install.iphone.3.code", code=invitation["short_code"])
    expect(steps.get_by_text(typed)).to_be_visible()
    (row,) = desk.ask("GET", f"/api/teams/{found.team}/invitations")["rows"]
    assert row["uses"] == 0
    assert violations(page) == []
    # The page may be begun anew while one looks for the app on the home screen.
    page.reload()
    expect(code).to_be_visible()

    # Joining in the browser is there, behind what it costs.
    expect(page.get_by_label(t("join.name"))).to_have_count(0)
    page.get_by_role("button", name=t("join.iphone.stay", browser="Safari")).click()
    join(page, "Nguyễn Thị Lan")


@pytest.mark.parametrize(
    ("browser", "sign", "step"),
    [
        ("Chrome", "CriOS/126.0", "install.iphone.1.chrome"),
        ("Firefox", "FxiOS/127.0", "install.iphone.1.firefox"),
    ],
)
def test_another_browser_of_an_iphone_has_another_button(
    house: tuple[House, Seed],
    desk: Desk,
    new_phone: NewPhone,
    browser: str,
    sign: str,
    step: str,
) -> None:
    running, found = house
    agent = SAFARI.replace("Version/17.5", sign)
    lan = new_phone("lan", agent=agent)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    expect(page.get_by_text(t(step, browser=browser))).to_be_visible()
    expect(page.get_by_text(t("install.iphone.other"))).to_be_visible()

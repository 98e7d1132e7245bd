"""The lead's screens and the locked one, with the demonstration behind them, by day and by night."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.demo.loading import Loaded
from tests.journeys.browsing import BOTH_SIZES, PassingPhone, Phone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.steps import join, log, start_logging
from tests.journeys.test_screens import look_over, settle
from tests.journeys.test_shared_phone import set_pin
from tests.journeys.words import t

SIZES = ({"width": 320, "height": 640}, *BOTH_SIZES)
SCREENS = [
    "/",
    "/team",
    "/team/phones",
    "/team/attention",
    "/team/members",
    "/team/gather",
    "/team/invite",
]


@pytest.fixture(scope="module")
def lead(
    shared_browser: Browser,
    demonstration: Loaded,
    project: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Phone]:
    """Hà's phone in the demonstration; Lan waits for her, Minh has just come in."""
    folder = demonstration.copy_to(tmp_path_factory.mktemp("house") / "instance")
    house = House(folder, project=project)
    house.start()
    desk = Desk(house.url, demonstration.login, demonstration.password)
    phones = ha, lan, minh = [PassingPhone(shared_browser, house.url) for _ in range(3)]
    come_in(ha, desk, demonstration, "Phan Thị Hà", role="lead", max_uses=1)
    # Somebody waits in the demonstration, and the tab says how many.
    expect(ha.page.locator("nav.tabs a[href='/team']")).to_be_visible(timeout=20_000)
    come_in(minh, desk, demonstration, "Trần Văn Minh Nhật")
    come_in(lan, desk, demonstration, "Nguyễn Thị Lan Chi", auto_approve=False)
    log(ha.page)
    settle(ha.page)  # a page that goes while it pushes leaves its push in work
    ha.go("/")
    news = t("own_team.newcomer", names="Trần Văn Minh Nhật")
    expect(ha.page.locator(".notice", has_text=news)).to_be_visible(timeout=20_000)
    yield ha
    for phone in phones:
        phone.close()
    house.kill()


def come_in(phone: Phone, desk: Desk, loaded: Loaded, name: str, **wish: object) -> None:
    """Join the team of the demonstration, up to the first screen."""
    page = phone.open(desk.invite(loaded.team, **wish)["link"].removeprefix(phone.url))
    join(page, name)
    start_logging(page)


@pytest.mark.parametrize("path", SCREENS)
def test_the_leads_screens(lead: Phone, path: str) -> None:
    settle(lead.go(path))
    look_over(lead, f"lead{path.replace('/', '-')}", SIZES)


def test_what_the_lead_opens_on_them(lead: Phone) -> None:
    page = lead.page
    settle(lead.go("/team/members"))
    page.get_by_role("button", name=t("own_team.add"), exact=True).click()
    look_over(lead, "lead-add-member", SIZES)
    settle(lead.go("/team/members"))
    page.get_by_role(
        "button", name=t("own_team.new_phone.of", name="Trần Văn Minh Nhật")
    ).first.click()
    expect(page.locator("svg.qr")).to_be_visible()
    look_over(lead, "lead-new-phone", SIZES)
    settle(lead.go("/team/invite"))
    page.get_by_role("button", name=t("invite.make"), exact=True).click()
    expect(page.locator("svg.qr")).to_be_visible()
    look_over(lead, "lead-code", SIZES)


def test_the_name_chip_and_the_locked_screen(lead: Phone) -> None:
    page = lead.page
    settle(lead.go("/"))
    page.get_by_role("button", name="Phan Thị Hà · ").click()
    expect(page.get_by_role("dialog", name=t("lock.title"))).to_be_visible()
    look_over(lead, "chooser", SIZES)
    settle(lead.go("/"))
    set_pin(page, "2580")
    page.get_by_role("button", name=t("lock.now", name="Phan Thị Hà"), exact=True).click()
    expect(page.get_by_role("heading", level=1, name=t("lock.title"))).to_be_visible()
    look_over(lead, "lock", SIZES)
    page.get_by_label(t("lock.pin", name="Phan Thị Hà")).fill("2580")
    page.get_by_role("button", name=t("lock.open"), exact=True).click()
    page.get_by_role("button", name=t("pin.remove"), exact=True).click()
    page.get_by_label(t("pin.now")).fill("2580")
    look_over(lead, "pin", SIZES)
    page.get_by_role("button", name=t("pin.remove"), exact=True).click()
    expect(page.get_by_role("button", name=t("pin.set"), exact=True)).to_be_visible()

"""Who comes back another day brings a slip of paper with a code on it, and never a name."""

import re

from playwright.sync_api import expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, expect_state, join, start_logging, tile
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

CODE = re.compile(r"^[0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{3}$")


def test_another_phone_of_the_team_goes_on_where_the_first_visit_ended(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    link = desk.invite(found.team)["link"].removeprefix(running.url)
    lan, minh = (new_phone(name, worker=True) for name in ("lan", "minh"))
    for phone, name in ((lan, "Nguyễn Thị Lan"), (minh, "Trần Văn Minh")):
        join(phone.open(link), name)
        start_logging(phone.page)
    lan.wait_for_worker()
    lan.network(on=False)

    page = lan.page
    tile(page, INSTALL).click()
    card = page.get_by_role("dialog")
    card.get_by_role("radio", name="Hẹn lại", exact=True).check()
    card.get_by_label(t("log.reason"), exact=True).select_option(index=1)
    card.get_by_role("button", name=t("do.save"), exact=True).click()
    written = page.get_by_role("region", name=t("visit.code")).get_by_text(CODE)
    code = written.inner_text()
    expect(page.get_by_role("link", name=t("do.back"))).to_have_attribute("href", "/")
    look_over(lan, "session-come-back")
    lan.network(on=True)
    expect_state(page, here=0, received=1)

    page = minh.go("/sent")
    page.get_by_role("link", name=t("screen.name.visit")).click()
    field = page.get_by_label(t("visit.label"))
    field.fill(code[:-1] + ("2" if code[-1] != "2" else "3"))
    page.get_by_role("button", name=t("visit.find"), exact=True).click()
    expect(page.get_by_text(t("visit.wrong"))).to_be_visible()
    minh.wait_for_worker()
    field.fill(code.lower().replace("-", " "))
    line = page.get_by_role("link", name=re.compile("Nguyễn Thị Lan"))
    expect(line).to_be_visible(timeout=30_000)  # as soon as it has come
    look_over(minh, "visit-found", [PHONE])
    minh.network(on=False)
    line.click()
    page.get_by_role("link", name=t("visit.go_on"), exact=True).click()
    page.get_by_role("button", name=t("do.save"), exact=True).click()
    expect_state(page, here=1, received=0)
    minh.network(on=True)
    expect_state(page, here=0, received=1)
    outcomes = {each["services"][0]["outcome"] for each in desk.sessions(found.team)}
    assert outcomes == {"HEN", "XONG"}

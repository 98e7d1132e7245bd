"""Reports of other days than a month: chosen at the desk, told as a paper tells them, in the language that
the desk is set to, with days written as in Vietnam whatever the browser speaks."""

import re

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, nothing_wrong, today
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.test_month import figure
from tests.journeys.words import t


def test_other_days_are_chosen_compared_and_told_in_both_languages(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan")
    at_phone = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    join(at_phone, "Nguyễn Thị Lan")
    start_logging(at_phone)
    log(at_phone)
    expect_state(at_phone, here=0, received=1)

    son = at_desk(new_phone, found, DESKTOP, "/desk/report")
    page = son.page
    for kind in ("week", "quarter", "year"):
        page.get_by_role("radio", name=t(f"report.kind.{kind}"), exact=True).check(force=True)
        expect(figure(page, "people", "own")).to_have_text("1")
        expect(figure(page, "people", "before")).to_have_text("0")
        expect(button(page, "report.close")).to_have_count(0)
        expect(page.get_by_text(t("report.only_months"))).to_be_visible()
        nothing_wrong(page)

    # Any days: typed as in Vietnam, and a month to choose from.
    page.get_by_role("radio", name=t("report.kind.range"), exact=True).check(force=True)
    day = today()
    written = f"{day[8:]}/{day[5:7]}/{day[:4]}"
    first = page.get_by_label(t("desk.from"), exact=True)
    first.fill(written)
    expect(page).to_have_url(re.compile(f"from={day}"))
    button(page, "form.day.open", label=t("desk.from")).click()
    nothing_wrong(page)
    page.get_by_role("button", name=written, exact=True).click()
    expect(first).to_have_value(written)
    page.get_by_label(t("desk.to"), exact=True).fill(written)
    expect(page).to_have_url(re.compile(f"to={day}"))
    expect(figure(page, "people", "own")).to_have_text("1")
    nothing_wrong(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name=t("report.csv"), exact=True).click()
    assert taken.value.suggested_filename.endswith(f"{day}-{day}.csv")

    # The desk speaks English where somebody chooses it there, groups of services too.
    son.go("/desk/account")
    page.get_by_role("radio", name="English").check()
    expect(page.get_by_role("heading", name="My account")).to_be_visible()
    # Not by its address: a page that is left at once may take the choice along unwritten.
    page.locator('nav a[href="/desk/report"]').click()
    expect(page.get_by_role("heading", name="Compared, and the year to date")).to_be_visible()
    expect(page.get_by_text("Electronic identity")).to_be_visible()
    nothing_wrong(page)

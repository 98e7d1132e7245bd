"""A phone that waits to be let in records all the same, and is let in by its two words."""

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import expect_state, join, log, log_in, start_logging
from tests.journeys.words import WAITING, t


def test_records_count_once_the_phone_is_approved(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan")
    link = desk.invite(found.team, auto_approve=False)["link"]
    page = lan.open(link.removeprefix(running.url))
    join(page, "Nguyễn Thị Lan")
    phrase = page.locator(".phrase").inner_text()
    start_logging(page)
    log(page, people=4)
    expect_state(page, here=0, received=1)
    expect(page.get_by_text(WAITING)).to_be_visible()
    assert desk.sessions(found.team) == []

    son = new_phone("son", DESKTOP)
    at_desk = son.open("/desk/login")
    log_in(at_desk, COORDINATOR, found.password)
    at_desk.get_by_role("link", name=t("screen.name.waiting")).first.click()
    expect(at_desk.get_by_role("main")).to_contain_text(phrase)
    approve = t("phones.approve.of", name="Nguyễn Thị Lan")
    at_desk.get_by_role("button", name=approve, exact=True).click()
    expect(at_desk.get_by_role("main")).not_to_contain_text(phrase)

    page.reload()
    expect(page.get_by_text(WAITING)).to_have_count(0)
    expect_state(page, here=0, received=1)
    rows = desk.sessions(found.team)
    assert [(row["people"], row["state"]) for row in rows] == [(4, "counted")]
    assert desk.totals(found.team, rows[0]["day"])["total"]["people"] == 4

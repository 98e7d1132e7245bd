"""The first screen tells what the team is out for, with no network too; who is asked to come back stands in
a list, and comes back as the same person."""

import re
from datetime import UTC, datetime, timedelta

from playwright.sync_api import expect

from server.operations.demo.organisation import CLUSTER
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, come_in
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, expect_state, log, tile
from tests.journeys.test_first_screen import SMALL, TALL, in_sight
from tests.journeys.test_screens import look_over
from tests.journeys.words import t

NAME, PLACE = "Ngày hội số", "Chợ Đức Phổ"


def test_the_target_and_the_day_of_action_stand_above_ten_tiles_with_no_network(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    today = (datetime.now(UTC) + timedelta(hours=7)).date()
    month = {"from": f"{today:%Y-%m}-01", "to": f"{today:%Y-%m-%d}"}
    days = {**month, "measure": "people", "goal": 4000, "team": found.team}
    desk.ask("PUT", "/api/targets", days)
    body = {"unit": CLUSTER, "name": NAME, "place": PLACE, "teams": [found.team]}
    desk.ask("POST", "/api/activities", {**body, "from": str(today), "to": str(today)})
    phone = new_phone("lan", SMALL, worker=True)
    page = come_in(phone, running, desk.invite(found.team), LAN)
    target = page.locator("[data-figure=target]")
    expect(target).to_contain_text("/4.000", timeout=30_000)
    told = target.inner_text()
    expect(page.get_by_text(t("home.out", name=NAME, place=PLACE))).to_be_visible()
    phone.wait_for_worker()
    phone.network(on=False)
    page.reload()
    expect(target).to_have_text(re.compile(re.escape(told.split("/")[0])))
    log(page)
    expect(target).not_to_have_text(told)
    page.get_by_role("button", name=t("do.later"), exact=True).click()
    expect(page.locator(".notice")).to_have_count(0)
    for size, tiles in ((TALL, 10), (SMALL, 8)):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        assert len(in_sight(page)) >= tiles
    look_over(phone, "home-plan", (SMALL, TALL))


def test_who_is_asked_to_come_back_stands_in_a_list_and_is_counted_once(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    phone = new_phone("lan", TALL, worker=True)
    page = come_in(phone, running, desk.invite(found.team), LAN)
    phone.wait_for_worker()
    phone.network(on=False)
    tile(page, INSTALL).click()
    card = page.get_by_role("dialog")
    card.get_by_role("radio", name="Hẹn lại", exact=True).check()
    card.get_by_label(t("log.reason"), exact=True).select_option(index=1)
    card.get_by_role("radio", name=t("visit.due.3"), exact=True).check()
    today = (datetime.now(UTC) + timedelta(hours=7)).date()
    card.get_by_label(t("field.due"), exact=True).fill(str(today))
    look_over(phone, "log-due", (SMALL, TALL))
    card.get_by_role("button", name=t("do.save"), exact=True).click()
    expect(page.get_by_role("region", name=t("visit.code"))).to_be_visible()
    page = phone.go("/visit")
    expect(page.get_by_role("heading", name=t("visit.today"), exact=True)).to_be_visible()
    line = page.locator("ul.lines a.line")
    expect(line).to_have_count(1)
    look_over(phone, "visit-today", (SMALL, TALL))
    line.click()
    page.get_by_role("link", name=t("visit.go_on"), exact=True).click()
    expect(page.get_by_text(t("visit.goes_on"))).to_be_visible()
    look_over(phone, "log-goes-on", (SMALL, TALL))
    page.get_by_role("button", name=t("do.save"), exact=True).click()
    expect(page.locator(".half").first).to_have_text("Bạn1 người2 lượt2 buổi")
    page = phone.go("/visit")
    expect(page.get_by_text(t("visit.today.none"))).to_be_visible()
    phone.network(on=True)
    expect_state(page, here=0, received=2)

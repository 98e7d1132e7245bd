"""A phone that the server knows has lost its cookie: it proves that it is the one, by itself; where its
app cannot, the lead lets it back by its two words (PROTOCOL 4.7.7, 4.7.8)."""

import json

from playwright.sync_api import Page, Route, expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.lead_steps import LAN, World, come_in, lead, open_duty
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.test_lead import type_code
from tests.journeys.test_screens import look_over
from tests.journeys.words import t


def without_proof(page: Page) -> None:
    """What an app of before there were proofs sends."""

    def strip(route: Route) -> None:
        body = json.loads(route.request.post_data or "{}")
        body.pop("proof", None)
        route.continue_(post_data=json.dumps(body))

    page.route("**/api/join", strip)
    page.route("**/api/rejoin", strip)


def test_a_lost_cookie_is_got_back_by_the_phone_itself(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    lan = new_phone("lan")
    page = come_in(lan, running, desk.invite(found.team), LAN)
    page.context.clear_cookies()
    log(page, people=3)
    page.reload()
    expect_state(page, here=0, received=1)
    assert [row["people"] for row in desk.sessions(found.team)] == [3]
    assert desk.ask("GET", "/api/enrolments")["rows"] == []
    lan.forgive("401 (UNAUTHORIZED)")


def test_an_app_that_proves_nothing_is_let_back_by_its_two_words(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk)
    lan = new_phone("lan")
    page = come_in(lan, running, desk.invite(found.team), LAN)
    without_proof(page)
    page.context.clear_cookies()
    log(page, people=3)
    page.reload()
    page.get_by_role("link", name=t("do.join"), exact=True).first.click()
    type_code(page, desk.invite(found.team)["short_code"])
    join(page, LAN)
    phrase = page.locator(".phrase").inner_text()
    start_logging(page)
    log(page, people=2)
    expect_state(page, here=2, received=0)

    open_duty(ha.page, "screen.name.own_team_phones")
    card = ha.page.get_by_role("listitem").filter(has_text=phrase)
    expect(card).to_contain_text(t("phones.renewal.why", name=LAN))
    look_over(ha, "lead-phones-renewal", ({"width": 320, "height": 640}, PHONE))
    card.get_by_role("button", name=t("phones.approve.of", name=LAN), exact=True).click()
    dialog = ha.page.get_by_role("dialog")
    expect(dialog).to_contain_text(t("phones.renewal.question", name=LAN, phrase=phrase))
    dialog.get_by_role("button", name=t("phones.renewal.yes"), exact=True).click()
    expect(ha.page.get_by_text(t("phones.approved", name=LAN))).to_be_visible()

    page.reload()
    expect_state(page, here=0, received=2)
    assert sorted(row["people"] for row in desk.sessions(found.team)) == [2, 3]
    for status in ("401 (UNAUTHORIZED)", "403 (FORBIDDEN)", "409 (CONFLICT)"):
        lan.forgive(status)

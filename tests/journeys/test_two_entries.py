"""Somebody who comes once more: asked whether it is them, let in as themselves, or merged."""

import os

from playwright.sync_api import Page, expect

from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import no_sideways_scroll
from tests.journeys.lead_steps import HA, LAN, World, lead, open_duty
from tests.journeys.steps import expect_state, log, start_logging
from tests.journeys.words import t

OTHER = "Nguyễn Thị Lan (Tổ 3)"


def names(desk: Desk, team: str) -> list[str]:
    found = desk.ask("GET", f"/api/teams/{team}")["members"]
    return sorted({row["id"]: row["name"] for row in found}.values())


def fill_in(page: Page, name: str) -> None:
    page.get_by_label(t("join.name")).fill(name)
    page.get_by_label(t("join.consent")).check()
    page.get_by_role("button", name=t("join.take"), exact=True).click()


def test_who_has_a_name_of_the_team_says_whether_it_is_them(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk, PHONE)
    desk.ask("POST", f"/api/teams/{found.team}/members", {"name": LAN})
    link = desk.invite(found.team)["link"].removeprefix(running.url)
    lan = new_phone("lan", PHONE)
    page = lan.open(link)
    lan.forgive("409")
    fill_in(page, LAN)
    question = page.get_by_role("heading", name=t("join.namesake", name=LAN))
    expect(question).to_be_in_viewport()
    shoot(page, "join-question")
    page.get_by_role("button", name=t("join.namesake.other")).click()
    expect(page.get_by_label(t("join.name"))).to_be_focused()
    shoot(page, "join-longer")
    page.get_by_role("button", name=t("join.take"), exact=True).click()
    page.get_by_role("button", name=t("join.namesake.same")).click()
    start_logging(page)
    log(page)
    assert desk.sessions(found.team) == []

    open_duty(ha.page, "screen.name.own_team_phones")
    expect(ha.page.get_by_text(t("phones.claimed", name=LAN))).to_be_visible(timeout=20_000)
    shoot(ha.page, "lead-claimed")
    ha.page.get_by_role("button", name=t("phones.approve.of", name=LAN), exact=True).click()
    shoot(ha.page, "lead-claimed-sure")
    sure = ha.page.get_by_role("dialog")
    sure.get_by_role("button", name=t("phones.renewal.yes")).click()
    expect_state(page, here=0, received=1)
    assert names(desk, found.team) == [LAN, HA]


def test_a_lead_merges_two_entries_and_the_phone_goes_on(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk, PHONE)
    desk.ask("POST", f"/api/teams/{found.team}/members", {"name": LAN})
    lan = new_phone("lan", PHONE)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    fill_in(page, OTHER)
    start_logging(page)
    log(page)
    expect_state(page, here=0, received=1)
    assert names(desk, found.team) == [LAN, OTHER, HA]

    ha.page.reload()
    open_duty(ha.page, "screen.name.own_team_members")
    opener = ha.page.get_by_role("button", name=t("form.open.of", name=OTHER), exact=True)
    expect(opener).to_be_visible(timeout=20_000)
    opener.click()
    shoot(ha.page, "lead-actions")
    ha.page.get_by_role("button", name=t("members.merge"), exact=True).click()
    kept = ha.page.get_by_label(t("members.merge.into"))
    label = next(text for text in kept.locator("option").all_inner_texts() if LAN in text)
    kept.select_option(label=label)
    expect(ha.page.get_by_text(t("members.merge.for_good"))).to_be_visible()
    no_sideways_scroll(ha.page)
    shoot(ha.page, "lead-merge")
    ha.page.get_by_role("button", name=t("members.merge.take")).click()
    expect(ha.page.get_by_text(t("members.merge.done", name=LAN))).to_be_visible()
    expect(opener).to_have_count(0, timeout=20_000)
    assert names(desk, found.team) == [LAN, HA]
    assert desk.sessions(found.team)[0]["author"]["name"] == LAN
    lan.go("/")
    log(page)
    expect_state(page, here=0, received=2)
    assert {row["author"]["name"] for row in desk.sessions(found.team)} == {LAN}


def shoot(page: Page, name: str) -> None:
    folder = os.environ.get("SHOTS")
    if not folder:
        return
    size = page.viewport_size
    for width, height in ((360, 740), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(200)
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)
    page.emulate_media(color_scheme="dark")
    page.screenshot(path=f"{folder}/{name}-dark.png", full_page=True)
    page.emulate_media(color_scheme="light")
    if size:
        page.set_viewport_size(size)

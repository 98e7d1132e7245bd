"""Somebody who comes once more: asked whether it is them, let in as themselves, or merged."""

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, choose, no_sideways_scroll
from tests.journeys.lead_steps import HA, LAN, World, lead, open_duty
from tests.journeys.steps import ask_to_join, expect_state, log, start_logging
from tests.journeys.words import t

OTHER = "Nguyễn Thị Lan (Tổ 3)"


def names(desk: Desk, team: str) -> list[str]:
    found = desk.ask("GET", f"/api/teams/{team}")["members"]
    return sorted({row["id"]: row["name"] for row in found}.values())


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
    ask_to_join(page, LAN)
    question = page.get_by_role("heading", name=t("join.namesake", name=LAN))
    expect(question).to_be_in_viewport()
    page.get_by_role("button", name=t("join.namesake.other")).click()
    expect(page.get_by_label(t("join.name"))).to_be_focused()
    page.get_by_role("button", name=t("join.take"), exact=True).click()
    page.get_by_role("button", name=t("join.namesake.same")).click()
    start_logging(page)
    log(page)
    expect_state(page, here=0, received=1)
    assert desk.sessions(found.team) == []

    open_duty(ha.page, "screen.name.own_team_phones")
    claim = ha.page.get_by_text(t("phones.claimed", name=LAN))
    expect(claim).to_be_visible(timeout=20_000)
    ha.page.get_by_role("button", name=t("phones.approve.of", name=LAN), exact=True).click()
    sure = ha.page.get_by_role("dialog")
    sure.get_by_role("button", name=t("phones.renewal.yes")).click()
    expect(claim).to_have_count(0)
    assert names(desk, found.team) == [LAN, HA]
    assert [row["author"]["name"] for row in desk.sessions(found.team)] == [LAN]


def test_a_lead_merges_two_entries_and_the_phone_goes_on(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    ha = lead(new_phone, house, desk, PHONE)
    desk.ask("POST", f"/api/teams/{found.team}/members", {"name": LAN})
    lan = new_phone("lan", PHONE)
    page = lan.open(desk.invite(found.team)["link"].removeprefix(running.url))
    ask_to_join(page, OTHER)
    start_logging(page)
    log(page)
    expect_state(page, here=0, received=1)
    assert names(desk, found.team) == [LAN, OTHER, HA]

    ha.page.reload()
    open_duty(ha.page, "screen.name.own_team_members")
    opener = ha.page.get_by_role("button", name=t("form.open.of", name=OTHER), exact=True)
    expect(opener).to_be_visible(timeout=20_000)
    choose(ha.page, OTHER, "members.merge")
    ha.page.get_by_label(t("members.merge.into")).select_option(label=LAN)
    expect(ha.page.get_by_text(t("members.merge.for_good"))).to_be_visible()
    no_sideways_scroll(ha.page)
    ha.page.get_by_role("button", name=t("members.merge.take")).click()
    expect(ha.page.get_by_text(t("members.merge.done", name=LAN))).to_be_visible()
    expect(opener).to_have_count(0, timeout=20_000)
    assert names(desk, found.team) == [LAN, HA]
    assert desk.sessions(found.team)[0]["author"]["name"] == LAN
    lan.go("/")
    log(page)
    expect_state(page, here=0, received=2)
    assert {row["author"]["name"] for row in desk.sessions(found.team)} == {LAN}


def test_a_coordinator_merges_a_namesake_who_is_chosen_already(
    house: World, desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    for _ in range(2):
        desk.ask("POST", f"/api/teams/{found.team}/members", {"name": LAN})
    page = at_desk(new_phone, found, DESKTOP, f"/desk/team/{found.team}").page
    # Of two who are called the same it says since when.
    page.get_by_role("button", name=f"{t('form.more')}: {LAN}").first.click()
    page.get_by_role("button", name=f"{t('members.merge')}: {LAN}").click()
    expect(page.get_by_text(t("members.merge.for_good"))).to_be_visible()
    page.get_by_role("button", name=t("members.merge.take")).click()
    expect(page.get_by_text(t("members.merge.done", name=LAN))).to_be_visible()
    assert names(desk, found.team) == [LAN]

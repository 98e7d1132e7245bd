"""What a coordinator keeps at the desk: units, teams and their people, codes, accounts, lists."""

import re

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import (
    at_desk,
    button,
    choose,
    members,
    no_sideways_scroll,
    today,
    unit,
)
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.steps import join
from tests.journeys.words import t

NEW_TEAM = "Đội hình Trường THPT số 1"


def test_a_team_from_its_first_day_to_its_last(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    page = at_desk(new_phone, found, PHONE, "/desk/teams").page
    button(page, "teams.add").click()
    page.get_by_label(t("teams.name")).fill(NEW_TEAM)
    page.get_by_label(t("teams.unit")).select_option(unit(desk, "Khánh Cường"))
    button(page, "teams.add.take").click()
    expect(page.get_by_role("heading", name=NEW_TEAM, level=1)).to_be_visible()
    team = page.url.rsplit("/", 1)[1]

    button(page, "members.add").click()
    page.get_by_label(t("members.name")).fill("Võ Văn Tài")
    button(page, "members.add.take").click()
    expect(button(page, "form.open.of", name="Võ Văn Tài")).to_be_visible()

    page.get_by_role("radio", name=t("invite.approve.at_once")).check()
    button(page, "invite.make").click()
    link = page.get_by_text(re.compile(r"/j#v1\.")).inner_text()
    lan = new_phone("lan")
    join(lan.open("/j#" + link.strip().rsplit("#", 1)[1]), "Nguyễn Thị Lan")
    page.reload()

    choose(page, "Nguyễn Thị Lan", "members.lead")
    button(page, "members.lead").click()
    expect(page.locator("li", has_text="Nguyễn Thị Lan").get_by_text(t("role.lead"))).to_have_count(
        1
    )
    assert members(desk, team)["Nguyễn Thị Lan"] == ("lead", None)

    choose(page, "Võ Văn Tài", "members.move")
    page.get_by_label(t("members.move.to")).select_option(found.team)
    button(page, "members.move.take").click()
    moved = t("members.move.done", name="Võ Văn Tài", team=found.team_name)
    expect(page.get_by_text(moved)).to_be_visible()
    expect(button(page, "form.open.of", name="Võ Văn Tài")).to_have_count(0)
    assert members(desk, found.team) == {"Võ Văn Tài": ("volunteer", None)}

    choose(page, "Nguyễn Thị Lan", "members.leave")
    button(page, "members.leave").click()
    expect(page.get_by_text(t("members.leave.done", name="Nguyễn Thị Lan"))).to_be_visible()
    assert members(desk, team)["Nguyễn Thị Lan"] == ("lead", today())
    no_sideways_scroll(page)

    choose(page, NEW_TEAM, "team.end")
    button(page, "team.end.take").click()
    expect(page.get_by_role("heading", name=t("screen.name.teams"), exact=True)).to_be_visible()
    assert desk.ask("GET", f"/api/teams/{team}")["standings"][-1]["to"] == today()
    assert running.url in page.url


def test_a_known_member_comes_in_on_another_phone(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    first = new_phone("first")
    join(first.open(desk.invite(found.team)["link"].removeprefix(running.url)), "Trần Văn Minh")
    page = at_desk(new_phone, found, DESKTOP, f"/desk/team/{found.team}").page
    choose(page, "Trần Văn Minh", "members.new_phone")
    link = page.get_by_text(re.compile(r"/j#v1\.")).inner_text()
    other = new_phone("other")
    at_phone = other.open("/j#" + link.strip().rsplit("#", 1)[1])
    expect(at_phone.get_by_label(t("join.name"))).to_have_count(0)
    at_phone.get_by_label(t("join.consent")).check()
    button(at_phone, "join.take").click()
    expect(at_phone.get_by_role("link", name=t("join.done.start"))).to_be_visible()
    people = desk.ask("GET", f"/api/teams/{found.team}")
    assert [member["name"] for member in people["members"]] == ["Trần Văn Minh"]
    assert [phone["state"] for phone in people["phones"]] == ["approved", "approved"]


def test_a_code_that_was_changed_lets_nobody_in(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    old = desk.invite(found.team, auto_approve=False, hours=168, max_uses=50)["link"]
    page = at_desk(new_phone, found, PHONE, f"/desk/team/{found.team}").page
    button(page, "invite.rotate").click()
    link = page.get_by_text(re.compile(r"/j#v1\.")).inner_text()
    rows = desk.ask("GET", f"/api/teams/{found.team}/invitations")["rows"]
    like = [(row["auto_approve"], row["max_uses"], bool(row["revoked_at"])) for row in rows]
    assert like == [(False, 50, False), (False, 50, True)]

    lan = new_phone("lan")
    at_phone = lan.open(old.removeprefix(running.url))
    expect(at_phone.get_by_text(t("problem.invitation_revoked"))).to_be_visible()
    lan.forgive("410 (GONE)")  # the browser itself tells of an answer like that
    at_phone.goto(f"{running.url}/sent")
    at_phone.goto(f"{running.url}/j#" + link.strip().rsplit("#", 1)[1])
    join(at_phone, "Nguyễn Thị Lan")

    page.reload()
    button(page, "invite.revoke").click()
    expect(page.get_by_text(t("invite.revoked"))).to_be_visible()
    expect(button(page, "invite.revoke")).to_have_count(0)
    button(page, "invite.make_again").click()
    expect(page.get_by_text(re.compile(r"/j#v1\."))).to_be_visible()


def test_what_was_typed_without_a_network_is_saved_later(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    son = at_desk(new_phone, found, DESKTOP, "/desk/units", worker=True)
    page = son.page
    choose(page, "Xã Khánh Cường", "units.add")
    page.get_by_label(t("units.field.name"), exact=True).fill("Chi đoàn Thanh Hiếu")
    page.get_by_label(t("units.field.code"), exact=True).fill("cd-th")
    son.network(False)
    save = button(page.locator("form"), "units.add")
    save.click()
    expect(page.get_by_text(t("form.offline"))).to_be_visible()
    expect(page.get_by_label(t("units.field.code"), exact=True)).to_have_value("cd-th")
    no_sideways_scroll(page)
    son.network(True)
    save.click()
    made = f"{t('unit.kind.thon')} Chi đoàn Thanh Hiếu"
    choose(page, made, "units.rename")
    page.get_by_label(t("units.field.name"), exact=True).fill("Thanh Hiếu")
    button(page, "do.save").click()
    expect(button(page, "form.open.of", name=f"{t('unit.kind.thon')} Thanh Hiếu")).to_be_visible()

    # A unit under which something stands is not ended.
    choose(page, "Xã Khánh Cường", "units.end")
    button(page.locator("form"), "units.end").click()
    expect(page.get_by_text(t("problem.unit_in_use"))).to_be_visible()
    son.forgive("409 (CONFLICT)")
    button(page, "do.close").click()
    choose(page, f"{t('unit.kind.thon')} Thanh Hiếu", "units.end")
    button(page.locator("form"), "units.end").click()
    expect(page.get_by_text(t("units.end.done", name="Thanh Hiếu"))).to_be_visible()
    son.network(False)
    page.get_by_role("link", name=t("screen.name.teams")).first.click()
    expect(page.get_by_role("heading", name=t("screen.name.teams"), exact=True)).to_be_visible()


def test_a_moved_team_tells_where_its_days_count(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    page = at_desk(new_phone, found, PHONE, f"/desk/team/{found.team}").page
    choose(page, found.team_name, "team.move")
    page.get_by_label(t("team.move.to")).select_option(unit(desk, "Trà Câu"))
    button(page, "team.move.take").click()
    expect(page.get_by_text(t("team.move.done"))).to_be_visible()
    stood = page.locator("section", has_text=t("team.stood"))
    expect(stood.get_by_text("Xã Khánh Cường")).to_be_visible()
    expect(stood.get_by_text("Phường Trà Câu")).to_be_visible()
    no_sideways_scroll(page)

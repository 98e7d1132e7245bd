"""What a coordinator has typed outlives a reload, and leaves with whoever signs out."""

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import at_desk, button, choose, unit
from tests.journeys.house import House
from tests.journeys.kept import wait_until_gone, wait_until_kept
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import log_in
from tests.journeys.words import t

NEW_TEAM = "Đội hình Trường THPT số 1"
SECRET = "một mật khẩu dài lắm"


def test_a_form_is_open_again_after_a_reload_until_it_is_handed_in(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    son = at_desk(new_phone, found, PHONE, "/desk/teams")
    page = son.page
    button(page, "teams.add").click()
    name, below = page.get_by_label(t("teams.name")), page.get_by_label(t("teams.unit"))
    name.fill(NEW_TEAM)
    below.select_option(unit(desk, "Khánh Cường"))
    son.network(on=False)
    button(page, "teams.add.take").click()
    expect(page.get_by_role("alert")).to_have_text(t("form.offline"))
    expect(page.locator(".wrong")).to_have_count(0)
    wait_until_kept(page, NEW_TEAM)
    son.network(on=True)
    page.reload()
    expect(name).to_have_value(NEW_TEAM)
    expect(below).to_have_value(unit(desk, "Khánh Cường"))
    button(page, "teams.add.take").click()
    expect(page.get_by_role("heading", name=NEW_TEAM, level=1)).to_be_visible()
    son.go("/desk/teams")
    expect(page.get_by_role("link", name=NEW_TEAM)).to_be_visible()
    expect(name).to_have_count(0)


def test_a_form_that_was_put_away_stays_away_and_no_password_is_kept(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    desk.ask("POST", f"/api/teams/{found.team}/members", {"name": "Võ Văn Tài"})
    page = at_desk(new_phone, found, DESKTOP, f"/desk/team/{found.team}").page
    choose(page, "Võ Văn Tài", "members.change")
    name = page.get_by_label(t("members.name"))
    name.fill("Võ Văn Tài Em")
    wait_until_kept(page, "Võ Văn Tài Em")
    page.reload()
    expect(name).to_have_value("Võ Văn Tài Em")
    button(page, "do.close").click()
    expect(name).to_have_count(0)
    wait_until_gone(page, "Võ Văn Tài Em")
    page.reload()
    expect(button(page, "form.open.of", name="Võ Văn Tài")).to_be_visible()
    expect(name).to_have_count(0)
    page.goto(page.url.split("/desk")[0] + "/desk/account")
    button(page, "accounts.own_password").click()
    page.get_by_label(t("accounts.own_password.old")).fill(SECRET)
    page.wait_for_timeout(1000)
    page.reload()
    expect(button(page, "accounts.own_password")).to_be_visible()
    expect(page.get_by_label(t("accounts.own_password.old"))).to_have_count(0)


def test_who_signs_out_leaves_no_form_behind(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    son = at_desk(new_phone, found, PHONE, "/desk/teams")
    page = son.page
    button(page, "teams.add").click()
    name = page.get_by_label(t("teams.name"))
    name.fill(NEW_TEAM)
    wait_until_kept(page, NEW_TEAM)
    button(page, "desk.sign_out").click()
    expect(page.get_by_role("heading", level=1, name=t("login.title"))).to_be_visible()
    log_in(page, COORDINATOR, found.password)
    page.get_by_role("link", name=t("screen.name.teams"), exact=True).click()
    expect(button(page, "teams.add")).to_be_visible()
    expect(name).to_have_count(0)

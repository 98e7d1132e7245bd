"""What a coordinator keeps at the desk: units, teams and their people, codes, accounts, lists."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import INSTALL, expect_state, join, log, log_in, start_logging, tile
from tests.journeys.words import t

SIZES = pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
Size = dict[str, int]
NEW_TEAM = "Đội hình Trường THPT số 1"


def at_desk(new_phone: NewPhone, found: Seed, size: Size, path: str) -> Phone:
    """Sơn, signed in, on a screen of the desk."""
    son = new_phone("son", size)
    log_in(son.open("/desk/login"), COORDINATOR, found.password)
    son.go(path)
    return son


def button(place: Page | Locator, key: str, **values: object) -> Locator:
    return place.get_by_role("button", name=t(key, **values), exact=True)


def choose(page: Page, name: str, key: str) -> None:
    """Open what can be changed about a line, and choose one thing."""
    button(page, "keep.open.of", name=name).click()
    button(page, key).click()


def no_sideways_scroll(page: Page) -> None:
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def unit(desk: Desk, name: str) -> str:
    """The id of a unit that stands today."""
    rows = desk.ask("GET", "/api/units")["rows"]
    return str(next(row["id"] for row in rows if row["name"] == name and not row["valid_to"]))


def members(desk: Desk, team: str) -> dict[str, tuple[str, str | None]]:
    """Role and last day of each member of a team, by name."""
    rows = desk.ask("GET", f"/api/teams/{team}")["members"]
    return {row["name"]: (row["role"], row["to"]) for row in rows}


def today() -> str:
    return (datetime.now(UTC) + timedelta(hours=7)).date().isoformat()


@SIZES
def test_a_team_from_its_first_day_to_its_last(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    running, found = house
    page = at_desk(new_phone, found, size, "/desk/teams").page
    button(page, "teams.add").click()
    page.get_by_label(t("teams.name")).fill(NEW_TEAM)
    page.get_by_label(t("teams.unit")).select_option(unit(desk, "Khánh Cường"))
    button(page, "teams.add.take").click()
    expect(page.get_by_role("heading", name=NEW_TEAM, level=1)).to_be_visible()
    team = page.url.rsplit("/", 1)[1]

    button(page, "members.add").click()
    page.get_by_label(t("members.name")).fill("Võ Văn Tài")
    button(page, "members.add.take").click()
    expect(button(page, "keep.open.of", name="Võ Văn Tài")).to_be_visible()

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
    expect(button(page, "keep.open.of", name="Võ Văn Tài")).to_have_count(0)
    assert members(desk, found.team) == {"Võ Văn Tài": ("volunteer", None)}

    choose(page, "Nguyễn Thị Lan", "members.leave")
    button(page, "members.leave").click()
    expect(page.get_by_text(t("members.leave.done", name="Nguyễn Thị Lan"))).to_be_visible()
    assert members(desk, team)["Nguyễn Thị Lan"] == ("lead", today())
    no_sideways_scroll(page)

    button(page, "team.keep").click()
    button(page, "team.end").click()
    button(page, "team.end.take").click()
    expect(page.get_by_role("heading", name=t("screen.name.teams"), exact=True)).to_be_visible()
    assert desk.ask("GET", f"/api/teams/{team}")["standings"][-1]["to"] == today()
    assert running.url in page.url


@SIZES
def test_a_known_member_comes_in_on_another_phone(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    running, found = house
    first = new_phone("first")
    join(first.open(desk.invite(found.team)["link"].removeprefix(running.url)), "Trần Văn Minh")
    page = at_desk(new_phone, found, size, f"/desk/team/{found.team}").page
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


@SIZES
def test_an_account_below_signs_in_with_the_password_that_was_shown(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    _, found = house
    page = at_desk(new_phone, found, size, "/desk/more").page
    page.get_by_role("main").get_by_role("link", name=t("screen.name.accounts")).first.click()
    button(page, "accounts.add").click()
    page.get_by_label(t("accounts.name")).fill("Đỗ Thị Hoa")
    page.get_by_label(t("login.name")).fill("hoa.khanhcuong")
    page.get_by_label(t("accounts.unit")).select_option(unit(desk, "Khánh Cường"))
    button(page, "accounts.add.take").click()
    expect(page.get_by_text(t("accounts.password.once"))).to_be_visible()
    password = page.locator(".secret").last.inner_text()
    button(page, "accounts.password.given").click()
    page.reload()
    expect(button(page, "keep.open.of", name="Đỗ Thị Hoa")).to_be_visible()
    expect(page.get_by_text(password)).to_have_count(0)
    no_sideways_scroll(page)

    hoa = new_phone("hoa", size)
    log_in(hoa.open("/desk/login"), "hoa.khanhcuong", password)
    hoa.go("/desk/account")
    button(hoa.page, "accounts.own_password").click()
    hoa.page.get_by_label(t("accounts.own_password.old")).fill(password)
    hoa.page.get_by_label(t("accounts.own_password.new")).fill("bon-tu-de-nho-cua-hoa")
    button(hoa.page, "accounts.own_password.take").click()
    expect(hoa.page.get_by_text(t("accounts.own_password.done"))).to_be_visible()

    choose(page, "Đỗ Thị Hoa", "accounts.disable")
    button(page, "accounts.disable").click()
    expect(page.get_by_text(t("accounts.disable.done", name="Đỗ Thị Hoa"))).to_be_visible()
    hoa.go("/desk/account")
    expect(hoa.page.get_by_role("button", name=t("login.take"))).to_be_visible()
    hoa.page.get_by_label(t("login.name")).fill("hoa.khanhcuong")
    hoa.page.get_by_label(t("login.password"), exact=True).fill("bon-tu-de-nho-cua-hoa")
    button(hoa.page, "login.take").click()
    expect(hoa.page.get_by_text(t("problem.bad_credentials"))).to_be_visible()
    hoa.forgive("401 (UNAUTHORIZED)")


@SIZES
def test_a_retired_service_goes_from_the_phone_but_not_from_its_records(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    running, found = house
    lan = new_phone("lan")
    join(lan.open(desk.invite(found.team)["link"].removeprefix(running.url)), "Nguyễn Thị Lan")
    start_logging(lan.page)
    log(lan.page, INSTALL)
    expect_state(lan.page, here=0, received=1)
    session = desk.sessions(found.team)[0]["id"]

    page = at_desk(new_phone, found, size, "/desk/catalogue").page
    page.locator("summary", has_text="Định danh điện tử").click()
    expect(button(page, "catalogue.down", name=INSTALL)).to_be_enabled()
    choose(page, INSTALL, "catalogue.retire")
    expect(page.get_by_text(t("catalogue.retire.done", name=INSTALL))).to_be_visible()
    expect(button(page, "catalogue.down", name=INSTALL)).to_have_count(0)
    no_sideways_scroll(page)

    lan.go("/sent")
    button(lan.page, "do.send").click()
    expect(lan.page.get_by_text(t("sent.end.all"))).to_be_visible()
    lan.go("/")
    expect(tile(lan.page, "Đăng ký tài khoản mức 1")).to_be_visible()
    expect(tile(lan.page, INSTALL)).to_have_count(0)
    lan.go(f"/session/{session}")
    expect(lan.page.get_by_role("main")).to_contain_text(INSTALL)


@SIZES
def test_a_list_gets_an_entry_and_another_order(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    _, found = house
    page = at_desk(new_phone, found, size, "/desk/catalogue?kind=place_kind").page
    button(page, "catalogue.add").click()
    page.get_by_label(t("catalogue.label_vi")).fill("Bến cá")
    page.get_by_label(t("catalogue.label_en")).fill("Fishing port")
    page.get_by_label(t("catalogue.code")).fill("bencA")
    button(page.locator("form"), "catalogue.add").click()
    up = button(page, "catalogue.up", name="Bến cá")
    expect(up).to_be_enabled()
    box = up.bounding_box()
    assert box
    assert min(box["width"], box["height"]) >= 48
    before = places(desk)
    up.click()
    desk.wait_for(lambda: places(desk), [*before[:-2], before[-1], before[-2]])
    expect(button(page, "catalogue.down", name="Bến cá")).to_be_enabled()
    assert before[-1] == "BENCA"


def places(desk: Desk) -> list[str]:
    """The codes of the kinds of places, in their order."""
    rows = desk.ask("GET", "/api/catalogue")["rows"]
    kept = [row for row in rows if row["kind"] == "place_kind"]
    return [row["code"] for row in sorted(kept, key=lambda row: int(row["sort"]))]


@SIZES
def test_a_code_that_was_changed_lets_nobody_in(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    running, found = house
    old = desk.invite(found.team, auto_approve=False, hours=168, max_uses=50)["link"]
    page = at_desk(new_phone, found, size, f"/desk/team/{found.team}").page
    button(page, "invite.rotate").click()
    link = page.get_by_text(re.compile(r"/j#v1\.")).inner_text()
    rows = desk.ask("GET", f"/api/teams/{found.team}/invitations")["rows"]
    like = [(row["auto_approve"], row["max_uses"], bool(row["revoked_at"])) for row in rows]
    assert like == [(False, 50, False), (False, 50, True)]

    lan = new_phone("lan")
    at_phone = lan.open(old.removeprefix(running.url))
    expect(at_phone.get_by_text(t("problem.invitation_revoked"))).to_be_visible()
    lan.complaints.clear()  # the browser itself tells of an answer like 410
    at_phone.goto(f"{running.url}/sent")
    at_phone.goto(f"{running.url}/j#" + link.strip().rsplit("#", 1)[1])
    join(at_phone, "Nguyễn Thị Lan")

    page.reload()
    button(page, "invite.revoke").click()
    expect(page.get_by_text(t("invite.revoked"))).to_be_visible()
    expect(button(page, "invite.revoke")).to_have_count(0)
    button(page, "invite.make_again").click()
    expect(page.get_by_text(re.compile(r"/j#v1\."))).to_be_visible()


@SIZES
def test_what_was_typed_without_a_network_is_saved_later(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    _, found = house
    son = at_desk(new_phone, found, size, "/desk/units")
    page = son.page
    choose(page, "Xã Khánh Cường", "units.add")
    page.get_by_label(t("units.field.name"), exact=True).fill("Chi đoàn Thanh Hiếu")
    page.get_by_label(t("units.field.code"), exact=True).fill("cd-th")
    son.network(False)
    save = button(page.locator("form"), "units.add")
    save.click()
    expect(page.get_by_text(t("keep.offline"))).to_be_visible()
    expect(page.get_by_label(t("units.field.code"), exact=True)).to_have_value("cd-th")
    no_sideways_scroll(page)
    son.network(True)
    save.click()
    made = "Xã Chi đoàn Thanh Hiếu"
    choose(page, made, "units.rename")
    page.get_by_label(t("units.field.name"), exact=True).fill("Thanh Hiếu")
    button(page, "do.save").click()
    expect(button(page, "keep.open.of", name="Xã Thanh Hiếu")).to_be_visible()

    # A unit under which something stands is not ended.
    choose(page, "Xã Khánh Cường", "units.end")
    button(page.locator("form"), "units.end").click()
    expect(page.get_by_text(t("problem.unit_in_use"))).to_be_visible()
    son.forgive("409 (CONFLICT)")
    button(page, "keep.cancel").click()
    choose(page, "Xã Thanh Hiếu", "units.end")
    button(page.locator("form"), "units.end").click()
    expect(page.get_by_text(t("units.end.done", name="Thanh Hiếu"))).to_be_visible()
    son.network(False)
    page.get_by_role("link", name=t("screen.name.teams")).first.click()
    expect(page.get_by_role("heading", name=t("screen.name.teams"), exact=True)).to_be_visible()


@SIZES
def test_a_moved_team_tells_where_its_days_count(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone, size: Size
) -> None:
    _, found = house
    page = at_desk(new_phone, found, size, f"/desk/team/{found.team}").page
    button(page, "team.keep").click()
    button(page, "team.move").click()
    page.get_by_label(t("team.move.to")).select_option(unit(desk, "Trà Câu"))
    button(page, "team.move.take").click()
    expect(page.get_by_text(t("team.move.done"))).to_be_visible()
    stood = page.locator("section", has_text=t("team.stood"))
    expect(stood.get_by_text("Xã Khánh Cường")).to_be_visible()
    expect(stood.get_by_text("Phường Trà Câu")).to_be_visible()
    no_sideways_scroll(page)


def test_an_administrator_is_offered_no_team(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    running, _ = house
    quan = "mot-mat-khau-dai-cua-quan"
    running.flask("account", "create", "quan", "--name", "Đào Minh Quân", "--role",
                  "administrator", "--password", quan)  # fmt: skip
    phone = new_phone("quan")
    page = phone.open("/desk/login")
    log_in(page, "quan", quan)
    tabs = page.get_by_role("navigation", name=t("app.tabs"))
    expect(tabs.get_by_role("link")).to_have_text([t("screen.name.desk"), t("screen.name.more")])
    phone.go("/desk/accounts")
    expect(button(page, "keep.open.of", name="Lê Hoàng Sơn")).to_be_visible()
    button(page, "accounts.add").click()
    expect(page.get_by_role("radio", name=t("accounts.role.administrator"))).to_be_visible()

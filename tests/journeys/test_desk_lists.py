"""What a coordinator keeps besides teams: accounts, and the lists that phones choose from."""

from playwright.sync_api import expect

from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import (
    at_both_sizes,
    at_desk,
    button,
    choose,
    no_sideways_scroll,
    unit,
)
from tests.journeys.house import House
from tests.journeys.seed import Seed
from tests.journeys.sign_in_steps import OWN, new_password, sign_in
from tests.journeys.steps import INSTALL, expect_state, join, log, start_logging, tile
from tests.journeys.words import t

ALL_COLUMNS = "when.author.team.services.people.turns.place.age.note.state.received"


def test_an_account_below_signs_in_with_the_password_that_was_shown(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    page = at_desk(new_phone, found, DESKTOP, "/desk/more").page
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
    expect(button(page, "form.open.of", name="Đỗ Thị Hoa")).to_be_visible()
    expect(page.get_by_text(password)).to_have_count(0)
    no_sideways_scroll(page)

    hoa = new_phone("hoa", DESKTOP)
    sign_in(hoa.open("/desk/login"), "hoa.khanhcuong", password)
    new_password(hoa.page, OWN, "made.take")
    expect(hoa.page.get_by_role("region", name=t("desk.figures"))).to_be_visible()

    choose(page, "Đỗ Thị Hoa", "accounts.disable")
    button(page, "accounts.disable").click()
    expect(page.get_by_text(t("accounts.disable.done", name="Đỗ Thị Hoa"))).to_be_visible()
    hoa.go("/desk/account")
    expect(hoa.page.get_by_role("button", name=t("login.take"))).to_be_visible()
    hoa.page.get_by_label(t("login.name")).fill("hoa.khanhcuong")
    hoa.page.get_by_label(t("login.password"), exact=True).fill(OWN)
    button(hoa.page, "login.take").click()
    expect(hoa.page.get_by_text(t("problem.bad_credentials"))).to_be_visible()
    hoa.forgive("401 (UNAUTHORIZED)")


def test_a_session_bears_the_name_of_a_new_entry_and_a_retired_one_goes_from_the_phone_only(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    words = {"label_vi": "Cập nhật ảnh thẻ", "label_en": "Photo"}
    new = {"kind": "service", "code": "DD99", "group": "DD", **words}
    desk.ask("POST", "/api/catalogue", new)
    lan = new_phone("lan")
    join(lan.open(desk.invite(found.team)["link"].removeprefix(running.url)), "Nguyễn Thị Lan")
    start_logging(lan.page)
    log(lan.page, INSTALL)
    expect_state(lan.page, here=0, received=1)
    session = desk.sessions(found.team)[0]["id"]
    log(lan.page, "Cập nhật ảnh thẻ")
    expect_state(lan.page, here=0, received=2)

    son = at_desk(new_phone, found, PHONE, "/desk/sessions")
    page = son.page
    lines = page.get_by_role("main").get_by_role("listitem").get_by_role("link")
    lines.filter(has_text="Cập nhật ảnh thẻ").click()
    expect(page.get_by_role("heading", name=t("screen.name.desk_session"))).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text("Cập nhật ảnh thẻ")

    son.go(f"/desk/sessions?cols={ALL_COLUMNS}")
    expect(page.get_by_role("main")).to_contain_text("Cập nhật ảnh thẻ")
    no_sideways_scroll(page)

    son.go("/desk/catalogue")
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


def test_a_list_gets_an_entry_and_another_order(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    page = at_desk(new_phone, found, DESKTOP, "/desk/catalogue?kind=place_kind").page
    button(page, "catalogue.add").click()
    page.get_by_label(t("catalogue.label_vi")).fill("Bến cá")
    page.get_by_label(t("catalogue.label_en")).fill("Fishing port")
    page.get_by_label(t("catalogue.code")).fill("bencA")
    button(page.locator("form"), "catalogue.add").click()
    up = button(page, "catalogue.up", name="Bến cá")
    expect(up).to_be_enabled()
    for _ in at_both_sizes(page):
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


def test_an_administrator_is_offered_neither_teams_nor_sessions(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    running, _ = house
    made = running.flask("account", "create", "quan", "--name", "Đào Minh Quân", "--role",
                         "administrator")  # fmt: skip
    phone = new_phone("quan")
    page = phone.open("/desk/login")
    sign_in(page, "quan", made.split("password")[1].split()[0])
    new_password(page, OWN, "made.take")
    tabs = page.get_by_role("navigation", name=t("app.tabs"))
    names = [t(f"screen.name.{name}") for name in ("desk", "report", "more")]
    expect(tabs.get_by_role("link")).to_have_text(names)
    expect(page.get_by_role("table").get_by_role("link", name="Cụm Đức Phổ")).to_be_visible()
    for refused in ("desk.open_sessions.all", "desk.who_is_silent"):
        expect(page.get_by_role("link", name=t(refused))).to_have_count(0)
    phone.go("/desk/accounts")
    expect(button(page, "form.open.of", name="Lê Hoàng Sơn")).to_be_visible()
    button(page, "accounts.add").click()
    expect(page.get_by_role("radio", name=t("accounts.role.administrator"))).to_be_visible()

    expect(page.get_by_role("radio", name=t("accounts.role.administrator"))).to_be_visible()


def test_an_address_that_leads_nowhere_stays_at_the_desk(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    page = at_desk(new_phone, found, PHONE, "/desk/khong-co").page
    expect(page.get_by_role("heading", level=1, name=t("screen.name.missing"))).to_be_visible()
    tabs = page.get_by_role("navigation", name=t("app.tabs"))
    expect(tabs.get_by_role("link", name=t("screen.name.teams"))).to_be_visible()
    page.get_by_role("link", name=t("missing.desk")).click()
    expect(page.get_by_role("region", name=t("desk.figures"))).to_be_visible()

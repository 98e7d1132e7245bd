"""What keeps an account its owner's: the first password, sessions elsewhere, guesses, reset links, and a
phone that was lost."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import DESKTOP, PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.desk_steps import (
    at_desk,
    button,
    choose,
    no_sideways_scroll,
    nothing_wrong,
    unit,
)
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.sign_in_steps import (
    OWN,
    age_sessions,
    end_sessions,
    enter_code,
    expect_desk,
    expect_refused,
    expect_title,
    new_password,
    recovery_codes,
    scan,
    sign_in,
    sign_out,
)
from tests.journeys.steps import log_in
from tests.journeys.words import t

HOA, NAME = "hoa.khanhcuong", "Đỗ Thị Hoa"


@pytest.fixture
def made(desk: Desk) -> str:
    """The password that was made for Hoa of Khánh Cường, who has not signed in yet."""
    wish = {
        "login": HOA,
        "name": NAME,
        "role": "coordinator",
        "unit": unit(desk, "Khánh Cường"),
    }
    return str(desk.ask("POST", "/api/accounts", wish)["password"])


def test_a_password_that_somebody_else_made_is_changed_first(
    house: tuple[House, Seed], new_phone: NewPhone, made: str
) -> None:
    hoa = new_phone("hoa")
    page = hoa.open("/desk/login?next=%2Fdesk%2Fteams")
    sign_in(page, HOA, made)
    expect_title(page, "made.title")
    nothing_wrong(page)
    # It was typed a moment ago, and is not asked for again.
    expect(page.get_by_label(t("made.old"))).to_have_count(0)
    hoa.go("/desk/accounts")
    expect_title(page, "made.title")

    new_password(page, OWN, "made.take")
    expect_refused(page, "made.old", t("password.missing.old"))
    page.get_by_label(t("made.old")).fill(made)
    new_password(page, OWN, "made.take", again=OWN.upper())
    expect_refused(page, "password.again", t("password.differ"))
    for refused, why in (
        ("ngắn quá", "short"),
        ("123456789012", "common"),
        ("Đỗ Thị Hoa Khánh Cường", "context"),
        (made, "same"),
    ):
        new_password(page, refused, "made.take")
        expect_refused(page, "password.new", t(f"password.refused.{why}"))
    nothing_wrong(page)
    new_password(page, OWN, "made.take")
    expect_title(page, "screen.name.accounts")
    sign_out(page)
    log_in(page, HOA, OWN)
    hoa.forgive("422 (UNPROCESSABLE ENTITY)")
    hoa.forgive("403 (FORBIDDEN)")
    # What a screen shows is asked for as it opens, maybe just as she leaves.
    hoa.forgive("401 (UNAUTHORIZED)")


def test_a_browser_elsewhere_is_signed_out_from_here(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    served, found = house
    agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    office, cafe = (new_phone(name, DESKTOP, agent=agent) for name in ("office", "cafe"))
    for other in (office, cafe):
        log_in(other.open("/desk/login"), COORDINATOR, found.password)
    own = at_desk(new_phone, found, PHONE, "/desk/account")
    page = own.page
    places = page.get_by_role("region", name=t("security.sessions"))
    expect(places.get_by_text("Firefox · Windows")).to_have_count(2)
    expect(places.get_by_text(t("security.sessions.current"), exact=True)).to_have_count(1)
    assert violations(page) == []
    no_sideways_scroll(page)

    places.get_by_role("button", name=re.compile("Firefox")).first.click()
    expect(page.get_by_text(t("security.sessions.ended"))).to_be_visible()
    expect(places.get_by_text("Firefox · Windows")).to_have_count(1)
    # The one that was used last stands first.
    expect_signed_out(cafe.go("/desk/more"))
    expect_signed_in(office.go("/desk/more"))

    button(places, "security.sessions.end_others").click()
    sheet = page.get_by_role("dialog", name=t("security.sessions.end_others.of"))
    assert violations(page) == []
    # Whoever stole a session must not sign the owner out by it.
    age_sessions(served, minutes=20)
    button(sheet, "security.sessions.end_others").click()
    asked = page.get_by_role("dialog", name=t("confirm.title"))
    asked.get_by_label(t("login.password"), exact=True).fill(found.password)
    no_sideways_scroll(page)
    button(asked, "confirm.take").click()
    expect(places.get_by_text(t("security.sessions.only"))).to_be_visible()
    expect_signed_out(office.go("/desk/more"))
    expect_signed_in(page)
    for other in (office, cafe):
        other.forgive("401 (UNAUTHORIZED)")
    own.forgive("403 (FORBIDDEN)")


def expect_signed_out(page: Page) -> None:
    """The desk leads to the sign-in once the server has said that the session is over."""
    expect_title(page, "login.title")


def expect_signed_in(page: Page) -> None:
    page.goto(page.url.split("/desk")[0] + "/desk/accounts")
    expect_title(page, "screen.name.accounts")


def test_a_session_that_ends_over_a_form_is_renewed_on_the_spot(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    served, found = house
    son = at_desk(new_phone, found, DESKTOP, "/desk/teams")
    page = son.page
    button(page, "teams.add").click()
    page.get_by_label(t("teams.name")).fill("Đội hình Trường THPT số 2")
    page.get_by_label(t("teams.unit")).select_option(index=1)
    end_sessions(served)
    button(page, "teams.add.take").click()
    sheet = page.get_by_role("dialog", name=t("login.title"))
    expect(sheet.get_by_text(t("login.again"))).to_be_visible()
    expect(page.get_by_label(t("teams.name"))).to_be_hidden()
    nothing_wrong(page)
    sign_in(page, COORDINATOR, found.password)
    # What was typed went out as it was.
    expect(page.get_by_role("heading", level=1, name="Đội hình Trường THPT số 2")).to_be_visible()
    son.forgive("401 (UNAUTHORIZED)")


def test_guesses_are_told_at_the_desk_until_somebody_has_said_whose_they_were(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    stranger = new_phone("stranger")
    page = stranger.open("/desk/login")
    for n in range(3):
        sign_in(page, COORDINATOR, f"mật khẩu đoán bừa {n}")
        expect_refused(page, "login.password", t("problem.bad_credentials"))
    stranger.forgive("401 (UNAUTHORIZED)")

    son = at_desk(new_phone, found, PHONE, "/desk/accounts")
    page = son.page
    notice = page.get_by_role("region", name=t("guesses.title"))
    expect(notice).to_contain_text("Có 3 lần đăng nhập sai vào tài khoản này từ ")
    nothing_wrong(page)
    page.reload()
    expect(notice).to_be_visible()
    button(notice, "guesses.look").click()
    expect_title(page, "screen.name.account")
    expect(button(page, "accounts.own_password")).to_be_visible()
    son.go("/desk/accounts")
    expect_title(page, "screen.name.accounts")
    expect(notice).to_have_count(0)

    son.go("/desk/trail?about=accounts")
    expect(page.get_by_text(t("act.sign_in_failed")).first).to_be_visible()
    assert violations(page) == []


def test_what_others_did_to_the_ways_in_is_told_at_the_desk_until_it_was_noted(
    house: tuple[House, Seed], desk: Desk, made: str, new_phone: NewPhone
) -> None:
    running, _ = house
    kept = next(row for row in desk.ask("GET", "/api/accounts")["rows"] if row["login"] == HOA)
    again = desk.ask("POST", f"/api/accounts/{kept['id']}/password", {})["password"]
    assert again != made
    running.flask("account", "reset", HOA)
    hoa = new_phone("hoa")
    page = hoa.open("/desk/login?next=%2Fdesk%2Faccounts")
    sign_in(page, HOA, again)
    expect_title(page, "made.title")
    notice = page.get_by_role("region", name=t("access.title"))
    expect(notice).to_have_count(0)
    new_password(page, OWN, "made.take")
    expect(notice).to_contain_text("(cán bộ Đoàn, ")
    expect(notice).to_contain_text("đã cấp lại mật khẩu của bạn lúc ")
    expect(notice).to_contain_text("Người quản trị, bằng lệnh trên máy chủ, đã tạo đường dẫn ")
    nothing_wrong(page)
    page.reload()
    button(notice, "access.asked").click()
    expect(notice).to_have_count(0)
    expect_title(page, "screen.name.accounts")
    page.reload()
    expect_title(page, "screen.name.accounts")
    expect(notice).to_have_count(0)


def test_who_guesses_is_told_how_long_to_wait_and_what_else_to_do(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    lan = new_phone("lan")
    page = lan.open("/desk/login")
    said = page.get_by_role("alert")
    for n in range(5):
        sign_in(page, "hoa.pho.cuong", f"không nhớ nữa {n}")
        expect(said).to_contain_text(t("problem.bad_credentials"))
    sign_in(page, "hoa.pho.cuong", "không nhớ nữa")
    expect(said).to_contain_text(re.compile(r"thử lại sau \d+ (giây|phút)\."))
    expect(said).to_contain_text(t("login.slow.reset"))
    assert violations(page) == []
    no_sideways_scroll(page)
    # Of one login: another one from here is let in.
    log_in(page, COORDINATOR, found.password)
    lan.forgive("401 (UNAUTHORIZED)")
    lan.forgive("429 (TOO MANY REQUESTS)")


def test_a_link_sets_a_new_password_once(
    house: tuple[House, Seed], new_phone: NewPhone, made: str
) -> None:
    running, found = house
    page = at_desk(new_phone, found, PHONE, "/desk/accounts").page
    choose(page, NAME, "accounts.reset")
    nothing_wrong(page)
    button(page, "accounts.reset.take").click()
    expect(page.get_by_role("img", name=t("accounts.reset.qr", name=NAME))).to_be_visible()
    nothing_wrong(page)
    link = page.get_by_text(re.compile(r"/reset#v1\.")).inner_text().strip()
    button(page, "do.close").click()
    expect(page.get_by_text("/reset#")).to_have_count(0)

    hoa = new_phone("hoa")
    at_hoa = hoa.open(link.removeprefix(running.url))
    expect(at_hoa.get_by_text(f"{NAME} ({HOA})")).to_be_visible()
    assert at_hoa.url == f"{running.url}/reset"
    nothing_wrong(at_hoa)
    new_password(at_hoa, "123456789012", "reset.take")
    expect_refused(at_hoa, "password.new", t("password.refused.common"))
    new_password(at_hoa, OWN, "reset.take")
    expect(at_hoa.get_by_text(t("reset.done", login=HOA))).to_be_visible()
    nothing_wrong(at_hoa)
    at_hoa.get_by_role("link", name=t("reset.sign_in")).click()
    log_in(at_hoa, HOA, OWN)

    at_hoa.goto(link)
    expect(at_hoa.get_by_text(t("reset.over"))).to_be_visible()
    assert at_hoa.url == f"{running.url}/reset"
    nothing_wrong(at_hoa)
    hoa.go("/reset")
    expect(at_hoa.get_by_text(t("reset.none"))).to_be_visible()
    hoa.forgive("422 (UNPROCESSABLE ENTITY)")
    hoa.forgive("404 (NOT FOUND)")


def test_who_lost_the_phone_gets_in_again_once_somebody_above_has_taken_the_factors_away(
    house: tuple[House, Seed], new_phone: NewPhone, made: str
) -> None:
    _, found = house
    hoa = new_phone("hoa")
    page = hoa.open("/desk/login")
    sign_in(page, HOA, made)
    new_password(page, OWN, "made.take")
    expect_desk(page)
    hoa.go("/desk/account")
    app = page.get_by_role("region", name=t("totp.name"))
    button(app, "totp.add").click()
    enter_code(page, scan(page).code(), "totp.take")
    recovery_codes(page)
    expect(button(app, "totp.remove")).to_be_visible()
    assert violations(page) == []
    sign_out(page)
    sign_in(page, HOA, OWN)
    expect_title(page, "factor.title")
    button(page, "factor.other").click()

    desk = at_desk(new_phone, found, DESKTOP, "/desk/accounts").page
    row = desk.locator("li", has_text=NAME)
    expect(row.get_by_text(t("accounts.factors.on"))).to_be_visible()
    choose(desk, NAME, "accounts.drop")
    expect(desk.get_by_text(t("accounts.drop.why", name=NAME))).to_be_visible()
    assert violations(desk) == []
    button(desk, "accounts.drop").click()
    expect(desk.get_by_text(t("accounts.drop.done", name=NAME))).to_be_visible()
    expect(row.get_by_text(t("accounts.factors.off"))).to_be_visible()

    log_in(page, HOA, OWN)
    desk.goto(desk.url.split("/desk")[0] + "/desk/trail?about=accounts")
    for act in ("factor_added", "factor_removed", "password_changed"):
        expect(desk.get_by_text(t(f"act.{act}")).first).to_be_visible()

"""Signing in where a second factor is demanded: set up with an authenticator app or a passkey, asked
for afterwards, and lost."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.axe import violations
from tests.journeys.browsing import PHONE
from tests.journeys.conftest import NewPhone
from tests.journeys.desk_steps import button, nothing_wrong
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.sign_in_steps import (
    App,
    age_sessions,
    authenticator,
    enter_code,
    expect_desk,
    expect_refused,
    expect_title,
    recovery_codes,
    scan,
    sign_in,
    sign_out,
)
from tests.journeys.test_state_pill import SMALL, enlarge
from tests.journeys.words import t

WIDER_THAN_ITS_CARD = """() => [...document.querySelectorAll('main, main .card')]
  .filter((each) => each.scrollWidth > each.clientWidth + 1)
  .map((each) => `${each.className}: ${each.textContent.slice(0, 60)}`)"""


@pytest.fixture(scope="module")
def demanding_server(
    seeded: tuple[Path, Seed], project: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A server that demands a second factor, at a name: passkeys belong to names, not to numbers."""
    folder = tmp_path_factory.mktemp("house") / "instance"
    shutil.copytree(seeded[0], folder)
    running = House(folder, project=project)
    running.url = f"http://localhost:{running.port}"
    running.environment |= {"PUBLIC_URL": running.url, "SECOND_FACTOR": "demanded"}
    running.start()
    yield running
    running.kill()


@pytest.fixture
def demanding(demanding_server: House, seeded: tuple[Path, Seed]) -> Iterator[tuple[House, Seed]]:
    """That server as it was when Sơn had never signed in."""
    demanding_server.restore(seeded[0])
    yield demanding_server, seeded[1]
    assert "Traceback" not in demanding_server.log(), demanding_server.log()


def set_up_app(page: Page) -> tuple[App, list[str]]:
    """From the screen that demands a second factor to the recovery codes and beyond."""
    button(page, "totp.add").click()
    app = scan(page)
    enter_code(page, app.code(), "totp.take")
    expect_title(page, "recovery.title")
    return app, recovery_codes(page)


def fits(page: Page) -> None:
    """Each step can be read in letters of twice the size, on a small phone."""
    page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    enlarge(page, 200)
    wide = page.evaluate(WIDER_THAN_ITS_CARD)
    assert wide == []
    enlarge(page, 100)
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]


def test_an_authenticator_app_is_set_up_and_then_asked_for_in_large_letters_too(
    demanding: tuple[House, Seed], new_phone: NewPhone
) -> None:
    house, found = demanding
    son = new_phone("son", PHONE, url=house.url)
    page = son.open("/desk/login?next=%2Fdesk%2Fteams")
    expect_title(page, "login.title")
    fits(page)
    sign_in(page, COORDINATOR, found.password)
    expect_title(page, "enrol.title")
    nothing_wrong(page)
    fits(page)

    button(page, "totp.add").click()
    app = scan(page)
    nothing_wrong(page)
    fits(page)
    enter_code(page, "12345", "totp.take")
    expect_refused(page, "factor.code", t("factor.code.missing"))
    enter_code(page, app.wrong(), "totp.take")
    expect_refused(page, "factor.code", t("totp.bad"))
    code = app.code()
    enter_code(page, f"{code[:3]} {code[3:]}", "totp.take")

    expect_title(page, "recovery.title")
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    nothing_wrong(page)
    fits(page)
    with page.expect_download() as waiting:
        button(page, "recovery.download").click()
    kept = Path(waiting.value.path()).read_text(encoding="utf-8")
    codes = recovery_codes(page)
    assert all(each in kept for each in codes)
    assert COORDINATOR in kept
    expect_title(page, "screen.name.teams")
    son.go("/desk/account")
    expect(page.get_by_text(t("security.sessions.only"))).to_be_visible()
    fits(page)

    sign_out(page)
    sign_in(page, COORDINATOR, found.password)
    expect_title(page, "factor.title")
    expect(page.get_by_label(t("factor.code"), exact=True)).to_be_focused()
    nothing_wrong(page)
    fits(page)
    # The code by which it was set up has been used.
    enter_code(page, code)
    expect_refused(page, "factor.code", t("factor.code.bad"))
    enter_code(page, app.code())
    expect_desk(page)
    son.forgive("401 (UNAUTHORIZED)")


def test_a_recovery_code_lets_in_once(demanding: tuple[House, Seed], new_phone: NewPhone) -> None:
    house, found = demanding
    son = new_phone("son", url=house.url)
    page = son.open("/desk/login")
    sign_in(page, COORDINATOR, found.password)
    _, codes = set_up_app(page)
    expect_desk(page)
    for attempt in ("lets in", "is refused"):
        sign_out(page)
        sign_in(page, COORDINATOR, found.password)
        expect_title(page, "factor.title")
        button(page, "factor.use_recovery").click()
        expect(page.get_by_label(t("factor.recovery"), exact=True)).to_be_focused()
        # As somebody types it from paper.
        page.get_by_label(t("factor.recovery"), exact=True).fill(f" {codes[0].lower()} ")
        button(page, "factor.take").click()
        if attempt == "lets in":
            expect_desk(page)
    expect_refused(page, "factor.recovery", t("factor.recovery.bad"))
    assert violations(page) == []
    page.get_by_label(t("factor.recovery"), exact=True).fill(codes[1])
    button(page, "factor.take").click()
    expect_desk(page)
    son.go("/desk/account")
    expect(page.get_by_text(t("recovery.left", n=8))).to_be_visible()
    son.forgive("401 (UNAUTHORIZED)")


def test_a_sign_in_that_is_not_finished_opens_no_screen_and_comes_back_to_where_it_was_going(
    demanding: tuple[House, Seed], new_phone: NewPhone
) -> None:
    house, found = demanding
    son = new_phone("son", url=house.url)
    page = son.open("/desk/login")
    sign_in(page, COORDINATOR, found.password)
    app, _ = set_up_app(page)
    expect_desk(page)
    sign_out(page)
    sign_in(page, COORDINATOR, found.password)
    expect_title(page, "factor.title")
    son.go("/desk/teams")
    expect_title(page, "factor.title")
    expect(page.get_by_text(found.team_name)).to_have_count(0)
    page.reload()
    expect_title(page, "factor.title")
    enter_code(page, app.code())
    expect_title(page, "screen.name.teams")
    expect(page.get_by_text(found.team_name)).to_be_visible()

    sign_out(page)
    sign_in(page, COORDINATOR, found.password)
    expect_title(page, "factor.title")
    button(page, "factor.other").click()
    expect_title(page, "login.title")
    son.forgive("403 (FORBIDDEN)")
    # Where nothing was logged the desk asks in which months there is something, maybe just as he leaves.
    son.forgive(f"401 (UNAUTHORIZED) {house.url}/api/tallies?by=month")


def test_a_passkey_is_made_and_signs_in_alone_or_after_the_password(
    demanding: tuple[House, Seed], new_phone: NewPhone
) -> None:
    house, found = demanding
    son = new_phone("son", url=house.url)
    page = son.open("/desk/login")
    with authenticator(son):
        sign_in(page, COORDINATOR, found.password)
        expect_title(page, "enrol.title")
        button(page, "passkey.make").click()
        page.get_by_label(t("passkey.label")).fill("")
        button(page, "passkey.make").click()
        expect_refused(page, "passkey.label", t("passkey.label.missing"))
        page.get_by_label(t("passkey.label")).fill("Điện thoại của Sơn")
        button(page, "passkey.make").click()
        expect_title(page, "recovery.title")
        recovery_codes(page)
        expect_desk(page)

        sign_out(page)
        button(page, "login.passkey").click()
        expect_desk(page)

        sign_out(page)
        sign_in(page, COORDINATOR, found.password)
        expect_title(page, "factor.title")
        assert violations(page) == []
        button(page, "factor.passkey").click()
        expect_desk(page)

        son.go("/desk/account")
        keys = page.get_by_role("region", name=t("passkey.name"), exact=True)
        expect(keys.get_by_text("Điện thoại của Sơn")).to_be_visible()
        # It is the last second factor of an account that must have one.
        button(keys, "passkey.remove.label", name="Điện thoại của Sơn").click()
        button(keys, "passkey.remove").click()
        expect(keys.get_by_role("alert")).to_have_text(t("problem.last_factor"))
        button(keys, "do.close").click()

        app = page.get_by_role("region", name=t("totp.name"))
        button(app, "totp.add").click()
        enter_code(page, scan(page).code(), "totp.take")
        expect(button(app, "totp.remove")).to_be_visible()
        button(keys, "passkey.remove.label", name="Điện thoại của Sơn").click()
        button(keys, "passkey.remove").click()
        expect(page.get_by_text(t("passkey.removed", name="Điện thoại của Sơn"))).to_be_visible()

        # The device still offers it, and the server says that it opens nothing.
        sign_out(page)
        button(page, "login.passkey").click()
        expect(page.get_by_role("alert")).to_have_text(t("factor.passkey.bad"))
    son.forgive("409 (CONFLICT)")
    son.forgive("401 (UNAUTHORIZED)")


def test_a_passkey_that_does_not_come_is_told_in_words(
    demanding: tuple[House, Seed], new_phone: NewPhone
) -> None:
    house, _ = demanding
    son = new_phone("son", url=house.url)
    page = son.open("/desk/login")
    # The device has none.
    with authenticator(son):
        button(page, "login.passkey").click()
        expect(page.get_by_role("alert")).to_have_text(t("problem.passkey_cancelled"))
    assert violations(page) == []
    expect(button(page, "login.passkey")).to_be_enabled()


def test_what_decides_who_gets_in_asks_for_the_password_again(
    demanding: tuple[House, Seed], new_phone: NewPhone
) -> None:
    house, found = demanding
    son = new_phone("son", url=house.url)
    page = son.open("/desk/login")
    sign_in(page, COORDINATOR, found.password)
    set_up_app(page)
    expect_desk(page)
    age_sessions(house, minutes=20)
    son.go("/desk/account")
    codes = page.get_by_role("region", name=t("recovery.title"))
    button(codes, "recovery.renew").click()
    button(codes, "recovery.renew").click()
    asked = page.get_by_role("dialog", name=t("confirm.title"))
    expect(asked).to_be_visible()
    assert violations(page) == []
    asked.get_by_label(t("login.password"), exact=True).fill("không phải mật khẩu này")
    button(asked, "confirm.take").click()
    expect_refused(page, "login.password", t("problem.wrong_password"))
    button(asked, "do.close").click()
    expect(codes.get_by_role("alert")).to_have_text(t("problem.confirm_first"))

    button(codes, "recovery.renew").click()
    asked.get_by_label(t("login.password"), exact=True).fill(found.password)
    button(asked, "confirm.take").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)
    recovery_codes(page)
    # For a quarter of an hour it is not asked again.
    button(codes, "recovery.renew").click()
    button(codes, "recovery.renew").click()
    expect(page.locator(".recovery-codes li")).to_have_count(10)

    # So does what opens another account, and what was typed is still there.
    age_sessions(house, minutes=20)
    son.go("/desk/accounts")
    button(page, "accounts.add").click()
    form = page.locator("form", has=page.get_by_role("heading", name=t("accounts.add")))
    form.get_by_label(t("accounts.name"), exact=True).fill("Lê Thị Mai")
    form.get_by_label(t("login.name"), exact=True).fill("mai.khanhcuong")
    form.get_by_label(t("accounts.unit")).select_option(index=1)
    button(form, "accounts.add.take").click()
    button(asked, "do.close").click()
    expect(form.get_by_role("alert")).to_have_text(t("problem.confirm_first"))
    expect(form.get_by_label(t("accounts.name"), exact=True)).to_have_value("Lê Thị Mai")
    button(form, "accounts.add.take").click()
    asked.get_by_label(t("login.password"), exact=True).fill(found.password)
    button(asked, "confirm.take").click()
    expect(form).to_have_count(0)
    expect(page.get_by_role("listitem").filter(has_text="Lê Thị Mai")).to_be_visible()
    son.forgive("403 (FORBIDDEN)")
    son.forgive("422 (UNPROCESSABLE ENTITY)")

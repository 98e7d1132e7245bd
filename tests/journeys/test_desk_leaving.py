"""Signing out of the desk, with a network and without one."""

from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk_steps import Size, button
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import log_in
from tests.journeys.words import t

READ = (
    """() => fetch('/api/teams', { credentials: 'same-origin' }).then((answer) => answer.status)"""
)

UNTIL_REFUSED = f"""async () => {{
  for (const until = Date.now() + 20_000; (await ({READ})()) !== 401; ) {{
    if (Date.now() > until) throw new Error('the server still answers')
    await new Promise((done) => setTimeout(done, 100))
  }}
}}"""


def signed_in(new_phone: NewPhone, found: Seed, size: Size) -> Phone:
    """Sơn at the desk, on a device that keeps the app's files."""
    son = new_phone("son", size, worker=True)
    son.open("/desk/login")
    son.wait_for_worker()
    page = son.go("/desk/login")
    log_in(page, COORDINATOR, found.password)
    page.get_by_role("link", name=t("screen.name.teams"), exact=True).click()
    expect(page.get_by_text(found.team_name)).to_be_visible()
    return son


def expect_nothing_shown(page: Page, found: Seed) -> None:
    expect(page.get_by_text(found.team_name)).to_have_count(0)


def test_signed_out_without_a_network_nobody_reads_on(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    son = signed_in(new_phone, found, DESKTOP)
    page = son.page
    son.network(on=False)
    button(page, "desk.sign_out").click()
    told = page.get_by_role("main").get_by_text(t("desk.sign_out.untold"))
    expect(told).to_be_visible()
    expect(page.locator(".snackbar")).to_contain_text(t("desk.sign_out.untold"))
    page.reload()
    expect(told).to_be_visible()
    son.go("/desk/teams")
    expect_nothing_shown(page, found)
    # Back online the server hears of it before anything is read.
    son.network(on=True)
    son.go("/desk/teams")
    expect(page.get_by_role("heading", level=1, name=t("login.title"))).to_be_visible()
    expect(told).to_have_count(0)
    assert page.evaluate(READ) == 401
    son.forgive("401")  # asked for above, and by the screen that was opened
    log_in(son.go("/desk/login"), COORDINATOR, found.password)
    page.get_by_role("link", name=t("screen.name.teams"), exact=True).click()
    expect(page.get_by_text(found.team_name)).to_be_visible()


def test_the_server_hears_of_it_though_nobody_opens_the_desk_again(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    son = signed_in(new_phone, found, PHONE)
    page = son.page
    son.network(on=False)
    button(page, "desk.sign_out").click()
    expect(page.get_by_role("main").get_by_text(t("desk.sign_out.untold"))).to_be_visible()
    # Only a page that has begun hears that the network came.
    expect(son.go("/").get_by_role("main")).to_be_visible()
    son.network(on=True)
    page.evaluate(UNTIL_REFUSED)
    son.forgive("401")


def test_signed_out_with_a_network_nothing_more_is_said(
    house: tuple[House, Seed], new_phone: NewPhone
) -> None:
    _, found = house
    son = signed_in(new_phone, found, DESKTOP)
    button(son.page, "desk.sign_out").click()
    expect(son.page.get_by_role("heading", level=1, name=t("login.title"))).to_be_visible()
    son.page.wait_for_timeout(500)
    expect(son.page.get_by_text(t("desk.sign_out.untold"))).to_have_count(0)

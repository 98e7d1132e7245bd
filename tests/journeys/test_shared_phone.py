"""One phone, several people: a name chip for each, and a PIN that locks the screen, never sending."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.browsing import DESKTOP, PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.kept import wait_until_kept
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, expect_state, join, log, start_logging, tile
from tests.journeys.words import t

LAN, MINH = "Nguyễn Thị Lan", "Trần Văn Minh"
PIN = "2580"


def shared(
    new_phone: NewPhone,
    house: tuple[House, Seed],
    desk: Desk,
    size: dict[str, int],
    *,
    worker: bool = False,
) -> Phone:
    """A phone on which Lan and then Minh have joined; Lan holds it, on the first screen."""
    running, found = house
    phone = new_phone("shared", size, worker=worker)
    phone.open("")
    for name in (LAN, MINH):
        page = phone.go(desk.invite(found.team)["link"].removeprefix(running.url))
        join(page, name)
        start_logging(page)
    choose(page, found, MINH, LAN)
    return phone


def chip(page: Page, found: Seed, name: str) -> Any:
    """The name on the first screen."""
    return page.get_by_role("button", name=f"{name} · {found.team_name}", exact=True)


def choose(page: Page, found: Seed, holds: str, takes: str) -> None:
    """By the name chip, from one person to another."""
    chip(page, found, holds).click()
    sheet = page.get_by_role("dialog", name=t("lock.title"))
    sheet.get_by_role("button", name=takes).click()
    expect(sheet).to_have_count(0)


def set_pin(page: Page, pin: str) -> None:
    """On the person's own page."""
    page.get_by_role("link", name=t("tab.me"), exact=True).click()
    page.get_by_role("button", name=t("pin.set"), exact=True).click()
    page.get_by_label(t("pin.new")).fill(pin)
    page.get_by_label(t("pin.again")).fill(pin)
    page.get_by_role("button", name=t("pin.set"), exact=True).click()
    expect(page.get_by_text(t("pin.saved"))).to_be_visible()


def try_pin(page: Page, name: str, pin: str) -> None:
    """On the locked screen."""
    page.get_by_label(t("lock.pin", name=name)).fill(pin)
    page.get_by_role("button", name=t("lock.open"), exact=True).click()


def expect_locked(page: Page) -> None:
    """Names and the unsent count, and nothing of what was logged."""
    expect(page.get_by_role("heading", level=1, name=t("lock.title"))).to_be_visible()
    expect(page.get_by_role("radio", name=LAN)).to_be_visible()
    expect(page.get_by_role("radio", name=MINH)).to_be_visible()
    expect(page.get_by_role("navigation")).to_have_count(0)
    expect(page.locator("main a")).to_have_count(0)


def test_a_pin_locks_the_screen_never_sending_hides_undo_and_is_taken_away_by_the_lead(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    phone = shared(new_phone, house, desk, PHONE, worker=True)
    page = phone.page
    set_pin(page, PIN)
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    phone.wait_for_worker()
    running.kill()
    phone.network(False)
    log(page, people=3)
    page.reload()
    expect_locked(page)
    expect(page.get_by_text(t("lock.unsent", what="1 buổi"))).to_be_visible()

    try_pin(page, LAN, "1111")
    expect(page.get_by_text(t("lock.wrong"))).to_be_visible()
    running.start()
    phone.network(True)
    expect(page.get_by_text(t("lock.unsent.none"))).to_be_visible(timeout=20_000)
    expect_locked(page)
    (row,) = desk.sessions(found.team)
    assert (row["author"]["name"], row["people"]) == (LAN, 3)
    try_pin(page, LAN, PIN)
    expect(chip(page, found, LAN)).to_be_visible()

    # Nobody is offered to take back what another logged.
    undo = page.get_by_role("button", name=t("do.undo"), exact=True)
    log(page)
    expect(undo).to_be_visible()
    choose(page, found, LAN, MINH)
    expect(chip(page, found, MINH)).to_be_visible()
    expect(undo).to_have_count(0)

    set_pin(page, PIN)
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    log(page)
    expect(undo).to_be_visible()
    chip(page, found, MINH).click()
    page.get_by_role("button", name=t("lock.now", name=MINH), exact=True).click()
    expect_locked(page)
    expect(undo).to_have_count(0)
    try_pin(page, MINH, PIN)
    expect(chip(page, found, MINH)).to_be_visible()
    expect(undo).to_have_count(0)

    # Wrong PINs wait, and the lead takes a forgotten one away.
    choose(page, found, MINH, LAN)
    expect_locked(page)
    for number in range(5):
        try_pin(page, LAN, f"111{number}")
        expect(page.get_by_role("alert")).to_be_visible()
    button = page.get_by_role("button", name=t("lock.open"), exact=True)
    expect(button).to_be_disabled()
    expect(page.get_by_role("alert")).to_contain_text(t("lock.wait", n=30)[:20])
    page.reload()  # opening the app anew does not help
    expect(button).to_be_disabled()

    ha = new_phone("ha")
    invitation = desk.invite(found.team, role="lead", max_uses=1)
    join(ha.open(invitation["link"].removeprefix(running.url)), "Phan Thị Hà")
    start_logging(ha.page)
    ha.page.get_by_role("link", name=t("tab.own_team"), exact=True).click()
    main = ha.page.get_by_role("main")
    main.get_by_role("link", name=t("screen.name.own_team_phones")).click()
    ha.page.get_by_role("button", name=t("own_team.pin_reset.of", name=LAN), exact=True).click()
    dialog = ha.page.get_by_role("dialog")
    dialog.get_by_role("button", name=t("own_team.pin_reset"), exact=True).click()
    expect(ha.page.get_by_text(t("own_team.pin_reset.done", name=LAN))).to_be_visible()

    page.reload()  # a start sends and hears
    expect(chip(page, found, LAN)).to_be_visible(timeout=20_000)
    page.get_by_role("link", name=t("tab.me"), exact=True).click()
    expect(page.get_by_role("button", name=t("pin.set"), exact=True)).to_be_visible()


def open_card(page: Page) -> Any:
    tile(page, INSTALL).click()
    card = page.get_by_role("dialog", name=INSTALL)
    expect(card).to_be_visible()
    return card


def test_each_logs_under_the_own_name_and_what_one_has_filled_in_is_no_others(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    _, found = house
    phone = shared(new_phone, house, desk, DESKTOP)
    page = phone.page
    set_pin(page, PIN)
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    choose(page, found, LAN, MINH)
    log(page, people=2)
    choose(page, found, MINH, LAN)
    expect_locked(page)  # the screen is Minh's no more, and not yet Lan's
    page.get_by_role("radio", name=MINH).click()
    expect(chip(page, found, MINH)).to_be_visible()
    choose(page, found, MINH, LAN)
    try_pin(page, LAN, PIN)
    log(page, people=5)
    expect_state(page, here=0, received=2)
    rows = {(row["author"]["name"], row["people"]) for row in desk.sessions(found.team)}
    assert rows == {(MINH, 2), (LAN, 5)}

    card = open_card(page)
    card.get_by_text(t("log.details")).click()
    card.get_by_role("checkbox", name=MINH).check()
    card.get_by_role("button", name=t("do.save"), exact=True).click()
    expect(card).to_have_count(0)
    card = open_card(page)
    people = card.get_by_label(t("log.people"), exact=True)
    people.fill("12")
    people.blur()
    wait_until_kept(page, '"people":12')
    page.reload()
    expect_locked(page)

    page.get_by_role("radio", name=MINH).click()
    expect(chip(page, found, MINH)).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    card = open_card(page)
    expect(people).to_have_value("1")
    card.get_by_text(t("log.details")).click()
    expect(card.get_by_role("checkbox", name=LAN)).not_to_be_checked()
    card.get_by_role("button", name=t("do.save"), exact=True).click()
    expect(card).to_have_count(0)

    choose(page, found, MINH, LAN)
    try_pin(page, LAN, PIN)
    expect(card).to_be_visible()
    expect(people).to_have_value("12")
    card.get_by_role("button", name=t("do.save"), exact=True).click()
    expect_state(page, here=0, received=5)
    everyone = sorted((row["author"]["name"], row["people"]) for row in desk.sessions(found.team))
    assert everyone == [(LAN, 1), (LAN, 5), (LAN, 12), (MINH, 1), (MINH, 2)]

"""What a person does on a phone, by the names that stand on the screen."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.journeys.words import standing, t

INSTALL = "Cài đặt VNeID từ kho chính thức"
ACTIVATE = "Kích hoạt tài khoản"


def ask_to_join(page: Page, name: str) -> None:
    """On the joining screen with a code already looked up: name, consent, join."""
    page.get_by_label(t("join.name")).fill(name)
    page.get_by_label(t("join.consent")).check()
    page.get_by_role("button", name=t("join.take"), exact=True).click()


def join(page: Page, name: str) -> None:
    """The same, until somebody whose name the team does not have has joined."""
    ask_to_join(page, name)
    expect(page.get_by_role("link", name=t("join.done.start"))).to_be_visible()


def start_logging(page: Page) -> None:
    """From the end of joining to the first screen."""
    page.get_by_role("link", name=t("join.done.start")).click()
    expect(tile(page, INSTALL)).to_be_visible()


def tile(page: Page | Locator, service: str) -> Locator:
    """The button of a service on the first screen; the most used ones stand there twice."""
    return page.get_by_role("button", name=service, exact=True).first


def log(page: Page, service: str = INSTALL, people: int = 1) -> None:
    """Log one session with two taps, or with more people by typing the number; what is not among the
    most used is looked for by its name."""
    if tile(page, service).count() == 0:
        page.get_by_label(t("home.find"), exact=True).fill(service)
    tile(page, service).click()
    sheet = page.get_by_role("dialog")
    if people != 1:
        field = sheet.get_by_label(t("log.people"), exact=True)
        field.fill(str(people))
        field.blur()
    sheet.get_by_role("button", name=t("do.save"), exact=True).click()
    expect(sheet).to_have_count(0)


def expect_state(page: Page, here: int, received: int, others: int = 0) -> None:
    """The line that is always visible: so many sessions only here, so many received."""
    pill = page.get_by_role("link", name=re.compile(re.escape(standing(here, received, others))))
    expect(pill).to_be_visible(timeout=20_000)


def log_in(page: Page, login: str, password: str) -> None:
    """At the desk's door."""
    page.get_by_label(t("login.name")).fill(login)
    page.get_by_label(t("login.password"), exact=True).fill(password)
    page.get_by_role("button", name=t("login.take"), exact=True).click()
    expect(page.get_by_role("region", name=t("desk.figures"))).to_be_visible()

"""Signing in where a password alone is not enough, and what somebody proves it with."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime

import pyotp
from playwright.sync_api import CDPSession, Page, expect

from tests.journeys.browsing import Phone
from tests.journeys.desk_steps import button
from tests.journeys.house import DATABASE, House
from tests.journeys.words import t

OWN = "lúa vàng bến cũ thuyền nan"
"""A password that nobody has to remember but these journeys."""
STEP_SECONDS = 30


def sign_in(page: Page, login: str, password: str) -> None:
    """Login and password, whatever is asked for after them."""
    page.get_by_label(t("login.name")).fill(login)
    page.get_by_label(t("login.password"), exact=True).fill(password)
    button(page, "login.take").click()


def sign_out(page: Page) -> None:
    """From any screen of the desk."""
    button(page, "desk.sign_out").click()
    expect_title(page, "login.title")


def expect_title(page: Page, key: str) -> None:
    """The heading of the page that stands there now."""
    expect(page.get_by_role("heading", level=1, name=t(key), exact=True)).to_be_visible()


def expect_desk(page: Page) -> None:
    """The desk's first screen."""
    expect(page.get_by_role("region", name=t("desk.figures"))).to_be_visible()


def expect_refused(page: Page, label: str, sentence: str) -> None:
    """The sentence stands by the field with this label, and the focus is there."""
    field = page.get_by_role("textbox", name=t(label), exact=True)
    expect(field).to_be_focused()
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_role("alert")).to_contain_text(sentence)
    described = (field.get_attribute("aria-describedby") or "").split()
    wrong = next(name for name in described if name.endswith("-wrong"))
    expect(page.locator(f'[id="{wrong}"]')).to_contain_text(sentence)


def new_password(page: Page, password: str, take: str, again: str | None = None) -> None:
    """A new password twice, and the button that sets it."""
    page.get_by_label(t("password.new"), exact=True).fill(password)
    page.get_by_label(t("password.again"), exact=True).fill(again or password)
    button(page, take).click()


class App:
    """An authenticator app: the codes of a secret, each of them once."""

    def __init__(self, secret: str) -> None:
        self._totp = pyotp.TOTP(secret)
        self._last = 0

    def code(self) -> str:
        """A code that holds now or, since one holds only once, in half a minute: clocks may differ by
        as much."""
        self._last = max(self._last + 1, int(self._totp.timecode(_now())))
        return str(self._totp.generate_otp(self._last))

    def wrong(self) -> str:
        """Six digits that are no code of these minutes."""
        near = {
            self._totp.generate_otp(int(self._totp.timecode(_now())) + n) for n in range(-9, 10)
        }
        return next(f"{n:06}" for n in range(100) if f"{n:06}" not in near)


def _now() -> datetime:
    return datetime.now(UTC)


def scan(page: Page) -> App:
    """The app that has scanned what the page shows: its QR code tells what the key beside it does."""
    expect(page.get_by_role("img", name=re.compile("QR"))).to_be_visible()
    return App(page.locator(".totp-secret").inner_text().replace(" ", ""))


def enter_code(page: Page, code: str, take: str = "factor.take") -> None:
    page.get_by_role("textbox", name=t("factor.code"), exact=True).fill(code)
    button(page, take).click()


def recovery_codes(page: Page) -> list[str]:
    """The ten codes that are shown once, put away."""
    shown = page.locator(".recovery-codes li")
    expect(shown).to_have_count(10)
    codes = shown.all_inner_texts()
    button(page, "recovery.kept").click()
    return codes


@contextmanager
def authenticator(phone: Phone) -> Iterator[CDPSession]:
    """The phone's own authenticator, with somebody's finger on it: passkeys that a browser finds by
    themselves."""
    line = phone.context.new_cdp_session(phone.page)
    line.send("WebAuthn.enable")
    line.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    yield line
    line.detach()


def age_sessions(house: House, minutes: int) -> None:
    """As if everybody had signed in so much earlier."""
    with closing(sqlite3.connect(house.folder / DATABASE)) as line, line:
        changed = line.execute(
            "UPDATE account_session SET confirmed_at = NULL,"
            " created_at = strftime('%Y-%m-%d %H:%M:%f', created_at, ?) || '000'",
            (f"-{minutes} minutes",),
        )
        assert changed.rowcount > 0


def end_sessions(house: House) -> None:
    """As if everybody's session had lasted long enough."""
    with closing(sqlite3.connect(house.folder / DATABASE)) as line, line:
        assert line.execute("DELETE FROM account_session").rowcount > 0

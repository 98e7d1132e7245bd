"""Asking for certificates as the desk does."""

from typing import Any

from tests.phones import Phone
from tests.town import TEAM
from tests.wires import Answer, Browser

YEAR = {"from": "2026-01-01", "to": "2026-11-24"}


def figures(browser: Browser, of: Phone, team: str = TEAM, **days: str) -> Answer:
    asked = "&".join(f"{name}={day}" for name, day in (YEAR | days).items())
    return browser.get(f"/api/teams/{team}/members/{of.member}/certificates?{asked}")


def counted(browser: Browser, of: Phone, **days: str) -> tuple[int, int]:
    """(days, sessions) that a certificate would say."""
    told = figures(browser, of, **days).json
    return told["days"], told["sessions"]


def issue(browser: Browser, of: Phone, team: str = TEAM, **days: str) -> Answer:
    path = f"/api/teams/{team}/members/{of.member}/certificates"
    return browser.post(path, YEAR | days)


def issued(browser: Browser, of: Phone, **days: str) -> dict[str, Any]:
    answer = issue(browser, of, **days)
    assert answer.status == 201, answer.body
    told: dict[str, Any] = answer.json
    return told


def withdraw(browser: Browser, code: str, **said: str | None) -> Answer:
    return browser.post(f"/api/certificates/{code}/withdrawal", said)


def proof(browser: Browser, code: str) -> Answer:
    """The page as a browser gets it."""
    return browser.get(f"/c/{code}", Accept="text/html,application/xhtml+xml,*/*;q=0.8")

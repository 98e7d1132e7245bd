"""The browsers in which somebody is signed in, seen and ended by the account's owner."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.user_agents import browser_of
from tests.server.trail import trail
from tests.town import PASSWORD, Town
from tests.wires import Browser

WINDOWS = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/142.0.0.0 Safari/537.36"
)
PHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
    " Version/18.5 Mobile/15E148 Safari/604.1"
)


def signed_in(town: Town, agent: str, login: str = "son") -> Browser:
    browser = Browser(town.connect())
    body = {"login": login, "password": PASSWORD}
    assert browser.post("/api/session", body, **{"User-Agent": agent}).status == 200
    return browser


def rows(browser: Browser) -> list[dict[str, Any]]:
    answer = browser.get("/api/account/sessions")
    assert answer.status == 200, answer.body
    found: list[dict[str, Any]] = answer.json["rows"]
    return found


def test_each_is_told_by_its_browser_and_its_use(town: Town) -> None:
    office = signed_in(town, WINDOWS)
    town.clock.move(minutes=30)
    phone = signed_in(town, PHONE)
    signed_in(town, WINDOWS, "quan")
    told = [(row["browser"], row["current"]) for row in rows(phone)]
    assert told == [("Safari · iPhone", True), ("Chrome · Windows", False)]
    assert {row["browser"]: row["current"] for row in rows(office)} == {
        "Safari · iPhone": False,
        "Chrome · Windows": True,
    }
    assert len({row["id"] for row in rows(office)}) == 2


def test_one_is_ended_and_others_stay(town: Town, app: Flask) -> None:
    office, phone, other = (signed_in(town, agent) for agent in (WINDOWS, PHONE, WINDOWS))
    (ended,) = [row["id"] for row in rows(office) if row["browser"] == "Safari · iPhone"]
    assert office.delete(f"/api/account/sessions/{ended}").status == 204
    assert phone.get("/api/session").code == "unauthenticated"
    assert other.get("/api/session").status == 200
    assert office.delete(f"/api/account/sessions/{ended}").code == "not_found"
    assert [details for _, details in trail(app, "sessions_ended")] == [{"count": 1}]


def test_all_others_are_ended(town: Town, app: Flask) -> None:
    office, phone, other = (signed_in(town, agent) for agent in (WINDOWS, PHONE, WINDOWS))
    assert office.delete("/api/account/sessions").status == 204
    assert office.get("/api/session").status == 200
    assert phone.get("/api/session").code == other.get("/api/session").code == "unauthenticated"
    assert office.delete("/api/account/sessions").status == 204  # nothing is left to be told of
    assert [details for _, details in trail(app, "sessions_ended")] == [{"count": 2}]


def test_nobody_ends_another_s(town: Town) -> None:
    office, quan = signed_in(town, WINDOWS), signed_in(town, WINDOWS, "quan")
    (own,) = rows(office)
    assert quan.delete(f"/api/account/sessions/{own['id']}").code == "not_found"
    assert office.get("/api/session").status == 200


def test_a_browser_left_open_signs_nobody_out(town: Town) -> None:
    office, phone = signed_in(town, WINDOWS), signed_in(town, PHONE)
    town.clock.move(minutes=15, seconds=1)
    (other,) = [row["id"] for row in rows(office) if not row["current"]]
    for path in (f"/api/account/sessions/{other}", "/api/account/sessions"):
        assert office.delete(path).code == "confirm_first"
    assert phone.get("/api/session").status == 200
    assert office.post("/api/session/confirm", {"password": PASSWORD}).status == 204
    assert office.delete(f"/api/account/sessions/{other}").status == 204
    assert phone.get("/api/session").code == "unauthenticated"


def test_one_that_is_over_is_not_told(town: Town) -> None:
    signed_in(town, WINDOWS)
    town.clock.move(hours=9)
    assert len(rows(signed_in(town, PHONE))) == 1


@pytest.mark.parametrize(
    ("agent", "said"),
    [
        (WINDOWS, "Chrome · Windows"),
        (WINDOWS + " Edg/142.0.0.0", "Edge · Windows"),
        (PHONE, "Safari · iPhone"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0", "Firefox · Linux"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/142 SamsungBrowser/29", "Samsung Internet · Android"),
        ("curl/8.5.0", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_what_a_browser_is_called(agent: str, said: str) -> None:
    assert browser_of(agent) == said

"""A new password by a link: single use, for half an hour, made by whoever keeps the account."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from tests.server.accounts.authenticators import add_totp
from tests.server.accounts.test_accounts import account_id
from tests.server.trail import trail
from tests.tables import read_tables
from tests.town import PASSWORD, Town
from tests.wires import Browser

NEW = "mot-cau-moi-that-dai-cua-son"


@pytest.fixture
def link(town: Town, app: Flask) -> str:
    """What Quân was given for Sơn."""
    answer = town.sign_in("quan").post(f"/api/accounts/{account_id(app, 'son')}/reset", {})
    assert answer.status == 200, answer.body
    return str(answer.json["link"])


@pytest.fixture
def token(link: str) -> str:
    return link.partition("#")[2]


@pytest.fixture
def browser(town: Town) -> Browser:
    return Browser(town.connect())


def test_a_link_says_whose_it_is_and_sets_the_password_once(
    town: Town, app: Flask, link: str, token: str, browser: Browser
) -> None:
    desk = town.sign_in()
    assert link.startswith("http://localhost/reset#v1.")
    assert browser.post("/api/reset/look", {"token": token}).json == {"login": "son", "name": "Sơn"}
    body = {"token": token, "password": NEW}
    assert browser.post("/api/reset", body).status == 204
    assert desk.get("/api/session").code == "unauthenticated"
    answer = browser.post("/api/session", {"login": "son", "password": NEW})
    assert (answer.status, answer.json["stage"]) == (200, "ready")
    for answer in (
        browser.post("/api/reset", body),
        browser.post("/api/reset/look", {"token": token}),
    ):
        assert (answer.status, answer.code) == (404, "reset_unknown")
    son = account_id(app, "son")
    assert trail(app, "reset_made") == trail(app, "reset_used") == [(son, {})]


def test_it_holds_for_half_an_hour(town: Town, token: str, browser: Browser) -> None:
    town.clock.move(minutes=30)
    assert browser.post("/api/reset/look", {"token": token}).code == "reset_unknown"
    answer = browser.post("/api/reset", {"token": token, "password": NEW})
    assert answer.code == "reset_unknown"


def test_a_newer_link_ends_the_older(town: Town, app: Flask, token: str, browser: Browser) -> None:
    town.sign_in("quan").post(f"/api/accounts/{account_id(app, 'son')}/reset", {})
    assert browser.post("/api/reset/look", {"token": token}).code == "reset_unknown"


def test_a_password_that_changed_meanwhile_ends_it(
    town: Town, token: str, browser: Browser
) -> None:
    assert town.sign_in().post("/api/session/password", {"old": PASSWORD, "new": NEW}).status == 200
    assert browser.post("/api/reset/look", {"token": token}).code == "reset_unknown"


def test_it_lets_nobody_into_a_disabled_account(
    town: Town, app: Flask, token: str, browser: Browser
) -> None:
    town.sign_in("quan").patch(f"/api/accounts/{account_id(app, 'son')}", {"disabled": True})
    answer = browser.post("/api/reset", {"token": token, "password": NEW})
    assert answer.code == "reset_unknown"


def test_second_factors_stay(town: Town, token: str, browser: Browser) -> None:
    """Whoever gets hold of the link has the half of a sign-in."""
    add_totp(town.sign_in(), town.clock)
    assert browser.post("/api/reset", {"token": token, "password": NEW}).status == 204
    answer = browser.post("/api/session", {"login": "son", "password": NEW})
    assert answer.json["stage"] == "factor"


@pytest.mark.parametrize(
    ("password", "reason"),
    [
        ("ngan", "short"),
        ("123456789012", "common"),
        ("ducpho-2026!!", "context"),
        (PASSWORD, "same"),
    ],
)
def test_a_refused_password_leaves_the_link_good(
    token: str, browser: Browser, password: str, reason: str
) -> None:
    answer = browser.post("/api/reset", {"token": token, "password": password})
    assert (answer.status, answer.code) == (422, "password_refused")
    assert answer.json["details"] == {"reason": reason}
    assert browser.post("/api/reset", {"token": token, "password": NEW}).status == 204


def test_of_two_at_once_one_is_used(town: Town, token: str) -> None:
    bodies = [{"token": token, "password": f"{NEW}-{number}"} for number in range(4)]
    with ThreadPoolExecutor(4) as pool:
        told = list(
            pool.map(lambda body: Browser(town.connect()).post("/api/reset", body).status, bodies)
        )
    assert sorted(told) == [204, 404, 404, 404]


def test_links_that_there_are_not_are_slowed_and_right_ones_are_not(
    town: Town, token: str, browser: Browser
) -> None:
    told = [browser.post("/api/reset/look", {"token": f"v1.{n}"}).status for n in range(7)]
    assert told == [404] * 5 + [429] * 2
    assert browser.post("/api/reset/look", {"token": token}).status == 200


@pytest.mark.parametrize("login", ["son", "quan"])
def test_nobody_makes_one_for_the_own_account_or_above(town: Town, app: Flask, login: str) -> None:
    desk, path = town.sign_in(login), f"/api/accounts/{account_id(app, login)}"
    assert desk.post(f"{path}/reset", {}).code == "wrong_role"
    assert desk.delete(f"{path}/factors").code == "wrong_role"
    quan = f"/api/accounts/{account_id(app, 'quan')}"
    assert town.sign_in().post(f"{quan}/reset", {}).code == "not_found"


def test_the_link_stands_nowhere_in_the_database(town: Town, app: Flask, token: str) -> None:
    with app.app_context():
        kept = repr(read_tables())
    assert token not in kept
    assert token.removeprefix("v1.") not in kept

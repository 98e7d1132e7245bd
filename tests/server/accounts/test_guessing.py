"""Guesses at passwords: few an hour from wherever they come, nobody else locked out by them, and told."""

from collections.abc import Iterator

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from tests.server.accounts.authenticators import Authenticator
from tests.server.operations.test_trail import acts
from tests.server.trail import trail
from tests.town import KHANH_CUONG, PASSWORD, TRA_CAU, Town
from tests.wires import Answer, Browser

WRONG = "sai-mat-khau-roi-ban-oi"
HOME, CROWD = "203.0.113.7", "198.51.100.1"


def guess(
    town: Town, address: str, password: str = WRONG, login: str = "son", cookie: str = ""
) -> Answer:
    """A sign-in from an address, by a browser that has this cookie or none."""
    client = town.app.test_client(use_cookies=False)
    got = client.post(
        "/api/session",
        json={"login": login, "password": password},
        headers={"Sec-Fetch-Site": "same-origin", **({"Cookie": cookie} if cookie else {})},
        environ_base={"REMOTE_ADDR": address},
    )
    return Answer(got.status_code, got.headers, got.get_data())


def known_by(town: Town, login: str = "son") -> str:
    """The cookie of a browser in which somebody signed in."""
    client = town.app.test_client()
    headers = {"Sec-Fetch-Site": "same-origin"}
    client.post("/api/session", json={"login": login, "password": PASSWORD}, headers=headers)
    cookie = client.get_cookie("browser")
    assert cookie is not None
    return f"browser={cookie.value}"


def addresses() -> Iterator[str]:
    """Sixty of them, again and again."""
    while True:
        yield from (f"198.51.100.{number}" for number in range(1, 61))


def test_sixty_addresses_make_few_guesses_at_one_account(town: Town) -> None:
    """As many as they can for an hour, a guess a second."""
    crowd = addresses()
    told = []
    for _ in range(3600 // 5):
        told.append(guess(town, next(crowd)).status)
        town.clock.move(seconds=5)
    assert set(told) == {401, 429}
    assert told.count(401) <= 80


def test_sixty_guesses_at_once_are_ten(town: Town) -> None:
    crowd = addresses()
    told = [guess(town, next(crowd)).status for _ in range(60)]
    assert told == [401] * 10 + [429] * 50


def test_the_wait_is_never_longer_than_two_minutes(town: Town) -> None:
    for _ in range(40):
        answer = guess(town, HOME)
        if answer.status == 429:
            seconds = int(answer.headers["Retry-After"])
            assert 0 < seconds <= 120
            town.clock.move(seconds=seconds)
    assert answer.status in (401, 429)
    town.clock.move(minutes=2)
    assert guess(town, HOME, PASSWORD).status == 200


def test_a_browser_that_signed_in_before_is_let_in_whatever_strangers_guess(town: Town) -> None:
    cookie = known_by(town)
    crowd = addresses()
    for _ in range(60):
        guess(town, next(crowd))
        guess(town, HOME)
    assert guess(town, HOME, PASSWORD).status == 429
    assert guess(town, HOME, PASSWORD, cookie=cookie).status == 200


def test_five_failures_behind_one_address_keep_no_neighbour_out(town: Town) -> None:
    """A whole town shares a mobile network's address."""
    for _ in range(5):
        guess(town, HOME)
    assert guess(town, HOME, PASSWORD, login="quan").status == 200


def test_who_guesses_at_many_logins_keeps_no_known_browser_out(town: Town) -> None:
    cookie = known_by(town)
    for number in range(35):
        guess(town, HOME, login=f"login{number}")
    assert guess(town, HOME, PASSWORD).status == 429
    assert guess(town, HOME, PASSWORD, cookie=cookie).status == 200


def test_a_known_browser_is_known_to_its_own_account_only(town: Town) -> None:
    """Who has an account guesses at others' no faster for it."""
    cookie = known_by(town, "quan")
    told = [guess(town, HOME, cookie=cookie).status for _ in range(8)]
    assert told == [401] * 5 + [429] * 3


def test_a_known_browser_guesses_slowly_too(town: Town) -> None:
    cookie = known_by(town)
    told = [guess(town, HOME, cookie=cookie).status for _ in range(8)]
    assert told == [401] * 5 + [429] * 3
    town.clock.move(seconds=15)
    assert guess(town, HOME, PASSWORD, cookie=cookie).status == 200


def test_a_browser_is_known_by_a_secret_of_the_server_s_making(town: Town) -> None:
    planted = "browser=" + "x" * 43
    answer = guess(town, HOME, PASSWORD, cookie=planted)
    cookies = [each for each in answer.headers.getlist("Set-Cookie") if "browser=" in each]
    assert len(cookies) == 1
    assert planted not in cookies[0]
    assert "HttpOnly" in cookies[0]
    assert "SameSite=Strict" in cookies[0]


def test_one_secret_serves_two_accounts_on_one_machine(town: Town) -> None:
    first = known_by(town)
    answer = guess(town, HOME, PASSWORD, login="quan", cookie=first)
    assert first in answer.headers.getlist("Set-Cookie")[-1]


def test_a_renewed_password_forgets_the_browsers(town: Town) -> None:
    """Somebody who knew the password may have signed in by it."""
    cookie, desk = known_by(town), town.sign_in("quan")
    (row,) = desk.get("/api/accounts").json["rows"]
    assert desk.post(f"/api/accounts/{row['id']}/password", {}).status == 200
    crowd = addresses()
    for _ in range(60):
        guess(town, next(crowd))
    assert guess(town, HOME, cookie=cookie).status == 429


def test_ways_in_for_an_unknown_browser_while_others_guess(town: Town) -> None:
    """By a passkey, and by a reset link, which makes the browser a known one."""
    key, desk = Authenticator(), town.sign_in()
    assert key.add(desk).status == 201
    crowd = addresses()
    for _ in range(60):
        guess(town, next(crowd))
    browser = Browser(town.connect())
    assert browser.post("/api/session", {"login": "son", "password": PASSWORD}).status == 429
    assert key.sign_in(browser).json["stage"] == "ready"
    boss, new = town.sign_in("quan"), "mot-cau-moi-that-dai-cua-son"
    (row,) = boss.get("/api/accounts").json["rows"]
    link = boss.post(f"/api/accounts/{row['id']}/reset", {}).json["link"]
    other = Browser(town.connect())
    token = link.partition("#")[2]
    assert other.post("/api/reset", {"token": token, "password": new}).status == 204
    answer = other.post("/api/session", {"login": "son", "password": new})
    assert (answer.status, answer.json["stage"]) == (200, "factor")


def test_a_login_that_there_is_not_is_slowed_alike(town: Town) -> None:
    crowd = addresses()
    told = [guess(town, next(crowd), login="khong-ai").status for _ in range(60)]
    assert told == [401] * 10 + [429] * 50


def test_the_owner_is_told_of_guesses_until_they_took_note(town: Town) -> None:
    since = town.clock().isoformat()
    for _ in range(3):
        guess(town, CROWD)
    town.clock.move(hours=1)
    desk = town.sign_in()
    told = desk.get("/api/session").json["guesses"]
    assert (told["count"], told["since"][:16]) == (3, "2026-11-24T02:00")
    assert since.startswith("2026-11-24T09:00")  # the same moment in Việt Nam
    town.clock.move(hours=1)
    assert town.sign_in().get("/api/session").json["guesses"]["count"] == 3
    assert desk.delete("/api/account/guesses").status == 204
    assert desk.get("/api/session").json["guesses"] is None
    town.clock.move(hours=1)
    assert town.sign_in().get("/api/session").json["guesses"] is None


def test_the_trail_tells_of_guesses_once_in_ten_minutes(town: Town, app: Flask) -> None:
    crowd = addresses()
    for _ in range(30):
        guess(town, next(crowd))
    town.clock.move(minutes=10)
    for _ in range(30):
        guess(town, next(crowd))
    counts = [details["count"] for _, details in trail(app, "sign_in_failed")]
    assert counts == [1, 10]


@pytest.mark.parametrize(("login", "sees"), [("son", True), ("cau", False), ("thu", True)])
def test_who_looks_after_an_account_s_unit_reads_of_guesses(
    town: Town, login: str, sees: bool
) -> None:
    with town.app.app_context():
        create_account("thu", "Thu", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("cau", "Câu", "coordinator", TRA_CAU, PASSWORD)
    guess(town, CROWD, login="thu")
    rows = acts(town.sign_in(login), "about=accounts")
    told = [(row["action"], row["by"], row["who"], row["name"]) for row in rows]
    assert (("sign_in_failed", "system", None, "Thu") in told) is sees


def test_nothing_is_told_of_logins_that_there_are_not(town: Town, app: Flask) -> None:
    guess(town, CROWD, login="khong-ai")
    assert trail(app, "sign_in_failed") == []

"""POST, GET and DELETE /api/session: a coordinator signs in and out."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.auth.tables import AccountSession
from server.auth.throttle import login_keys
from server.database.engine import db
from tests.town import CLUSTER, PASSWORD, Town
from tests.wires import Answer, Browser

WRONG = "sai-mat-khau-roi-ban-oi"


def sign_in(town: Town, login: str = "son", password: str = PASSWORD) -> Answer:
    return Browser(town.connect()).post("/api/session", {"login": login, "password": password})


def token_of(answer: Answer) -> str:
    return answer.headers["Set-Cookie"].split(";")[0].removeprefix("account=")


def ask_with(town: Town, token: str) -> int:
    """The status for a browser that has just this cookie."""
    client = town.app.test_client(use_cookies=False)
    return client.get("/api/session", headers={"Cookie": f"account={token}"}).status_code


def test_son_signs_in(town: Town) -> None:
    answer = sign_in(town)
    assert answer.status == 200
    account = answer.json["account"]
    assert (account["login"], account["name"], account["role"]) == ("son", "Sơn", "coordinator")
    assert account["unit"] == {"id": CLUSTER, "name": "Cụm Đức Phổ", "kind": "cum"}
    cookie = answer.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert PASSWORD not in answer.body.decode()


def test_an_administrator_has_no_unit(town: Town) -> None:
    assert sign_in(town, "quan").json["account"]["unit"] is None


@pytest.mark.parametrize(("login", "password"), [("son", WRONG), ("nobody", PASSWORD)])
def test_wrong_credentials_are_told_alike(town: Town, login: str, password: str) -> None:
    answer = sign_in(town, login, password)
    assert (answer.status, answer.code) == (401, "bad_credentials")
    assert "Set-Cookie" not in answer.headers


def test_each_login_gets_a_new_id_and_ends_the_old_one(town: Town) -> None:
    browser = town.sign_in()
    with town.app.app_context():
        (first,) = db.session.scalars(select(AccountSession.token_hash))
    browser.post("/api/session", {"login": "son", "password": PASSWORD})
    with town.app.app_context():
        (second,) = db.session.scalars(select(AccountSession.token_hash))
    assert first != second


def test_an_id_that_a_browser_brings_is_never_taken_over(town: Town) -> None:
    planted = "x" * 43
    client = town.app.test_client(use_cookies=False)
    answer = client.post(
        "/api/session",
        json={"login": "son", "password": PASSWORD},
        headers={"Cookie": f"account={planted}", "Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 200
    assert planted not in answer.headers["Set-Cookie"]
    assert ask_with(town, planted) == 401


def test_signing_out_ends_the_session_for_good(town: Town) -> None:
    browser = town.sign_in()
    answer = sign_in(town)
    assert ask_with(town, token_of(answer)) == 200
    assert browser.delete("/api/session").status == 204
    assert browser.get("/api/session").status == 401
    assert ask_with(town, token_of(answer)) == 200  # another browser stays


def test_an_unused_session_ends(town: Town) -> None:
    browser = town.sign_in()
    town.clock.move(hours=7, minutes=59)
    assert browser.get("/api/session").status == 200
    town.clock.move(hours=7, minutes=59)  # its use just now counts
    assert browser.get("/api/session").status == 200
    town.clock.move(hours=8, minutes=1)
    assert browser.get("/api/session").code == "unauthenticated"


def test_a_session_ends_after_a_week_even_if_used(town: Town) -> None:
    browser = town.sign_in()
    for _ in range(7 * 4 - 1):
        town.clock.move(hours=6)
        assert browser.get("/api/session").status == 200
    town.clock.move(hours=6, minutes=1)
    assert browser.get("/api/session").status == 401


def test_guessing_is_slowed_down(town: Town) -> None:
    for _ in range(5):
        assert sign_in(town, password=WRONG).status == 401
    answer = sign_in(town)
    assert (answer.status, answer.code) == (429, "too_many_attempts")
    assert 0 < int(answer.headers["Retry-After"]) <= 15 * 60
    assert sign_in(town, "quan").status == 200  # others from the same address are not
    town.clock.move(minutes=15)
    assert sign_in(town).status == 200


def test_trying_many_logins_from_one_address_is_slowed_down(town: Town) -> None:
    told = [sign_in(town, f"login{number}", WRONG).status for number in range(31)]
    assert told == [401] * 30 + [429]
    assert sign_in(town).status == 429


def test_signing_in_and_out_leave_audit_rows(town: Town) -> None:
    town.sign_in().delete("/api/session")
    with town.app.app_context():
        told = db.session.scalars(
            select(AuditEntry.action)
            .where(AuditEntry.actor_kind == "account")
            .order_by(AuditEntry.id)
        )
        assert list(told) == ["signed_in", "signed_out"]


def test_guesses_at_once_are_no_more_than_one_after_the_other(town: Town) -> None:
    with ThreadPoolExecutor(16) as pool:
        told = list(pool.map(lambda _: sign_in(town, password=WRONG).status, range(16)))
    assert set(told) <= {401, 429}
    assert told.count(401) <= 5
    town.clock.move(minutes=15)
    assert sign_in(town).status == 200


def test_signing_in_often_is_no_guessing(town: Town) -> None:
    assert [sign_in(town).status for _ in range(8)] == [200] * 8


def test_addresses_of_ipv4_are_told_apart_inside_ipv6(app: Flask) -> None:
    with app.app_context():
        first, again, other, ipv6, neighbour = (
            login_keys("son", address)[0][0]
            for address in ("::ffff:203.0.113.7", "203.0.113.7", "::ffff:203.0.113.8",
                            "2001:db8:0:1::1", "2001:db8:0:1::2")
        )  # fmt: skip
    assert first == again != other
    assert ipv6 == neighbour

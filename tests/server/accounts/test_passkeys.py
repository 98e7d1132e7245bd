"""Passkeys: made, signed in by, and refused. The authenticator is one in software, whose signatures are
true ones; nothing of the server is replaced."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.auth.store import factors
from server.auth.tables import Passkey, SpentChallenge
from server.database.engine import db
from tests.server.accounts.authenticators import PRESENT, Authenticator
from tests.server.trail import trail
from tests.town import PASSWORD, Town
from tests.wires import Answer, Browser

Change = Callable[[Authenticator], object]


@pytest.fixture
def key() -> Authenticator:
    return Authenticator()


@pytest.fixture
def desk(town: Town, key: Authenticator) -> Browser:
    """Sơn's, where a passkey was added."""
    desk = town.sign_in()
    answer = key.add(desk)
    assert answer.status == 201, answer.body
    return desk


def test_a_passkey_signs_in_alone(town: Town, desk: Browser, key: Authenticator) -> None:
    browser = Browser(town.connect())
    answer = key.sign_in(browser)
    assert answer.status == 200, answer.body
    told = answer.json
    assert (told["account"]["login"], told["stage"]) == ("son", "ready")
    assert told["factors"] == ["passkey", "recovery"]
    assert browser.get("/api/units").status == 200
    (kept,) = desk.get("/api/account/factors").json["passkeys"]
    assert kept["name"] == "Máy của Sơn"
    assert kept["last_used_at"] is not None


def test_the_first_passkey_brings_recovery_codes_and_the_second_does_not(
    town: Town, app: Flask
) -> None:
    desk = town.sign_in()
    assert len(set(Authenticator().add(desk).json["recovery"])) == 10
    assert Authenticator().add(desk, "Khóa thứ hai").json["recovery"] is None
    assert desk.get("/api/account/factors").json["recovery_left"] == 10
    added = [details["factor"] for _, details in trail(app, "factor_added")]
    kept = desk.get("/api/account/factors").json["passkeys"]
    assert sorted(added) == sorted(row["id"] for row in kept)


def test_after_a_password_it_is_the_second_step(
    town: Town, desk: Browser, key: Authenticator
) -> None:
    browser = Browser(town.connect())
    answer = browser.post("/api/session", {"login": "son", "password": PASSWORD})
    assert answer.json["stage"] == "factor"
    assert browser.get("/api/units").code == "sign_in_unfinished"
    assert key.sign_in(browser).json["stage"] == "ready"
    assert browser.get("/api/units").status == 200


@pytest.mark.parametrize(
    "change",
    [
        lambda key: setattr(key, "origin", "https://tungngo.example"),
        lambda key: setattr(key, "rp_id", "example"),
        lambda key: setattr(key, "flags", PRESENT),
        lambda key: setattr(key, "user", b"somebody else...."),
        lambda key: setattr(key, "key", Authenticator().key),
        lambda key: setattr(key, "credential", b"unknown"),
        lambda key: setattr(key, "count", -1),
    ],
    ids=["site", "host", "not verified", "user", "signature", "unknown", "copied"],
)
def test_what_is_no_passkey_of_ours_lets_nobody_in(
    town: Town, desk: Browser, key: Authenticator, change: Change
) -> None:
    assert key.sign_in(Browser(town.connect())).status == 200
    change(key)
    browser = Browser(town.connect())
    answer = key.sign_in(browser)
    assert (answer.status, answer.code) == (401, "bad_factor")
    assert browser.get("/api/session").code == "unauthenticated"


def answered(browser: Browser, key: Authenticator) -> dict[str, Any]:
    asked = browser.post("/api/session/passkey/options", {}).json
    return {"id": asked["id"], "credential": key.sign(asked["options"])}


def send(town: Town, body: dict[str, Any]) -> Answer:
    return Browser(town.connect()).post("/api/session/passkey", body)


def test_an_answer_is_good_once(town: Town, desk: Browser, key: Authenticator, app: Flask) -> None:
    body = answered(desk, key)
    assert send(town, body).status == 200
    with app.app_context():
        row = db.session.scalars(select(Passkey)).one()
        row.sign_count = 0  # as of an authenticator that does not count
        db.session.commit()
    assert send(town, body).code == "bad_factor"
    town.clock.move(minutes=6)
    assert send(town, answered(desk, key)).status == 200
    with app.app_context():
        assert len(db.session.scalars(select(SpentChallenge)).all()) == 1


def test_an_answer_comes_within_five_minutes(town: Town, desk: Browser, key: Authenticator) -> None:
    body = answered(desk, key)
    town.clock.move(minutes=5)
    assert send(town, body).code == "bad_factor"


def test_a_challenge_is_for_what_it_was_made_for(
    town: Town, desk: Browser, key: Authenticator
) -> None:
    asked = desk.post("/api/account/passkeys/options", {}).json
    assert send(town, {"id": asked["id"], "credential": key.sign(asked["options"])}).code == (
        "bad_factor"
    )
    other, asked = Authenticator(), desk.post("/api/session/passkey/options", {}).json
    user = desk.post("/api/account/passkeys/options", {}).json["options"]["user"]
    made = other.make({**asked["options"], "user": user})
    body = {"id": asked["id"], "name": "Khóa", "credential": made}
    assert desk.post("/api/account/passkeys", body).code == "bad_factor"


def test_a_challenge_of_one_account_adds_to_no_other(town: Town, key: Authenticator) -> None:
    asked = town.sign_in().post("/api/account/passkeys/options", {}).json
    body = {"id": asked["id"], "name": "Khóa", "credential": key.make(asked["options"])}
    assert town.sign_in("quan").post("/api/account/passkeys", body).code == "bad_factor"


def test_a_credential_is_added_once(town: Town, desk: Browser, key: Authenticator) -> None:
    assert key.add(desk).code == "bad_factor"
    assert key.add(town.sign_in("quan")).code == "bad_factor"


def test_a_credential_is_added_once_also_by_two_at_the_same_moment(
    town: Town, desk: Browser, key: Authenticator, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        factors, "passkey_by_credential", lambda _: None
    )  # both looked before either
    assert key.add(town.sign_in("quan")).code == "bad_factor"


def test_ten_are_enough(town: Town) -> None:
    desk = town.sign_in()
    for number in range(10):
        assert Authenticator().add(desk, f"Khóa {number}").status == 201
    asked = desk.post("/api/account/passkeys/options", {})
    assert (asked.status, asked.code) == (409, "passkeys_full")


def test_a_disabled_account_has_no_way_in_by_passkey(
    town: Town, desk: Browser, key: Authenticator
) -> None:
    account = desk.get("/api/session").json["account"]["id"]
    assert town.sign_in("quan").patch(f"/api/accounts/{account}", {"disabled": True}).status == 200
    assert key.sign_in(Browser(town.connect())).code == "bad_factor"


def test_a_passkey_that_was_taken_away_lets_nobody_in(
    town: Town, desk: Browser, key: Authenticator, app: Flask
) -> None:
    (kept,) = desk.get("/api/account/factors").json["passkeys"]
    assert desk.delete(f"/api/account/passkeys/{kept['id']}").status == 204
    assert desk.delete(f"/api/account/passkeys/{kept['id']}").code == "not_found"
    assert key.sign_in(Browser(town.connect())).code == "bad_factor"
    assert desk.get("/api/account/factors").json["recovery_left"] == 0
    assert trail(app, "factor_removed")[-1][1] == {"factor": kept["id"]}


@pytest.mark.parametrize(
    "answer",
    [
        {},
        {"id": 7},
        {"id": "x" * 1000},
        {"id": "AAAA", "rawId": "AAAA", "type": "public-key", "response": {}},
    ],
)
def test_what_no_authenticator_says_is_refused(town: Town, answer: dict[str, Any]) -> None:
    asked = Browser(town.connect()).post("/api/session/passkey/options", {}).json
    assert send(town, {"id": asked["id"], "credential": answer}).code == "bad_factor"


@pytest.mark.parametrize("name", ["clientDataJSON", "authenticatorData", "signature", "userHandle"])
@pytest.mark.parametrize("value", ["", "!!", "A", "AAAA", "oA", "8J-YgA", 7, None, [], {}])
def test_a_damaged_answer_is_refused(
    town: Town, desk: Browser, key: Authenticator, name: str, value: object
) -> None:
    body = answered(desk, key)
    body["credential"]["response"][name] = value
    told = send(town, body)
    # A browser may leave the user's handle out.
    left_out = name == "userHandle" and value is None
    assert told.status == 200 if left_out else told.code == "bad_factor"

"""Accounts that coordinators and administrators keep, and the own password."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from server.accounts.use_cases.password_sign_in import create_account
from server.auth.tables import Account
from server.database.engine import db
from tests.phones import new_id
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, PROVINCE, TRA_CAU, Town
from tests.wires import Answer, Browser

NEW = {"login": "mai", "name": "Mai", "role": "coordinator", "unit": KHANH_CUONG}
BETTER = "mot-mat-khau-moi-cua-son"


def account_id(app: Flask, login: str) -> str:
    with app.app_context():
        return db.session.scalars(select(Account.id).where(Account.login == login)).one()


def sign_in(town: Town, login: str, password: str) -> Answer:
    return Browser(town.connect()).post("/api/session", {"login": login, "password": password})


def logins(desk: Browser) -> list[str]:
    return [row["login"] for row in desk.get("/api/accounts").json["rows"]]


@pytest.fixture
def province(town: Town) -> Browser:
    """The coordinator of the province, above Sơn."""
    with town.app.app_context():
        create_account("thu", "Thu", "coordinator", PROVINCE, PASSWORD)
    return town.sign_in("thu")


def test_son_makes_an_account_that_can_sign_in(town: Town, app: Flask) -> None:
    desk = town.sign_in()
    answer = desk.post("/api/accounts", {**NEW, "name": "  Mai  "})
    assert answer.status == 201
    shown = answer.json
    assert re.fullmatch(r"([0-9A-Z]{4}-){3}[0-9A-Z]{4}", shown["password"])
    assert (shown["login"], shown["name"], shown["role"]) == ("mai", "Mai", "coordinator")
    assert (shown["unit"]["id"], shown["disabled"]) == (KHANH_CUONG, False)
    assert sign_in(town, "mai", shown["password"]).status == 200
    listed = desk.get("/api/accounts")
    assert logins(desk) == ["mai"]
    assert shown["password"] not in listed.text
    (told,) = trail(app, "account_created")[-1:]
    assert told == (
        shown["id"], {"login": "mai", "role": "coordinator", "unit": KHANH_CUONG},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"unit": CLUSTER}, 403, "wrong_role"),
        ({"unit": PROVINCE}, 404, "not_found"),
        ({"unit": new_id()}, 404, "not_found"),
        ({"role": "administrator", "unit": None}, 403, "wrong_role"),
        ({"unit": None}, 422, "invalid_shape"),
        ({"login": "son"}, 409, "login_taken"),
        ({"login": "Mai"}, 422, "invalid_shape"),
        ({"login": "m"}, 422, "invalid_shape"),
        ({"name": "Mai 0905123456"}, 422, "name_refused"),
        ({"password": "chosen-by-somebody"}, 422, "invalid_shape"),
    ],
)
def test_accounts_that_son_cannot_make(
    town: Town, given: dict[str, Any], status: int, code: str
) -> None:
    answer = town.sign_in().post("/api/accounts", {**NEW, **given})
    assert (answer.status, answer.code) == (status, code)
    assert logins(town.sign_in("quan")) == ["son"]


def test_each_sees_the_accounts_strictly_below(town: Town, province: Browser) -> None:
    son = town.sign_in()
    son.post("/api/accounts", NEW)
    son.post("/api/accounts", {**NEW, "login": "old", "name": "Cũ", "unit": TRA_CAU})
    province.post("/api/accounts", {**NEW, "login": "beside", "name": "Bên", "unit": CLUSTER})
    assert logins(son) == ["old", "mai"]
    assert logins(province) == ["beside", "old", "mai", "son"]
    assert logins(town.sign_in("quan")) == ["beside", "old", "mai", "son", "thu"]


def test_an_administrator_makes_administrators(town: Town) -> None:
    desk = town.sign_in("quan")
    admin = {"login": "binh", "name": "Bình", "role": "administrator", "unit": None}
    answer = desk.post("/api/accounts", admin)
    assert (answer.status, answer.json["unit"]) == (201, None)
    assert len(answer.json["password"]) >= 15
    assert desk.post("/api/accounts", {**admin, "unit": CLUSTER}).code == "invalid_shape"
    of_binh = f"/api/accounts/{answer.json['id']}"
    assert desk.patch(of_binh, {"unit": CLUSTER}).code == "invalid_shape"
    assert town.sign_in().patch(of_binh, {"name": "Khác"}).code == "not_found"


def test_who_is_disabled_is_out_at_once(town: Town, app: Flask) -> None:
    desk = town.sign_in()
    made = desk.post("/api/accounts", NEW).json
    mai = Browser(town.connect())
    mai.post("/api/session", {"login": "mai", "password": made["password"]})
    assert mai.get("/api/session").status == 200
    path = f"/api/accounts/{made['id']}"
    assert desk.patch(path, {"disabled": True}).json["disabled"] is True
    assert mai.get("/api/session").code == "unauthenticated"
    assert sign_in(town, "mai", made["password"]).code == "bad_credentials"
    assert desk.post("/api/accounts", NEW).code == "login_taken"
    assert desk.patch(path, {"disabled": False}).json["disabled"] is False
    assert sign_in(town, "mai", made["password"]).status == 200
    assert mai.get("/api/session").code == "unauthenticated"
    assert [details["after"]["disabled"] for _, details in trail(app, "account_changed")] == [
        True, False,
    ]  # fmt: skip


def test_another_name_and_another_unit(town: Town, app: Flask) -> None:
    desk = town.sign_in()
    made = desk.post("/api/accounts", NEW).json
    path = f"/api/accounts/{made['id']}"
    answer = desk.patch(path, {"name": "Mai Anh", "unit": TRA_CAU})
    assert (answer.json["name"], answer.json["unit"]["id"]) == ("Mai Anh", TRA_CAU)
    mai = town.first_sign_in("mai", made["password"])
    assert KHANH_CUONG not in {row["id"] for row in mai.get("/api/units").json["rows"]}
    (told,) = trail(app, "account_changed")
    assert told[1]["before"] == {"name": "Mai", "unit": KHANH_CUONG, "disabled": False}
    assert desk.patch(path, {"unit": CLUSTER}).code == "wrong_role"
    assert desk.patch(path, {"unit": PROVINCE}).code == "not_found"
    assert desk.patch(path, {"role": "administrator"}).code == "invalid_shape"
    assert desk.patch(path, {}).status == 200
    assert len(trail(app, "account_changed")) == 1


@pytest.mark.parametrize("login", ["son", "quan"])
def test_nobody_keeps_the_own_account(town: Town, app: Flask, login: str) -> None:
    desk, own = town.sign_in(login), account_id(app, login)
    assert own not in {row["id"] for row in desk.get("/api/accounts").json["rows"]}
    for given in ({"name": "Ai khác"}, {"unit": KHANH_CUONG}, {"disabled": True}):
        assert desk.patch(f"/api/accounts/{own}", given).code == "wrong_role"
    assert desk.post(f"/api/accounts/{own}/password", {}).code == "wrong_role"


def test_accounts_above_and_beside_do_not_exist(town: Town, app: Flask, province: Browser) -> None:
    province.post("/api/accounts", {**NEW, "login": "beside", "name": "Bên", "unit": CLUSTER})
    desk = town.sign_in()
    for login in ("thu", "beside", "quan"):
        path = f"/api/accounts/{account_id(app, login)}"
        assert desk.patch(path, {"disabled": True}).code == "not_found"
        assert desk.post(f"{path}/password", {}).code == "not_found"


def test_phones_keep_no_accounts(town: Town) -> None:
    for phone in (town.lan(), town.ha()):
        for answer in (
            phone.web.get("/api/accounts"),
            phone.web.post("/api/accounts", NEW),
            phone.web.patch(f"/api/accounts/{new_id()}", {"disabled": True}),
            phone.web.post(f"/api/accounts/{new_id()}/password", {}),
            phone.web.post("/api/session/password", {"old": PASSWORD, "new": BETTER}),
        ):
            assert answer.code == "wrong_role"


def test_a_new_random_password_ends_the_old_one_and_its_sessions(town: Town, app: Flask) -> None:
    desk = town.sign_in()
    made = desk.post("/api/accounts", NEW).json
    mai = Browser(town.connect())
    mai.post("/api/session", {"login": "mai", "password": made["password"]})
    answer = desk.post(f"/api/accounts/{made['id']}/password", {})
    assert answer.status == 200
    assert mai.get("/api/session").code == "unauthenticated"
    assert sign_in(town, "mai", made["password"]).code == "bad_credentials"
    assert sign_in(town, "mai", answer.json["password"]).status == 200
    assert trail(app, "password_renewed") == [(made["id"], {})]


def test_son_changes_his_password_and_stays_signed_in_here(town: Town, app: Flask) -> None:
    here, there = town.sign_in(), town.sign_in()
    answer = here.post("/api/session/password", {"old": PASSWORD, "new": BETTER})
    assert (answer.status, answer.json["stage"]) == (200, "ready")
    assert here.get("/api/session").status == 200
    assert there.get("/api/session").code == "unauthenticated"
    assert sign_in(town, "son", PASSWORD).code == "bad_credentials"
    assert sign_in(town, "son", BETTER).status == 200
    assert trail(app, "password_changed") == [(account_id(app, "son"), {})]


@pytest.mark.parametrize(
    ("login", "given", "code"),
    [
        ("son", {"old": "sai-mat-khau-roi"}, "wrong_password"),
        ("son", {"new": "x" * 11}, "password_refused"),
        ("quan", {"new": "x" * 14}, "password_refused"),
        ("son", {"new": ""}, "invalid_shape"),
        ("son", {"old": None}, "invalid_shape"),
    ],
)
def test_passwords_that_are_not_changed(
    town: Town, login: str, given: dict[str, Any], code: str
) -> None:
    desk = town.sign_in(login)
    answer = desk.post("/api/session/password", {"old": PASSWORD, "new": BETTER, **given})
    assert (answer.status, answer.code) == (422, code)
    assert sign_in(town, login, PASSWORD).status == 200


def test_a_browser_left_open_is_no_place_to_guess(town: Town) -> None:
    desk = town.sign_in()
    for n in range(5):
        wrong = {"old": f"sai-mat-khau-{n}", "new": BETTER}
        assert desk.post("/api/session/password", wrong).code == "wrong_password"
    answer = desk.post("/api/session/password", {"old": PASSWORD, "new": BETTER})
    assert (answer.status, answer.code) == (429, "too_many_attempts")

"""Who reaches other accounts, and how: no stolen session makes itself a second way in, no part of a
divided unit gets hold of the accounts of the others, and what is done is told."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.directory.use_cases.import_units import unit_id
from tests.server.accounts.authenticators import add_totp
from tests.server.accounts.test_accounts import account_id, logins, sign_in
from tests.server.directory.changing import MERGE, ON, ask
from tests.server.directory.test_changing_units import SPLIT, coordinator
from tests.server.trail import trail
from tests.tables import read_tables
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, PHO_CUONG, PROVINCE, TEAM, TRA_CAU, Town
from tests.wires import Answer, Browser

ADMINISTRATOR = {"login": "ke-gian", "name": "Người Lạ", "role": "administrator", "unit": None}
MAI = {"login": "mai", "name": "Mai", "role": "coordinator", "unit": KHANH_CUONG}
OWN = "mot-mat-khau-rieng-cua-mai"
NORTH = unit_id("21472", ON)


def acts_on(desk: Browser, account: str) -> list[Answer]:
    """What gives or takes access of an account."""
    path = f"/api/accounts/{account}"
    return [
        desk.post(f"{path}/password", {}),
        desk.post(f"{path}/reset", {}),
        desk.delete(f"{path}/factors"),
        desk.patch(path, {"unit": TRA_CAU}),
        desk.patch(path, {"disabled": True}),
        desk.patch(path, {"disabled": False}),
    ]


def kept_of_accounts(app: Flask) -> dict[str, Any]:
    """What an attacker would have changed."""
    with app.app_context():
        tables = read_tables()
    return {name: tables[name] for name in ("account", "reset_link", "totp", "audit_entry")}


@pytest.fixture
def mai(town: Town) -> str:
    return coordinator(town, KHANH_CUONG)


@pytest.mark.parametrize("login", ["son", "quan"])
def test_a_stolen_session_makes_itself_no_other_way_in(
    town: Town, app: Flask, mai: str, login: str
) -> None:
    add_totp(town.sign_in("mai"), town.clock)
    thief = town.sign_in(login)
    town.clock.move(minutes=16)
    before = kept_of_accounts(app)
    answers = acts_on(thief, mai)
    answers.append(thief.post("/api/accounts", {**MAI, "login": "mai2"}))
    if login == "quan":
        answers.append(thief.post("/api/accounts", ADMINISTRATOR))
    assert {(answer.status, answer.code) for answer in answers} == {(403, "confirm_first")}
    assert kept_of_accounts(app) == before
    # A name opens nothing.
    assert thief.patch(f"/api/accounts/{mai}", {"name": "Mai Anh"}).status == 200


def test_the_password_once_more_lets_it_be_done_for_a_quarter_of_an_hour(
    town: Town, mai: str
) -> None:
    desk = town.sign_in()
    town.clock.move(minutes=16)
    reset = f"/api/accounts/{mai}/reset"
    assert desk.post(reset, {}).code == "confirm_first"
    assert desk.post("/api/session/confirm", {"password": PASSWORD}).status == 204
    town.clock.move(minutes=15)
    assert desk.post(reset, {}).status == 200
    town.clock.move(minutes=1)
    assert desk.post(reset, {}).code == "confirm_first"


def test_a_stolen_session_makes_no_code_that_makes_a_lead(town: Town) -> None:
    ha, thief = town.ha(), town.sign_in()
    path = f"/api/teams/{TEAM}/invitations"
    town.clock.move(minutes=16)
    leading = [{"role": "lead", "max_uses": 1, "hours": 24}, {"member": ha.member}]
    before = thief.get(path).json["rows"]
    for wish in leading:
        answer = thief.post(path, wish)
        assert (answer.status, answer.code) == (403, "confirm_first")
    assert thief.get(path).json["rows"] == before
    # Others let in volunteers.
    assert thief.post(path, {"role": "volunteer"}).status == 201
    assert thief.post("/api/session/confirm", {"password": PASSWORD}).status == 204
    assert [thief.post(path, wish).status for wish in leading] == [201, 201]


def test_whose_account_is_out_of_reach_is_told_before_whether_one_is_fresh(town: Town) -> None:
    desk, above = town.sign_in(), coordinator(town, PROVINCE, "thu")
    town.clock.move(minutes=16)
    assert {answer.code for answer in acts_on(desk, above)} == {"not_found"}


def test_no_part_of_a_divided_unit_keeps_the_accounts_of_the_others(
    town: Town, app: Flask, mai: str
) -> None:
    desk, mais = town.sign_in(), town.sign_in("mai")
    divided = {**SPLIT, "goes": [{"team": TEAM, "into": 0}]}
    assert ask(desk, divided).status == 200
    coordinator(town, NORTH, "bac")
    north, path = town.sign_in("bac"), f"/api/accounts/{mai}"
    assert logins(north) == []
    assert {answer.code for answer in acts_on(north, mai)} == {"not_found"}
    assert north.patch(path, {"name": "Ai khác"}).code == "not_found"
    # Whoever stands above all parts keeps it, and a session of before does not go along.
    assert logins(desk) == ["bac", "mai"]
    assert mais.get("/api/session").status == 200
    link = desk.post(f"{path}/reset", {}).json["link"].partition("#")[2]
    assert desk.patch(path, {"unit": NORTH}).status == 200
    assert mais.get("/api/session").code == "unauthenticated"
    answer = Browser(town.connect()).post("/api/reset", {"token": link, "password": OWN})
    assert answer.code == "reset_unknown"
    assert sign_in(town, "mai", PASSWORD).status == 200
    assert trail(app, "account_changed")[-1][1]["after"]["unit"] == NORTH


def test_a_unit_that_took_over_wholly_keeps_them(town: Town) -> None:
    """The account of a commune that merged goes along, signed out; one below it stays in reach."""
    coordinator(town, KHANH_CUONG)
    mais = town.sign_in("mai")
    assert ask(town.sign_in(), MERGE).status == 200
    assert mais.get("/api/session").code == "unauthenticated"
    assert sign_in(town, "mai", PASSWORD).json["account"]["unit"]["id"] == unit_id("21999", ON)
    assert logins(town.sign_in()) == ["mai"]


@pytest.mark.parametrize("login", ["son", "quan"])
def test_nobody_gets_an_account_at_a_unit_that_is_over(town: Town, mai: str, login: str) -> None:
    desk = town.sign_in(login)
    answer = desk.post("/api/accounts", {**MAI, "login": "cu", "unit": PHO_CUONG})
    assert (answer.status, answer.code) == (409, "closed_on_day")
    assert desk.patch(f"/api/accounts/{mai}", {"unit": PHO_CUONG}).code == "closed_on_day"
    with town.app.app_context(), pytest.raises(ValueError, match="not over"):
        create_account("cu", "Cũ", "coordinator", PHO_CUONG, PASSWORD)


def test_a_link_outlives_no_blocking(town: Town, mai: str) -> None:
    desk, path = town.sign_in(), f"/api/accounts/{mai}"
    token = desk.post(f"{path}/reset", {}).json["link"].partition("#")[2]
    assert desk.patch(path, {"disabled": True}).status == 200
    answer = desk.post(f"{path}/reset", {})
    assert (answer.status, answer.code) == (409, "account_disabled")
    assert desk.patch(path, {"disabled": False}).status == 200
    answer = Browser(town.connect()).post("/api/reset", {"token": token, "password": OWN})
    assert answer.code == "reset_unknown"


def test_who_guesses_in_a_stolen_session_is_told_of_and_locks_nobody_out(town: Town) -> None:
    owner, thief = town.sign_in(), town.sign_in()
    told = [
        thief.post("/api/session/confirm", {"password": f"sai-mat-khau-{n}"}).status
        for n in range(6)
    ]
    assert told == [422] * 5 + [429]
    wrong = {"old": "sai-mat-khau", "new": OWN}
    assert thief.post("/api/session/password", wrong).code == "too_many_attempts"
    assert owner.post("/api/session/confirm", {"password": PASSWORD}).status == 204
    assert sum(details["count"] for _, details in trail(town.app, "sign_in_failed")) >= 1
    assert town.sign_in().get("/api/session").json["guesses"]["count"] == 5


def test_many_sessions_make_no_more_guesses(town: Town) -> None:
    """Each of them has its own few, and all together are slowed."""
    told = []
    for _ in range(8):
        thief = town.sign_in()
        told += [
            thief.post("/api/session/confirm", {"password": f"sai-mat-khau-{n}"}).status
            for n in range(4)
        ]
    assert told == [422] * 30 + [429] * 2


def test_administrators_read_what_is_done_about_accounts_and_nothing_of_records(
    town: Town, app: Flask
) -> None:
    quan = town.sign_in("quan")
    made = quan.post("/api/accounts", ADMINISTRATOR).json["id"]
    town.sign_in().post("/api/accounts", MAI)
    for query in ("", "?about=accounts"):
        rows = quan.get(f"/api/audit{query}").json["rows"]
        assert {(row["who"], row["action"], row["name"]) for row in rows} >= {
            ("Quân", "account_created", "Người Lạ"),
            ("Sơn", "account_created", "Mai"),
        }
        assert {row["kind"] for row in rows} == {"account"}
    for about in ("people", "sessions"):
        assert quan.get(f"/api/audit?about={about}").code == "wrong_role"
    assert made not in town.sign_in().get("/api/audit").text


def test_who_is_below_reads_what_an_administrator_did_to_the_account(
    town: Town, app: Flask
) -> None:
    son = account_id(app, "son")
    assert town.sign_in("quan").post(f"/api/accounts/{son}/reset", {}).status == 200
    rows = town.sign_in().get("/api/audit?about=accounts").json["rows"]
    row = next(each for each in rows if each["action"] != "signed_in")
    assert (row["who"], row["action"], row["name"]) == ("Quân", "reset_made", "Sơn")
    coordinator(town, TRA_CAU, "cau")
    assert son not in town.sign_in("cau").get("/api/audit?about=accounts").text
    assert CLUSTER not in town.sign_in("cau").get("/api/audit?about=accounts").text

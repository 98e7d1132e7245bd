"""Who keeps an account knows ways into it: the password they made, an app they set up first. None of
them leads in once the account is out of their reach."""

import pytest
from flask import Flask

from tests.server.accounts.authenticators import add_totp
from tests.server.accounts.test_accounts import logins, sign_in
from tests.server.directory.changing import ON, ask
from tests.server.directory.test_changing_units import coordinator
from tests.server.directory.test_dear_sheets import statements
from tests.server.trail import trail
from tests.tables import read_tables
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, PROVINCE, TRA_CAU, Town
from tests.wires import Browser

OWN = "mot-mat-khau-rieng-cua-mai"


@pytest.fixture
def mai(town: Town) -> str:
    return coordinator(town, KHANH_CUONG)


def planted(town: Town, login: str = "mai") -> str:
    """Who knows the password sets up an authenticator app: one of its recovery codes."""
    desk = town.sign_in(login)
    codes = add_totp(desk, town.clock).recovery
    assert codes
    assert desk.get("/api/session").status == 200
    return codes[0]


def is_open(town: Town, code: str, login: str = "mai") -> bool:
    """Whether the password and the recovery code of before still lead into the account."""
    web = Browser(town.connect())
    began = web.post("/api/session", {"login": login, "password": PASSWORD})
    if began.status != 200:
        return False
    return web.post("/api/session/factor", {"recovery": code}).status == 200


def test_nobody_who_keeps_an_account_no_more_knows_a_way_into_it(town: Town, app: Flask) -> None:
    """Sơn could have set up all of it; Mai is put above him."""
    mai = coordinator(town, KHANH_CUONG)
    code, quan, path = planted(town), town.sign_in("quan"), f"/api/accounts/{mai}"
    answer = quan.patch(path, {"unit": PROVINCE})
    assert (answer.json["without_password"], answer.json["factors"]) == (True, 0)
    assert town.sign_in().post(f"{path}/reset", {}).code == "not_found"
    assert not is_open(town, code)
    with app.app_context():
        tables = read_tables()
    for name in ("totp", "passkey", "recovery_code", "account_session", "known_browser"):
        assert mai not in [row["account_id"] for row in tables[name]]
    assert trail(app, "password_ended") == [(mai, {})]
    assert trail(app, "factor_removed") == [(mai, {"factor": "all", "count": 1})]
    # The owner comes in by a link of who keeps the account now, and is told of it.
    link = quan.post(f"{path}/reset", {}).json["link"].partition("#")[2]
    own = Browser(town.connect())
    assert own.post("/api/reset", {"token": link, "password": OWN}).status == 204
    assert sign_in(town, "mai", PASSWORD).code == "bad_credentials"
    told = sign_in(town, "mai", OWN).json["access_changes"]
    assert [each["action"] for each in told] == ["reset_made", "factor_removed", "password_ended"]
    (row,) = (each for each in quan.get("/api/accounts").json["rows"] if each["id"] == mai)
    assert row["without_password"] is False


def test_a_move_within_the_reach_of_all_who_keep_it_takes_nothing(town: Town, mai: str) -> None:
    code = planted(town)
    answer = town.sign_in().patch(f"/api/accounts/{mai}", {"unit": TRA_CAU})
    assert (answer.json["without_password"], answer.json["factors"]) == (False, 1)
    assert is_open(town, code)


def test_a_unit_that_goes_elsewhere_takes_its_accounts_out_of_the_hands_of_before(
    town: Town, app: Flask, mai: str
) -> None:
    """Khánh Cường comes under another cluster, whose coordinator keeps Mai's account from then on."""
    above = town.sign_in("quan")
    cluster = {"code": "K2", "name": "Cụm khác", "kind": "cum", "parent": PROVINCE}
    other = above.post("/api/units", {**cluster, "valid_from": "2025-08-01"}).json["id"]
    code = planted(town)
    part = {"code": "21472", "name": "Khánh Cường", "kind": "xa", "parent": other}
    moved = {"kind": "move", "units": [KHANH_CUONG], "into": [part], "goes": [], "on": ON}
    for dry in (True, False):
        (told,) = ask(above, moved, dry=dry).json["accounts"]
        assert (told["id"], told["without_password"]) == (mai, True)
    assert logins(town.sign_in()) == []
    assert not is_open(town, code)
    coordinator(town, other, "moi")
    (row,) = town.sign_in("moi").get("/api/accounts").json["rows"]
    assert (row["login"], row["without_password"]) == ("mai", True)


def test_who_went_along_when_the_own_unit_gave_way_keeps_as_before(town: Town, mai: str) -> None:
    """The whole cluster becomes another: Sơn is there, and keeps Mai's account, which stays open."""
    code, above = planted(town), town.sign_in("quan")
    new = {"code": "K3", "name": "Cụm mới", "kind": "cum", "parent": PROVINCE}
    renamed = {"kind": "rename", "units": [CLUSTER], "into": [new], "goes": [], "on": ON}
    answer = ask(above, renamed)
    assert answer.status == 200, answer.body
    assert {row["without_password"] for row in answer.json["accounts"]} == {False}
    assert logins(town.sign_in()) == ["mai"]
    assert is_open(town, code)


def test_who_gives_way_together_keeps_the_own_password(town: Town, mai: str) -> None:
    """Colleagues at one unit, and at two that are merged, have kept none of each other's accounts."""
    coordinator(town, KHANH_CUONG, "hoa")
    coordinator(town, TRA_CAU, "thu")
    logins = ("mai", "hoa", "thu")
    codes, above = {login: planted(town, login) for login in logins}, town.sign_in("quan")
    into = {"code": "21499", "name": "Hợp nhất", "kind": "xa", "parent": CLUSTER}
    merged = {"kind": "merge", "units": [KHANH_CUONG, TRA_CAU], "into": [into], "on": ON}
    answer = ask(above, {**merged, "goes": []})
    assert answer.status == 200, answer.body
    told = {row["name"]: row["without_password"] for row in answer.json["accounts"]}
    assert (len(told), set(told.values())) == (3, {False})
    for login, code in codes.items():
        assert is_open(town, code, login)


def test_all_units_are_read_as_often_for_many_keepers_as_for_few(town: Town, app: Flask) -> None:
    asked = []
    for number, others in enumerate(((), (KHANH_CUONG, TRA_CAU, PROVINCE, CLUSTER))):
        mai = coordinator(town, KHANH_CUONG, f"mai{number}")
        for place, other in enumerate(others):
            coordinator(town, other, f"thu{place}")
        quan = town.sign_in("quan")
        with statements(app) as said:
            assert quan.patch(f"/api/accounts/{mai}", {"unit": TRA_CAU}).status == 200
        asked.append(len([each for each in said if "FROM unit " in each]))
    assert asked[0] == asked[1] > 0

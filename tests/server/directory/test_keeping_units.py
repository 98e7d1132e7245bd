"""POST and PATCH /api/units, and the end of a unit: what coordinators keep of the tree."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.writing import SYSTEM
from server.database.engine import db
from server.directory.use_cases.create_team import Placement, create_team
from server.directory.use_cases.import_units import unit_id
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, PHO_CUONG, PROVINCE, TRA_CAU, Town
from tests.wires import Browser

NEW = {
    "code": "21999", "name": "Xã Mới", "kind": "xa", "parent": CLUSTER, "valid_from": "2026-12-01",
}  # fmt: skip


def units(desk: Browser) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in desk.get("/api/units").json["rows"]}


@pytest.fixture
def commune(town: Town) -> Browser:
    """The coordinator of Khánh Cường."""
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    return town.desk("mai")


def test_son_sets_up_a_unit_under_his_cluster(town: Town, app: Flask) -> None:
    desk = town.desk()
    answer = desk.post("/api/units", {**NEW, "name": "  Xã   Mới "})
    assert answer.status == 201
    shown = answer.json
    assert shown == {**NEW, "id": shown["id"], "valid_to": None, "successors": []}
    assert shown["id"] == unit_id("21999", "2026-12-01")
    assert units(desk)[shown["id"]] == shown
    assert trail(app, "unit_created") == [
        (shown["id"], {"code": "21999", "name": "Xã Mới", "kind": "xa", "parent": CLUSTER})
    ]


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"parent": PROVINCE}, 404, "not_found"),
        ({"parent": PHO_CUONG}, 403, "wrong_role"),
        ({"parent": None}, 403, "wrong_role"),
        ({"code": "21472"}, 409, "code_taken"),
        ({"code": "21472", "valid_from": "2025-07-01"}, 409, "code_taken"),
        ({"valid_from": "2025-06-30"}, 409, "closed_on_day"),
        ({"name": "Xã 0905 123 456"}, 422, "label_refused"),
        ({"name": " "}, 422, "label_refused"),
        ({"name": "x" * 121}, 422, "label_refused"),
        ({"code": "không"}, 422, "invalid_shape"),
        ({"kind": "vương quốc"}, 422, "invalid_shape"),
        ({"kind": "tinh"}, 422, "invalid_shape"),
        ({"kind": "cum"}, 422, "invalid_shape"),
        ({"valid_from": "2026-02-30"}, 422, "invalid_shape"),
        ({"more": 1}, 422, "invalid_shape"),
    ],
)
def test_units_that_son_cannot_set_up(
    town: Town, given: dict[str, Any], status: int, code: str
) -> None:
    desk = town.desk()
    before = units(desk)
    answer = desk.post("/api/units", {**NEW, **given})
    assert (answer.status, answer.code) == (status, code)
    assert units(desk) == before


def test_an_administrator_sets_up_a_tree(town: Town) -> None:
    desk = town.desk("quan")
    top = desk.post("/api/units", {**NEW, "code": "60", "kind": "tinh", "parent": None})
    assert top.status == 201
    below = desk.post("/api/units", {**NEW, "parent": top.json["id"]})
    assert (below.status, below.json["parent"]) == (201, top.json["id"])


def test_a_code_is_free_again_once_its_unit_has_ended(town: Town) -> None:
    desk = town.desk()
    desk.post("/api/units", {**NEW, "valid_from": "2026-01-01"})
    first = unit_id("21999", "2026-01-01")
    assert desk.post("/api/units", NEW).code == "code_taken"
    assert desk.post(f"/api/units/{first}/end", {"on": "2026-11-30"}).status == 200
    assert desk.post("/api/units", NEW).status == 201


def test_a_new_name_reaches_the_phones_of_the_teams_under_it(town: Town, app: Flask) -> None:
    lan = town.lan()
    lan.sync()
    answer = town.desk().patch(f"/api/units/{KHANH_CUONG}", {"name": "Khánh Cường mới"})
    assert (answer.status, answer.json["name"]) == (200, "Khánh Cường mới")
    lan.sync()
    (team,) = lan.of_kind("team")
    assert team["f"]["unit_name"] == "Xã Khánh Cường mới"
    (told,) = trail(app, "unit_changed")
    assert told == (
        KHANH_CUONG,
        {"before": {"name": "Khánh Cường"}, "after": {"name": "Khánh Cường mới"}},
    )


def test_the_same_again_changes_nothing(town: Town, app: Flask) -> None:
    desk = town.desk()
    for _ in range(2):
        assert desk.patch(f"/api/units/{TRA_CAU}", {"code": "21452"}).status == 200
    assert len(trail(app, "unit_changed")) == 1
    assert desk.patch(f"/api/units/{TRA_CAU}", {"code": "21472"}).code == "code_taken"


@pytest.mark.parametrize(
    ("unit", "code"), [(CLUSTER, "wrong_role"), (PROVINCE, "not_found"), (PHO_CUONG, "wrong_role")]
)
def test_nobody_changes_the_own_unit_or_one_above(town: Town, unit: str, code: str) -> None:
    desk = town.desk()
    assert desk.patch(f"/api/units/{unit}", {"name": "Của tôi"}).code == code
    assert desk.post(f"/api/units/{unit}/end", {"on": "2027-01-01"}).code == code


def test_a_commune_keeps_no_other_commune(commune: Browser) -> None:
    assert commune.patch(f"/api/units/{TRA_CAU}", {"name": "Khác"}).code == "not_found"
    assert commune.post("/api/units", {**NEW, "parent": TRA_CAU}).code == "not_found"
    hamlet = commune.post("/api/units", {**NEW, "kind": "thon", "parent": KHANH_CUONG})
    assert hamlet.status == 201


def test_a_unit_in_use_does_not_end(town: Town) -> None:
    desk = town.desk()
    assert desk.post(f"/api/units/{KHANH_CUONG}/end", {"on": "2026-12-31"}).code == "unit_in_use"
    assert units(desk)[KHANH_CUONG]["valid_to"] is None
    new = desk.post("/api/units", {**NEW, "kind": "thon", "parent": TRA_CAU}).json["id"]
    assert desk.post(f"/api/units/{new}/end", {"on": "2026-11-30"}).code == "day_too_early"
    assert desk.post(f"/api/units/{TRA_CAU}/end", {"on": "2026-12-31"}).code == "unit_in_use"
    assert desk.post(f"/api/units/{new}/end", {"on": "2026-12-31"}).json["valid_to"] == "2026-12-31"


def test_a_unit_ends_once_its_teams_have_left(town: Town, app: Flask) -> None:
    with app.app_context():
        standings = [
            Placement(TRA_CAU, "2026-01-01", "2026-10-31"), Placement(KHANH_CUONG, "2026-11-01"),
        ]  # fmt: skip
        team = create_team(SYSTEM, "khac", "Đội đã đi", standings)
        db.session.rollback()
    desk = town.desk()
    (other,) = [row["id"] for row in desk.get("/api/teams").json["rows"] if row["code"] == "DH-PA"]
    desk.post(f"/api/teams/{other}/move", {"unit": KHANH_CUONG, "from": "2026-11-20"})
    assert desk.post(f"/api/units/{TRA_CAU}/end", {"on": "2026-11-18"}).code == "unit_in_use"
    answer = desk.post(f"/api/units/{TRA_CAU}/end", {"on": "2026-11-19"})
    assert (answer.status, answer.json["valid_to"]) == (200, "2026-11-19")
    assert trail(app, "unit_ended") == [(TRA_CAU, {"before": None, "after": "2026-11-19"})]
    assert desk.get(f"/api/teams/{team}").json["unit"]["id"] == KHANH_CUONG
    gone = {"name": "Đội", "kind": "khac", "unit": TRA_CAU}
    assert desk.post("/api/teams", gone).code == "closed_on_day"


def new_unit(desk: Browser, code: str, first: str, **given: str) -> str:
    given = {**NEW, "code": code, "valid_from": first, **given}
    answer = desk.post("/api/units", given)
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def test_the_end_of_a_unit_leaves_its_code_to_the_next(town: Town) -> None:
    desk = town.desk()
    first = new_unit(desk, "21999", "2025-07-01")
    assert desk.post(f"/api/units/{first}/end", {"on": "2025-12-31"}).status == 200
    assert desk.post(f"/api/units/{first}/end", {"on": "2026-06-30"}).status == 200
    assert desk.post(f"/api/units/{first}/end", {"on": "2025-12-31"}).status == 200
    second = new_unit(desk, "21999", "2026-01-01")
    for later in ("2026-01-01", "2099-12-31"):
        assert desk.post(f"/api/units/{first}/end", {"on": later}).code == "code_taken"
    assert units(desk)[first]["valid_to"] == "2025-12-31"
    assert desk.post(f"/api/units/{second}/end", {"on": "2026-12-31"}).status == 200


def test_a_code_is_given_to_one_that_ended_before_another_had_it(town: Town) -> None:
    desk = town.desk()
    old = new_unit(desk, "21998", "2025-07-01")
    assert desk.post(f"/api/units/{old}/end", {"on": "2025-12-31"}).status == 200
    new_unit(desk, "21999", "2026-01-01")
    assert desk.patch(f"/api/units/{old}", {"code": "21999"}).status == 200
    other = new_unit(desk, "21997", "2025-12-01")
    assert desk.patch(f"/api/units/{other}", {"code": "21999"}).code == "code_taken"


def test_nothing_is_put_under_a_unit_that_has_an_end(town: Town) -> None:
    desk = town.desk()
    ended = new_unit(desk, "21999", "2025-07-01")
    assert desk.post(f"/api/units/{ended}/end", {"on": "2025-12-31"}).status == 200
    child = {**NEW, "code": "21998", "kind": "thon", "parent": ended, "valid_from": "2025-08-01"}
    assert desk.post("/api/units", child).code == "closed_on_day"
    team = {"name": "Đội", "kind": "khac", "unit": ended, "from": "2025-08-01"}
    assert desk.post("/api/teams", team).code == "closed_on_day"
    (pa,) = [row["id"] for row in desk.get("/api/teams").json["rows"] if row["code"] == "DH-PA"]
    move = {"unit": ended, "from": "2025-08-01"}
    assert desk.post(f"/api/teams/{pa}/move", move).code == "closed_on_day"


def test_a_unit_does_not_outlive_the_one_above(town: Town) -> None:
    desk = town.desk()
    above = new_unit(desk, "21999", "2025-07-01")
    below = new_unit(desk, "21998", "2025-07-01", parent=above, kind="thon")
    assert desk.post(f"/api/units/{below}/end", {"on": "2025-12-31"}).status == 200
    assert desk.post(f"/api/units/{above}/end", {"on": "2026-01-31"}).status == 200
    assert desk.post(f"/api/units/{below}/end", {"on": "2026-02-01"}).code == "closed_on_day"
    assert desk.post(f"/api/units/{below}/end", {"on": "2026-01-31"}).status == 200


def test_phones_keep_no_units(town: Town) -> None:
    for phone in (town.lan(), town.ha()):
        assert phone.web.post("/api/units", NEW).code == "wrong_role"
        assert phone.web.patch(f"/api/units/{TRA_CAU}", {}).code == "wrong_role"
        assert (
            phone.web.post(f"/api/units/{TRA_CAU}/end", {"on": "2026-12-01"}).code == "wrong_role"
        )


def test_a_code_that_was_corrected_is_free_again(town: Town) -> None:
    desk = town.desk()
    first = desk.post("/api/units", NEW).json["id"]
    assert desk.patch(f"/api/units/{first}", {"code": "21998"}).status == 200
    again = desk.post("/api/units", {**NEW, "name": "Xã Khác"})
    assert (again.status, again.json["code"]) == (201, NEW["code"])
    assert again.json["id"] != first


def test_nobody_gets_above_a_commune_from_within_it(town: Town, app: Flask) -> None:
    with app.app_context():
        create_account("khanh", "Khánh", "coordinator", KHANH_CUONG, PASSWORD)
    desk = town.desk("khanh")
    below = {**NEW, "parent": KHANH_CUONG}
    for kind in ("tinh", "cum", "xa"):
        assert desk.post("/api/units", {**below, "kind": kind}).code == "invalid_shape"
    village = desk.post("/api/units", {**below, "kind": "thon"})
    assert village.status == 201
    account = {"login": "thon", "name": "Thôn", "unit": village.json["id"]}
    given = desk.post("/api/accounts", account)
    assert given.status == 201, given.body
    found = town.first_sign_in("thon", given.json["password"])
    label = {"label_vi": "Chợ của tôi"}
    assert found.patch("/api/catalogue/place_kind/CHO", label).code == "wrong_role"

"""The catalogue over HTTP: reading it, adding to it, labels, order, retiring."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.catalogue.use_cases.importing import import_catalogue
from server.totals.use_cases.recounting import recount
from tests.phones import Phone
from tests.server.trail import trail
from tests.town import KHANH_CUONG, PASSWORD, PROVINCE, Town
from tests.wires import Browser

NEW = {
    "kind": "service", "code": "DD77", "group": "DD", "label_vi": "Việc mới", "label_en": "New thing",
}  # fmt: skip
ITEM = "/api/catalogue/service/DD01"


def entry(desk: Browser, kind: str, code: str) -> dict[str, Any]:
    rows = desk.get("/api/catalogue").json["rows"]
    (found,) = [row for row in rows if (row["kind"], row["code"]) == (kind, code)]
    return dict(found)


def on_phone(phone: Phone, kind: str, code: str) -> dict[str, Any] | None:
    phone.sync()
    found = [row["f"] for row in phone.of_kind(kind) if row["f"]["code"] == code]
    return found[0] if found else None


def help_with(code: str, outcome: str = "XONG", people: int = 1) -> dict[str, Any]:
    return {f"services.{code}": {"people": people, "outcome": outcome, "reasons": []}}


def test_everything_is_listed_in_its_order(town: Town) -> None:
    rows = town.desk().get("/api/catalogue").json["rows"]
    kinds = list(dict.fromkeys(row["kind"] for row in rows))
    assert kinds == ["service", "outcome", "reason", "place_kind", "age_band", "affiliation"]
    services = [row for row in rows if row["kind"] == "service"]
    assert [row["sort"] for row in services] == sorted(row["sort"] for row in services)
    assert services[0] == {
        "kind": "service", "code": "DD", "group": None, "label_vi": "Định danh điện tử",
        "label_en": "Electronic identity", "sort": 1, "active": True,
        "flags": {"is_group": True}, "used": 0,
    }  # fmt: skip


def test_it_says_how_much_stands_under_each_code(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    failed = {"people": 2, "outcome": "KHONG", "reasons": ["SIM1"]}
    lan.sync(
        lan.session(people=3, companions=[minh.member], **help_with("DD01", people=3)),
        lan.session(people=2, age_band="60", **{"services.DD02": failed, "services.DD01": failed}),
    )
    desk = town.desk()
    wanted = [
        ("service", "DD01", 5), ("service", "DD02", 2), ("service", "DD03", 0),
        ("outcome", "XONG", 3), ("outcome", "KHONG", 4), ("reason", "SIM1", 4),
        ("place_kind", "NVH", 2), ("age_band", "60", 1), ("affiliation", "DOAN", 2),
    ]  # fmt: skip
    assert [(kind, code, entry(desk, kind, code)["used"]) for kind, code, _ in wanted] == wanted


def test_an_entry_is_added_for_every_phone(town: Town, app: Flask) -> None:
    lan = town.lan()
    answer = town.desk().post("/api/catalogue", NEW)
    assert answer.status == 201
    services = [
        row for row in town.desk().get("/api/catalogue").json["rows"] if row["kind"] == "service"
    ]
    assert services[-1] == answer.json
    assert on_phone(lan, "service", "DD77") == {
        "code": "DD77", "group": "DD", "label_vi": "Việc mới", "label_en": "New thing",
        "sort": answer.json["sort"], "active": True, "is_group": False,
    }  # fmt: skip
    (told,) = lan.sync(lan.session(**help_with("DD77")))
    assert told["verdict"] == "applied"
    (trace,) = trail(app, "catalogue_added")
    assert (trace[0], trace[1]["label_vi"]) == ("service/DD77", "Việc mới")


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ({"code": "DD01"}, 409, "code_taken"),
        ({"code": "dd"}, 422, "invalid_shape"),
        ({"code": "A" * 17}, 422, "invalid_shape"),
        ({"kind": "weather"}, 422, "invalid_shape"),
        ({"group": "XX"}, 422, "invalid_shape"),
        ({"group": "DD01"}, 422, "invalid_shape"),
        ({"group": None}, 422, "invalid_shape"),
        ({"kind": "place_kind"}, 422, "invalid_shape"),
        ({"kind": "reason", "group": "weather"}, 422, "invalid_shape"),
        ({"label_vi": "Gọi 0905123456"}, 422, "label_refused"),
        ({"label_en": "  "}, 422, "label_refused"),
        ({"sort": -1}, 422, "invalid_shape"),
        ({"flags": {"counts": True}}, 422, "invalid_shape"),
    ],
)
def test_entries_that_cannot_be_added(
    town: Town, given: dict[str, Any], status: int, code: str
) -> None:
    desk = town.desk()
    before = desk.get("/api/catalogue").json
    answer = desk.post("/api/catalogue", {**NEW, **given})
    assert (answer.status, answer.code) == (status, code)
    assert desk.get("/api/catalogue").json == before


@pytest.mark.parametrize(
    "given",
    [
        {"kind": "reason", "group": "sim", "code": "SIM9"},
        {"kind": "outcome", "group": None, "code": "KHAC1"},
        {"kind": "place_kind", "group": None, "code": "BEN_XE"},
        {"kind": "age_band", "group": None, "code": "80"},
        {"kind": "affiliation", "group": None, "code": "QUANDOI"},
    ],
)
def test_every_list_takes_new_entries(town: Town, given: dict[str, Any]) -> None:
    answer = town.desk().post("/api/catalogue", {**NEW, **given, "sort": 3})
    assert (answer.status, answer.json["sort"]) == (201, 3)
    assert not any(answer.json["flags"].values())


def test_a_new_label_and_place_reach_the_phones(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    given = {"label_vi": "Cài  VNeID", "label_en": "Put VNeID on", "sort": 99}
    answer = desk.patch(ITEM, given)
    assert (answer.status, answer.json["label_vi"]) == (200, "Cài VNeID")
    found = on_phone(lan, "service", "DD01")
    assert found is not None
    assert (found["label_vi"], found["label_en"], found["sort"]) == (
        "Cài VNeID", "Put VNeID on", 99,
    )  # fmt: skip
    (told,) = trail(app, "catalogue_changed")
    assert told[0] == "service/DD01"
    assert told[1]["before"]["label_vi"] == "Cài đặt VNeID từ kho chính thức"
    assert desk.patch(ITEM, given).status == 200
    assert len(trail(app, "catalogue_changed")) == 1


def test_what_is_retired_is_kept_and_still_taken(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    lan.sync(lan.session(people=4, **help_with("DD01", people=4)))
    assert desk.patch(ITEM, {"active": False}).json["active"] is False
    found = on_phone(lan, "service", "DD01")
    assert found is not None
    assert (found["active"], found["label_vi"]) == (False, "Cài đặt VNeID từ kho chính thức")
    late = lan.session(people=2, **help_with("DD01", people=2))
    assert lan.sync(late)[0]["verdict"] == "applied"
    assert entry(desk, "service", "DD01")["used"] == 6
    assert desk.post("/api/catalogue", {**NEW, "code": "DD01"}).code == "code_taken"
    assert desk.patch(ITEM, {"active": True}).json["active"] is True
    with app.app_context():
        assert recount().differences == []


def test_loading_the_files_again_leaves_alone_what_was_kept_by_hand(town: Town, app: Flask) -> None:
    lan, desk = town.lan(), town.desk()
    desk.post("/api/catalogue", NEW)
    desk.patch(ITEM, {"label_vi": "Cài VNeID", "active": False})
    kept = [entry(desk, "service", code) for code in ("DD01", "DD77")]
    lan.sync()
    before = {row["id"]: row["ver"] for row in lan.rows.values() if row["channel"] == "catalogue"}
    with app.app_context():
        assert import_catalogue()[1] == 0
    assert [entry(desk, "service", code) for code in ("DD01", "DD77")] == kept
    lan.sync()
    after = {row["id"]: row["ver"] for row in lan.rows.values() if row["channel"] == "catalogue"}
    assert after == before


def test_a_list_keeps_something_to_choose(town: Town) -> None:
    desk = town.desk()
    outcomes = [
        row["code"] for row in desk.get("/api/catalogue").json["rows"] if row["kind"] == "outcome"
    ]
    counting = [code for code in outcomes if code != "THOI"]
    for code in counting[:-1]:
        assert desk.patch(f"/api/catalogue/outcome/{code}", {"active": False}).status == 200
    last = f"/api/catalogue/outcome/{counting[-1]}"
    assert desk.patch(last, {"active": False}).code == "last_active"
    assert entry(desk, "outcome", counting[-1])["active"] is True


def test_what_counts_is_not_changed_by_hand(town: Town) -> None:
    desk = town.desk()
    for given in ({"flags": {}}, {"counts": False}, {"code": "NEU"}, {"group": "DV"}):
        assert desk.patch("/api/catalogue/outcome/XONG", given).code == "invalid_shape"
    assert desk.patch("/api/catalogue/service/KHONGCO", {"sort": 1}).code == "not_found"
    assert desk.patch("/api/catalogue/weather/DD01", {"sort": 1}).code == "not_found"


def test_a_commune_reads_the_catalogue_and_does_not_keep_it(town: Town) -> None:
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("thu", "Thu", "coordinator", PROVINCE, PASSWORD)
    mai = town.desk("mai")
    assert mai.get("/api/catalogue").status == 200
    assert mai.post("/api/catalogue", NEW).code == "wrong_role"
    assert mai.patch(ITEM, {"active": False}).code == "wrong_role"
    for login in ("thu", "quan"):
        assert town.desk(login).patch(ITEM, {"label_en": f"By {login}"}).status == 200


def test_phones_get_it_by_sync_and_keep_nothing_of_it(town: Town) -> None:
    for phone in (town.lan(), town.ha()):
        assert phone.web.get("/api/catalogue").code == "wrong_role"
        assert phone.web.post("/api/catalogue", NEW).code == "wrong_role"
        assert phone.web.patch(ITEM, {"active": False}).code == "wrong_role"

"""PATCH /api/help-sessions/<id>: a coordinator corrects a session, and its author reads why."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.totals.use_cases.recounting import recount
from tests.phones import Change, Phone
from tests.server.trail import trail
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Answer, Browser

WHY = "Đếm thiếu hai người"
TODAY = "2026-11-24"


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


@pytest.fixture
def made(lan: Phone) -> Change:
    change = lan.session(note="Chợ sáng")
    lan.sync(change)
    return change


def correct(
    desk: Browser, made: Change, set_: dict[str, Any], prev: Any = None, why: Any = WHY
) -> Answer:
    seen = {name: made["set"].get(name) for name in set_} if prev is None else prev
    path = f"/api/help-sessions/{made['record']}"
    return desk.patch(path, {"set": set_, "prev": seen, "why": why})


def people(town: Town) -> int:
    query = f"team={TEAM}&from={TODAY}&to={TODAY}&by=service"
    return int(town.desk().get(f"/api/tallies?{query}").json["total"]["people"])


def test_the_number_moves_and_the_author_reads_by_whom_and_why(
    town: Town, app: Flask, lan: Phone, made: Change
) -> None:
    answer = correct(town.desk(), made, {"people": 3, "note": None})
    assert answer.status == 200, answer.body
    assert (answer.json["people"], answer.json["note"]) == (3, None)
    last = answer.json["history"][-1]
    assert (last["op"], last["author_name"], last["why"]) == ("correct", "Sơn", WHY)
    assert (last["set"], last["prev"]) == (
        {"people": 3, "note": None},
        {"people": 1, "note": "Chợ sáng"},
    )
    assert people(town) == 3
    lan.sync()
    row = lan.rows[made["record"]]
    assert (row["f"]["people"], row["f"]["corrected"]) == (3, {"name": "Sơn", "why": WHY})
    assert lan.digests() == lan.last["digest"]
    with app.app_context():
        assert recount().differences == []
    assert [row["name"] for row in town.desk().get("/api/audit?about=sessions").json["rows"]] == [
        "Lan"
    ]
    ((subject, details),) = trail(app, "session_corrected")
    # What somebody typed stands in no audit trail, only that it was changed.
    assert subject == made["record"]
    assert details == {
        "team": TEAM,
        "fields": ["corrected", "note", "people"],
        "before": {"people": 1},
        "after": {"people": 3},
    }


def test_what_the_author_changed_meanwhile_is_told_and_stays(
    town: Town, lan: Phone, made: Change
) -> None:
    lan.sync(lan.edit(made["record"], {"people": 2}, {"people": 1}))
    answer = correct(town.desk(), made, {"people": 3, "start": "08:00"})
    assert (answer.status, answer.code) == (409, "changed_meanwhile")
    assert answer.json["details"] == {"fields": ["people"]}
    assert people(town) == 2


def test_an_edit_under_way_meets_the_correction_as_a_proposal(
    town: Town, lan: Phone, made: Change
) -> None:
    assert correct(town.desk(), made, {"people": 3}).status == 200
    (late,) = lan.sync(lan.edit(made["record"], {"people": 2}, {"people": 1}))
    assert (late["verdict"], late["fields"]) == ("conflict", ["people"])
    assert people(town) == 3


def test_a_session_is_void_and_counts_again(town: Town, lan: Phone, made: Change) -> None:
    desk = town.desk()
    assert correct(desk, made, {"status": "void"}, {"status": "live"}).json["state"] == "void"
    assert people(town) == 0
    (mine,) = lan.sync(lan.edit(made["record"], {"status": "live"}, {"status": "live"}))
    assert mine["verdict"] == "conflict"
    assert correct(desk, made, {"status": "live"}, {"status": "void"}).json["state"] == "counted"
    assert people(town) == 1


def test_the_same_correction_again_changes_nothing(town: Town, app: Flask, made: Change) -> None:
    desk = town.desk()
    first = correct(desk, made, {"people": 3})
    again = correct(desk, made, {"people": 3})
    assert (again.status, again.json["ver"]) == (200, first.json["ver"])
    assert len(trail(app, "session_corrected")) == 1


def test_a_doubtful_day_is_settled_by_correcting_it(town: Town, lan: Phone) -> None:
    told = lan.now() - timedelta(days=60)
    made = lan.session(day=told.date().isoformat())
    lan.sync(made, now=told.isoformat(timespec="seconds"))
    desk = town.desk()
    assert len(desk.get("/api/review").json["rows"]) == 1
    assert correct(desk, made, {"day": TODAY}).json["state"] == "counted"
    assert desk.get("/api/review").json["rows"] == []
    assert people(town) == 1


def test_citizens_data_stops_here(town: Town, made: Change) -> None:
    said = correct(
        town.desk(), made, {"note": "gọi 0905123456"}, why="bà Bảy số 0905 123 456 báo"
    ).json
    assert "0905" not in str(said["note"])
    assert "456" not in said["history"][-1]["why"]


@pytest.mark.parametrize(
    ("set_", "code"),
    [
        ({"people": 0}, "bad_value"),
        ({"services.KHONG1": {"people": 1, "outcome": "XONG", "reasons": []}}, "unknown_code"),
        ({"day": "2027-11-24"}, "bad_day"),
        ({"team": OTHER_TEAM}, "unknown_field"),
    ],
)
def test_what_the_rules_refuse_is_named(
    town: Town, made: Change, set_: dict[str, Any], code: str
) -> None:
    answer = correct(town.desk(), made, set_)
    assert (answer.status, answer.code) == (422, "invalid_shape")
    assert answer.json["details"]["code"] == code


@pytest.mark.parametrize("why", [None, "", 7, " ", "a" * 121])
def test_nothing_is_corrected_without_a_reason(town: Town, made: Change, why: Any) -> None:
    assert correct(town.desk(), made, {"people": 3}, why=why).code == "invalid_shape"
    assert people(town) == 1


def test_a_companion_must_be_of_the_team(town: Town, made: Change) -> None:
    minh, tam = town.minh(), town.phone("Tâm", OTHER_TEAM)
    refused = correct(town.desk(), made, {"companions": [tam.member]}, {"companions": []})
    assert refused.json["details"] == {"code": "unknown_code", "field": "companions"}
    answer = correct(town.desk(), made, {"companions": [minh.member]}, {"companions": []})
    assert [who["name"] for who in answer.json["companions"]] == ["Minh"]


def test_what_waits_on_a_phone_is_approved_first(town: Town) -> None:
    waiting = town.phone("Vy", auto_approve=False)
    made = waiting.session()
    waiting.sync(made)
    assert correct(town.desk(), made, {"people": 3}).code == "not_taken_in"


def test_a_day_is_corrected_only_by_who_looked_after_the_team_then_and_now(
    town: Town, app: Flask, lan: Phone, made: Change
) -> None:
    with app.app_context():
        create_account("khanh", "Khánh", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("tra", "Trà", "coordinator", TRA_CAU, PASSWORD)
    town.clock.move(days=3)
    moved = {"unit": TRA_CAU, "from": "2026-11-27"}
    assert town.desk().post(f"/api/teams/{TEAM}/move", moved).status == 200
    # The old commune still reads its days but looks after the team no more; the new one never did.
    assert correct(town.desk("khanh"), made, {"people": 3}).code == "wrong_role"
    assert correct(town.desk("tra"), made, {"people": 3}).code == "not_found"
    new = lan.session()
    lan.sync(new)
    assert correct(town.desk("tra"), new, {"day": TODAY}).code == "not_found"
    assert correct(town.desk("tra"), new, {"people": 3}).status == 200
    assert correct(town.desk("son"), made, {"people": 3}).status == 200


@pytest.mark.parametrize(
    "set_",
    [
        {"note": ["x" * 300] * 180},
        {f"n{number}": 1 for number in range(2000)},
        {"note": {"a": {"b": ["Nguyễn Văn An 0905771204"] * 100}}},
    ],
)
def test_more_than_is_looked_through_is_a_problem_and_no_failure(
    town: Town, lan: Phone, set_: dict[str, Any]
) -> None:
    lan.sync(made := lan.session())
    answer = town.desk().patch(
        f"/api/help-sessions/{made['record']}", {"set": set_, "prev": {}, "why": WHY}
    )
    assert answer.code == "invalid_shape"

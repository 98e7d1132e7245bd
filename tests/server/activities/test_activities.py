"""Activities: the sessions of their teams on their days belong to them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import insert, text

from server.accounts.use_cases.password_sign_in import create_account
from server.activities.tables import Activity
from server.activities.use_cases.activities import MOST_ACTIVITIES
from server.auth import throttle
from server.auth.throttle import Limit
from server.database.engine import db
from server.organisation.tables import Team, TeamUnit
from tests.server.directory.changing import MERGE, ask
from tests.server.directory.changing import done as done_of
from tests.server.directory.test_changing_units import NORTH, SPLIT, coordinator
from tests.server.directory.test_dear_sheets import statements, writes
from tests.server.placements import placements_asked
from tests.server.trail import trail
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Answer, Browser

DAY = {"from": "2026-11-23", "to": "2026-11-24"}
DAYS = "from=2026-11-01&to=2026-11-30"
BODY = {"unit": CLUSTER, "name": "Ngày hội số", "place": "Chợ Đức Phổ", "teams": [TEAM], **DAY}


def add(desk: Browser, **body: Any) -> dict[str, Any]:
    answer = desk.post("/api/activities", {**BODY, **body})
    assert answer.status == 201, answer.body
    told: dict[str, Any] = answer.json
    return told


def done(answer: Answer) -> Any:
    assert answer.status == 200, answer.body
    return answer.json


def rows(desk: Browser, query: str = DAYS) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = desk.get(f"/api/activities?{query}").json["rows"]
    return found


def test_sessions_of_its_teams_on_its_days_belong_to_it(town: Town) -> None:
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    lan.sync(
        lan.session(day="2026-11-22", people=1),
        lan.session(day="2026-11-23", people=5),
        lan.session(day="2026-11-24", people=7),
    )
    tam.sync(tam.session(day="2026-11-24", people=9))
    add(desk, partners="Công an phường; Viettel")
    (row,) = rows(desk)
    assert (row["totals"]["people"], row["totals"]["sessions"]) == (12, 2)
    assert (row["unit_name"], row["partners"]) == ("Cụm Đức Phổ", "Công an phường; Viettel")
    path = f"/api/activities/{row['id']}"
    assert desk.put(path, {**BODY, "teams": [TEAM, OTHER_TEAM]}).status == 200
    assert rows(desk)[0]["totals"]["people"] == 21
    ((_, details),) = trail(town.app, "activity_changed")
    assert details["before"]["teams"] == [TEAM]
    assert details["texts"] == ["partners"]
    assert "Viettel" not in str([*trail(town.app, "activity_added"), details])
    assert BODY["place"] not in str([*trail(town.app, "activity_added"), details])


def test_the_same_day_of_action_is_not_set_up_twice(town: Town) -> None:
    desk = town.desk()
    made = add(desk)
    again = desk.post("/api/activities", BODY)
    assert (again.status, again.code) == (409, "activity_there")
    path = f"/api/activities/{made['id']}"
    assert desk.put(path, {**BODY, "partners": "Viettel"}).status == 200
    other = add(desk, place="Nhà văn hóa")
    assert desk.put(f"/api/activities/{other['id']}", BODY).code == "activity_there"
    assert desk.delete(path).status == 204
    add(desk)
    assert len(rows(desk)) == 2


def test_an_account_writes_activities_so_many_times_a_day(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(throttle._ADDED_AT_DESK, "activity", Limit(3, timedelta(hours=24)))
    desk = town.desk()
    path = f"/api/activities/{add(desk)['id']}"
    assert {desk.put(path, {**BODY, "partners": name}).status for name in "ab"} == {200}
    told = desk.put(path, {**BODY, "partners": "c"})
    assert (told.status, told.code) == (429, "added_too_much")
    assert desk.put(path, {**BODY, "partners": "b"}).status == 200  # nothing is written
    assert desk.post("/api/activities", {**BODY, "place": "Chợ"}).code == "added_too_much"
    town.clock.move(hours=25)
    assert town.desk().put(path, {**BODY, "partners": "c"}).status == 200


def test_of_two_that_stand_twice_each_can_still_be_mended(town: Town) -> None:
    desk = town.desk()
    made, other = add(desk), add(desk, name="Lần hai")
    with town.app.app_context():  # as an earlier server let it
        told = text("UPDATE activity SET name = :name WHERE id = :id")
        db.session.execute(told, {"name": BODY["name"], "id": other["id"]})
        db.session.commit()
    for each in (made, other):
        path = f"/api/activities/{each['id']}"
        assert desk.put(path, {**BODY, "partners": "Viettel"}).status == 200


def test_what_was_called_off_is_gone_and_no_session_with_it(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-24", people=7))
    made = add(desk)
    assert desk.delete(f"/api/activities/{made['id']}").status == 204
    assert rows(desk) == []
    assert desk.get(f"/api/tallies?{DAYS}").json["total"]["people"] == 7
    assert desk.delete(f"/api/activities/{made['id']}").status == 404


def test_each_sees_those_at_and_below_the_own_unit(town: Town) -> None:
    with town.app.app_context():
        create_account("cau", "Câu", "coordinator", TRA_CAU, PASSWORD)
    below, desk = town.desk("cau"), town.desk()
    add(desk)
    assert rows(below) == []
    add(below, unit=TRA_CAU, teams=[OTHER_TEAM])
    assert len(rows(below)) == 1
    assert len(rows(desk)) == 2
    assert below.post("/api/activities", {**BODY, "unit": TRA_CAU}).status == 404


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ({"teams": []}, "invalid_shape"),
        ({"from": "2026-11-25"}, "invalid_shape"),
        ({"to": "2027-11-25"}, "invalid_shape"),
        ({"place": "nhà ông Nam 0912345678"}, "label_refused"),
        ({"place": "Nhà bà Nguyễn Thị Hoa, thôn 3"}, "person_named"),
        ({"partners": "Viettel; con là Trần Văn Hùng"}, "person_named"),
        ({"partners": "Viettel 0912345678"}, "label_refused"),
        ({"name": " "}, "label_refused"),
    ],
)
def test_what_cannot_be_is_refused(town: Town, body: dict[str, Any], code: str) -> None:
    assert town.desk().post("/api/activities", {**BODY, **body}).code == code
    assert rows(town.desk()) == []


def test_what_took_the_place_of_its_unit_carries_it_on(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-19", people=3), lan.session(day="2026-11-24", people=7))
    days = {"from": "2026-11-19", "to": "2026-11-30"}
    made = add(desk, unit=KHANH_CUONG, **days)
    assert made["totals"]["people"] == 10
    done_of(town.app, desk, MERGE)
    (row,) = rows(desk)
    assert (row["totals"]["people"], row["totals"]["sessions"]) == (10, 2)
    assert [each["id"] for each in lan.web.get(f"/api/teams/{TEAM}/plan").json["activities"]] == [
        made["id"]
    ]


def test_a_form_from_before_somebody_elses_change_writes_nothing(town: Town) -> None:
    desk, made = town.desk(), add(town.desk())
    path = f"/api/activities/{made['id']}"
    other = done(desk.put(path, {**BODY, "partners": "Viettel", "version": made["version"]}))
    assert other["version"] == made["version"] + 1
    late = desk.put(path, {**BODY, "partners": "VNPT", "version": made["version"]})
    assert (late.status, late.code) == (409, "changed_meanwhile")
    (row,) = rows(desk)
    assert (row["partners"], row["version"]) == ("Viettel", other["version"])
    # An app of before says nothing of it.
    assert desk.put(path, {**BODY, "partners": "VNPT"}).status == 200
    # Who has the programme open hears of the change, too: its days may have moved.
    told = desk.put(f"{path}/programme", {"version": other["version"], "slots": [], "agenda": []})
    assert told.code == "changed_meanwhile"


def test_no_part_of_a_divided_unit_changes_what_the_whole_set_up(town: Town) -> None:
    """Nor reads by team what the other part's teams do since; those above all of it do both."""
    desk = town.desk()
    coordinator(town, KHANH_CUONG)
    made = add(town.desk("mai"), unit=KHANH_CUONG)
    assert ask(desk, {**SPLIT, "goes": [{"team": TEAM, "into": 1}]}).status == 200
    north = next(
        row["id"] for row in desk.get("/api/units").json["rows"] if row["name"] == NORTH["name"]
    )
    coordinator(town, north, "bac")
    part, path = town.desk("bac"), f"/api/activities/{made['id']}"
    assert [row["id"] for row in rows(part)] == [made["id"]]
    for answer in (
        part.put(path, {**BODY, "unit": KHANH_CUONG, "name": "Tập trung ở Bắc"}),
        part.put(path, {**BODY, "unit": north}),
        part.delete(path),
        part.get(f"/api/reports?activity={made['id']}"),
    ):
        assert (answer.status, answer.code) == (403, "wrong_role")
    assert desk.get(f"/api/reports?activity={made['id']}").status == 200
    assert desk.put(path, {**BODY, "unit": KHANH_CUONG}).status == 200
    assert desk.delete(path).status == 204


def test_days_on_which_a_team_stood_elsewhere_are_not_told(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-21", people=4), lan.session(day="2026-11-24", people=7))
    move = {"unit": TRA_CAU, "from": "2026-11-23"}
    assert desk.post(f"/api/teams/{TEAM}/move", move).status == 200
    long = {"from": "2026-11-20", "to": "2026-11-24"}
    assert add(desk, unit=TRA_CAU, **long)["totals"]["people"] == 7
    assert add(desk, **long)["totals"]["people"] == 11


def test_what_was_set_up_from_further_up_is_neither_changed_nor_called_off(town: Town) -> None:
    with town.app.app_context():
        for login in ("tracau", "kia"):
            create_account(login, login, "coordinator", TRA_CAU, PASSWORD)
    above, below, beside = town.desk(), town.desk("tracau"), town.desk("kia")
    body = {**BODY, "unit": TRA_CAU, "teams": [OTHER_TEAM]}
    path = f"/api/activities/{add(above, **body)['id']}"
    for answer in (below.put(path, {**body, "place": "Nơi khác"}), below.delete(path)):
        assert (answer.status, answer.code) == (403, "wrong_role")
    assert [row["place"] for row in rows(below)] == [BODY["place"]]
    own = f"/api/activities/{add(below, **{**body, 'name': 'Ngày của xã'})['id']}"
    assert beside.put(own, {**body, "name": "Ngày xã"}).status == 200
    admin = town.desk("quan")
    (setter,) = [row for row in done(admin.get("/api/accounts"))["rows"] if row["login"] == "son"]
    done(admin.patch(f"/api/accounts/{setter['id']}", {"unit": TRA_CAU}))
    assert below.delete(path).code == "wrong_role"
    done(admin.patch(f"/api/accounts/{setter['id']}", {"unit": CLUSTER}))
    above = town.desk()
    assert above.delete(own).status == 204
    assert above.delete(path).status == 204


def more_teams(town: Town, count: int) -> list[str]:
    """So many teams more that stand below the cluster."""
    ids = [str(uuid4()) for _ in range(count)]
    named = [{"id": key, "name": f"Đội {n}", "kind": "khac"} for n, key in enumerate(ids)]
    stood = [{"team_id": key, "unit_id": TRA_CAU, "valid_from": "2026-01-01"} for key in ids]
    with town.app.app_context():
        db.session.execute(insert(Team), [{**each, "label": ""} for each in named])
        db.session.execute(insert(TeamUnit), stood)
        db.session.commit()
    return ids


def test_many_teams_are_looked_up_together(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """For each of 200 it was worked out anew which teams are in the asker's care, before the lock and
    behind it."""
    desk, counts = town.desk(), []
    for name, teams in (("Ít", [TEAM]), ("Nhiều", more_teams(town, 100))):
        with placements_asked(monkeypatch) as asked:
            made = add(desk, name=name, teams=teams)
            path = f"/api/activities/{made['id']}"
            assert desk.put(path, {**BODY, "name": name, "teams": [OTHER_TEAM]}).status == 200
            assert desk.put(path, {**BODY, "name": name, "teams": teams}).status == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_nobody_waits_for_a_day_of_action_that_is_refused(town: Town) -> None:
    desk = town.desk()
    path = f"/api/activities/{add(desk)['id']}"
    for send, where in ((desk.post, "/api/activities"), (desk.put, path)):
        with statements(town.app) as said:
            assert send(where, {**BODY, "teams": [TEAM, str(uuid4())]}).status == 404
        assert writes(said) == []


def test_a_month_of_a_unit_has_so_many_days_of_action_and_no_more(town: Town) -> None:
    desk = town.desk()
    made = add(desk)
    same = {"unit_id": CLUSTER, "place": "Chợ", "first": "2026-10-31", "last": "2026-11-02"}
    same |= {"set_by": "", "set_at": town.clock()}
    rows = [{"id": str(uuid4()), "name": f"Ngày {n}"} for n in range(MOST_ACTIVITIES - 1)]
    with town.app.app_context():
        db.session.execute(insert(Activity), [{**same, **row} for row in rows])
        db.session.commit()
    more = {**BODY, "name": "Thêm"}
    assert desk.post("/api/activities", more).code == "activities_full"
    # What stands there is changed, and other units and months have their own.
    path = f"/api/activities/{made['id']}"
    assert desk.put(path, {**BODY, "place": "Nhà văn hóa"}).status == 200
    assert add(desk, unit=TRA_CAU, teams=[OTHER_TEAM])
    later = {"from": "2026-11-30", "to": "2026-12-01"}
    other = add(desk, name="Sau", **later)
    assert desk.put(f"/api/activities/{other['id']}", more).code == "activities_full"
    assert desk.delete(path).status == 204
    assert desk.put(f"/api/activities/{other['id']}", more).status == 200

"""Which phones have what an activity publishes, and until when."""

from typing import Any

import pytest

from server.database.engine import db
from server.records.writer import writing
from server.sync.store.grants import put_grants
from sync import channel
from sync.protocol_limits import ACTIVITY_CHANNELS
from tests.phones import Phone
from tests.server.sync.quiet import is_told_alike, up_to_date
from tests.town import CLUSTER, OTHER_TEAM, TEAM, TRA_CAU, Town
from tests.wires import Browser

BODY = {
    "unit": CLUSTER,
    "name": "Đại hội Đoàn phường",
    "kind": "dai_hoi",
    "from": "2026-11-28",
    "to": "2026-11-29",
    "place": "Hội trường ủy ban",
    "teams": [TEAM],
}
SLOT = {"id": 1, "name": "Phiên thứ nhất", "day": "2026-11-28", "start": "07:30", "end": None}
LINE = {"slot": 1, "start": "08:00", "minutes": 30, "title": "Báo cáo chính trị", "by": None}


def add(desk: Browser, **parts: Any) -> str:
    answer = desk.post("/api/activities", {**BODY, **parts})
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def programme(desk: Browser, activity: str, version: int = 0, **parts: Any) -> Any:
    body = {"version": version, "slots": [{**SLOT, "place": None}], "agenda": [LINE], **parts}
    return desk.put(f"/api/activities/{activity}/programme", body)


def has(phone: Phone, activity: str) -> bool:
    """Whether a phone is subscribed to an activity after a round, and holds its row just then."""
    phone.sync()
    own = channel.activity(activity)
    held = own in phone.last["channels"]
    assert held == (activity in phone.rows)
    assert phone.digests() == phone.last["digest"]
    return held


def test_phones_of_its_teams_have_an_activity_with_its_programme(town: Town) -> None:
    desk, lan, tam = town.desk(), town.lan(), town.phone("Tâm", OTHER_TEAM)
    lan.sync()
    activity = add(desk, link="https://us02web.zoom.us/j/8123456789")
    assert programme(desk, activity).status == 200
    assert has(lan, activity)
    told = lan.rows[activity]["f"]
    assert (told["name"], told["activity_kind"], told["status"]) == (
        BODY["name"],
        "dai_hoi",
        "open",
    )
    assert (told["slots"][0]["name"], told["agenda"]) == ("Phiên thứ nhất", [LINE])
    assert told["link"] == "https://us02web.zoom.us/j/8123456789"
    assert not has(tam, activity)
    put = {**BODY, "teams": [OTHER_TEAM]}
    assert desk.put(f"/api/activities/{activity}", put).status == 200
    assert (has(lan, activity), has(tam, activity)) == (False, True)


def test_a_phone_of_before_is_granted_none(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    activity = add(desk)
    lan.sync(schema=1)
    assert channel.activity(activity) not in lan.last["channels"]
    assert has(lan, activity)
    lan.sync(schema=1)
    assert activity not in lan.rows


def test_who_waits_has_none(town: Town) -> None:
    desk, waiting = town.desk(), town.phone("Võ Thị Mới", auto_approve=False)
    assert not has(waiting, add(desk))


def test_it_ends_fourteen_days_after_its_last_day(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    activity = add(desk)
    town.clock.move(days=19)  # 13 December
    assert has(lan, activity)
    town.clock.move(days=1)
    assert not has(lan, activity)


def test_one_that_is_called_off_says_so_on_phones(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    activity = add(desk)
    assert desk.delete(f"/api/activities/{activity}").status == 204
    assert has(lan, activity)
    assert lan.rows[activity]["f"]["status"] == "called_off"


def test_one_phone_holds_the_thirty_nearest(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    days = [f"2026-12-{day:02}" for day in range(1, 32)] + ["2027-01-05"]
    made = [add(desk, **{"from": day, "to": day, "kind": "sinh_hoat"}) for day in days]
    lan.sync()
    held = {each for each in lan.last["channels"] if each.startswith("activity:")}
    assert held == {channel.activity(each) for each in made[:ACTIVITY_CHANNELS]}


def test_what_a_unit_publishes_is_for_all_teams_below_it(town: Town) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    with town.app.app_context(), writing(db.session):
        put_grants(db.session, channel.unit(CLUSTER), [CLUSTER], "2026-11-24", None)
        put_grants(db.session, channel.unit(TRA_CAU), [TRA_CAU], "2026-11-24", "2026-11-24")
        db.session.commit()
    units = [
        {each for each in phone.last["channels"] if each.startswith("unit:")}
        for phone in (lan, tam)
        if phone.sync() == []
    ]
    assert units[0] | units[1] == {channel.unit(CLUSTER), channel.unit(TRA_CAU)}
    assert all(channel.unit(CLUSTER) in each for each in units)
    assert len(units[0] ^ units[1]) == 1
    town.clock.move(days=1)
    for phone in (lan, tam):
        phone.sync()
        assert channel.unit(TRA_CAU) not in phone.last["channels"]


def test_a_round_without_news_is_answered_as_flask_does(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    activity = add(desk)
    assert has(lan, activity)
    up_to_date(lan)
    assert is_told_alike(town, lan)
    town.clock.move(days=20)  # nothing was written, and yet it is not the phone's any more
    assert not is_told_alike(town, lan)
    assert not has(lan, activity)


@pytest.mark.parametrize(
    ("parts", "code"),
    [
        ({"agenda": [{**LINE, "slot": 2}]}, "invalid_shape"),
        ({"slots": [{**SLOT, "place": None, "day": "2026-11-30"}]}, "invalid_shape"),
        ({"slots": [{**SLOT, "place": None, "end": "07:00"}]}, "invalid_shape"),
        ({"slots": [{**SLOT, "place": None}] * 2}, "invalid_shape"),
        ({"agenda": [{**LINE, "title": "Gọi 0912345678"}]}, "label_refused"),
        ({"slots": [{**SLOT, "place": "Nhà bà Nguyễn Thị Hoa"}]}, "person_named"),
        ({"version": 1}, "changed_meanwhile"),
    ],
)
def test_a_programme_that_does_not_fit_is_refused(
    town: Town, parts: dict[str, Any], code: str
) -> None:
    desk = town.desk()
    activity = add(desk)
    answer = programme(desk, activity, **parts)
    assert answer.code == code
    assert desk.get(f"/api/activities/{activity}/programme").json["slots"] == []


def test_a_programme_is_kept_in_its_order_and_written_once(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    activity = add(desk)
    later = {**SLOT, "id": 2, "place": "Nhà văn hóa", "day": "2026-11-29", "end": "11:00"}
    untimed = {**LINE, "start": None, "minutes": None, "title": "Chào cờ"}
    lines = [{**LINE, "slot": 2, "by": "Nguyễn Văn Sơn"}, LINE, untimed, {**LINE, "start": "09:00"}]
    parts = {"slots": [later, {**SLOT, "place": None}], "agenda": lines}
    told = programme(desk, activity, **parts).json
    assert [slot["id"] for slot in told["slots"]] == [1, 2]
    assert [line["start"] for line in told["agenda"]] == ["08:00", None, "09:00", "08:00"]
    assert told["version"] == 1
    assert programme(desk, activity, 1, **parts).json["version"] == 1
    assert has(lan, activity)


def test_only_a_day_of_action_has_figures(town: Town) -> None:
    desk, lan = town.desk(), town.lan()
    lan.sync(lan.session(day="2026-11-24", people=4))
    days = {"from": "2026-11-24", "to": "2026-11-24"}
    meeting = add(desk, **days, kind="hoi_nghi", name="Hội nghị chuyên đề")
    action = add(desk, **days, kind="ra_quan")
    query = "/api/activities?from=2026-11-01&to=2026-11-30"
    rows = {row["id"]: row["totals"] for row in desk.get(query).json["rows"]}
    assert (rows[meeting], rows[action]["people"]) == (None, 4)
    assert desk.get(f"/api/reports?activity={meeting}").status == 404
    plan = lan.web.get(f"/api/teams/{TEAM}/plan").json["activities"]
    assert [each["id"] for each in plan] == [action]
    assert desk.post("/api/activities", {**BODY, "kind": "ra_quan", "teams": []}).status == 422
    assert add(desk, teams=[], place="Nhà văn hóa")


def test_a_link_leads_to_where_meetings_are_held(town: Town) -> None:
    desk = town.desk()
    for link in ("https://zoom.example.vn/j/1", "http://meet.google.com/abc", "javascript:1"):
        assert desk.post("/api/activities", {**BODY, "link": link}).code == "link_refused"
    assert add(desk, link="https://meet.google.com/abc-defg-hij")


def test_clubs_go_on_for_a_year(town: Town) -> None:
    desk = town.desk()
    year = {"from": "2026-11-28", "to": "2027-11-20"}
    assert desk.post("/api/activities", {**BODY, **year}).status == 422
    club = add(desk, **year, kind="cau_lac_bo")
    assert has(town.lan(), club)


def test_a_club_without_teams_is_for_all_of_its_unit(town: Town) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    club = add(town.desk(), kind="cau_lac_bo", teams=[])
    assert [has(each, club) for each in (lan, tam)] == [True, True]
    path, said = f"/api/activities/{club}", {**BODY, "kind": "cau_lac_bo"}
    assert town.desk().put(path, {**said, "teams": [TEAM]}).status == 200
    assert [has(each, club) for each in (lan, tam)] == [True, False]
    assert town.desk().put(path, {**said, "kind": "sinh_hoat", "teams": []}).status == 200
    assert [has(each, club) for each in (lan, tam)] == [False, False]


def test_a_programme_moves_with_its_activity(town: Town) -> None:
    desk = town.desk()
    activity = add(desk)
    later = {**SLOT, "id": 2, "day": "2026-11-29", "place": None}
    programme(desk, activity, slots=[{**SLOT, "place": None}, later])
    body = {**BODY, "from": "2026-12-10", "to": "2026-12-10"}
    assert desk.put(f"/api/activities/{activity}", body).status == 200
    told = desk.get(f"/api/activities/{activity}/programme").json
    assert [slot["day"] for slot in told["slots"]] == ["2026-12-10", "2026-12-10"]
    saved = {"slots": told["slots"], "agenda": told["agenda"]}
    assert programme(desk, activity, told["version"], **saved).status == 200

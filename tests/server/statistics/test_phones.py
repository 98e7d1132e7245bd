"""GET /api/phones: who was not heard of, what is still held, and what never came."""

import re
from typing import Any, get_args

import pytest
from sqlalchemy import select, update
from structlog.testing import capture_logs

from server.accounts.use_cases.password_sign_in import create_account
from server.auth.tables import Device
from server.database.engine import db
from server.organisation.tables import TeamUnit
from server.records.tables import SyncClock
from server.sync.envelope import Check
from tests.machine.needs import ROOT
from tests.phones import Phone, new_id
from tests.town import CLUSTER, KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town

READY = {"installed": True, "persisted": True, "room_mb": 812, "browser": "Chrome 120"}


@pytest.fixture
def lan(town: Town) -> Phone:
    return town.lan()


def row_of(town: Town, phone: Phone, query: str = "") -> dict[str, Any]:
    answer = town.desk().get(f"/api/phones{query}")
    assert answer.status == 200, answer.body
    (row,) = [each for each in answer.json["rows"] if each["device"] == phone.device]
    return dict(row)


def gaps_of(town: Town, phone: Phone) -> list[list[int]]:
    return list(row_of(town, phone)["gaps"])


def test_a_phone_says_who_it_is_what_it_holds_and_how_ready_it_is(town: Town, lan: Phone) -> None:
    oldest = "2026-11-22T08:00:00+07:00"
    lan.sync(pending=3, oldest=oldest, ready=READY, now="2026-11-24T09:05:00+07:00")
    town.clock.move(days=2, hours=1)
    row = row_of(town, lan)
    assert row["member"] == {"id": lan.member, "name": "Lan"}
    assert (row["team"]["id"], row["team"]["name"]) == (TEAM, "Đội hình Phổ Cường")
    assert row["unit"]["id"] == KHANH_CUONG
    assert (row["state"], row["pending"], row["app"]) == ("approved", 3, "1.0.0")
    # The phone's clock is five minutes fast.
    assert row["oldest"] == "2026-11-22T00:55:00+00:00"
    assert row["last_contact"] == "2026-11-24T02:00:00+00:00"
    assert (row["silent_days"], row["clock_offset"], row["gaps"]) == (2, 300, [])
    told = {"ready": None, "lacks": None, "checked_at": "2026-11-24T02:00:00+00:00"}
    assert row["readiness"] == READY | told


def test_a_shared_phone_names_all_who_use_it(town: Town, lan: Phone) -> None:
    ha = town.ha()
    assert lan.join(town.invite(), "Minh").status == 200
    assert lan.join(town.invite(OTHER_TEAM), "Tâm").status == 200
    (row,) = [
        each
        for each in town.desk().get("/api/phones").json["rows"]
        if each["device"] == lan.device and each["member"]["name"] == "Lan"
    ]
    assert row["people"] == ["Lan", "Minh", "Tâm"]
    # A lead learns nobody's name of another team.
    for path in ("/api/phones", f"/api/teams/{TEAM}"):
        body = ha.web.get(path).json
        found = [
            each for each in body.get("rows") or body["phones"] if each["device"] == lan.device
        ]
        assert [each["people"] for each in found] == [["Lan", "Minh"]] * 2


def test_a_phone_that_only_joined_was_never_heard_of(town: Town, lan: Phone) -> None:
    row = row_of(town, lan)
    assert (row["last_contact"], row["silent_days"], row["readiness"]) == (None, None, None)


def test_what_a_phone_says_of_itself_stays_until_it_says_something_else(
    town: Town, lan: Phone
) -> None:
    lan.sync(ready=READY)
    lan.sync()
    assert row_of(town, lan)["readiness"]["room_mb"] == 812
    lan.sync(ready={"installed": False, "persisted": None, "room_mb": None, "browser": None})
    said = row_of(town, lan)["readiness"]
    assert (said["installed"], said["room_mb"], said["browser"]) == (False, None, None)
    lan.sync(ready={**READY, "ready": False, "lacks": "clock"})
    said = row_of(town, lan)["readiness"]
    assert (said["ready"], said["lacks"]) == (False, "clock")


@pytest.mark.parametrize(
    "ready",
    [
        "yes",
        [],
        {},
        {"installed": "maybe"},
        {**READY, "room_mb": "much"},
        {**READY, "room_mb": -1},
        {**READY, "browser": "Lan 0905 123 456"},
        {**READY, "browser": "x" * 21},
        {**READY, "persisted": {}},
        {**READY, "lacks": "everything"},
    ],
)
def test_no_round_is_refused_for_what_a_phone_says_of_itself(
    town: Town, lan: Phone, ready: Any
) -> None:
    (result,) = lan.sync(lan.session(), ready=ready)
    assert result["verdict"] == "applied"
    assert row_of(town, lan)["readiness"] is None


def test_what_is_not_asked_for_is_not_kept(town: Town, lan: Phone) -> None:
    lan.sync(ready={**READY, "owner": "Lan"})
    assert "owner" not in row_of(town, lan)["readiness"]


def test_a_phone_whose_rows_differ_is_told_of_since_it_first_said_so(
    town: Town, lan: Phone
) -> None:
    lan.sync()
    assert differs(town, lan) is None
    with capture_logs() as logged:
        lan.sync(differing=["catalogue", lan.channel])
        town.clock.move(hours=3)
        lan.sync(differing=[lan.channel])
    assert differs(town, lan) == "2026-11-24T02:00:00+00:00"
    assert [each for each in logged if each["event"] == "channels_differ"] == [{
        "event": "channels_differ",
        "log_level": "error",
        "device": town.app.extensions["request_log"].hash_of(lan.device),
        "channels": ["catalogue", "team"],
    }]  # fmt: skip
    lan.sync()
    assert differs(town, lan) is None
    town.clock.move(hours=1)
    lan.sync(differing=["catalogue"])
    assert differs(town, lan) == "2026-11-24T06:00:00+00:00"


@pytest.mark.parametrize("brings", [True, False])
def test_a_phone_that_differs_in_every_other_round_is_logged_once_a_day(
    town: Town, lan: Phone, brings: bool
) -> None:
    def logged() -> int:
        with capture_logs() as found:
            for _ in range(3):
                town.clock.move(minutes=1)
                lan.sync(*([lan.session()] if brings else []), differing=[lan.channel])
                lan.sync()
                assert differs(town, lan) is None
        return [each["event"] for each in found].count("channels_differ")

    assert logged() == 1
    town.clock.move(hours=23)
    assert logged() == 0
    town.clock.move(hours=1)
    assert logged() == 1


def differs(town: Town, phone: Phone) -> str | None:
    """Since when a phone differs, as each list of phones tells it to those who look after it."""
    team = [*town.desk().get(f"/api/teams/{TEAM}").json["phones"]]
    (known,) = [each["differs_since"] for each in team if each["device"] == phone.device]
    told = row_of(town, phone)["differs_since"]
    assert known == told
    return None if told is None else str(told)


def test_what_is_no_channel_makes_no_alarm(town: Town, lan: Phone) -> None:
    lan.sync(differing=["team:0905123456", "bà Sáu"])
    assert differs(town, lan) is None


def test_readiness_takes_no_clock(town: Town, lan: Phone) -> None:
    lan.sync(lan.session())
    with town.app.app_context():
        before = db.session.scalar(select(SyncClock.hi))
    lan.sync(ready=READY)
    with town.app.app_context():
        assert db.session.scalar(select(SyncClock.hi)) == before


def test_numbers_that_never_came_are_told(town: Town, lan: Phone) -> None:
    changes = [lan.session() for _ in range(8)]
    lan.sync(changes[0], changes[1], changes[4], changes[7])
    assert gaps_of(town, lan) == [[3, 4], [6, 7]]
    lan.sync(changes[2], changes[5])
    assert gaps_of(town, lan) == [[4, 4], [7, 7]]
    lan.sync(changes[3], changes[6])
    assert gaps_of(town, lan) == []


def test_what_is_above_the_highest_that_came_is_no_gap(town: Town, lan: Phone) -> None:
    first, _ = lan.session(), lan.session()
    lan.sync(first)
    assert gaps_of(town, lan) == []


def test_whatever_was_kept_for_a_person_has_come(town: Town, lan: Phone) -> None:
    first = lan.session()
    held = lan.edit(new_id(), {"people": 2}, {"people": 1})
    reviewed = lan.session(day="2027-06-01")
    not_understood = lan.change("create", new_id(), "poem")
    shapeless = {**lan.session(), "set": 5}
    reused = {**lan.session(people=9), "id": first["id"]}
    results = lan.sync(first, held, reviewed, not_understood, shapeless, reused, lan.session())
    assert [each["verdict"] for each in results] == [
        "applied", "held", "review", "review", "review", "id_reuse", "applied",
    ]  # fmt: skip
    assert gaps_of(town, lan) == []


def test_gaps_are_each_phones_own(town: Town, lan: Phone) -> None:
    minh = town.minh()
    lan.sync(lan.session(), lan.session())
    _, second = minh.session(), minh.session()
    minh.sync(second)
    assert (gaps_of(town, lan), gaps_of(town, minh)) == ([], [[1, 1]])


def test_a_lead_sees_the_own_team_a_coordinator_all_in_care(town: Town, lan: Phone) -> None:
    ha, tam = town.ha(), town.phone("Tâm", OTHER_TEAM)
    names = [row["member"]["name"] for row in ha.web.get("/api/phones").json["rows"]]
    assert sorted(names) == ["Hà", "Lan"]
    assert ha.web.get(f"/api/phones?team={TEAM}").status == 200
    assert ha.web.get(f"/api/phones?team={OTHER_TEAM}").code == "not_found"
    assert ha.web.get(f"/api/phones?unit={CLUSTER}").code == "not_found"
    assert lan.web.get("/api/phones").code == "wrong_role"
    assert tam.web.get("/api/phones").code == "wrong_role"
    desk = town.desk()
    assert len(desk.get("/api/phones").json["rows"]) == 3
    for query, expected in ((f"unit={TRA_CAU}", ["Tâm"]), (f"team={TEAM}", ["Hà", "Lan"])):
        rows = desk.get(f"/api/phones?{query}").json["rows"]
        assert [row["member"]["name"] for row in rows] == expected
    assert town.desk("quan").get("/api/phones").code == "wrong_role"


def test_a_team_that_moved_away_is_asked_for_where_it_stands_now(town: Town, lan: Phone) -> None:
    with town.app.app_context():
        here = TeamUnit.team_id == TEAM, TeamUnit.unit_id == KHANH_CUONG
        db.session.execute(update(TeamUnit).where(*here).values(valid_to="2026-11-19"))
        db.session.add(TeamUnit(team_id=TEAM, unit_id=TRA_CAU, valid_from="2026-11-20"))
        db.session.commit()
        create_account("khanhcuong", "Vân", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("tracau", "Bình", "coordinator", TRA_CAU, PASSWORD)
    assert town.desk("khanhcuong").get("/api/phones").json["rows"] == []
    assert town.desk("khanhcuong").get(f"/api/phones?team={TEAM}").code == "not_found"
    assert len(town.desk("tracau").get("/api/phones").json["rows"]) == 1


@pytest.mark.parametrize(("held", "there"), [(0, False), (4, True)])
def test_a_revoked_phone_is_there_only_while_it_holds_something(
    town: Town, lan: Phone, held: int, there: bool
) -> None:
    lan.sync()
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    with town.app.app_context():
        db.session.execute(update(Device).values(pending_count=held))
        db.session.commit()
    rows = town.desk().get("/api/phones").json["rows"]
    assert [row["state"] for row in rows] == (["revoked"] if there else [])


def test_how_long_something_waits_is_told_by_its_age_on_the_phone(town: Town) -> None:
    """A clock that stands at 1900 does not let the whole province wait since then."""
    lan = town.lan()
    lan.sync(now="1900-01-02T09:00:00+07:00", oldest="1900-01-01T07:00:00+07:00", pending=5)
    (row,) = [row for row in town.desk().get("/api/phones").json["rows"] if row["pending"]]
    assert row["oldest"] == "2026-11-23T00:00:00+00:00"


def test_phone_and_server_name_the_same_checks() -> None:
    source = (ROOT / "pwa/src/store/checks.ts").read_text(encoding="utf-8")
    (named,) = re.findall(r"CHECKS = \[([^\]]*)\]", source)
    assert re.findall(r"'(\w+)'", named) == list(get_args(Check))


def test_of_very_many_phones_those_that_need_a_call_most_are_told_of(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """First who holds something, then who was not heard of for longest."""
    names = ("Lan", "Hà", "Công", "Tâm", "Mai")
    phones = {name: town.phone(name) for name in names}
    for name, held in (("Lan", 0), ("Hà", 4), ("Công", 0), ("Tâm", 0)):
        town.clock.move(hours=1)
        phones[name].sync(pending=held, oldest=None if not held else town.clock().isoformat())
    desk = town.desk()
    whole = desk.get("/api/phones").json
    assert (len(whole["rows"]), whole["left"]) == (5, 0)
    monkeypatch.setattr("server.statistics.use_cases.phones.MOST", 3)
    told = desk.get("/api/phones").json
    assert [row["member"]["name"] for row in told["rows"]] == ["Hà", "Mai", "Lan"]
    assert told["left"] == 2


def test_of_many_gaps_the_first_are_listed_and_how_many_more_there_are(
    town: Town, lan: Phone
) -> None:
    minh = town.minh()
    lan.sync(*[{**lan.session(), "no": 2 * n} for n in range(1, 51)])
    minh.sync({**minh.session(), "no": 3})
    row = row_of(town, lan)
    assert row["gaps"] == [[number, number] for number in range(1, 40, 2)]
    assert row["gaps_left"] == 30
    assert (row_of(town, minh)["gaps"], row_of(town, minh)["gaps_left"]) == ([[1, 2]], 0)

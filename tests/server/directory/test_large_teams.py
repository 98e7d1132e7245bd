"""How many people a team may have, and what it costs whoever writes meanwhile to end one."""

from collections.abc import Sequence
from uuid import uuid4

import pytest
from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from server.auth.tables import Device, Enrolment
from server.database.engine import db
from server.directory.use_cases import manage_teams
from server.organisation.tables import Member, Membership
from server.records.rows import StoredRow
from server.records.store import records
from server.records.tables import Record
from server.scope import unit_editing
from tests.server.directory.bringing import MEMBERS, bring, counts, said
from tests.server.directory.test_dear_sheets import statements
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Answer, Browser

FEW, MANY = 5, 300
TODAY = "2026-11-24"


def made_team(desk: Browser, unit: str) -> str:
    body = {"name": "Đội lớn", "kind": "khac", "unit": unit, "from": "2026-11-01"}
    answer = desk.post("/api/teams", body)
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def unit_of(desk: Browser) -> str:
    return str(desk.get(f"/api/teams/{TEAM}").json["unit"]["id"])


def fill(town: Town, team: str, count: int) -> list[str]:
    """Puts so many people into a team, each with a phone; answers who they are."""
    people, phones = [str(uuid4()) for _ in range(count)], [str(uuid4()) for _ in range(count)]
    at = town.clock()
    named = [{"id": key, "name": f"Người {n}", "created_at": at} for n, key in enumerate(people)]
    time = {"team_id": team, "role": "volunteer", "affiliation": "DOAN", "valid_from": "2026-11-01"}
    held = [{"id": str(uuid4()), "member_id": key, **time} for key in people]
    known = [{"id": key, "secret_hash": key, "public_key": {}, "created_at": at} for key in phones]
    let_in = {"team_id": team, "state": "approved", "phrase": "sen đá", "created_at": at}
    let_in |= {"pin_resets": 0}
    pairs = zip(phones, people, strict=True)
    on_them = [{"device_id": phone, "member_id": who, **let_in} for phone, who in pairs]
    with town.app.app_context():
        for table, rows in ((Member, named), (Membership, held), (Device, known)):
            db.session.execute(insert(table), rows)
        db.session.execute(insert(Enrolment), on_them)
        db.session.commit()
    return people


def end(desk: Browser, team: str) -> Answer:
    return desk.post(f"/api/teams/{team}/end", {"on": TODAY})


def test_a_large_team_ends_in_as_many_statements_as_a_small_one(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Phones of everybody wait for the lock meanwhile: 4,500 people held it for half a minute."""
    desk, asked, put = town.desk(), list[tuple[int, int]](), list[int]()
    put_records = records.put_records

    def noting(session: Session, rows: Sequence[StoredRow]) -> None:
        put.append(len(rows))
        put_records(session, rows)

    monkeypatch.setattr(records, "put_records", noting)
    for count in (FEW, MANY):
        team = made_team(desk, unit_of(desk))
        people = fill(town, team, count)
        put.clear()
        with statements(town.app) as said_to_it:
            assert end(desk, team).status == 200
        asked.append((len(said_to_it), len(put)))
        with town.app.app_context():
            ends = select(Membership.valid_to).where(Membership.member_id.in_(people))
            assert set(db.session.scalars(ends)) == {TODAY}
            states = select(Enrolment.state).where(Enrolment.team_id == team)
            assert set(db.session.scalars(states)) == {"ended"}
            rows = select(Record.fields).where(
                Record.channel == f"team:{team}", Record.kind == "member"
            )
            told = [row["to"] for row in db.session.scalars(rows)]
            assert told == [TODAY] * count
    few, many = asked
    assert many[0] <= few[0] + 4, "parts of what is asked for by ids"
    assert many[1] == few[1]


def test_a_team_that_takes_too_long_to_end_is_not_ended(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = town.desk()
    team = made_team(desk, unit_of(desk))
    people = fill(town, team, FEW)
    with monkeypatch.context() as patch:
        patch.setattr(manage_teams, "LOCKED_SECONDS", -1.0)
        answer = end(desk, team)
    assert (answer.status, answer.code) == (503, "change_slow")
    with town.app.app_context():
        ends = select(Membership.valid_to).where(Membership.member_id.in_(people))
        assert set(db.session.scalars(ends)) == {None}
    assert end(desk, team).status == 200


@pytest.fixture
def full(town: Town, monkeypatch: pytest.MonkeyPatch) -> str:
    """A team that has all the people that it may have."""
    desk = town.desk()
    team = made_team(desk, unit_of(desk))
    fill(town, team, FEW)
    monkeypatch.setattr(unit_editing, "MOST_MEMBERS", FEW)
    return team


def test_nobody_is_added_or_moved_to_a_team_that_is_full(town: Town, full: str) -> None:
    desk, lan = town.desk(), town.lan()
    added = desk.post(f"/api/teams/{full}/members", {"name": "Trần Thị Mai"})
    assert (added.status, added.code) == (409, "team_full")
    moved = desk.post(f"/api/teams/{TEAM}/members/{lan.member}/move", {"team": full, "on": TODAY})
    assert moved.code == "team_full"
    row = ["Trần Thị Mai", "Đội lớn"]
    answer = bring(desk, MEMBERS, ["Họ và tên", "Đội"], row)
    assert said(answer) == [(2, "Đội", "Đội lớn", "team_full")]
    other = bring(desk, MEMBERS, ["Họ và tên"], row[:1], team=OTHER_TEAM)
    assert counts(other) == {"added": 1}


def test_times_that_are_over_take_room_too(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sheet of people for one day, day after day, filled a team without an end: 56,000 made a file of all
    members cost twelve seconds."""
    desk = town.desk()
    team = made_team(desk, unit_of(desk))
    fill(town, team, FEW)
    monkeypatch.setattr(unit_editing, "MOST_MEMBERSHIPS", FEW + 2)
    heads, row = ["Họ và tên", "Đội", "Đến ngày"], ["Trần Thị Mai", "Đội lớn", "24/11/2026"]
    rows = [[f"Mai {letter}", *row[1:]] for letter in "ABC"]
    full = [(4, "Đội", "Đội lớn", "team_full")]
    assert said(bring(desk, MEMBERS, heads, *rows, dry_run=True)) == full
    assert counts(bring(desk, MEMBERS, heads, *rows[:2])) == {"added": 2}
    assert said(bring(desk, MEMBERS, heads, row)) == [(2, *full[0][1:])]
    added = desk.post(f"/api/teams/{team}/members", {"name": "Trần Thị Mai"})
    assert (added.status, added.code) == (409, "team_full")
    joined = town.phone("Minh", OTHER_TEAM).join(town.invite(team), "Minh")
    assert joined.code == "team_full"


def test_who_left_makes_room_for_one_and_comes_back_when_there_is_room(
    town: Town, full: str
) -> None:
    desk = town.desk()
    with town.app.app_context():
        members = select(Membership.member_id).where(Membership.team_id == full)
        one, other, *_ = db.session.scalars(members.order_by(Membership.member_id))
    path = f"/api/teams/{full}/members"
    assert desk.patch(f"{path}/{one}", {"to": "2026-11-20"}).status == 200
    assert desk.post(path, {"name": "Trần Thị Mai"}).status == 201
    assert desk.patch(f"{path}/{one}", {"to": None}).code == "team_full"
    assert desk.patch(f"{path}/{other}", {"to": "2026-11-20"}).status == 200
    assert desk.patch(f"{path}/{one}", {"to": None}).status == 200


def test_nobody_new_joins_a_team_that_is_full_but_who_is_in_it_does(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan = town.lan()
    monkeypatch.setattr(unit_editing, "MOST_MEMBERS", 1)
    answer = town.phone("Minh", OTHER_TEAM).join(town.invite(TEAM), "Minh")
    assert (answer.status, answer.code) == (409, "team_full")
    assert lan.join(town.invite(TEAM, role="lead", max_uses=1), "Lan").status == 200

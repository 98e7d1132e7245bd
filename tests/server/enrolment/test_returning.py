"""Somebody leaves a team and is invited back before that last day is over."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from server.database.engine import db
from server.organisation.tables import Membership
from tests.phones import Phone
from tests.server.sync.reviewing import verdict
from tests.server.trail import trail
from tests.town import OTHER_TEAM, TEAM, Town

JOINED, TODAY = "2026-11-24", "2026-11-26"
LEAD = {"role": "lead", "hours": 24, "max_uses": 1}


@pytest.fixture
def ha(town: Town) -> Phone:
    """The lead."""
    return town.ha()


@pytest.fixture
def lan(town: Town, ha: Phone) -> Phone:
    """Lan's phone, on her last day in the team."""
    phone = town.lan()
    town.clock.move(days=2)
    leave(ha, phone)
    return phone


def leave(ha: Phone, phone: Phone, day: str = TODAY) -> None:
    path = f"/api/teams/{TEAM}/members/{phone.member}"
    assert ha.web.patch(path, {"to": day}).status == 200


def decide(ha: Phone, phone: Phone, decision: str) -> None:
    path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
    assert ha.web.post(path, {"decision": decision}).status == 200


def times(town: Town, name: str = "Lan") -> list[tuple[str, str, str | None]]:
    """(role, from, to) of everything that the desk shows of somebody."""
    rows = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    return [(row["role"], row["from"], row["to"]) for row in rows if row["name"] == name]


def shown_to(ha: Phone, name: str = "Lan") -> dict[str, Any]:
    ha.sync()
    (row,) = [row["f"] for row in ha.of_kind("member") if row["f"]["name"] == name]
    return dict(row)


def is_in(phone: Phone) -> bool:
    phone.sync()
    return f"team:{TEAM}" in phone.last["channels"]


def test_lan_comes_back_on_her_last_day_and_stays(
    town: Town, app: Flask, ha: Phone, lan: Phone
) -> None:
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    decide(ha, lan, "approve")
    assert times(town) == [("volunteer", JOINED, None)]
    assert shown_to(ha)["to"] is None
    _, details = trail(app, "membership_changed")[-1]
    assert (details["before"]["to"], details["after"]["to"]) == (TODAY, None)
    assert details["devices"] == [lan.device]
    town.clock.move(days=1)
    assert is_in(lan)
    assert lan.sync(lan.session())[0]["verdict"] == "applied"


def test_the_same_code_again_after_she_left_lets_her_in_once_a_lead_says_so(
    town: Town, ha: Phone
) -> None:
    code = town.invite()
    minh = Phone(town.connect(), town.clock)
    minh.join(code, "Minh")
    leave(ha, minh, JOINED)
    assert not is_in(minh)
    minh.join(code, "Minh")
    assert not is_in(minh)
    decide(ha, minh, "approve")
    assert times(town, "Minh") == [("volunteer", JOINED, None)]
    town.clock.move(days=1)
    assert is_in(minh)


@pytest.mark.parametrize("days", [0, 2])
def test_who_asks_to_come_back_was_never_away_once_let_in(
    town: Town, ha: Phone, lan: Phone, days: int
) -> None:
    assert lan.join(town.invite(auto_approve=False), "Lan").json["device"]["state"] == "pending"
    assert times(town) == [("volunteer", JOINED, TODAY), ("volunteer", "2026-11-27", None)]
    made = lan.session()
    lan.sync(made)
    town.clock.move(days=days)
    later = lan.session()
    lan.sync(later)
    decide(ha, lan, "approve")
    assert times(town) == [("volunteer", JOINED, None)]
    assert shown_to(ha)["to"] is None
    lan.sync()
    assert {lan.rows[each["record"]]["state"] for each in (made, later)} == {"counted"}
    town.clock.move(days=1)
    assert is_in(lan)


def test_who_is_turned_away_keeps_the_time_that_was(town: Town, ha: Phone, lan: Phone) -> None:
    before = lan.session(day="2026-11-25")
    lan.join(town.invite(auto_approve=False), "Lan")
    decide(ha, lan, "refuse")
    assert times(town) == [("volunteer", JOINED, TODAY)]
    # Somebody said no to whoever has the phone now: a person looks at it.
    assert verdict(lan.sync(before)) == ("review", "unknown_author")
    assert not is_in(lan)


def test_who_is_turned_away_is_no_member_by_a_phone_that_ended(
    town: Town, ha: Phone, lan: Phone
) -> None:
    """Two phones were hers; she asks on one of them days later."""
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    assert ha.web.patch(path, {"to": None}).status == 200
    second = Phone(town.connect(), town.clock)
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", {"member": lan.member}).json
    assert second.join(made["code"], "").status == 200
    leave(ha, lan)
    town.clock.move(days=3)
    lan.join(town.invite(auto_approve=False), "Lan")
    assert times(town)[-1] == ("volunteer", "2026-11-29", None)
    decide(ha, lan, "refuse")
    assert times(town) == [("volunteer", JOINED, TODAY)]


def test_another_phone_is_for_who_stays(town: Town, ha: Phone) -> None:
    lan = town.lan()
    wish = {"member": lan.member}
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", wish).json
    leave(ha, lan, JOINED)
    for asker in (ha.web, town.desk()):
        assert asker.post(f"/api/teams/{TEAM}/invitations", wish).code == "not_found"
    second = Phone(town.connect(), town.clock)
    assert second.join(made["code"], "").code == "invitation_revoked"
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    assert ha.web.patch(path, {"to": None}).status == 200
    assert second.join(made["code"], "").status == 200
    town.clock.move(days=1)
    assert is_in(second)


def test_a_lead_who_left_today_comes_back_as_what_the_code_says(town: Town) -> None:
    desk, binh = town.desk(), town.phone("Bình", **LEAD)
    path = f"/api/teams/{TEAM}/members/{binh.member}"
    assert desk.patch(path, {"to": JOINED}).status == 200
    binh.join(town.invite(), "Bình")
    decision = f"/api/enrolments/{binh.device}/{binh.member}/decision"
    assert desk.post(decision, {"decision": "approve"}).status == 200
    assert times(town, "Bình") == [("volunteer", JOINED, None)]
    assert binh.web.get("/api/teams").code == "wrong_role"
    town.clock.move(days=1)
    assert is_in(binh)


def test_a_phone_that_was_told_in_but_is_out_is_let_in_by_a_code(
    town: Town, app: Flask, ha: Phone, lan: Phone
) -> None:
    """What coming back on the last day used to leave behind at midnight."""
    lan.join(town.invite(), "Lan")
    decide(ha, lan, "approve")
    with app.app_context():
        theirs = update(Membership).where(Membership.member_id == lan.member)
        db.session.execute(theirs.values(valid_to=TODAY))
        db.session.commit()
    town.clock.move(days=1)
    assert not is_in(lan)
    assert lan.join(town.invite(), "Lan").status == 200
    decide(ha, lan, "approve")
    assert is_in(lan)


def test_no_phone_gets_what_another_of_the_person_waits_for(
    town: Town, ha: Phone, lan: Phone
) -> None:
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    first = Phone(town.connect(), town.clock)
    assert ha.web.patch(path, {"to": None}).status == 200
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", {"member": lan.member}).json
    assert first.join(made["code"], "").status == 200
    assert ha.web.delete(f"/api/devices/{lan.device}").status == 204
    town.clock.move(minutes=1)
    assert lan.join(town.invite(auto_approve=False, **LEAD), "Lan").code == "already_in_team"
    assert times(town) == [("volunteer", JOINED, None)]
    assert first.web.get("/api/teams").code == "wrong_role"


@pytest.mark.parametrize("day", [JOINED, TODAY])
@pytest.mark.parametrize("made", ["before", "after"])
def test_who_was_removed_waits_by_a_code_that_lets_others_in_at_once(
    town: Town, ha: Phone, day: str, made: str
) -> None:
    minh = town.minh()
    before = town.invite()
    town.clock.move(days=2)
    leave(ha, minh, day)
    # One with which everybody waits makes nobody forget who waits for a word.
    poster = town.invite(auto_approve=False)
    codes = [before if made == "before" else town.invite(), poster, town.invite()]
    for name in ("Minh", "minh", "Người khác"):
        for code in codes:
            assert minh.join(code, name).json["device"]["state"] == "pending", name
            assert not is_in(minh)
    # Others come in by it at once.
    assert (
        Phone(town.connect(), town.clock).join(codes[0], "Lan").json["device"]["state"]
        == "approved"
    )
    minh.join(codes[0], "Minh")
    decide(ha, minh, "approve")
    assert is_in(minh)


def test_on_a_shared_phone_who_is_new_comes_in_at_once_and_who_was_removed_does_not(
    town: Town, ha: Phone
) -> None:
    phone = town.lan()
    lan = phone.member
    phone.join(town.invite(), "Bình")
    town.clock.move(days=2)
    leave(ha, phone)
    assert phone.member != lan
    assert phone.join(town.invite(), "Minh").json["device"]["state"] == "approved"
    assert phone.join(town.invite(), "Bình").json["device"]["state"] == "pending"


@pytest.mark.parametrize("first", ["refuse", "approve"])
def test_two_phones_that_wait_for_one_time_in_the_team_are_decided_apart(
    town: Town, ha: Phone, first: str
) -> None:
    """Refusing both took the time away that was before."""
    one = town.lan()
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", {"member": one.member})
    other = Phone(town.connect(), town.clock)
    other.join(made.json["code"], "")
    town.clock.move(days=2)
    leave(ha, one, "2026-11-25")
    code = town.invite(auto_approve=False)
    for phone in (one, other):
        assert phone.join(code, "Lan").json["device"]["state"] == "pending"
    decide(ha, one, "refuse")
    decide(ha, other, first)
    assert times(town) == [("volunteer", JOINED, "2026-11-25" if first == "refuse" else None)]
    assert is_in(other) == (first == "approve")


def test_who_was_removed_waits_on_the_phone_of_another_team_too(town: Town, ha: Phone) -> None:
    lan = town.lan()
    other = town.phone("Minh", OTHER_TEAM)
    made = town.desk().post(f"/api/teams/{TEAM}/invitations", {"member": lan.member}).json["code"]
    other.join(made, "")
    assert other.join(town.invite(OTHER_TEAM), "Lan").json["device"]["state"] == "approved"
    phone = Phone(town.connect(), town.clock)
    made = town.desk().post(f"/api/teams/{OTHER_TEAM}/invitations", {"member": lan.member})
    phone.join(made.json["code"], "")
    town.clock.move(days=2)
    leave(ha, lan)
    town.clock.move(days=1)
    assert phone.join(town.invite(), "Lan").json["device"]["state"] == "pending"

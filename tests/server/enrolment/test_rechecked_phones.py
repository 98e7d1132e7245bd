"""A lead makes a code for a volunteer and joins by it on a phone of his own: it ends with the lead's right,
whoever has the name is told of it, and a phone that somebody else approved stays (PROTOCOL 4.7.2)."""

from typing import Any

import pytest

from tests.phones import Phone
from tests.server.enrolment.test_coming_back import members, states, stop
from tests.server.enrolment.test_enrolments import decision
from tests.server.trail import trail
from tests.town import OTHER_TEAM, TEAM, Town

TODAY = "2026-11-24"
PATH = f"/api/teams/{TEAM}"


@pytest.fixture
def ha(town: Town) -> Phone:
    """The lead."""
    return town.ha()


@pytest.fixture
def lan(town: Town, ha: Phone) -> Phone:
    """The phone of the volunteer herself."""
    return town.lan()


@pytest.fixture
def second(town: Town, ha: Phone, lan: Phone) -> Phone:
    """Another phone in her name, by a code that the lead made."""
    phone = joined(town, ha, lan.member)
    phone.sync()
    assert states(phone) == {"Lan": "approved"}
    return phone


def joined(town: Town, maker: Phone, member: str) -> Phone:
    made = maker.web.post(f"{PATH}/invitations", {"member": member})
    assert made.status == 201, made.body
    phone = Phone(town.connect(), town.clock)
    assert phone.join(made.json["code"], "").json["device"]["state"] == "approved"
    return phone


def reads(phone: Phone) -> list[str]:
    phone.sync()
    return [each for each in phone.last["channels"] if each.startswith("team:")]


def moves(town: Town, member: str, old: str = TEAM, new: str = OTHER_TEAM) -> None:
    path = f"/api/teams/{old}/members/{member}/move"
    answer = town.desk().post(path, {"team": new, "on": TODAY})
    assert answer.status == 200, answer.body


def ends(town: Town, ha: Phone, how: str) -> None:
    """The lead's right is over."""
    if how == "stopped":
        stop(town, ha)
    elif how == "moved":
        moves(town, ha.member)
    else:
        given: dict[str, Any] = {"to": TODAY} if how == "left" else {"role": "volunteer"}
        path = f"{PATH}/members/{ha.member}"
        if how == "left":
            town.clock.move(days=1)
        assert town.desk().patch(path, given).status == 200


@pytest.mark.parametrize("how", ["stopped", "moved", "left", "demoted"])
def test_a_phone_that_a_lead_let_in_waits_once_the_lead_is_none(
    town: Town, ha: Phone, lan: Phone, second: Phone, how: str
) -> None:
    assert reads(second) == reads(lan) == [f"team:{TEAM}"]
    ends(town, ha, how)
    assert reads(second) == []
    assert states(second) == {"Lan": "pending"}
    assert reads(lan) == [f"team:{TEAM}"]
    told = {"device": second.device, "team": TEAM}
    assert trail(town.app, "enrolment_rechecked") == [(lan.member, told)]
    rows = town.desk().get("/api/enrolments").json["rows"]
    assert [(row["device"], row["member"]["name"]) for row in rows] == [(second.device, "Lan")]
    # It goes along with nobody any more.
    moves(town, lan.member)
    assert reads(lan) == [f"team:{OTHER_TEAM}"]
    assert reads(second) == []


def test_nor_does_it_read_the_team_into_which_it_came_along(
    town: Town, ha: Phone, lan: Phone, second: Phone
) -> None:
    moves(town, lan.member)
    assert reads(second) == [f"team:{OTHER_TEAM}"]
    stop(town, ha)
    assert reads(second) == []
    assert reads(lan) == [f"team:{OTHER_TEAM}"]
    # Back in the first team she is without it, too.
    moves(town, lan.member, OTHER_TEAM, TEAM)
    assert reads(second) == []
    assert reads(lan) == [f"team:{TEAM}"]


def test_who_left_comes_back_without_it(town: Town, ha: Phone, lan: Phone, second: Phone) -> None:
    path, desk = f"{PATH}/members/{lan.member}", town.desk()
    assert desk.patch(path, {"to": TODAY}).status == 200
    stop(town, ha)
    assert desk.patch(path, {"to": None}).status == 200
    assert reads(second) == []
    assert reads(lan) == [f"team:{TEAM}"]


def test_what_is_recorded_meanwhile_counts_once_it_is_approved_and_it_waits_no_second_time(
    town: Town, ha: Phone, lan: Phone, second: Phone
) -> None:
    desk = town.desk()
    assert desk.patch(f"{PATH}/members/{ha.member}", {"role": "volunteer"}).status == 200
    session = second.session()
    (result,) = second.sync(session)
    assert (result["verdict"], result["row"]["state"]) == ("applied", "awaiting_approval")
    assert desk.post(decision(second), {"decision": "approve"}).status == 200
    lan.sync()
    assert lan.rows[session["record"]]["state"] == "counted"
    stop(town, ha)
    assert reads(second) == [f"team:{TEAM}"]


def test_to_refuse_it_costs_nobody_the_membership(town: Town, ha: Phone) -> None:
    """Cô Tư has no phone of her own."""
    tu = ha.web.post(f"{PATH}/members", {"name": "Cô Tư"}).json["id"]
    phone = joined(town, ha, tu)
    moves(town, tu)
    stop(town, ha)
    assert town.desk().post(decision(phone), {"decision": "refuse"}).status == 200
    shown = town.desk().get(f"/api/teams/{OTHER_TEAM}").json["members"]
    assert [(each["name"], each["to"]) for each in shown] == [("Cô Tư", None)]


def test_a_phone_that_was_stopped_before_waits_for_nobody(town: Town, ha: Phone) -> None:
    tu, desk = ha.web.post(f"{PATH}/members", {"name": "Cô Tư"}).json["id"], town.desk()
    phone = joined(town, ha, tu)
    stop(town, phone)
    stop(town, ha)
    assert desk.get("/api/enrolments").json["rows"] == []
    assert members(town)["Cô Tư"] is False
    assert desk.patch(f"{PATH}/members/{tu}", {"role": "lead"}).status == 200


def test_phones_that_others_let_in_stay(town: Town, ha: Phone, lan: Phone) -> None:
    binh = town.phone("Bình", role="lead")
    made = town.desk().post(f"{PATH}/invitations", {"member": lan.member}).json["code"]
    by_desk = Phone(town.connect(), town.clock)
    assert by_desk.join(made, "").status == 200
    by_another = joined(town, binh, lan.member)
    stop(town, ha)
    for phone in (by_desk, by_another, lan):
        assert reads(phone) == [f"team:{TEAM}"]
    assert members(town)["Lan"] is False


def test_a_phone_on_which_somebody_else_leads_keeps_its_word(
    town: Town, ha: Phone, lan: Phone, second: Phone
) -> None:
    first = ha.member
    ha.join(town.invite(role="lead", hours=24, max_uses=1), "Bình")
    assert town.desk().patch(f"{PATH}/members/{first}", {"role": "volunteer"}).status == 200
    assert reads(second) == [f"team:{TEAM}"]


def others(phone: Phone) -> list[str | None]:
    phone.sync()
    (device,) = phone.of_kind("device")
    return [who.get("other_phone") for who in device["f"]["enrolments"]]


def test_who_has_a_name_is_told_of_another_phone_in_it(town: Town, ha: Phone, lan: Phone) -> None:
    assert others(lan) == [None]
    town.clock.move(days=1)
    second = joined(town, ha, lan.member)
    assert others(lan) == ["2026-11-25"]
    assert others(second) == [TODAY]
    stop(town, second)
    assert others(lan) == [None]


def test_so_is_who_was_moved_with_it_until_it_waits(
    town: Town, ha: Phone, lan: Phone, second: Phone
) -> None:
    moves(town, lan.member)
    assert others(lan) == others(second) == [None, TODAY]
    stop(town, ha)
    assert others(lan) == [None, None]


@pytest.mark.parametrize("team", [TEAM, OTHER_TEAM])
def test_no_code_for_anybody_lets_in_who_waits_for_a_word(
    town: Town, ha: Phone, lan: Phone, second: Phone, team: str
) -> None:
    """Whoever has the phone knew the name, and a code that the team gave to all: it read the team again."""
    stop(town, ha)
    answer = second.join(town.invite(team), "Lan")
    assert answer.json["device"]["state"] == "pending"
    assert reads(second) == []
    assert reads(lan) == [f"team:{TEAM}"]
    # A code for that very person is somebody's word.
    made = town.desk().post(f"{PATH}/invitations", {"member": lan.member})
    assert second.join(made.json["code"], "").json["device"]["state"] == "approved"
    assert reads(second) == [f"team:{TEAM}"]


def test_codes_made_on_such_a_phone_end_with_it_and_so_does_who_came_by_them(
    town: Town, ha: Phone, lan: Phone, second: Phone
) -> None:
    """She was made a lead meanwhile, and whoever had the phone in her name let in others."""
    tam = town.phone("Tâm")
    desk = town.desk()
    assert desk.patch(f"{PATH}/members/{lan.member}", {"role": "lead"}).status == 200
    second.sync()
    third = joined(town, second, tam.member)
    third.sync()
    fourth = joined(town, lan, tam.member)
    fourth.sync()
    code = second.web.post(f"{PATH}/invitations", {"auto_approve": True}).json["code"]
    assert reads(third) == reads(fourth) == [f"team:{TEAM}"]
    stop(town, ha)
    assert reads(second) == reads(third) == []
    assert reads(tam) == reads(fourth) == reads(lan) == [f"team:{TEAM}"]
    stranger = Phone(town.connect(), town.clock)
    assert stranger.join(code, "Ai đó").code == "invitation_revoked"


def test_a_leads_code_for_somebody_is_no_word_for_another_team(
    town: Town, ha: Phone, lan: Phone
) -> None:
    """She leads the other team, and a code for anybody of it let in a phone that this team's lead had put
    into her name: it ended her role there."""
    town.clock.move(days=1)
    assert lan.join(town.invite(OTHER_TEAM), "Lan").status == 200
    town.clock.move(days=1)
    desk, path = town.desk(), f"/api/teams/{OTHER_TEAM}/members/{lan.member}"
    assert desk.patch(path, {"role": "lead"}).status == 200
    phone = joined(town, ha, lan.member)
    for auto_approve in (True, False):
        answer = phone.join(town.invite(OTHER_TEAM, auto_approve=auto_approve), "Lan")
        assert (answer.status, answer.code) == (409, "already_in_team")
    assert reads(phone) == [f"team:{TEAM}"]
    rows = desk.get(f"/api/teams/{OTHER_TEAM}").json["members"]
    assert {row["role"]: row["to"] for row in rows if row["id"] == lan.member} == {
        "lead": None, "volunteer": "2026-11-25",
    }  # fmt: skip
    # Where she only was before, they wait for that team.
    assert desk.patch(path, {"to": "2026-11-26"}).status == 200
    town.clock.move(days=1)
    answer = phone.join(town.invite(OTHER_TEAM), "Lan")
    assert answer.json["device"]["state"] == "pending"


def test_a_phone_that_waited_where_its_person_was_moved_came_along(
    town: Town, ha: Phone, lan: Phone, second: Phone
) -> None:
    answer = second.join(town.invite(OTHER_TEAM, auto_approve=False), "Lan")
    assert answer.json["device"]["state"] == "pending"
    moves(town, lan.member)
    assert reads(second) == [f"team:{OTHER_TEAM}"]
    stop(town, ha)
    assert reads(second) == []
    assert reads(lan) == [f"team:{OTHER_TEAM}"]


def test_who_is_moved_to_where_they_wait_by_a_poster_came_by_no_code(
    town: Town, ha: Phone, lan: Phone
) -> None:
    there = town.phone("Tâm", OTHER_TEAM, role="lead")
    poster = town.invite(OTHER_TEAM, auto_approve=False)
    assert lan.join(poster, "Lan").json["device"]["state"] == "pending"
    moves(town, lan.member)
    assert town.desk().patch(f"/api/members/{lan.member}", {"name": "Lan Anh"}).status == 200
    there.sync()
    told = {row["f"]["name"]: row["f"]["by_code"] for row in there.of_kind("member")}
    assert told["Lan Anh"] is False

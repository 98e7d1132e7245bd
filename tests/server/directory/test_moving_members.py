"""A member goes to another team: the phone follows, and what was recorded stays where it was."""

from typing import Any

import pytest
from flask import Flask

from server.accounts.use_cases.password_sign_in import create_account
from server.totals.use_cases.recounting import recount
from tests.phones import Phone
from tests.server.trail import trail
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, Town
from tests.wires import Answer

TODAY, LATER = "2026-11-24", "2026-11-26"
OLD, NEW = f"team:{TEAM}", f"team:{OTHER_TEAM}"


def move(
    town: Town, phone: Phone, on: str = LATER, old: str = TEAM, new: str = OTHER_TEAM
) -> Answer:
    path = f"/api/teams/{old}/members/{phone.member}/move"
    return town.desk().post(path, {"team": new, "on": on})


def states(phone: Phone) -> dict[str, str]:
    """How the phone's person stands, by team."""
    (device,) = phone.of_kind("device")
    return {each["team"]: each["state"] for each in device["f"]["enrolments"]}


@pytest.fixture
def lan(town: Town) -> Phone:
    """Lan's phone, two days after she joined."""
    phone = town.lan()
    phone.sync()
    town.clock.move(days=2)
    return phone


def test_lan_goes_on_recording_in_the_new_team_at_once(town: Town, lan: Phone) -> None:
    tam = town.phone("Tâm", OTHER_TEAM)
    answer = move(town, lan)
    assert answer.status == 200
    assert (answer.json["from"], answer.json["to"], answer.json["role"]) == (
        LATER,
        None,
        "volunteer",
    )
    lan.sync()
    assert lan.last["channels"] == ["catalogue", f"device:{lan.device}", NEW]
    assert states(lan) == {TEAM: "ended", OTHER_TEAM: "approved"}
    (told,) = lan.sync({**lan.session(companions=[tam.member]), "channel": NEW})
    assert (told["verdict"], told["row"]["channel"]) == ("applied", NEW)
    tam.sync()
    came = {row["f"]["name"]: row["f"]["by_code"] for row in tam.of_kind("member")}
    assert came == {"Tâm": True, "Lan": False}


def test_what_was_recorded_before_stays_and_what_was_unsent_still_goes_there(
    town: Town, app: Flask, lan: Phone
) -> None:
    ha = town.ha()
    sent, unsent = lan.session(day=TODAY, people=2), lan.session(day="2026-11-25", people=3)
    lan.sync(sent)
    assert move(town, lan).status == 200
    (told,) = lan.sync(unsent)
    assert (told["verdict"], told["code"]) == ("applied", None)
    ha.sync()
    assert {row["id"] for row in ha.of_kind("help_session")} == {sent["record"], unsent["record"]}
    (row,) = [row["f"] for row in ha.of_kind("member") if row["f"]["name"] == "Lan"]
    assert (row["from"], row["to"]) == (TODAY, "2026-11-25")
    # In the old team she records nothing of the new days, and changes nothing any more.
    town.clock.move(days=1)
    late, edit = lan.session(), lan.edit(sent["record"], {"people": 9}, {"people": 2})
    assert {each["code"] for each in lan.sync(late, edit)} == {"not_member"}
    with app.app_context():
        assert recount().differences == []


def test_what_she_recorded_on_the_day_before_her_phone_heard_of_it_goes_in(
    town: Town, app: Flask, lan: Phone
) -> None:
    made = lan.session(day=LATER, people=4)
    lan.sync(made)
    recorded, mended = lan.session(people=3), lan.edit(made["record"], {"people": 5}, {"people": 4})
    assert move(town, lan).status == 200
    assert [each["verdict"] for each in lan.sync(recorded, mended)] == ["applied", "applied"]
    new = {**lan.session(people=1), "channel": NEW}
    assert lan.sync(new)[0]["verdict"] == "applied"
    desk, day = town.desk(), f"from={LATER}&to={LATER}"
    found = [
        desk.get(f"/api/tallies?team={team}&{day}").json["total"] for team in (TEAM, OTHER_TEAM)
    ]
    assert [total["people"] for total in found] == [8, 1]
    assert [total["volunteer_turns"]["union"] for total in found] == [1, 1]
    assert desk.get("/api/review").json["rows"] == []
    with app.app_context():
        assert recount().differences == []


def test_who_moves_on_the_day_of_joining_reaches_back_in_the_new_team_only(town: Town) -> None:
    lan = town.lan()
    assert move(town, lan, on=TODAY).status == 200
    before, of_today = lan.session(day="2026-11-10"), lan.session()
    assert [each["code"] for each in lan.sync(before, of_today)] == ["not_member", None]
    new = {**lan.session(day="2026-11-10"), "channel": NEW}
    assert lan.sync(new)[0]["verdict"] == "applied"


def test_every_phone_of_hers_follows(town: Town, app: Flask, lan: Phone) -> None:
    desk = town.desk()
    wish = {"member": lan.member}
    code = desk.post(f"/api/teams/{TEAM}/invitations", wish).json["code"]
    second = Phone(town.connect(), town.clock)
    assert second.join(code, "Lan").status == 200
    third = Phone(town.connect(), town.clock)
    third.join(desk.post(f"/api/teams/{TEAM}/invitations", wish).json["code"], "Lan")
    assert desk.delete(f"/api/devices/{third.device}").status == 204
    assert move(town, lan).status == 200
    for phone in (lan, second):
        phone.sync()
        assert NEW in phone.last["channels"]
    (told,) = trail(app, "member_moved")
    assert told[0] == lan.member
    details = told[1]
    assert (details["before"], details["after"], details["from"]) == (TEAM, OTHER_TEAM, LATER)
    assert {lan.device, second.device} <= set(details["devices"])


def test_on_the_day_itself_and_back_again(town: Town) -> None:
    minh = town.minh()
    assert move(town, minh, on=TODAY).status == 200
    desk = town.desk()
    assert desk.get(f"/api/teams/{TEAM}").json["members"] == []
    assert move(town, minh, on=TODAY, old=OTHER_TEAM, new=TEAM).status == 200
    assert desk.get(f"/api/teams/{OTHER_TEAM}").json["members"] == []
    (kept,) = desk.get(f"/api/teams/{TEAM}").json["members"]
    assert (kept["from"], kept["to"]) == (TODAY, None)
    minh.sync()
    assert states(minh) == {TEAM: "approved", OTHER_TEAM: "ended"}
    assert minh.sync(minh.session())[0]["verdict"] == "applied"


def row_of_lan(phone: Phone) -> dict[str, Any]:
    """What a phone is told of Lan's time in its team."""
    phone.sync()
    (row,) = [row["f"] for row in phone.of_kind("member") if row["f"]["name"] == "Lan"]
    return dict(row)


def test_the_old_team_hears_that_who_moved_on_at_once_was_there_that_day(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    assert move(town, lan, on=TODAY).status == 200
    row = row_of_lan(ha)
    assert (row["from"], row["to"], row["role"]) == (TODAY, TODAY, "volunteer")
    assert lan.join(town.invite(), "Lan").status == 200
    row = row_of_lan(ha)
    assert (row["from"], row["to"]) == (TODAY, None)


def test_who_was_here_before_is_shown_as_the_longer_time_was(town: Town, lan: Phone) -> None:
    """Moved away, back and away again within a day: the time that came to be is told of."""
    ha = town.ha()
    assert move(town, lan).status == 200
    assert move(town, lan, old=OTHER_TEAM, new=TEAM).status == 200
    assert row_of_lan(ha)["to"] is None
    assert move(town, lan).status == 200
    row = row_of_lan(ha)
    assert (row["from"], row["to"]) == (TODAY, "2026-11-25")
    desk = town.desk()
    (kept,) = [
        each for each in desk.get(f"/api/teams/{TEAM}").json["members"] if each["name"] == "Lan"
    ]
    assert (kept["from"], kept["to"]) == (TODAY, "2026-11-25")


def test_who_came_back_at_once_can_be_told_to_have_been_there_before(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    assert move(town, lan, on=TODAY).status == 200
    assert move(town, lan, on=TODAY, old=OTHER_TEAM, new=TEAM).status == 200
    member = f"/api/teams/{TEAM}/members/{lan.member}"
    given = {"from": "2026-11-01", "affiliation": "CONGAN"}
    assert desk.patch(member, given).json["from"] == "2026-11-01"
    lan.sync(lan.session())
    total = desk.get(f"/api/tallies?team={TEAM}&from={TODAY}&to={TODAY}").json["total"]
    assert total["volunteer_turns"]["police"] == 1


def test_a_lead_volunteers_in_the_new_team(town: Town) -> None:
    ha = town.ha()
    town.clock.move(days=2)
    assert move(town, ha).json["role"] == "volunteer"
    assert ha.web.get(f"/api/teams/{OTHER_TEAM}").code == "wrong_role"
    assert ha.web.get(f"/api/teams/{TEAM}").code == "wrong_role"


def test_who_waits_in_the_new_team_is_let_in_by_the_move(town: Town, lan: Phone) -> None:
    lan.join(town.invite(OTHER_TEAM, auto_approve=False), "Lan")
    waited = lan.session()
    assert waited["channel"] == NEW
    (told,) = lan.sync(waited)
    assert told["row"]["state"] == "awaiting_approval"
    assert move(town, lan).status == 200
    lan.sync()
    assert (lan.rows[waited["record"]]["channel"], lan.rows[waited["record"]]["state"]) == (
        NEW, "counted",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"on": "2026-11-23"}, "day_too_early"),
        ({"on": "2026-11-27"}, "day_too_late"),
        ({"team": TEAM}, "already_there"),
        ({"team": "7c000000-0000-4000-8000-0000000000ff"}, "not_found"),
        ({"on": "mai"}, "invalid_shape"),
    ],
)
def test_moves_that_are_refused(town: Town, lan: Phone, given: dict[str, Any], code: str) -> None:
    desk = town.desk()
    before = desk.get(f"/api/teams/{TEAM}").json
    path = f"/api/teams/{TEAM}/members/{lan.member}/move"
    assert desk.post(path, {"team": OTHER_TEAM, "on": LATER, **given}).code == code
    assert desk.get(f"/api/teams/{TEAM}").json == before


def test_a_time_that_is_over_and_a_team_that_is_over_take_part_in_no_move(
    town: Town, lan: Phone
) -> None:
    desk = town.desk()
    member = f"/api/teams/{TEAM}/members/{lan.member}"
    desk.patch(member, {"to": TODAY})
    assert move(town, lan).code == "closed_on_day"
    desk.patch(member, {"to": None})
    desk.post(f"/api/teams/{OTHER_TEAM}/end", {"on": LATER})
    assert move(town, lan).code == "closed_on_day"


def test_only_a_coordinator_of_both_teams_moves_people(town: Town, lan: Phone) -> None:
    with town.app.app_context():
        create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    path, body = f"/api/teams/{TEAM}/members/{lan.member}/move", {"team": OTHER_TEAM, "on": LATER}
    assert town.desk("mai").post(path, body).code == "not_found"
    assert town.ha().web.post(path, body).code == "wrong_role"
    lan.web.post("/api/session", {"login": "son", "password": PASSWORD})
    assert lan.web.post(path, body).code == "wrong_role"
    lan.sync()
    assert states(lan) == {TEAM: "approved"}

"""What somebody only asked for is theirs once a person says so: no code, no move and no rule of writing takes
it for a time in the team (PROTOCOL 5.3.3, 7.10)."""

from typing import Any

import pytest

from server.totals.use_cases.recounting import recount
from tests.phones import Phone
from tests.server.enrolment.test_enrolments import decision
from tests.server.enrolment.test_rechecked_phones import PATH, TODAY, moves, reads
from tests.server.enrolment.test_renewals import asking, decide
from tests.server.sync.reviewing import verdict
from tests.server.sync.test_bundles import counted
from tests.town import OTHER_TEAM, TEAM, Town

LEAD: dict[str, Any] = {"role": "lead", "hours": 24, "max_uses": 1, "auto_approve": False}


def asks(phone: Phone, code: str, name: str = "Lan") -> None:
    answer = phone.join(code, name)
    assert (answer.status, answer.json["device"]["state"]) == (200, "pending"), answer.body


def leads(phone: Phone, team: str = TEAM) -> bool:
    phone.sync()
    return phone.web.get(f"/api/teams/{team}/invitations").status == 200


def test_who_asked_to_lead_is_a_volunteer_by_a_code_for_volunteers(town: Town) -> None:
    lan = Phone(town.connect(), town.clock)
    asks(lan, town.invite(**LEAD))
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "approved"
    assert reads(lan) == [f"team:{TEAM}"]
    assert not leads(lan)


def test_nor_does_another_phone_of_theirs_lead_before_anybody_said_so(town: Town) -> None:
    """The member is in another team on two phones; one asks to lead this one."""
    first = town.phone("Lan", OTHER_TEAM)
    path = f"/api/teams/{OTHER_TEAM}/invitations"
    second = Phone(town.connect(), town.clock)
    code = town.desk().post(path, {"member": first.member}).json["code"]
    assert second.join(code, "").json["device"]["state"] == "approved"
    asks(first, town.invite(**LEAD))
    answer = second.join(town.invite(), "Lan")
    assert answer.status == 200, answer.body
    assert not leads(second)
    # A coordinator's yes to the first one makes them a lead.
    assert town.desk().post(decision(first), {"decision": "approve"}).status == 200
    assert leads(first)


def test_who_is_moved_to_where_they_asked_to_lead_comes_as_a_volunteer(town: Town) -> None:
    lan = town.lan()
    asks(lan, town.invite(OTHER_TEAM, **LEAD))
    moves(town, lan.member)
    assert reads(lan) == [f"team:{OTHER_TEAM}"]
    assert not leads(lan, OTHER_TEAM)


def test_who_is_moved_to_where_another_phone_waits_is_there_whatever_becomes_of_it(
    town: Town,
) -> None:
    lan, second = town.lan(), Phone(town.connect(), town.clock)
    code = town.desk().post(f"{PATH}/invitations", {"member": lan.member}).json["code"]
    assert second.join(code, "").json["device"]["state"] == "approved"
    assert town.desk().delete(f"/api/devices/{second.device}").status == 204
    town.clock.move(minutes=1)
    asks(second, town.invite(OTHER_TEAM, auto_approve=False))
    moves(town, lan.member)
    path = f"/api/teams/{OTHER_TEAM}/members/{lan.member}"
    assert town.desk().patch(path, {"affiliation": "CONGAN"}).status == 200
    assert town.desk().post(decision(second), {"decision": "refuse"}).status == 200
    assert town.desk().patch(path, {"affiliation": "DOAN"}).status == 200
    assert reads(lan) == [f"team:{OTHER_TEAM}"]


def test_who_left_records_nothing_for_days_that_another_phone_only_asks_for(town: Town) -> None:
    lan, second = town.lan(), Phone(town.connect(), town.clock)
    code = town.desk().post(f"{PATH}/invitations", {"member": lan.member}).json["code"]
    assert second.join(code, "").json["device"]["state"] == "approved"
    assert town.desk().patch(f"{PATH}/members/{lan.member}", {"to": TODAY}).status == 200
    town.clock.move(days=1)
    asks(lan, town.invite(auto_approve=False))
    assert verdict(second.sync(second.session(people=400))) == ("review", "not_member")
    assert counted(town) == 0


def test_two_who_wait_on_one_phone_name_each_other(town: Town) -> None:
    phone = Phone(town.connect(), town.clock)
    asks(phone, town.invite(auto_approve=False), "Mai")
    mai = phone.member
    asks(phone, town.invite(auto_approve=False), "Đào")
    (told,) = phone.sync(phone.session(companions=[mai]))
    assert (told["verdict"], told["row"]["state"]) == ("applied", "awaiting_approval")


@pytest.mark.parametrize("word", ["approve", "refuse"])
def test_what_was_made_on_a_phone_ends_where_its_lead_waits_for_a_word(
    town: Town, word: str
) -> None:
    """Somebody else was let in on it, and whoever said so knows nothing of its lead (4.7.8)."""
    ha, lan, second = town.ha(), town.lan(), Phone(town.connect(), town.clock)
    code = ha.web.post(f"{PATH}/invitations", {"member": lan.member}).json["code"]
    assert second.join(code, "").json["device"]["state"] == "approved"
    left = ha.web.post(f"{PATH}/invitations", {}).json["code"]
    found = asking(town, ha, "Lạ")
    assert decide(town.desk(), found) is None
    who = f"/api/enrolments/{ha.device}/{ha.member}/decision"
    assert town.desk().post(who, {"decision": word}).status == 200
    assert reads(second) == []
    assert Phone(town.connect(), town.clock).join(left, "Mai").code == "invitation_revoked"


def test_nobody_makes_a_code_for_who_only_waits(town: Town) -> None:
    """Whoever knows them lets the phone in that waits."""
    ha, mai = town.ha(), town.phone("Mai", auto_approve=False)
    for web in (ha.web, town.desk()):
        assert web.post(f"{PATH}/invitations", {"member": mai.member}).code == "still_waiting"


def test_to_ask_anew_makes_no_old_code_good_again(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    code = ha.web.post(f"{PATH}/invitations", {"member": lan.member}).json["code"]
    town.clock.move(days=1)
    assert town.desk().patch(f"{PATH}/members/{lan.member}", {"to": TODAY}).status == 200
    other = Phone(town.connect(), town.clock)
    assert other.join(code, "").code == "invitation_revoked"
    asks(lan, town.invite(auto_approve=False))
    assert other.join(code, "").code == "invitation_revoked"


def test_who_asks_first_as_a_lead_and_then_as_a_volunteer_becomes_a_volunteer(town: Town) -> None:
    ha, lan = town.ha(), Phone(town.connect(), town.clock)
    asks(lan, town.invite(**LEAD))
    asks(lan, town.invite(auto_approve=False))
    assert ha.web.post(decision(lan), {"decision": "approve"}).status == 200
    assert verdict(lan.sync(lan.session())) == ("applied", None)
    assert not leads(lan)
    assert counted(town) == 1


def test_nothing_is_left_of_what_a_phone_asked_for_that_was_refused(town: Town) -> None:
    """Another one of theirs was let in meanwhile, as a volunteer."""
    ha, first = town.ha(), town.phone("Lan", OTHER_TEAM)
    path = f"/api/teams/{OTHER_TEAM}/invitations"
    second = Phone(town.connect(), town.clock)
    code = town.desk().post(path, {"member": first.member}).json["code"]
    assert second.join(code, "").json["device"]["state"] == "approved"
    asks(first, town.invite(**LEAD))
    assert second.join(town.invite(), "Lan").json["device"]["state"] == "approved"
    assert town.desk().post(decision(first), {"decision": "refuse"}).status == 200
    again = ha.web.post(f"{PATH}/invitations", {"member": first.member})
    assert (again.status, again.json["role"]) == (201, "volunteer")


def test_to_ask_the_team_of_a_morning_again_takes_no_session_out(town: Town) -> None:
    """Whoever was moved on the day of joining did something in the first team before."""
    lan, second = town.lan(), Phone(town.connect(), town.clock)
    code = town.desk().post(f"{PATH}/invitations", {"member": lan.member}).json["code"]
    assert second.join(code, "").json["device"]["state"] == "approved"
    made = second.session(people=4)
    moves(town, lan.member)
    asks(lan, town.invite(auto_approve=False))
    assert verdict(second.sync(made)) == ("applied", None)
    assert town.desk().post(decision(lan), {"decision": "refuse"}).status == 200
    assert verdict(second.sync(second.session() | {"channel": f"team:{TEAM}"})) == ("applied", None)
    assert counted(town) == 2


def test_who_asked_by_a_poster_is_in_by_a_code_that_lets_in_at_once(town: Town) -> None:
    ha, lan = town.ha(), Phone(town.connect(), town.clock)
    asks(lan, town.invite(auto_approve=False))
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "approved"
    assert verdict(lan.sync(lan.session())) == ("applied", None)
    assert counted(town) == 1
    assert ha.web.post(f"{PATH}/invitations", {"member": lan.member}).status == 201


def test_whose_time_ended_while_a_phone_waited_is_in_the_team_by_a_persons_word(
    town: Town,
) -> None:
    ha, lan = town.ha(), town.lan()
    other = Phone(town.connect(), town.clock)
    answer = other.join(town.invite(auto_approve=False), "Lan", namesake="same")
    assert answer.json["device"]["state"] == "pending"
    town.clock.move(days=1)
    assert town.desk().patch(f"{PATH}/members/{lan.member}", {"to": TODAY}).status == 200
    assert ha.web.post(decision(other), {"decision": "approve"}).status == 200
    assert verdict(other.sync(other.session())) == ("applied", None)
    assert counted(town) == 1


@pytest.mark.parametrize("word", ["approve", "refuse"])
def test_who_stands_in_a_session_before_they_are_let_in_counts_from_then_on(
    town: Town, word: str
) -> None:
    """As what they are by then; of who is refused nothing is counted."""
    phone, desk = town.lan(), town.desk()
    assert phone.join(town.invite(auto_approve=False), "Cúc").status == 200
    lan, cuc = (each["member"]["id"] for each in phone.joined)
    for _ in range(2):
        phone.sync(phone.session(companions=[cuc]) | {"author": lan, "channel": f"team:{TEAM}"})

    def turns() -> dict[str, int]:
        address = f"/api/tallies?team={TEAM}&from=2026-11-01&to=2026-11-30"
        found = desk.get(address).json["total"]["volunteer_turns"]
        return {name: number for name, number in found.items() if number}

    def at_work() -> set[str]:
        address = f"/api/tallies/members?team={TEAM}&from=2026-11-01&to=2026-11-30"
        return {row["id"] for row in desk.get(address).json["rows"] if row["sessions"]}

    assert (turns(), at_work()) == ({"union": 1, "all": 1}, {lan})
    assert desk.post(decision(phone), {"decision": word}).status == 200
    let_in = word == "approve"
    assert turns() == {"union": 1 + let_in, "all": 1 + let_in}
    assert at_work() == ({lan, cuc} if let_in else {lan})
    phone.sync(phone.session() | {"author": lan, "channel": f"team:{TEAM}"})
    assert turns() == {"union": 1 + let_in, "all": 1 + let_in}
    with town.app.app_context():
        assert recount().differences == []

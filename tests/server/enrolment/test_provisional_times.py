"""What somebody only asked for is theirs once a person says so: no code, no move and no rule of writing takes
it for a time in the team (PROTOCOL 5.3.3, 7.10)."""

from typing import Any

import pytest

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

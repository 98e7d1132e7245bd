"""Whoever has a phone that was taken from somebody gets nothing of theirs when their time in a team goes on
again: they are on it by a person's word alone (PROTOCOL 7.10, 4.7.8)."""

from collections.abc import Callable

import pytest

from tests.phones import Phone
from tests.server.enrolment.test_coming_back import states, stop
from tests.server.enrolment.test_enrolments import decision
from tests.server.enrolment.test_let_out import OUT
from tests.server.enrolment.test_rechecked_phones import PATH, TODAY, reads
from tests.server.enrolment.test_renewals import asking, decide
from tests.server.sync.reviewing import verdict
from tests.server.sync.test_bundles import counted
from tests.town import OTHER_TEAM, TEAM, Town

Act = Callable[[], None]


def is_patched(town: Town, phone: Phone, **given: str | None) -> None:
    owner = phone.joined[0]["member"]["id"]
    answer = town.desk().patch(f"{PATH}/members/{owner}", given)
    assert answer.status == 200, answer.body


def comes_back_as_somebody_else(town: Town, phone: Phone) -> None:
    """By whoever found it, under a name of their own, whom somebody turns away."""
    answer = phone.join(town.invite(auto_approve=False), "Lạ")
    assert (answer.status, answer.json["device"]["state"]) == (200, "pending")
    assert town.desk().post(decision(phone), {"decision": "refuse"}).status == 200


@pytest.mark.parametrize("first", ["stop", "end"])
@pytest.mark.parametrize("role", ["volunteer", "lead"])
def test_to_take_the_end_of_a_time_back_gives_nobody_a_phone_that_was_stopped(
    town: Town, role: str, first: str
) -> None:
    town.ha()
    lan = town.phone("Lan", role=role)
    acts: list[Act] = [lambda: stop(town, lan), lambda: is_patched(town, lan, to=TODAY)]
    town.clock.move(days=1)
    for act in acts if first == "stop" else acts[::-1]:
        act()
    comes_back_as_somebody_else(town, lan)
    is_patched(town, lan, to=None)
    assert reads(lan) == []
    assert states(lan) == {"Lan": "ended", "Lạ": "refused"}
    as_lan = lan.session(people=400) | {"author": lan.joined[0]["member"]["id"]}
    assert verdict(lan.sync(as_lan)) == OUT
    assert lan.web.post(f"{PATH}/invitations", {}).status == 403
    assert counted(town) == 0


def test_nor_does_it_to_take_a_move_back(town: Town) -> None:
    lan = town.lan()
    town.clock.move(days=1)
    to = {"team": OTHER_TEAM, "on": "2026-11-25"}
    assert town.desk().post(f"{PATH}/members/{lan.member}/move", to).status == 200
    stop(town, lan)
    comes_back_as_somebody_else(town, lan)
    is_patched(town, lan, to=None)
    assert reads(lan) == []
    assert states(lan)["Lan"] == "ended"


def test_who_has_a_phone_by_a_new_cookie_gets_nobody_whose_time_was_over(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    owner = lan.member
    town.clock.move(days=1)
    is_patched(town, lan, to=TODAY)
    found = asking(town, lan, "Lạ")
    assert decide(ha.web, found) is None
    is_patched(town, lan, to=None)
    assert reads(found) == [f"team:{TEAM}"]
    assert states(found) == {"Lan": "ended", "Lạ": "approved"}
    change = found.session(people=400) | {"author": owner}
    assert verdict(found.sync(change)) == OUT
    # By a person's word the owner is back.
    code = ha.web.post(f"{PATH}/invitations", {"member": owner}).json["code"]
    assert found.join(code, "").json["device"]["state"] == "approved"

"""A lead approves whoever says to be a volunteer, or merges somebody into one: no phone outlives in that name
the right by which it got there (PROTOCOL 4.7.2)."""

import pytest

from tests.phones import Phone
from tests.server.directory.test_merging_members import merge
from tests.server.enrolment.test_coming_back import states, stop
from tests.server.enrolment.test_enrolments import decision
from tests.server.enrolment.test_rechecked_phones import PATH, TODAY, ends, joined, moves, reads
from tests.server.enrolment.test_renewals import asking, decide
from tests.server.trail import trail
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Browser

OURS = [f"team:{TEAM}"]


@pytest.fixture
def ha(town: Town) -> Phone:
    """The lead."""
    return town.ha()


@pytest.fixture
def lan(town: Town, ha: Phone) -> Phone:
    """The phone of the volunteer herself, who came a day before anybody in her name."""
    phone = town.lan()
    town.clock.move(days=1)
    return phone


def claims(town: Town, name: str = "Lan") -> Phone:
    phone = Phone(town.connect(), town.clock)
    answer = phone.join(town.invite(), name, namesake="same")
    assert (answer.status, answer.json["device"]["state"]) == (200, "pending")
    return phone


def approve(browser: Browser, phone: Phone) -> None:
    answer = browser.post(decision(phone), {"decision": "approve"})
    assert answer.status == 200, answer.body


def in_her_name(town: Town, browser: Browser, lan: Phone, way: str = "claimed") -> Phone:
    """Another phone that somebody lets count as Lan's."""
    if way == "claimed":
        phone = claims(town)
        approve(browser, phone)
    else:
        phone = town.phone("Lan")
        pair = (phone, lan) if way == "merged" else (lan, phone)
        assert merge(browser, *pair).status == 200
    assert reads(phone) == reads(lan) == OURS
    return phone


@pytest.mark.parametrize("how", ["stopped", "moved", "left", "demoted"])
def test_a_phone_by_a_leads_word_waits_once_the_lead_is_none(
    town: Town, ha: Phone, lan: Phone, how: str
) -> None:
    second = in_her_name(town, ha.web, lan)
    ends(town, ha, how)
    assert reads(second) == []
    assert states(second) == {"Lan": "pending"}
    assert reads(lan) == OURS
    rechecked = [told for _, told in trail(town.app, "enrolment_rechecked")]
    assert {told["device"] for told in rechecked} == {second.device}
    (result,) = second.sync(second.session(people=50))
    assert result["row"]["state"] == "awaiting_approval"


@pytest.mark.parametrize("way", ["claimed", "merged", "kept"])
def test_a_coordinators_word_stays(town: Town, ha: Phone, lan: Phone, way: str) -> None:
    second = in_her_name(town, town.desk(), lan, way)
    stop(town, ha)
    assert reads(second) == reads(lan) == OURS


def test_nor_does_it_read_the_team_into_which_it_came_along(
    town: Town, ha: Phone, lan: Phone
) -> None:
    second = in_her_name(town, ha.web, lan)
    moves(town, lan.member)
    assert reads(second) == [f"team:{OTHER_TEAM}"]
    stop(town, ha)
    assert reads(second) == []
    assert reads(lan) == [f"team:{OTHER_TEAM}"]


def test_another_leads_word_holds_as_long_as_that_lead_leads(
    town: Town, ha: Phone, lan: Phone
) -> None:
    binh = town.phone("Bình", role="lead")
    second = in_her_name(town, ha.web, lan, "claimed")
    stop(town, ha)
    approve(binh.web, second)
    assert reads(second) == OURS
    stop(town, binh)
    assert reads(second) == []
    approve(town.desk(), second)
    assert reads(second) == OURS


def test_so_does_it_for_who_has_no_phone(town: Town, ha: Phone) -> None:
    """Cô Tư, whose first phone is let in by a code of a lead."""
    binh = town.phone("Bình", role="lead")
    tu = ha.web.post(f"{PATH}/members", {"name": "Cô Tư"}).json["id"]
    phone = Phone(town.connect(), town.clock)
    phone.join(ha.web.post(f"{PATH}/invitations", {"member": tu}).json["code"], "")
    stop(town, ha)
    approve(binh.web, phone)
    stop(town, binh)
    assert reads(phone) == []


@pytest.mark.parametrize("first", ["lead", "coordinator"])
def test_to_leave_and_join_anew_makes_it_the_word_of_the_lead_who_lets_it_in(
    town: Town, ha: Phone, lan: Phone, first: str
) -> None:
    second = in_her_name(town, ha.web if first == "lead" else town.desk(), lan, "claimed")
    path = f"{PATH}/members/{lan.member}"
    assert ha.web.patch(path, {"to": "2026-11-25"}).status == 200
    assert second.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    approve(ha.web, second)
    assert reads(second) == OURS
    stop(town, ha)
    assert reads(second) == []


def test_nor_does_a_merge_on_one_phone(town: Town, ha: Phone, lan: Phone) -> None:
    """Somebody else of that phone is made her: that one's own code says nothing of her."""
    second = in_her_name(town, ha.web, lan, "claimed")
    town.clock.move(days=1)
    made_up = second.join(town.invite(), "Lan B").json["member"]["id"]
    path = f"{PATH}/members/{lan.member}/merge"
    assert ha.web.post(path, {"into": made_up}).status == 200
    stop(town, ha)
    assert reads(second) == reads(lan) == []


def test_who_is_on_the_phone_in_her_name_already_stays(town: Town, ha: Phone, lan: Phone) -> None:
    again = lan.join(town.invite(), "Lan B").json["member"]["id"]
    path = f"{PATH}/members/{again}/merge"
    assert ha.web.post(path, {"into": lan.joined[0]["member"]["id"]}).status == 200
    stop(town, ha)
    assert reads(lan) == OURS


def test_who_is_let_in_under_the_own_name_stays(town: Town, ha: Phone) -> None:
    minh = town.phone("Minh", auto_approve=False)
    approve(ha.web, minh)
    stop(town, ha)
    assert reads(minh) == OURS


def test_who_left_comes_back_without_it(town: Town, ha: Phone, lan: Phone) -> None:
    second = in_her_name(town, ha.web, lan, "claimed")
    path, desk = f"{PATH}/members/{lan.member}", town.desk()
    assert desk.patch(path, {"to": TODAY}).status == 200
    stop(town, ha)
    assert desk.patch(path, {"to": None}).status == 200
    assert reads(second) == []
    assert reads(lan) == OURS


def test_another_code_makes_nobody_forget_by_whose_word_a_phone_was_there(
    town: Town, ha: Phone
) -> None:
    """A volunteer who was written down has no phone but this one; the next lead's word is one, too."""
    minh = town.phone("Minh", role="lead")
    assert town.desk().post(f"{PATH}/members", {"name": "Vy"}).status == 201
    phone = claims(town, "Vy")
    approve(ha.web, phone)
    stop(town, ha)
    assert phone.join(town.invite(auto_approve=False), "Vy").json["device"]["state"] == "pending"
    approve(minh.web, phone)
    assert reads(phone) == OURS
    stop(town, minh)
    assert reads(phone) == []


def test_a_merge_into_who_is_on_a_phone_by_a_code_for_the_other_holds_no_longer_than_the_code(
    town: Town, ha: Phone, lan: Phone
) -> None:
    phone = town.phone("Lan B")
    made_up = phone.member
    made = ha.web.post(f"{PATH}/invitations", {"member": lan.member})
    assert phone.join(made.json["code"], "").status == 200
    path = f"{PATH}/members/{lan.member}/merge"
    assert ha.web.post(path, {"into": made_up}).status == 200
    stop(town, ha)
    assert reads(phone) == reads(lan) == []


@pytest.mark.parametrize("way", ["renewed", "stopped"])
def test_a_phone_that_a_lead_let_back_waits_once_the_lead_is_none(
    town: Town, ha: Phone, lan: Phone, way: str
) -> None:
    """By two words that were read out, or after it was stopped."""
    back = asking(town, lan) if way == "renewed" else lan
    if way == "stopped":
        stop(town, lan)
        assert back.join(town.invite(), "Lan").json["device"]["state"] == "pending"
        approve(ha.web, back)
    else:
        assert decide(ha.web, back) is None
    assert reads(back) == OURS
    stop(town, ha)
    assert reads(back) == []
    approve(town.desk(), back)
    assert reads(back) == OURS


@pytest.mark.parametrize("way", ["claimed", "code"])
def test_a_leads_word_goes_along_into_another_team_and_back(
    town: Town, ha: Phone, lan: Phone, way: str
) -> None:
    is_code = way == "code"
    second = joined(town, ha, lan.member) if is_code else in_her_name(town, ha.web, lan, way)
    moves(town, lan.member)
    moves(town, lan.member, OTHER_TEAM, TEAM)
    assert reads(second) == OURS
    stop(town, ha)
    assert reads(second) == []
    assert reads(lan) == OURS


def test_to_ask_again_in_the_first_team_washes_no_word_off(
    town: Town, ha: Phone, lan: Phone
) -> None:
    second = in_her_name(town, ha.web, lan, "claimed")
    moves(town, lan.member)
    poster = town.invite(auto_approve=False)
    assert second.join(poster, "Lan").json["device"]["state"] == "pending"
    stop(town, ha)
    assert reads(second) == []


def test_a_word_ends_with_the_team(town: Town, ha: Phone, lan: Phone) -> None:
    second = in_her_name(town, ha.web, lan, "claimed")
    moves(town, lan.member)
    assert reads(second) == [f"team:{OTHER_TEAM}"]
    assert town.desk().post(f"/api/teams/{TEAM}/end", {"on": TODAY}).status == 200
    assert reads(second) == []
    assert reads(lan) == [f"team:{OTHER_TEAM}"]


@pytest.mark.parametrize("is_kept", [True, False])
def test_a_merge_with_who_was_written_down_is_the_leads_word(
    town: Town, ha: Phone, is_kept: bool
) -> None:
    """Nobody but the lead says that who came first has the name that was written down later."""
    rogue = town.phone("Lan")
    town.clock.move(days=1)
    written = ha.web.post(f"{PATH}/members", {"name": "Lan"}).json["id"]
    merged, kept = (written, rogue.member) if is_kept else (rogue.member, written)
    assert ha.web.post(f"{PATH}/members/{merged}/merge", {"into": kept}).status == 200
    assert reads(rogue) == OURS
    stop(town, ha)
    assert reads(rogue) == []


def test_each_of_two_leads_answers_for_a_phone_that_both_put_there(town: Town, ha: Phone) -> None:
    """One by a code for somebody, the other by saying that this is her."""
    binh = town.phone("Bình", role="lead")
    made_up, written = (
        ha.web.post(f"{PATH}/members", {"name": "Lan"}).json["id"] for _ in range(2)
    )
    second = joined(town, binh, made_up)
    path = f"{PATH}/members/{made_up}/merge"
    assert ha.web.post(path, {"into": written}).status == 200
    stop(town, binh)
    assert reads(second) == []


def test_to_be_moved_in_from_a_team_where_a_coordinator_said_so_washes_no_word_off(
    town: Town, ha: Phone, lan: Phone
) -> None:
    second = in_her_name(town, ha.web, lan, "claimed")
    assert lan.join(town.invite(OTHER_TEAM), "Lan").json["device"]["state"] == "approved"
    path = f"/api/teams/{OTHER_TEAM}/invitations"
    code = town.desk().post(path, {"member": lan.member}).json["code"]
    assert second.join(code, "").json["device"]["state"] == "approved"
    move = {"team": TEAM, "on": "2026-11-25"}
    answer = town.desk().post(f"/api/teams/{OTHER_TEAM}/members/{lan.member}/move", move)
    assert answer.status == 200, answer.body
    assert reads(second) == OURS
    stop(town, ha)
    assert reads(second) == []


def test_the_only_phone_of_somebody_came_along_and_is_there_by_the_next_leads_word(
    town: Town, ha: Phone
) -> None:
    tam = town.phone("Tâm", OTHER_TEAM, role="lead")
    tai = ha.web.post(f"{PATH}/members", {"name": "Võ Văn Tài"}).json["id"]
    phone = joined(town, ha, tai)
    moves(town, tai)
    stop(town, ha)
    assert reads(phone) == []
    approve(tam.web, phone)
    assert reads(phone) == [f"team:{OTHER_TEAM}"]
    stop(town, tam)
    assert reads(phone) == []

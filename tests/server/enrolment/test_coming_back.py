"""A phone that was stopped comes back by a code made since: it waits for approval, or is let in by
a code for a known member (PROTOCOL 7.10)."""

from sqlalchemy import select

from server.audit.tables import AuditEntry
from server.database.engine import db
from tests.phones import Phone
from tests.server.enrolment.test_enrolments import decision
from tests.town import OTHER_TEAM, TEAM, Town


def stop(town: Town, phone: Phone) -> None:
    assert town.desk().delete(f"/api/devices/{phone.device}").status == 204
    town.clock.move(minutes=1)


def states(phone: Phone) -> dict[str, str]:
    """How each person stands on the phone, as the phone is told."""
    (device,) = phone.of_kind("device")
    return {who["member_name"]: who["state"] for who in device["f"]["enrolments"]}


def members(town: Town) -> dict[str, bool]:
    """Who is in the team, and whether they only wait."""
    rows = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    return {row["name"]: row["waiting"] for row in rows}


def test_a_stopped_phone_waits_and_is_let_in_again(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    first = lan.member
    stop(town, lan)
    answer = lan.join(town.invite(), "Lan")  # It would let anybody else in at once.
    assert (answer.status, answer.json["device"]["state"]) == (200, "pending")
    assert lan.member == first
    lan.sync(lan.session(people=3))
    assert lan.last["channels"] == ["catalogue", f"device:{lan.device}"]
    assert states(lan) == {"Lan": "pending"}
    assert [row["state"] for row in lan.of_kind("help_session")] == ["awaiting_approval"]
    assert ha.web.post(decision(lan), {"decision": "approve"}).status == 200
    lan.sync()
    assert states(lan) == {"Lan": "approved"}
    assert [row["state"] for row in lan.of_kind("help_session")] == ["counted"]
    assert lan.digests() == lan.last["digest"]


def test_what_it_handed_in_meanwhile_is_settled_on_it(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    stop(town, lan)
    kept = lan.session(people=4)
    (result,) = lan.sync(kept)
    assert (result["verdict"], result["code"]) == ("review", "device_revoked")
    assert lan.join(town.invite(), "Lan").status == 200
    assert lan.sync(kept)[0]["verdict"] == "review"  # Known by its id: nothing is doubled.
    assert ha.web.post(decision(lan), {"decision": "approve"}).status == 200
    (item,) = ha.web.get("/api/review").json["rows"]
    answer = ha.web.post(f"/api/review/{item['id']}/settlement", {"decision": "accept"})
    assert answer.status == 200
    lan.sync()
    assert [row["f"]["outcome"] for row in lan.of_kind("settlement")] == ["accepted"]
    assert [row["f"]["people"] for row in lan.of_kind("help_session")] == [4]


def test_a_code_for_a_known_member_lets_in_at_once(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    stop(town, lan)
    path = f"/api/teams/{TEAM}/invitations"
    code = ha.web.post(path, {"member": lan.member}).json["code"]
    assert lan.join(code, "").json["device"]["state"] == "approved"
    lan.sync(lan.session())
    assert [row["state"] for row in lan.of_kind("help_session")] == ["counted"]


def test_a_code_made_before_the_stop_lets_nobody_in(town: Town) -> None:
    lan, early = town.lan(), town.invite()
    town.clock.move(minutes=1)
    stop(town, lan)
    answer = lan.join(early, "Lan")
    assert (answer.status, answer.code) == (403, "device_revoked")


def test_the_others_on_the_phone_come_back_by_codes_of_their_own(town: Town) -> None:
    lan = town.lan()
    assert lan.join(town.invite(), "Minh").status == 200
    assert lan.join(town.invite(OTHER_TEAM), "Lan").status == 200
    stop(town, lan)
    assert lan.join(town.invite(), "Minh").status == 200
    lan.sync()
    (device,) = lan.of_kind("device")
    found = {(who["member_name"], who["team"]): who["state"] for who in device["f"]["enrolments"]}
    assert found == {
        ("Lan", TEAM): "ended",
        ("Minh", TEAM): "pending",
        ("Lan", OTHER_TEAM): "ended",
    }


def test_refusing_a_phone_that_came_back_leaves_its_person_in_the_team(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    stop(town, lan)
    assert lan.join(town.invite(), "Lan").status == 200
    assert members(town) == {"Hà": False, "Lan": True}
    assert ha.web.post(decision(lan), {"decision": "refuse"}).status == 200
    assert members(town) == {"Hà": False, "Lan": False}
    (team,) = (row for row in town.desk().get("/api/teams").json["rows"] if row["id"] == TEAM)
    assert (team["members"], team["devices"], team["waiting"]) == (2, 1, 0)
    lan.sync()
    assert states(lan) == {"Lan": "refused"}


def test_a_lead_comes_back_by_the_coordinators_word_only(town: Town) -> None:
    ha, other = town.ha(), town.phone("Hải", role="lead")
    stop(town, ha)
    assert ha.join(town.invite(), "Hà").json["device"]["state"] == "pending"
    assert other.web.post(decision(ha), {"decision": "approve"}).code == "wrong_role"
    assert town.desk().post(decision(ha), {"decision": "approve"}).status == 200
    ha.sync()
    roles = {row["f"]["name"]: row["f"]["role"] for row in ha.of_kind("member")}
    assert roles == {"Hà": "lead", "Hải": "lead"}


def test_coming_back_leaves_its_audit_row(town: Town) -> None:
    lan = town.lan()
    stop(town, lan)
    assert lan.join(town.invite(), "Lan").status == 200
    with town.app.app_context():
        chosen = select(AuditEntry).where(AuditEntry.action == "device_readmitted")
        entry = db.session.scalars(chosen).one()
        assert (entry.actor_id, entry.subject_id) == (lan.device, lan.device)
        assert entry.details["ended"] == [{"member": lan.member, "team": TEAM}]


def test_no_second_code_and_no_other_name_let_a_stopped_phone_in(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    stop(town, lan)
    # Also not after one with which everybody waits.
    codes = [town.invite(auto_approve=each) for each in (True, False, True, True)]
    for code, name in zip(codes, ("Lan", "Lan", "Lan", "Người khác"), strict=True):
        assert lan.join(code, name).json["device"]["state"] == "pending", (code, name)
    assert members(town)["Người khác"]
    # A refusal is no way round either.
    assert ha.web.post(decision(lan), {"decision": "refuse"}).status == 200
    assert lan.join(codes[0], "Người khác").json["device"]["state"] == "pending"
    assert ha.web.post(decision(lan), {"decision": "approve"}).status == 200


def test_who_was_refused_waits_whatever_codes_come_after_another(town: Town) -> None:
    ha, phone = town.ha(), Phone(town.connect(), town.clock)
    codes = [town.invite(auto_approve=each) for each in (False, True, False, True)]
    phone.join(codes[0], "Lan")
    assert ha.web.post(decision(phone), {"decision": "refuse"}).status == 200
    for code in codes[1:]:
        assert phone.join(code, "Lan").json["device"]["state"] == "pending"


def test_a_second_code_makes_nobody_a_member_who_is_refused(town: Town) -> None:
    ha, phone = town.ha(), Phone(town.connect(), town.clock)
    for _ in range(2):
        phone.join(town.invite(auto_approve=False), "Lan")
    assert ha.web.post(decision(phone), {"decision": "refuse"}).status == 200
    assert "Lan" not in members(town)


def test_who_is_let_in_on_another_phone_is_not_so_on_one_that_was_refused(town: Town) -> None:
    """Her second phone was stopped, and whoever has it asked again in her name."""
    ha, phone = town.ha(), Phone(town.connect(), town.clock)
    vy = town.phone("Vy").member
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", {"member": vy})
    assert phone.join(made.json["code"], "").json["device"]["state"] == "approved"
    stop(town, phone)
    assert phone.join(town.invite(auto_approve=False), "Vy").json["device"]["state"] == "pending"
    assert ha.web.post(decision(phone), {"decision": "refuse"}).status == 200
    answer = phone.join(town.invite(OTHER_TEAM), "Vy").json
    assert (answer["member"]["id"], answer["device"]["state"]) == (vy, "pending")


def test_a_leads_stopped_phone_takes_the_lead_from_nobody_while_it_waits(town: Town) -> None:
    """Another lead could let it in as a volunteer's, which ended the role."""
    ha = town.ha()
    minh = town.phone("Minh", role="lead")
    stop(town, ha)
    assert ha.join(town.invite(auto_approve=False), "Hà").json["device"]["state"] == "pending"
    rows = town.desk().get(f"/api/teams/{TEAM}").json["members"]
    assert [(row["role"], row["to"]) for row in rows if row["name"] == "Hà"] == [("lead", None)]
    answer = minh.web.post(decision(ha), {"decision": "approve"})
    assert (answer.status, answer.code) == (403, "wrong_role")

"""Who was let out on a phone writes nothing on it any more, whatever they are elsewhere: after a stop, a
refusal, the end of their time, and by a code for another team (PROTOCOL 5.3.1, 5.3.4, 7.10)."""

from typing import Any
from uuid import uuid4

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from sync.kinds.member import row_id
from tests.phones import Phone
from tests.server.enrolment.test_coming_back import members, states, stop
from tests.server.enrolment.test_enrolments import decision
from tests.server.sync.reviewing import verdict
from tests.server.sync.test_bundles import counted
from tests.town import KHANH_CUONG, OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town

OUT = ("review", "unknown_author")


def as_lead(phone: Phone, author: str, session: str) -> dict[str, tuple[str, str | None]]:
    """What becomes of all that a lead may write, with this author, in TEAM."""
    own: dict[str, Any] = {"author": author, "channel": f"team:{TEAM}"}
    today = phone.now().date().isoformat()
    member = {"member": str(uuid4()), "name": "Tài", "affiliation": "DOAN", "from": today}
    created = phone.session(people=3) | own
    void = phone.edit(session, {"status": "void"}, {"status": "live"}) | own
    row = row_id(member["member"], TEAM)
    added = phone.change("create", row, "member", set=member) | own
    told = phone.sync(created, void, added)
    names = ("create", "void", "member")
    return {name: verdict([each]) for name, each in zip(names, told, strict=True)}


def test_who_was_stopped_and_refused_since_writes_nothing(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    stop(town, lan)
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    lan.sync(lan.session())
    assert ha.web.post(decision(lan), {"decision": "refuse"}).status == 200
    assert verdict(lan.sync(lan.session(people=400))) == OUT
    assert counted(town) == 0
    assert members(town)["Lan"] is False  # Being refused costs nobody a membership.


def test_a_stopped_lead_s_phone_leads_nothing_by_a_code_of_another_team(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    session = lan.session()
    lan.sync(session)
    new = Phone(town.connect(), town.clock)
    code = town.desk().post(f"/api/teams/{TEAM}/invitations", {"member": ha.member}).json["code"]
    stop(town, ha)
    assert new.join(code, "").status == 200
    lead = ha.member
    poster = town.invite(OTHER_TEAM, auto_approve=False)
    assert ha.join(poster, "Lạ").json["device"]["state"] == "pending"
    refused = dict.fromkeys(("create", "void", "member"), OUT)
    assert as_lead(ha, lead, session["record"]) == refused
    assert town.desk().post(decision(ha), {"decision": "approve"}).status == 200
    assert as_lead(ha, lead, session["record"]) == refused
    assert counted(town) == 1
    assert states(ha)["Hà"] == "ended"
    # On her new phone she goes on.
    assert as_lead(new, new.member, session["record"])["void"] == ("applied", None)


def test_a_membership_that_goes_on_does_not_bring_a_stopped_phone_back(town: Town) -> None:
    lan, desk = town.lan(), town.desk()
    who, path = lan.member, f"/api/teams/{TEAM}/members/{lan.member}"
    stop(town, lan)
    assert lan.join(town.invite(OTHER_TEAM, auto_approve=False), "Lạ").status == 200
    assert desk.patch(path, {"to": town.clock().date().isoformat()}).status == 200
    assert desk.patch(path, {"to": None}).status == 200
    lan.sync()
    assert states(lan)["Lan"] == "ended"
    assert f"team:{TEAM}" not in lan.last["channels"]
    told = lan.sync(lan.session() | {"author": who, "channel": f"team:{TEAM}"})
    assert verdict(told) == OUT


def test_who_stopped_a_phone_reads_that_it_came_back(town: Town) -> None:
    with town.app.app_context():
        create_account("khanhcuong", "Thu", "coordinator", KHANH_CUONG, PASSWORD)
        create_account("tracau", "Bình", "coordinator", TRA_CAU, PASSWORD)
    lan = town.lan()
    stop(town, lan)
    assert lan.join(town.invite(OTHER_TEAM, auto_approve=False), "Lạ").status == 200
    for login in ("khanhcuong", "tracau"):
        acts = town.desk(login).get("/api/audit?limit=100").json["rows"]
        assert "device_readmitted" in [each["action"] for each in acts], login


def test_a_lead_whose_time_ends_today_leads_no_more(town: Town) -> None:
    ha, lan = town.ha(), town.lan()
    session = lan.session()
    lan.sync(session)
    path = f"/api/teams/{TEAM}/members/{ha.member}"
    today = town.clock().date().isoformat()
    assert town.desk().patch(path, {"to": today}).status == 200
    told = as_lead(ha, ha.member, session["record"])
    assert told["void"] == ("review", "not_author")
    assert told["member"] == ("review", "lead_only")
    assert told["create"] == ("applied", None)  # She was there that day.


@pytest.mark.parametrize("own", [True, False])
def test_a_code_for_one_team_leads_no_other(town: Town, own: bool) -> None:
    """Hà leads TEAM and helps in OTHER_TEAM, whose lead makes a code for her."""
    ha, lan = town.ha(), town.lan()
    session = lan.session()
    lan.sync(session)
    phone = ha if own else Phone(town.connect(), town.clock)
    desk = town.desk()
    assert ha.join(town.invite(OTHER_TEAM), "Hà").status == 200
    made = desk.post(f"/api/teams/{OTHER_TEAM}/invitations", {"member": ha.member})
    assert phone.join(made.json["code"], "").status == 200
    told = as_lead(phone, ha.member, session["record"])
    assert {each[0] for each in told.values()} == {"applied" if own else "review"}


def test_a_code_for_one_team_writes_for_nobody_in_another(town: Town) -> None:
    """Lan helps in two teams; the lead of one makes a code for her and joins by it on a phone of hers."""
    lan, ha = town.lan(), town.ha()
    session = lan.session()
    lan.sync(session)
    assert lan.join(town.invite(OTHER_TEAM), "Lan").status == 200
    made = town.desk().post(f"/api/teams/{OTHER_TEAM}/invitations", {"member": lan.member})
    strange = Phone(town.connect(), town.clock)
    assert strange.join(made.json["code"], "").status == 200
    told = as_lead(strange, lan.member, session["record"])
    refused = ("review", "wrong_channel")
    assert (told["create"], told["member"]) == (refused, refused)
    assert told["void"][0] == "review"
    ha.sync()
    assert ha.rows[session["record"]]["state"] == "counted"
    assert counted(town) == 1
    # In the team whose code it was she goes on, on her own phone in both.
    own: dict[str, Any] = {"author": lan.member, "channel": f"team:{OTHER_TEAM}"}
    assert verdict(strange.sync(strange.session() | own))[0] == "applied"
    assert verdict(lan.sync(lan.session() | own))[0] == "applied"


@pytest.mark.parametrize("refused", [True, False])
def test_who_is_out_in_a_team_writes_nothing_in_it_by_asking_another_one(
    town: Town, refused: bool
) -> None:
    ha, lan = town.ha(), town.lan()
    kept = lan.session()
    lan.sync(kept)
    stop(town, lan)
    if refused:
        lan.join(town.invite(auto_approve=False), "Lan")
        assert ha.web.post(decision(lan), {"decision": "refuse"}).status == 200
    answer = lan.join(town.invite(OTHER_TEAM, auto_approve=False), "Lan")
    assert answer.json["device"]["state"] == "pending"
    void = lan.edit(kept["record"], {"status": "void"}, {"status": "live"})
    told = lan.sync(lan.session(people=400) | {"channel": f"team:{TEAM}"}, void)
    assert [verdict([each]) for each in told] == [OUT, OUT]
    assert counted(town) == 1


@pytest.mark.parametrize("how", ["leaves", "moves", "is in two teams"])
def test_a_stranger_who_said_to_be_a_member_and_was_refused_writes_nothing(
    town: Town, how: str
) -> None:
    """Whatever becomes of the member since."""
    lan = town.lan()
    town.clock.move(days=1)
    desk = town.desk()
    if how == "is in two teams":
        assert lan.join(town.invite(OTHER_TEAM), "Lan").json["device"]["state"] == "approved"
    stranger = Phone(town.connect(), town.clock)
    poster = town.invite(auto_approve=False)
    assert stranger.join(poster, "Lan", namesake="same").json["device"]["state"] == "pending"
    assert stranger.member == lan.member
    assert desk.post(decision(stranger), {"decision": "refuse"}).status == 200
    path = f"/api/teams/{TEAM}/members/{lan.member}"
    if how == "leaves":
        assert desk.patch(path, {"to": "2026-11-24"}).status == 200
    elif how == "moves":
        to = {"team": OTHER_TEAM, "on": "2026-11-25"}
        assert desk.post(f"{path}/move", to).status == 200
    else:
        other = town.invite(OTHER_TEAM, auto_approve=False)
        answer = stranger.join(other, "Lan", namesake="same")
        assert answer.json["device"]["state"] == "pending"
    made = stranger.session(people=400, day="2026-11-24") | {"channel": f"team:{TEAM}"}
    assert verdict(stranger.sync(made)) == OUT
    assert counted(town) == 0

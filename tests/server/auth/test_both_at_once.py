"""A coordinator is signed in on the phone of a lead: each team is looked after by the stronger of
both rights, and neither takes the other's away."""

import pytest

from server.accounts.use_cases.password_sign_in import create_account
from tests.phones import Phone
from tests.town import OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town

DAYS = "from=2026-11-01&to=2026-11-30"
LEAD = {"role": "lead", "hours": 24, "max_uses": 1}


@pytest.fixture
def ha(town: Town) -> Phone:
    """The phone of Hà, who leads Phổ Cường and coordinates Trà Câu, signed in."""
    with town.app.app_context():
        create_account("ha", "Hà", "coordinator", TRA_CAU, PASSWORD)
    phone = town.ha()
    signed_in = phone.web.post("/api/session", {"login": "ha", "password": PASSWORD})
    assert signed_in.status == 200
    return phone


def test_both_teams_are_looked_after(town: Town, ha: Phone) -> None:
    waiting = [
        town.phone(f"Mai {n}", team, auto_approve=False)
        for n, team in enumerate((TEAM, OTHER_TEAM))
    ]
    assert {row["id"] for row in ha.web.get("/api/teams").json["rows"]} == {TEAM, OTHER_TEAM}
    for team, phone in zip((TEAM, OTHER_TEAM), waiting, strict=True):
        assert ha.web.get(f"/api/teams/{team}").status == 200
        phones = ha.web.get(f"/api/phones?team={team}").json["rows"]
        assert phone.device in {row["device"] for row in phones}
        path = f"/api/enrolments/{phone.device}/{phone.member}/decision"
        assert ha.web.post(path, {"decision": "approve"}).status == 200
        assert ha.web.delete(f"/api/devices/{phone.device}").status == 204


def test_totals_and_what_waits_are_of_both(town: Town, ha: Phone) -> None:
    for team, people in ((TEAM, 3), (OTHER_TEAM, 4)):
        phone = town.phone("Lan", team)
        made = phone.session(people=people)
        assert phone.sync(made, phone.session(day="2020-01-01"))[0]["verdict"] == "applied"
        told = ha.web.get(f"/api/tallies?{DAYS}&team={team}&by=team").json
        assert (told["total"]["people"], told["completeness"]["teams"]) == (people, 1)
        assert ha.web.get(f"/api/help-sessions/{made['record']}").status == 200
    waits = ha.web.get("/api/review").json["rows"]
    assert {row["team"]["id"] for row in waits} == {TEAM, OTHER_TEAM}
    for row in waits:
        path = f"/api/review/{row['id']}/settlement"
        assert ha.web.post(path, {"decision": "refuse"}).status == 200


def test_what_only_coordinators_may_stays_with_the_teams_coordinated(town: Town, ha: Phone) -> None:
    lan, tam = town.lan(), town.phone("Tâm", OTHER_TEAM)
    made, other = lan.session(), tam.session()
    lan.sync(made)
    tam.sync(other)
    correction = {"set": {"people": 3}, "prev": {"people": 1}, "why": "Ghi thiếu người"}
    for team, phone, session, code in (
        (TEAM, lan, made, "wrong_role"),
        (OTHER_TEAM, tam, other, None),
    ):
        member = f"/api/teams/{team}/members/{phone.member}"
        assert ha.web.post(f"/api/teams/{team}/invitations", LEAD).code == code
        assert ha.web.patch(f"/api/teams/{team}", {"label": "Tổ 1"}).code == code
        assert ha.web.patch(f"/api/help-sessions/{session['record']}", correction).code == code
        assert ha.web.patch(member, {"role": "lead"}).code == code
        assert ha.web.patch(member, {"affiliation": "CONGAN"}).status == 200
        to = {TEAM: OTHER_TEAM, OTHER_TEAM: TEAM}[team]
        assert ha.web.post(f"{member}/move", {"team": to, "on": "2026-11-24"}).code == "wrong_role"
        if code is not None:
            assert ha.web.post(f"/api/teams/{team}/end", {"on": "2026-11-24"}).code == code
            move = {"unit": TRA_CAU, "from": "2026-11-24"}
            assert ha.web.post(f"/api/teams/{team}/move", move).code == code


def test_a_lead_stays_a_lead_towards_other_leads(town: Town, ha: Phone) -> None:
    here, there = town.phone("Bình", role="lead"), town.phone("An", OTHER_TEAM, role="lead")
    for phone, code in ((here, "wrong_role"), (there, None)):
        assert ha.web.patch(f"/api/members/{phone.member}", {"name": "Khác"}).code == code
        assert ha.web.delete(f"/api/devices/{phone.device}").code == code


def test_signing_out_leaves_what_the_phone_may(town: Town, ha: Phone) -> None:
    assert ha.web.delete("/api/session").status == 204
    assert [row["id"] for row in ha.web.get("/api/teams").json["rows"]] == [TEAM]


def test_an_administrator_on_a_leads_phone_reads_no_more_records(town: Town) -> None:
    ha, tam = town.ha(), town.phone("Tâm", OTHER_TEAM)
    made = tam.session()
    tam.sync(made)
    assert ha.web.post("/api/session", {"login": "quan", "password": PASSWORD}).status == 200
    assert ha.web.get(f"/api/teams/{TEAM}").status == 200
    assert ha.web.get(f"/api/tallies?{DAYS}&team={TEAM}").status == 200
    assert ha.web.get(f"/api/tallies?{DAYS}&team={OTHER_TEAM}").status == 200
    assert ha.web.get(f"/api/teams/{OTHER_TEAM}").code == "not_found"
    assert ha.web.get(f"/api/help-sessions/{made['record']}").code == "not_found"

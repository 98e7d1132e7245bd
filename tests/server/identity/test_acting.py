"""Several people share a phone: what it asks in the name of one of them has that one's rights."""

from typing import Any

import pytest

from server.identity.use_cases.signing_in import create_account
from tests.phones import Phone
from tests.town import OTHER_TEAM, PASSWORD, TEAM, TRA_CAU, Town
from tests.wires import Answer

DAYS = "from=2026-11-01&to=2026-11-30"


class Shared:
    """One phone on which Hà, who leads, and then Lan, who volunteers, have joined."""

    def __init__(self, town: Town) -> None:
        self.phone = town.phone("Hà", role="lead")
        self.ha = self.phone.member
        assert self.phone.join(town.invite(), "Lan").status == 200
        self.lan = self.phone.member

    def ask(self, method: str, path: str, acting: str | None, body: Any = None) -> Answer:
        """As the app asks when `acting` holds the phone; None is an app of before."""
        headers = {} if acting is None else {"Acting-Member": acting}
        web = self.phone.web
        return web.get(path, **headers) if method == "GET" else web.post(path, body, **headers)


@pytest.fixture
def shared(town: Town) -> Shared:
    return Shared(town)


def test_the_lead_looks_after_the_team_and_the_volunteer_does_not(
    town: Town, shared: Shared
) -> None:
    minh = town.phone("Minh", auto_approve=False)
    decision = f"/api/enrolments/{minh.device}/{minh.member}/decision"
    pin = f"/api/enrolments/{shared.phone.device}/{shared.ha}/pin"
    for method, path, body in (
        ("GET", "/api/enrolments", None),
        ("GET", f"/api/teams/{TEAM}", None),
        ("POST", decision, {"decision": "approve"}),
        ("POST", pin, {"team": TEAM}),
        ("POST", f"/api/teams/{TEAM}/invitations", {"member": shared.ha}),
    ):
        answer = shared.ask(method, path, shared.lan, body)
        assert (answer.status, answer.code) == (403, "wrong_role"), path
    assert shared.ask("GET", f"/api/tallies?{DAYS}&team={TEAM}", shared.lan).status == 200
    assert shared.ask("GET", "/api/enrolments", shared.ha).json["rows"]
    assert shared.ask("POST", decision, shared.ha, {"decision": "approve"}).status == 200


def test_an_app_of_before_has_the_rights_of_all(shared: Shared) -> None:
    assert shared.ask("GET", "/api/enrolments", None).status == 200


@pytest.mark.parametrize("acting", ["", "none", "1a000000-0000-4000-8000-00000000beef"])
def test_who_is_none_of_the_phones_people_may_nothing(shared: Shared, acting: str) -> None:
    for path in ("/api/enrolments", f"/api/tallies?{DAYS}&team={TEAM}"):
        assert shared.ask("GET", path, acting).code == "wrong_role"


def test_each_of_two_leads_looks_after_the_own_team(town: Town, shared: Shared) -> None:
    code = town.invite(OTHER_TEAM, role="lead")
    assert shared.phone.join(code, "Tâm").status == 200
    teams = {
        who: [row["id"] for row in shared.ask("GET", "/api/teams", who).json["rows"]]
        for who in (shared.ha, shared.phone.member)
    }
    assert teams == {shared.ha: [TEAM], shared.phone.member: [OTHER_TEAM]}


def test_an_account_keeps_its_rights_whoever_holds_the_phone(town: Town, shared: Shared) -> None:
    with town.app.app_context():
        create_account("thu", "Thu", "coordinator", TRA_CAU, PASSWORD)
    word = {"login": "thu", "password": PASSWORD}
    assert shared.phone.web.post("/api/session", word).status == 200
    for acting, teams in ((shared.ha, {TEAM, OTHER_TEAM}), (shared.lan, {OTHER_TEAM})):
        rows = shared.ask("GET", "/api/teams", acting).json["rows"]
        assert {row["id"] for row in rows} == teams


def test_nobody_of_the_phone_changes_the_own_role_in_anothers_name(
    town: Town, shared: Shared
) -> None:
    word = {"login": "son", "password": PASSWORD}
    assert shared.phone.web.post("/api/session", word).status == 200
    path = f"/api/teams/{TEAM}/members/{shared.lan}"
    answer = shared.phone.web.patch(path, {"role": "lead"}, **{"Acting-Member": shared.ha})
    assert answer.code == "wrong_role"


def test_a_round_is_the_phones_whoever_holds_it(town: Town, shared: Shared) -> None:
    phone: Phone = shared.phone
    made = {**phone.session(), "author": shared.ha}
    answer = shared.ask("POST", "/api/sync/v1", shared.lan, phone.envelope([made]))
    assert answer.json["results"][0]["verdict"] == "applied"
    assert f"team:{TEAM}" in answer.json["channels"]

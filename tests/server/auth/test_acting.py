"""Several people share a phone: what it asks in the name of one of them has that one's rights."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from server.accounts.use_cases.password_sign_in import create_account
from server.database import sql
from server.database.engine import db
from tests.phones import Phone
from tests.restoring import back_up, restore
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


def test_a_phone_that_never_said_who_holds_it_has_the_rights_of_all(shared: Shared) -> None:
    for _ in range(2):
        assert shared.ask("GET", "/api/enrolments", None).status == 200


LEADS_ACTS: list[tuple[str, str, Any]] = [
    ("GET", "/api/enrolments", None),
    ("GET", "/api/review", None),
    ("GET", f"/api/teams/{TEAM}", None),
    ("GET", f"/api/tallies?{DAYS}&team={TEAM}", None),
    ("GET", "/api/help-sessions?" + DAYS, None),
    ("POST", f"/api/teams/{TEAM}/invitations", {"role": "volunteer"}),
    ("POST", f"/api/teams/{TEAM}/members", {"name": "Phạm Thị Mười", "affiliation": "DOAN"}),
]


@pytest.mark.parametrize("first", ["ha", "lan", "none"])
def test_the_volunteers_page_that_leaves_the_header_out_has_nobodys_rights(
    shared: Shared, first: str
) -> None:
    """The attack: what the app named once, the page does not name any more."""
    shared.ask("GET", "/api/teams", getattr(shared, first, first))
    for method, path, body in LEADS_ACTS:
        answer = shared.ask(method, path, None, body)
        assert (answer.status, answer.code) == (403, "acting_member_required"), path
    refused = shared.ask("GET", "/api/units", None)
    assert (refused.status, refused.code) == (403, "wrong_role"), "no name would help there"
    assert shared.ask("GET", "/api/enrolments", shared.ha).status == 200


def test_that_the_phone_says_who_holds_it_is_written_once(town: Town, shared: Shared) -> None:
    with written(town.app) as said:
        shared.ask("GET", "/api/teams", shared.lan)
        assert len(said) == 1
        for acting in (shared.lan, shared.ha, None):
            shared.ask("GET", "/api/teams", acting)
    assert len(said) == 1
    assert "acting_required" in said[0]


def test_it_is_looked_up_with_the_phone_at_no_further_question(town: Town, shared: Shared) -> None:
    shared.ask("GET", "/api/teams", shared.ha)
    with asked(town.app) as questions:
        assert shared.ask("GET", "/api/guides", None).status == 403
    assert len(questions) == 1


def test_what_concerns_all_its_people_the_phone_asks_as_before(town: Town, shared: Shared) -> None:
    shared.ask("GET", "/api/teams", shared.lan)
    phone = shared.phone
    made = {**phone.session(), "author": shared.ha}
    answer = shared.ask("POST", "/api/sync/v1", None, phone.envelope([made]))
    assert answer.json["results"][0]["verdict"] == "applied"
    assert {f"team:{TEAM}", "catalogue"} < set(answer.json["channels"])
    waiting = town.phone("Minh", auto_approve=False)
    answer = shared.ask("POST", "/api/sync/v1", None, phone.envelope([]))
    assert [each["device"] for each in answer.json["arrivals"]] == [waiting.device]
    have = shared.ask("POST", "/api/sync/v1/have", None, {"changes": [made["id"]]})
    assert have.json == {"missing": []}
    # The released apps give these two to the browser as links.
    for kind in ("csv", "xlsx"):
        path = f"/api/exports/help-sessions.{kind}?{DAYS}&team={TEAM}"
        assert shared.ask("GET", path, None).status == 200
    assert phone.join(town.invite(), "Minh").status == 200
    assert phone.web.get("/api/phone").json["phone"]["device"] == phone.device


def test_a_round_does_not_bind_the_phone(shared: Shared) -> None:
    shared.ask("POST", "/api/sync/v1", shared.lan, shared.phone.envelope([]))
    assert shared.ask("GET", "/api/enrolments", None).status == 200


def test_a_phone_of_one_person_goes_on_as_it_was(town: Town) -> None:
    before, ha = town.ha(), town.phone("Tâm", OTHER_TEAM, role="lead")
    for _ in range(2):
        assert before.web.get("/api/enrolments").status == 200
        assert ha.web.get("/api/enrolments", **{"Acting-Member": ha.member}).status == 200
    assert ha.web.get("/api/enrolments").code == "acting_member_required"


def test_a_restored_server_learns_it_again(town: Town, shared: Shared) -> None:
    backup = back_up(town)
    shared.ask("GET", "/api/enrolments", shared.ha)
    assert shared.ask("GET", "/api/enrolments", None).status == 403
    restore(town, backup)
    assert shared.ask("GET", "/api/enrolments", shared.lan).code == "wrong_role"
    assert shared.ask("GET", "/api/enrolments", None).code == "acting_member_required"
    since = back_up(town)
    restore(town, since)
    assert shared.ask("GET", "/api/enrolments", None).code == "acting_member_required"


def test_an_account_needs_no_name_on_the_phone(shared: Shared) -> None:
    shared.ask("GET", "/api/enrolments", shared.ha)
    word = {"login": "son", "password": PASSWORD}
    assert shared.phone.web.post("/api/session", word).status == 200
    assert shared.ask("GET", "/api/units", None).status == 200


def test_a_phone_that_was_stopped_hears_that_first(town: Town, shared: Shared) -> None:
    shared.ask("GET", "/api/enrolments", shared.ha)
    assert town.sign_in().delete(f"/api/devices/{shared.phone.device}").status == 204
    assert shared.ask("GET", "/api/enrolments", None).code == "device_revoked"


@contextmanager
def asked(app: Flask) -> Iterator[list[str]]:
    """The questions that the database is asked meanwhile, on whatever way."""
    said: list[str] = []
    found = sql.fetch

    def note(database: Any, question: Any) -> Any:
        said.append(question.sql)
        return found(database, question)

    with pytest.MonkeyPatch.context() as patch, written(app, every=True) as others:
        patch.setattr(sql, "fetch", note)
        yield said
    assert others == []


@contextmanager
def written(app: Flask, every: bool = False) -> Iterator[list[str]]:
    """The statements that change something meanwhile."""
    said: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_: object) -> None:
        if every or statement.startswith("UPDATE device"):
            said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


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

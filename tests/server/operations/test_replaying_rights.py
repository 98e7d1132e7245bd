"""A restored backup gives back no cookie of a phone that another one replaced, no phone that waited, no id of
a phone that somebody else had come under, and no unit that an account was taken away from (PROTOCOL 5.9)."""

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from server.accounts.use_cases.password_sign_in import create_account
from server.audit.journal import read_journal
from server.auth.tables import Account, DeviceRenewal
from server.database.engine import db
from server.operations.use_cases.replaying import replay_journal
from server.totals.use_cases.recounting import recount
from tests.phones import KEY
from tests.restoring import KeepingPhone, back_up, counted, joins, restore
from tests.server.accounts.authenticators import add_totp
from tests.server.directory.changing import MERGE, ask
from tests.server.enrolment.joining import count, new_phone
from tests.server.enrolment.test_renewals import asking, decide
from tests.server.enrolment.test_taking_back import key_of, squatted
from tests.server.operations.test_commands import run
from tests.server.operations.test_replaying import later
from tests.town import CLUSTER, KHANH_CUONG, PASSWORD, PROVINCE, TEAM, TRA_CAU, Town
from tests.wires import Browser


def stolen_cookie(town: Town, phone: KeepingPhone) -> KeepingPhone:
    """A thief's browser with a copy of the phone's cookie."""
    thief = KeepingPhone(town)
    thief.web.recall(phone.web.remembered())
    thief.device, thief.no, thief.joined = phone.device, phone.no, phone.joined
    return thief


def prove(lan: KeepingPhone, town: Town) -> None:
    """Joins again by a proof, in a browser without a cookie: the cookie of before ends."""
    lan.web = KeepingPhone(town).web
    assert lan.rejoin().status == 200


def test_a_stolen_cookie_that_a_proof_replaced_is_not_given_back(town: Town, replay: Any) -> None:
    lan = joins(town)
    lan.record()
    thief = stolen_cookie(town, lan)
    assert thief.ask([]).status == 200
    backup = later(town)
    prove(lan, town)
    assert thief.ask([]).status == 401
    assert replay(backup).done == {"device_secret_renewed": 1}
    assert thief.ask([]).status == 401
    lan.come_back()
    lan.record()
    assert lan.standing() == {TEAM: "approved"}
    assert counted(town) == 2


def test_nor_after_a_second_restore(town: Town, replay: Any) -> None:
    lan = joins(town)
    thief = stolen_cookie(town, lan)
    backup = later(town)
    prove(lan, town)
    for _ in range(2):
        assert replay(backup).done == {"device_secret_renewed": 1}
        assert thief.ask([]).status == 401
        lan.come_back()


def test_a_phone_that_came_back_before_the_journal_was_replayed_keeps_its_cookie(
    town: Town, journal: Path
) -> None:
    lan = joins(town)
    backup = later(town)
    prove(lan, town)
    town.clock.move(hours=1)
    restore(town, backup)
    prove(lan, town)
    with town.app.app_context():
        assert replay_journal(journal).done == {}
    assert lan.ask([]).status == 200


def test_a_cookie_that_an_approved_renewal_replaced_is_not_given_back(
    town: Town, replay: Any
) -> None:
    lan = joins(town)
    lan.sync()
    thief = stolen_cookie(town, lan)
    again = asking(town, lan)
    backup = later(town)
    assert decide(town.desk(), again) is None
    assert thief.ask([]).status == 401
    assert replay(backup).done == {"renewal_approved": 1}
    assert thief.ask([]).status == again.ask([]).status == 401
    prove(lan, town)
    lan.sync()
    assert lan.standing() == {TEAM: "approved"}


def test_a_phone_without_a_key_keeps_the_cookie_of_the_backup(town: Town, replay: Any) -> None:
    """It could prove nothing: a person looks after such phones."""
    lan = KeepingPhone(town)
    assert lan.join(town.invite(), "Lan", key=None).status == 200
    again = new_phone(town)
    again.device = lan.device
    assert again.join(town.invite(), "Lan", key=None).json["device"]["state"] == "pending"
    backup = later(town)
    assert decide(town.desk(), again) is None
    assert replay(backup).done == {}
    assert lan.ask([]).status == 200


def test_who_waited_to_come_back_waits_no_more(town: Town, replay: Any) -> None:
    """The thief's request was refused after the backup."""
    lan = joins(town)
    lan.sync()
    thief = asking(town, lan)
    backup = later(town)
    assert decide(town.desk(), thief, "refuse") is None
    replay(backup)
    assert count(town, DeviceRenewal) == 0
    assert town.desk().get("/api/enrolments").json["rows"] == []
    assert thief.ask([]).status == 401


@pytest.mark.parametrize("known", [True, False])
def test_a_phone_that_was_taken_back_is_still_its_owners(
    town: Town, replay: Any, known: bool
) -> None:
    """`known`: the backup has the phone under the other key; else it has it not at all."""
    empty = back_up(town)
    lan = joins(town)
    lan.record()
    town.clock.move(hours=1)
    restore(town, empty)
    thief = squatted(town, lan, approved=True)
    backup = back_up(town) if known else empty
    town.clock.move(minutes=1)
    assert lan.rejoin().status == 200
    assert replay(backup).done["device_taken_back"] == 1
    assert thief.ask([]).status == 401
    assert thief.come_with_receipts().code == "proof_refused"
    assert key_of(town, lan) == KEY
    lan.come_back()
    assert lan.standing() == {TEAM: "pending"}


def test_nor_to_whom_it_was_taken_back_from_where_a_newer_backup_knows_the_owner(
    town: Town, replay: Any
) -> None:
    """The older backup was the wrong one: a stranger came under the phone's id meanwhile."""
    empty = back_up(town)
    lan = joins(town)
    lan.record()
    newer = later(town)
    restore(town, empty)
    thief = squatted(town, lan, approved=False)
    town.clock.move(minutes=1)
    assert lan.rejoin().status == 200
    assert replay(newer).done["device_taken_back"] == 1
    assert thief.come_with_receipts().code == "proof_refused"
    lan.come_back()
    assert (key_of(town, lan), lan.standing()) == (KEY, {TEAM: "approved"})


def account_of_mai(town: Town, unit: str) -> str:
    asked = {"login": "mai", "name": "Mai", "role": "coordinator", "unit": unit}
    answer = town.desk().post("/api/accounts", asked)
    assert answer.status == 201, answer.body
    return str(answer.json["id"])


def put(town: Town, account: str, unit: str) -> None:
    answer = town.desk("quan").patch(f"/api/accounts/{account}", {"unit": unit})
    assert answer.status == 200, answer.body


def unit_of(town: Town, account: str) -> tuple[str | None, bool]:
    """Where an account is, and whether it may sign in."""
    with town.app.app_context():
        row = db.session.scalars(select(Account).where(Account.id == account)).one()
        return row.unit_id, row.disabled_at is None


@pytest.mark.parametrize(
    ("was", "is_"), [(KHANH_CUONG, TRA_CAU), (CLUSTER, TRA_CAU)], ids=["beside", "below"]
)
def test_an_account_that_was_moved_is_not_back_at_its_old_unit(
    town: Town, replay: Any, journal: Path, was: str, is_: str
) -> None:
    mai = account_of_mai(town, KHANH_CUONG)
    put(town, mai, was)
    backup = later(town)
    put(town, mai, is_)
    assert read_journal(journal)[-1].parts == {"unit": is_}
    assert replay(backup).done == {"account_changed": 1}
    assert unit_of(town, mai) == (is_, True)


@pytest.mark.parametrize(
    "given",
    [
        [{"disabled": True}],
        [{"unit": TRA_CAU}],
        [{"disabled": True}, {"disabled": False}],
        [{"unit": TRA_CAU}, {"unit": KHANH_CUONG}],
    ],
    ids=["blocked", "moved", "blocked and let in again", "moved and moved back"],
)
@pytest.mark.parametrize("changed", [False, True])
def test_no_password_is_good_again_that_somebody_made_who_may_not_act_there(
    town: Town, replay: Any, given: list[dict[str, Any]], changed: bool
) -> None:
    """And no code that lets in at once. `changed`: by its owner, since the backup."""
    with town.app.app_context():
        mai = create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    desk = town.desk("mai")
    hamlet = {"code": "T-1", "name": "Thôn 1", "kind": "thon", "parent": KHANH_CUONG}
    unit = desk.post("/api/units", {**hamlet, "valid_from": "2026-11-01"}).json["id"]
    below = {"login": "cuong", "name": "Cường", "role": "coordinator", "unit": unit}
    made = desk.post("/api/accounts", below).json["password"]
    code = desk.post(f"/api/teams/{TEAM}/invitations", {"auto_approve": True}).json["code"]
    backup = later(town)
    cuong = Browser(town.connect())
    if changed:
        assert cuong.post("/api/session", {"login": "cuong", "password": made}).status == 200
        own = {"old": made, "new": "mot-cau-that-dai-va-la-7"}
        assert cuong.post("/api/session/password", own).status == 200
    for each in given:
        answer = town.desk("quan").patch(f"/api/accounts/{mai}", each)
        assert answer.status == 200, answer.body
        town.clock.move(minutes=1)
    assert replay(backup).done["account_changed"] > 0
    signed_in = Browser(town.connect()).post("/api/session", {"login": "cuong", "password": made})
    assert signed_in.code == "bad_credentials"
    assert KeepingPhone(town).join(code, "Lan").code == "invitation_revoked"


def test_an_account_that_was_only_given_more_is_where_the_backup_has_it(
    town: Town, replay: Any
) -> None:
    mai = account_of_mai(town, KHANH_CUONG)
    backup = later(town)
    put(town, mai, PROVINCE)
    # Its keepers of before keep it no more.
    assert replay(backup).done == {"password_ended": 1}
    assert unit_of(town, mai) == (KHANH_CUONG, True)


def test_an_account_that_was_moved_and_moved_back_is_there(town: Town, replay: Any) -> None:
    mai = account_of_mai(town, KHANH_CUONG)
    backup = later(town)
    for unit in (TRA_CAU, KHANH_CUONG):
        put(town, mai, unit)
        town.clock.move(minutes=1)
    assert replay(backup).done == {"account_changed": 2}
    assert unit_of(town, mai) == (KHANH_CUONG, True)


def test_an_account_at_a_unit_that_the_backup_does_not_know_is_blocked(
    town: Town, replay: Any
) -> None:
    mai = account_of_mai(town, KHANH_CUONG)
    backup = later(town)
    new = {"code": "99901", "name": "Xã Mới", "kind": "xa", "parent": CLUSTER}
    made = town.desk("quan").post("/api/units", {**new, "valid_from": "2026-11-24"})
    assert made.status == 201, made.body
    put(town, mai, made.json["id"])
    assert replay(backup).done == {"account_changed": 1}
    assert unit_of(town, mai) == (KHANH_CUONG, False)


def move_team(town: Town, unit: str, day: str) -> None:
    answer = town.desk().post(f"/api/teams/{TEAM}/move", {"unit": unit, "from": day})
    assert answer.status == 200, answer.body


def standings(town: Town) -> list[tuple[str, str | None]]:
    rows = town.desk().get(f"/api/teams/{TEAM}").json["standings"]
    return [(row["unit"]["id"], row["to"]) for row in rows if row["from"] > "2025-07-01"]


def test_a_team_that_was_moved_is_not_given_back_to_the_unit_of_before(
    town: Town, replay: Any
) -> None:
    """Who looked after it before reads nothing of it again; days in between count in between."""
    lan = joins(town)
    lan.record()
    with town.app.app_context():
        create_account("cuong", "Cường", "coordinator", KHANH_CUONG, PASSWORD)
    backup = later(town)
    move_team(town, TRA_CAU, "2026-11-20")
    move_team(town, CLUSTER, "2026-11-22")
    before = standings(town)
    found = replay(backup)
    # The codes that would have let anybody in went with the move, too.
    assert (found.done, found.left) == ({"team_moved": 2, "invitation_revoked": 1}, {})
    assert standings(town) == before == [(TRA_CAU, "2026-11-21"), (CLUSTER, None)]
    assert town.desk("cuong").post(f"/api/teams/{TEAM}/invitations", {}).code == "not_found"
    assert counted(town) == 1
    with town.app.app_context():
        assert recount().differences == []


def test_a_team_that_was_moved_back_meanwhile_stays(town: Town, replay: Any, journal: Path) -> None:
    backup = later(town)
    move_team(town, TRA_CAU, "2026-11-20")
    assert replay(backup).done == {"team_moved": 1}
    move_team(town, KHANH_CUONG, "2026-11-24")
    stands = standings(town)
    with town.app.app_context():
        assert replay_journal(journal).done == {}
    assert standings(town) == stands


def test_what_became_of_units_is_left_to_people_and_said(
    town: Town, replay: Any, journal: Path
) -> None:
    backup = later(town)
    assert ask(town.desk(), MERGE).status == 200
    found = replay(backup)
    assert found.done == {}
    assert found.left == {"units_replaced": 1, "unit_ended": 2, "team_moved": 2}
    assert standings(town) == []
    code, said = run(town.app, "journal", "replay")
    assert code == 0
    assert "to be done again by hand before anybody signs in: " in said
    assert "team_moved 2, unit_ended 2, units_replaced 1" in said


def test_an_account_that_left_a_keepers_reach_is_not_opened_again_by_what_they_knew(
    town: Town, replay: Any
) -> None:
    """Mai went from Sơn's commune to one under another cluster; the backup knows her old password and
    the authenticator app that Sơn may have set up."""
    cluster = {"code": "K2", "name": "Cụm khác", "kind": "cum", "parent": PROVINCE}
    quan = town.desk("quan")
    other = quan.post("/api/units", {**cluster, "valid_from": "2025-08-01"}).json["id"]
    with town.app.app_context():
        mai = create_account("mai", "Mai", "coordinator", KHANH_CUONG, PASSWORD)
    add_totp(town.desk("mai"), town.clock)
    backup = later(town)
    put(town, mai, other)
    assert replay(backup).done == {
        "account_changed": 1,
        "factor_removed": 1,
        "password_ended": 1,
    }
    assert unit_of(town, mai) == (other, True)
    signing_in = {"login": "mai", "password": PASSWORD}
    answer = Browser(town.connect()).post("/api/session", signing_in)
    assert answer.code == "bad_credentials"
    (row,) = (r for r in town.desk("quan").get("/api/accounts").json["rows"] if r["id"] == mai)
    assert (row["without_password"], row["factors"]) == (True, 0)

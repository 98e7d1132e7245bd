"""POST /api/rejoin: a phone that a restored server has forgotten is known again, and waits."""

from typing import Any

import pytest
from itsdangerous import URLSafeSerializer
from sqlalchemy import select

from server.auth.tables import Device, Enrolment
from server.database.engine import db
from server.organisation.tables import Member, Membership
from tests.bundles import Key
from tests.phones import KEY, new_id
from tests.restoring import KeepingPhone, approve, back_up, joins, restore
from tests.server.enrolment.joining import commits, count
from tests.server.enrolment.test_coming_back import stop
from tests.server.enrolment.test_enrolments import decision
from tests.server.trail import trail
from tests.tables import Rows
from tests.town import OTHER_TEAM, TEAM, Town


@pytest.fixture
def empty(town: Town) -> Rows:
    """A backup of the town before anybody joined."""
    return back_up(town)


@pytest.fixture
def lan(town: Town, empty: Rows) -> KeepingPhone:
    """Lan's phone, forgotten since."""
    phone = joins(town, affiliation="CONGAN")
    town.clock.move(days=2)
    restore(town, empty)
    return phone


def test_a_forgotten_phone_is_known_again_and_waits(town: Town, lan: KeepingPhone) -> None:
    assert lan.ask([]).status == 401
    answer = lan.rejoin()
    assert answer.status == 200
    person = {"member": lan.member, "team": TEAM, "state": "pending"}
    assert answer.json == {"known": True, "people": [person]}
    assert answer.headers["Set-Cookie"].startswith("device=")
    lan.sync()
    assert lan.last["channels"] == ["catalogue", f"device:{lan.device}"]
    with town.app.app_context():
        member = db.session.scalars(select(Member)).one()
        assert (member.id, member.name) == (lan.member, "Lan")
        assert member.consented_at is not None
        held = db.session.scalars(select(Membership)).one()
        assert (held.role, held.affiliation, held.valid_from, held.valid_to) == (
            "volunteer", "CONGAN", "2026-11-24", None,
        )  # fmt: skip
    details = {"team": TEAM, "state": "pending"}
    assert trail(town.app, "rejoined") == [(lan.member, details)]


def test_again_nothing_is_doubled(town: Town, lan: KeepingPhone) -> None:
    lan.rejoin()
    before = commits(town)
    again = lan.rejoin()
    assert commits(town) == before
    assert [each["state"] for each in again.json["people"]] == ["pending"]
    assert "Set-Cookie" not in again.headers
    for table in (Device, Member, Membership, Enrolment):
        assert count(town, table) == 1


def test_two_people_of_one_phone_come_back_under_their_names(town: Town, empty: Rows) -> None:
    lan = joins(town)
    lan.join(town.invite(), "Minh")
    restore(town, empty)
    lan.rejoin()
    lan.sync()
    names = {each["member_name"]: each["state"] for each in lan.enrolments()}
    assert names == {"Lan": "pending", "Minh": "pending"}


def test_who_led_waits_as_a_volunteer(town: Town, empty: Rows) -> None:
    ha = joins(town, "Hà", role="lead")
    restore(town, empty)
    ha.rejoin()
    approve(town, ha)
    ha.sync()
    assert [(each["role"], each["state"]) for each in ha.enrolments()] == [
        ("volunteer", "approved")
    ]


def test_who_only_said_to_be_a_member_says_so_still(town: Town) -> None:
    """A code that lets others in made that member of whoever had been told of the name, and ended what
    the member led."""
    ha = joins(town, "Hà", role="lead")
    before = back_up(town)
    stranger = KeepingPhone(town)
    assert stranger.join(town.invite(), "Hà", namesake="same").json["member"]["id"] == ha.member
    restore(town, before)
    assert stranger.rejoin().json["people"][0]["state"] == "pending"
    (row,) = town.desk().get("/api/enrolments").json["rows"]
    assert (row["device"], row["claimed"]) == (stranger.device, True)
    assert stranger.join(town.invite(), "Hà").json["device"]["state"] == "pending"
    other = stranger.join(town.invite(OTHER_TEAM), "Hà").json
    assert (other["device"]["state"], other["member"]["id"] == ha.member) == ("approved", False)
    ha.sync()
    assert [each["role"] for each in ha.enrolments()] == ["lead"]


def test_a_lead_who_lets_in_again_one_of_two_phones_answers_for_it(town: Town) -> None:
    ha, first = town.ha(), town.lan()
    before = back_up(town)
    second = KeepingPhone(town)
    path = f"/api/teams/{TEAM}/invitations"
    made = town.desk().post(path, {"member": first.member})
    second.join(made.json["code"], "")
    restore(town, before)
    second.rejoin()
    assert ha.web.post(decision(second), {"decision": "approve"}).status == 200
    second.sync()
    assert f"team:{TEAM}" in second.last["channels"]
    stop(town, ha)
    second.sync()
    assert f"team:{TEAM}" not in second.last["channels"]


def test_nobody_comes_back_by_a_code_for_anybody(town: Town, lan: KeepingPhone) -> None:
    lan.rejoin()
    assert lan.join(town.invite(), "Lan").json["device"]["state"] == "pending"
    assert lan.join(town.invite(OTHER_TEAM), "Lan").json["device"]["state"] == "pending"


def test_a_refusal_leaves_no_membership(town: Town, lan: KeepingPhone) -> None:
    lan.rejoin()
    path = f"/api/enrolments/{lan.device}/{lan.member}/decision"
    assert town.desk().post(path, {"decision": "refuse"}).status == 200
    assert count(town, Membership) == 0
    assert [each["state"] for each in lan.rejoin().json["people"]] == ["refused"]


def test_who_is_approved_stays_so_and_only_the_cookie_is_new(town: Town) -> None:
    lan = joins(town)
    lan.web = KeepingPhone(town).web  # the browser lost its cookie
    answer = lan.rejoin()
    assert [each["state"] for each in answer.json["people"]] == ["approved"]
    assert "device=" in answer.headers["Set-Cookie"]
    lan.sync()
    assert lan.standing() == {TEAM: "approved"}
    assert trail(town.app, "rejoined") == []
    assert [subject for subject, _ in trail(town.app, "device_secret_renewed")] == [lan.device]


def test_a_member_who_is_known_keeps_the_name(town: Town) -> None:
    ha, before = joins(town, "Hà", role="lead"), back_up(town)
    lan = joins(town)
    restore(town, before)
    lan.rejoin(people=[{"id": ha.member, "name": "Ai Đó"}, {"id": lan.member, "name": "Lan"}])
    with town.app.app_context():
        assert set(db.session.scalars(select(Member.name))) == {"Hà", "Lan"}


@pytest.mark.parametrize("name", ["0912345678", "", "lan@vd.vn"])
def test_a_name_that_is_none_is_not_kept(town: Town, lan: KeepingPhone, name: str) -> None:
    assert lan.rejoin(people=[{"id": lan.member, "name": name}]).status == 200
    with town.app.app_context():
        assert db.session.scalars(select(Member.name)).one() == "Tình nguyện viên"


def test_a_copied_receipt_is_worth_nothing_on_another_phone(town: Town, lan: KeepingPhone) -> None:
    for stolen in (
        {"device": new_id()},
        {"key": Key().public},
        {"key": None},
    ):
        answer = KeepingPhone(town).web.post("/api/rejoin", _body(lan, **stolen))
        assert (answer.status, answer.code) == (401, "device_unknown")
    assert count(town, Device) == count(town, Member) == 0


def test_a_known_phone_is_taken_over_by_nobody_without_its_key(town: Town) -> None:
    keyless = KeepingPhone(town)
    body = {"code": town.invite(), "name": "Lan", "device": keyless.device, "consent": True}
    receipt = keyless.web.post("/api/join", body).json["receipt"]
    asked = {"device": keyless.device, "key": KEY, "receipts": [receipt]}
    answer = KeepingPhone(town).web.post("/api/rejoin", asked)
    assert (answer.status, answer.code) == (409, "device_taken")
    keyless.sync()


def test_what_this_server_never_signed_is_slowed_down(town: Town, lan: KeepingPhone) -> None:
    with town.app.app_context():
        claim = {"device": lan.device, "member": lan.member, "team": TEAM}
    forged = [
        URLSafeSerializer("another key", salt="join receipt 1").dumps(claim),
        lan.joined[-1]["receipt"][:-1],
        "gì đó",
    ]
    web = KeepingPhone(town).web
    for number in range(5):
        answer = web.post("/api/rejoin", _body(lan, receipts=forged[number % 3 :]))
        assert answer.code == "device_unknown"
    answer = web.post("/api/rejoin", _body(lan, receipts=forged))
    assert (answer.status, answer.code) == (429, "too_many_attempts")
    assert lan.rejoin().status == 200  # nobody guesses one of ours
    assert web.post("/api/join/look", {"code": "ABCDE-FGHJK"}).code == "invitation_unknown"
    assert count(town, Device) == 1


def test_a_receipt_from_before_it_told_more_still_holds(town: Town, lan: KeepingPhone) -> None:
    with town.app.app_context():
        signer = URLSafeSerializer(town.app.config["SECRET_KEY"], salt="join receipt 1")
    old = signer.dumps({"device": lan.device, "member": lan.member, "team": TEAM})
    assert lan.rejoin(receipts=[old]).json["people"][0]["state"] == "pending"
    with town.app.app_context():
        held = db.session.scalars(select(Membership)).one()
        assert (held.affiliation, held.valid_from) == ("DOAN", "2026-11-26")


def test_a_team_that_is_not_there_is_unknown_and_nothing_is_made(town: Town) -> None:
    before = back_up(town)
    asked = {"name": "Đội Mới", "kind": "khac", "unit": _unit_of(town)}
    team = town.desk().post("/api/teams", asked).json["id"]
    lan = joins(town, team=team)
    restore(town, before)
    answer = lan.rejoin()
    person = {"member": lan.member, "team": team, "state": "unknown"}
    assert answer.json == {"known": False, "people": [person]}
    assert "Set-Cookie" not in answer.headers
    assert count(town, Device) == count(town, Member) == 0


def test_the_id_of_a_record_is_no_phone(town: Town, lan: KeepingPhone) -> None:
    lan.device, team_as_device = TEAM, lan.device
    with town.app.app_context():
        signer = URLSafeSerializer(town.app.config["SECRET_KEY"], salt="join receipt 1")
    receipt = signer.dumps({"device": TEAM, "member": team_as_device, "team": TEAM})
    answer = lan.rejoin(receipts=[receipt])
    assert (answer.status, answer.code) == (409, "device_taken")


@pytest.mark.parametrize(
    "wrong",
    [
        {"device": "x"},
        {"receipts": []},
        {"receipts": [5]},
        {"receipts": ["a"] * 101},
        {"receipts": ["a" * 1001]},
        {"people": [{"id": "x", "name": "Lan"}]},
        {"people": [{"id": TEAM}]},
        {"key": {"kty": "RSA"}},
        {"team": TEAM},
    ],
)
def test_wrong_shapes(town: Town, lan: KeepingPhone, wrong: dict[str, Any]) -> None:
    answer = lan.rejoin(**wrong)
    assert (answer.status, answer.code) == (422, "invalid_shape")


def _body(phone: KeepingPhone, **parts: Any) -> dict[str, Any]:
    receipts = [told["receipt"] for told in phone.joined]
    return {"device": phone.device, "key": KEY, "receipts": receipts, **parts}


def _unit_of(town: Town) -> str:
    return str(town.desk().get(f"/api/teams/{TEAM}").json["standings"][-1]["unit"]["id"])

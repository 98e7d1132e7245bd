"""A restored server does not know a phone, and somebody joins under its id with a key of their own before
it comes: by its receipt and its key the phone is taken back (PROTOCOL 4.7.7, 7.11)."""

import pytest
from sqlalchemy import select

from server.auth.tables import Attempt, Device
from server.database.engine import db
from server.enrolment.receipts import Receipt, make_receipt
from tests.bundles import Key
from tests.phones import KEY, new_id
from tests.restoring import KeepingPhone, approve, back_up, counted, joins, restore
from tests.server.enrolment.joining import new_phone
from tests.server.trail import trail
from tests.town import TEAM, Town
from tests.wires import Answer

THEIRS = Key(7)


class Squatter(KeepingPhone):
    """Whoever knows a phone's id, has a usable code, and signs with a key of their own."""

    def __init__(self, town: Town, lan: KeepingPhone) -> None:
        super().__init__(town)
        self.device = lan.device

    def squat(self, code: str) -> None:
        proof = self.proof("join", THEIRS)
        assert self.join(code, "Lan", key=THEIRS.public, proof=proof).status == 200

    def come_with_receipts(self) -> Answer:
        return self.rejoin(key=THEIRS.public, proof=self.proof("rejoin", THEIRS))


@pytest.fixture
def lan(town: Town) -> KeepingPhone:
    """Lan's phone, forgotten since."""
    empty = back_up(town)
    phone = joins(town)
    phone.record()
    town.clock.move(hours=1)
    restore(town, empty)
    return phone


def squatted(town: Town, lan: KeepingPhone, *, approved: bool) -> Squatter:
    """Whoever is there first, having handed in a session."""
    thief = Squatter(town, lan)
    thief.squat(town.invite(auto_approve=approved))
    thief.sync()
    thief.hand_in({**thief.session(), "channel": thief.channel})
    return thief


def key_of(town: Town, phone: KeepingPhone) -> dict[str, str]:
    with town.app.app_context():
        found: dict[str, str] = db.session.scalars(
            select(Device.public_key).where(Device.id == phone.device)
        ).one()
        return found


def kinds_of_attempts(town: Town) -> list[str]:
    with town.app.app_context():
        return list(db.session.scalars(select(Attempt.kind)))


def test_whoever_came_under_its_id_uses_up_no_cookie_of_the_owner(
    town: Town, lan: KeepingPhone
) -> None:
    thief, told = squatted(town, lan, approved=True), []
    for _ in range(6):
        thief.web = new_phone(town).web
        told.append(thief.come_with_receipts().code)
    assert told == [None] * 5 + ["too_many_attempts"]
    assert lan.rejoin().status == 200
    assert key_of(town, lan) == KEY


@pytest.mark.parametrize("approved", [True, False])
def test_the_owner_takes_the_phone_back_by_receipt_and_key(
    town: Town, lan: KeepingPhone, approved: bool
) -> None:
    thief = squatted(town, lan, approved=approved)
    answer = lan.rejoin()
    assert answer.status == 200, answer.body
    assert [each["state"] for each in answer.json["people"]] == ["pending"]
    assert kinds_of_attempts(town) == ["cookie"]  # a new one; nothing failed
    assert key_of(town, lan) == KEY
    assert thief.ask([]).status == 401
    lan.come_back()
    states = {each["member"]: each["state"] for each in lan.enrolments()}
    assert states == {lan.member: "pending", thief.member: "ended" if approved else "refused"}
    before = counted(town)
    assert before == (1 if approved else 0)
    approve(town, lan)
    lan.sync()
    assert counted(town) == before + 1
    ((_, told),) = trail(town.app, "device_taken_back")
    here = [{"member": thief.member, "team": TEAM}]
    assert told == {"key": KEY, "ended": here if approved else []}


def test_what_the_other_one_handed_in_waits_for_a_person(town: Town, lan: KeepingPhone) -> None:
    thief = squatted(town, lan, approved=False)
    lan.rejoin()
    lan.come_back()
    (row,) = [row for row in lan.of_kind("help_session") if row["f"]["author"] == thief.member]
    assert row["state"] == "attention"


def test_the_other_one_does_not_take_it_back_again(town: Town, lan: KeepingPhone) -> None:
    """By then there is a receipt of this server for the other key, too."""
    thief = squatted(town, lan, approved=True)
    lan.rejoin()
    answer = thief.come_with_receipts()
    assert (answer.status, answer.code) == (403, "proof_refused")
    assert key_of(town, lan) == KEY
    assert lan.ask([]).status in (200, 409)


def test_a_receipt_without_the_key_takes_nothing_back(town: Town, lan: KeepingPhone) -> None:
    thief = squatted(town, lan, approved=True)
    lan.web = KeepingPhone(town).web
    assert lan.rejoin(proof=None).code == "device_taken"
    assert lan.rejoin(proof=lan.proof("rejoin", Key(8))).code == "proof_refused"
    assert thief.ask([]).status == 200


def test_a_receipt_that_tells_no_key_takes_nothing_back(town: Town, lan: KeepingPhone) -> None:
    """Those of before fit every key: anybody who holds one would be the phone."""
    squatted(town, lan, approved=True)
    with town.app.app_context():
        old = make_receipt(Receipt(lan.device, lan.member, TEAM))
    lan.web = KeepingPhone(town).web
    assert lan.rejoin(receipts=[old]).code == "proof_refused"
    assert key_of(town, lan) == THEIRS.public


def test_a_stopped_phone_is_taken_back_and_stays_stopped(town: Town, lan: KeepingPhone) -> None:
    squatted(town, lan, approved=True)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    assert [each["state"] for each in lan.rejoin().json["people"]] == ["refused"]
    (told,) = lan.come_back()
    assert (told["verdict"], told["code"]) == ("review", "device_revoked")


def test_another_phones_receipt_takes_nothing(town: Town, lan: KeepingPhone) -> None:
    other = joins(town, "Minh")
    thief = KeepingPhone(town)
    thief.device = other.device
    with town.app.app_context():
        stolen = make_receipt(Receipt(new_id(), lan.member, TEAM))
    answer = thief.rejoin(receipts=[stolen], key=THEIRS.public, proof=None)
    assert answer.code == "device_unknown"
    assert key_of(town, other) == KEY

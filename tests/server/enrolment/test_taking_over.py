"""Somebody holds a phone's bundle, from which its public key can be computed, and a code, and says to
be that phone: nobody gets its place by that (PROTOCOL 4.7.7, 4.7.8)."""

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from server.auth.tables import Device, Enrolment
from server.crypto.signatures import decode_base64url
from server.database.engine import db
from server.enrolment.receipts import Receipt, key_hash, make_receipt
from tests.bundles import Key, bundle
from tests.phones import KEY, OWN, Phone
from tests.recovery import recover_keys
from tests.server.enrolment.joining import new_phone
from tests.town import OTHER_TEAM, TEAM, Town
from tests.wires import Answer

LOOKED_AT = ("/api/teams", "/api/enrolments", "/api/review", "/api/tallies?team=" + TEAM)


class Thief:
    """Whoever was handed what Hà's phone had not sent, and has no cookie and no private key of hers."""

    def __init__(self, town: Town, ha: Phone) -> None:
        self.town = town
        self.phone = new_phone(town)
        self.phone.device = ha.device
        handed = bundle(OWN, ha.device, [ha.session()])
        payload, signature = (decode_base64url(handed[name]) for name in ("payload", "signature"))
        self.keys = recover_keys(payload, signature)

    def join(self, code: str, name: str = "Hà", **parts: Any) -> list[Answer]:
        """Tries both keys."""
        return [self.phone.join(code, name, key=key, **parts) for key in self.keys]

    def reads_nothing(self) -> bool:
        """Whether no route answers to the cookies that the thief has by now."""
        answers = [self.phone.ask([self.change()]), *map(self.phone.web.get, LOOKED_AT)]
        have = {"changes": [self.phone.device]}
        answers += [
            self.phone.web.post("/api/sync/v1/have", have),
            self.phone.web.post(f"/api/teams/{TEAM}/invitations", {}),
        ]
        return {answer.status for answer in answers} <= {401, 403} and (
            self.phone.web.get("/api/phone").json == {"phone": None}
        )

    def change(self) -> dict[str, Any]:
        return {**self.phone.session(), "channel": f"team:{TEAM}"} if self.phone.joined else {}


@pytest.fixture
def ha(town: Town) -> Phone:
    return town.ha()


@pytest.fixture
def thief(town: Town, ha: Phone) -> Thief:
    return Thief(town, ha)


def works(town: Town, ha: Phone) -> bool:
    """Whether Hà's phone still leads the team, with the cookie that it had."""
    secret = secret_of(town, ha)
    ha.sync(ha.session())
    made = ha.web.post(f"/api/teams/{TEAM}/invitations", {})
    return made.status == 201 and secret == secret_of(town, ha)


def secret_of(town: Town, phone: Phone) -> str:
    with town.app.app_context():
        asked = select(Device.secret_hash).where(Device.id == phone.device)
        found: str = db.session.execute(asked).scalar_one()
        return found


def withdrawn(town: Town, **wish: Any) -> str:
    desk = town.desk()
    made = desk.post(f"/api/teams/{TEAM}/invitations", wish).json
    assert desk.delete(f"/api/invitations/{made['id']}").status == 204
    return str(made["code"])


def expired(town: Town) -> str:
    code = town.invite(hours=1)
    town.clock.move(hours=1)
    return code


def used_up(town: Town) -> str:
    code = town.invite(max_uses=1)
    assert new_phone(town).join(code, "Minh").status == 200
    return code


def test_the_key_that_is_computed_is_the_phones(thief: Thief) -> None:
    assert KEY in thief.keys


@pytest.mark.parametrize(
    ("spoilt", "problem"),
    [
        (withdrawn, "invitation_revoked"),
        (expired, "invitation_expired"),
        (used_up, "invitation_used_up"),
    ],
)
def test_a_code_that_is_over_opens_nothing(
    town: Town, ha: Phone, thief: Thief, spoilt: Callable[[Town], str], problem: str
) -> None:
    for answer in thief.join(spoilt(town)):
        assert (answer.status, answer.code) == (410, problem)
        assert "Set-Cookie" not in answer.headers
    assert thief.reads_nothing()
    assert works(town, ha)


def test_the_very_code_that_she_joined_by_opens_nothing_once_it_is_withdrawn(town: Town) -> None:
    made = town.desk().post(f"/api/teams/{TEAM}/invitations", {}).json
    lan = new_phone(town)
    assert lan.join(made["code"], "Lan").status == 200
    assert town.desk().delete(f"/api/invitations/{made['id']}").status == 204
    thief = Thief(town, lan)
    assert [answer.code for answer in thief.join(made["code"], "Lan")] == ["invitation_revoked"] * 2
    assert lan.join(made["code"], "Lan").code == "invitation_revoked"
    lan.sync(lan.session())


def test_a_usable_code_makes_the_thief_wait_and_takes_nothing(
    town: Town, ha: Phone, thief: Thief
) -> None:
    answers = thief.join(town.invite())
    assert sorted(answer.status for answer in answers) == [200, 409]
    (answer,) = (each for each in answers if each.status == 200)
    assert answer.json["device"]["state"] == "pending"
    told = thief.phone.ask([])
    assert (told.status, told.code, told.headers["Retry-After"]) == (403, "renewal_waits", "60")
    assert thief.reads_nothing()
    assert works(town, ha)
    with town.app.app_context():
        assert set(db.session.scalars(select(Enrolment.state))) == {"approved"}


def test_what_the_thief_is_given_brings_nothing_by_rejoining(
    town: Town, ha: Phone, thief: Thief
) -> None:
    (told,) = (each.json for each in thief.join(town.invite()) if each.status == 200)
    asked = {"device": ha.device, "key": KEY, "receipts": [told["receipt"]]}
    answer = thief.phone.web.post("/api/rejoin", asked)
    assert (told["receipt"], answer.status, answer.code) == ("", 422, "invalid_shape")
    assert "Set-Cookie" not in answer.headers
    assert thief.reads_nothing()
    assert works(town, ha)


def test_a_stolen_receipt_needs_the_private_key_too(town: Town, ha: Phone, thief: Thief) -> None:
    receipt = ha.joined[-1]["receipt"]
    asked = {"device": ha.device, "key": KEY, "receipts": [receipt]}
    assert thief.phone.web.post("/api/rejoin", asked).code == "proof_needed"
    forged = thief.phone.proof("rejoin", Key())
    answer = thief.phone.web.post("/api/rejoin", {**asked, "proof": forged})
    assert (answer.status, answer.code) == (403, "proof_refused")
    assert works(town, ha)


def test_of_another_team_no_lead_can_be_talked_into_it(town: Town, ha: Phone, thief: Thief) -> None:
    codes = {answer.code for answer in thief.join(town.invite(OTHER_TEAM))}
    assert codes == {"proof_needed", "device_taken"}
    assert town.desk().get("/api/enrolments").json["rows"] == []
    assert works(town, ha)


def test_a_stopped_phone_is_brought_back_by_nobody_else(
    town: Town, ha: Phone, thief: Thief
) -> None:
    assert town.desk().delete(f"/api/devices/{ha.device}").status == 204
    town.clock.move(minutes=1)
    assert {each.code for each in thief.join(town.invite())} == {None, "device_taken"}
    assert thief.reads_nothing()
    assert ha.ask([]).json["channels"] == []  # Stopped as ever, and may hand in.
    with town.app.app_context():
        assert db.session.get_one(Device, ha.device).revoked_at is not None


def test_a_server_that_forgot_the_phone_gives_it_back_to_who_can_sign(
    town: Town, ha: Phone, thief: Thief
) -> None:
    """Until the phone comes itself, a thief with a usable code is somebody new of that name."""
    ha.device = thief.phone.device = "d0000000-0000-4000-8000-00000000000f"
    code = town.invite(auto_approve=False)
    assert thief.phone.join(code, "Hà", key=KEY).json["device"]["state"] == "pending"
    with town.app.app_context():
        receipt = make_receipt(Receipt(ha.device, ha.member, TEAM, key_hash(KEY)))
    asked = {"device": ha.device, "key": KEY, "receipts": [receipt]}
    ha.web = new_phone(town).web
    assert ha.web.post("/api/rejoin", {**asked, "proof": ha.proof("rejoin")}).status == 200
    assert thief.phone.ask([]).status == 401
    assert ha.ask([]).status == 200

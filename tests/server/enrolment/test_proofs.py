"""POST /api/challenge and what is signed under it: for one phone, one purpose, five minutes, and until
the phone has another secret (PROTOCOL 4.7.6, 4.7.7)."""

from typing import Any

import pytest
from itsdangerous import URLSafeSerializer
from sqlalchemy import select

from server.auth.tables import Device
from server.crypto.secrets import hash_token
from server.database.engine import db
from sync.possession import proof_text
from tests.bundles import Key, base64url
from tests.phones import KEY, OWN, Phone, new_id
from tests.restoring import KeepingPhone, joins
from tests.server.enrolment.joining import body, new_phone
from tests.server.trail import trail
from tests.town import TEAM, Town


def lost(town: Town, phone: Phone) -> Phone:
    """The phone, whose browser lost the cookie."""
    phone.web = new_phone(town).web
    return phone


def test_a_phone_that_lost_its_cookie_proves_itself_and_goes_on(town: Town) -> None:
    lan = town.lan()
    before = lan.web
    lost(town, lan)
    answer = lan.join(town.invite(), "Lan", proof=lan.proof())
    assert (answer.status, answer.json["device"]["state"]) == (200, "approved")
    assert "device=" in answer.headers["Set-Cookie"]
    lan.sync(lan.session())
    assert before.post("/api/sync/v1", lan.envelope([])).status == 401  # one phone, one cookie
    assert [subject for subject, _ in trail(town.app, "device_secret_renewed")] == [lan.device]


def test_a_proof_is_worth_one_cookie(town: Town) -> None:
    lan, code = lost(town, town.lan()), town.invite()
    proof = lan.proof()
    assert lan.join(code, "Lan", proof=proof).status == 200
    seen = new_phone(town)
    seen.device = lan.device
    answer = seen.join(code, "Lan", proof=proof)
    assert (answer.status, answer.code) == (409, "proof_expired")
    assert "Set-Cookie" not in answer.headers
    lan.sync()


def test_the_proof_of_a_first_joining_is_used_up_too(town: Town) -> None:
    lan, code = new_phone(town), town.invite()
    proof = lan.proof()
    assert lan.join(code, "Lan", proof=proof).status == 200
    assert lost(town, lan).join(code, "Lan", proof=proof).code == "proof_expired"


@pytest.mark.parametrize(("seconds", "code"), [(300, None), (301, "proof_expired")])
def test_it_holds_five_minutes(town: Town, seconds: int, code: str | None) -> None:
    lan, invited = lost(town, town.lan()), town.invite()
    proof = lan.proof()
    town.clock.move(seconds=seconds)
    assert lan.join(invited, "Lan", proof=proof).code == code


def test_it_is_for_one_purpose(town: Town) -> None:
    lan = joins(town)
    code = town.invite()
    lost(town, lan)
    answer = lan.join(code, "Lan", proof=lan.proof("rejoin"))
    assert (answer.status, answer.code) == (403, "proof_refused")
    assert lan.rejoin(proof=lan.proof("join")).code == "proof_refused"
    assert lan.rejoin().status == 200


def test_it_is_for_one_phone(town: Town) -> None:
    lan, minh = town.lan(), town.minh()
    proof = minh.proof()  # Minh's phone has the same key here.
    assert lost(town, lan).join(town.invite(), "Lan", proof=proof).code == "proof_refused"


def signed(lan: Phone, nonce: str, text: bytes, key: Key = OWN) -> dict[str, str]:
    return {"nonce": nonce, "signature": base64url(key.sign(text))}


def test_nothing_but_the_phones_own_key_over_the_very_text_will_do(town: Town) -> None:
    lan = lost(town, town.lan())
    asked = {"device": lan.device, "purpose": "join"}
    nonce = lan.web.post("/api/challenge", asked).json["nonce"]
    text = proof_text("join", lan.device, nonce)
    wrong: list[dict[str, str]] = [
        signed(lan, nonce, text, Key()),
        signed(lan, nonce, nonce.encode()),
        signed(lan, nonce, text + b"\n"),
        signed(lan, nonce, proof_text("rejoin", lan.device, nonce)),
        signed(lan, nonce + "x", proof_text("join", lan.device, nonce + "x")),
        signed(lan, "gì đó", b"tungngo proof 1\njoin\n"),
        {"nonce": nonce, "signature": base64url(bytes(64))},
        {"nonce": nonce, "signature": base64url(bytes(8))},
    ]
    for other in ({**asked, "purpose": "rejoin"}, {**asked, "device": new_id()}):
        elsewhere = lan.web.post("/api/challenge", other).json["nonce"]
        wrong.append(signed(lan, elsewhere, proof_text("join", lan.device, elsewhere)))
    code = town.invite()
    for number, proof in enumerate(wrong):
        if number % 4 == 0:
            town.clock.move(minutes=1)  # so many in a minute are slowed down
        answer = lan.join(code, "Lan", proof=proof)
        assert (answer.status, answer.code) == (403, "proof_refused"), proof
        assert "Set-Cookie" not in answer.headers
    assert lan.join(code, "Lan", proof=signed(lan, nonce, text)).status == 200


@pytest.mark.parametrize("purpose", ["join", "rejoin"])
def test_wrong_proofs_are_slowed_down_like_wrong_codes(town: Town, purpose: str) -> None:
    lan = joins(town)
    code = town.invite()
    lost(town, lan)
    thief = new_phone(town)
    thief.device = lan.device
    receipts = [lan.joined[-1]["receipt"]]

    def attempt() -> str | None:
        if purpose == "join":
            return thief.join(code, "Lan", proof=thief.proof("join", Key())).code
        asked = {"device": lan.device, "key": KEY, "receipts": receipts}
        proof = thief.proof("rejoin", Key())
        return thief.web.post("/api/rejoin", {**asked, "proof": proof}).code

    assert [attempt() for _ in range(6)] == ["proof_refused"] * 5 + ["too_many_attempts"]
    # Whoever has the key is kept out by nobody at the same address.
    assert lan.join(code, "Lan", proof=lan.proof()).status == 200


def test_a_phone_that_is_not_known_proves_the_key_that_it_brings(town: Town) -> None:
    new = new_phone(town)
    assert new.join(town.invite(), "Lan", proof=new.proof("join", Key())).code == "proof_refused"
    assert new.join(town.invite(), "Lan", key=None, proof=new.proof()).code == "proof_refused"
    assert new.join(town.invite(), "Lan", proof=new.proof()).status == 200


def test_who_has_the_cookie_need_prove_nothing(town: Town) -> None:
    lan = town.lan()
    answer = lan.join(town.invite(), "Minh", proof=lan.proof("join", Key()))
    assert answer.status == 200
    assert "Set-Cookie" not in answer.headers


def test_a_challenge_gives_nothing_of_the_secret_away(town: Town) -> None:
    known, unknown = town.lan(), new_phone(town)
    nonces = [phone.proof()["nonce"] for phone in (known, unknown, known)]
    assert len(set(nonces)) == 3
    with town.app.app_context():
        kept = db.session.scalars(select(Device.secret_hash)).one()
    for nonce in nonces:
        said = URLSafeSerializer("").load_payload(nonce.rsplit(".", 2)[0].encode())
        assert said["secret"] not in (kept, hash_token(kept), hash_token("none"))


def test_a_challenge_does_not_tell_whether_a_phone_is_known_or_has_a_new_secret(town: Town) -> None:
    known, unknown, other = town.lan(), new_phone(town), new_phone(town)
    nonces = [phone.proof()["nonce"] for phone in (known, unknown, other) * 2]
    said = [URLSafeSerializer("").load_payload(each.rsplit(".", 2)[0].encode()) for each in nonces]
    assert len({each["secret"] for each in said}) == len(said)


def test_the_same_join_again_with_a_code_that_is_used_up(town: Town) -> None:
    lan, code = new_phone(town), town.invite(max_uses=1)
    assert lan.join(code, "Lan", proof=lan.proof()).status == 200
    assert lan.join(code, "Lan").status == 200  # by its cookie
    lost(town, lan)
    answer = lan.join(code, "Lan", proof=lan.proof())
    assert (answer.status, answer.json["device"]["state"]) == (200, "approved")
    other = lan.join(code, "Minh", proof=lan.proof())
    assert (other.status, other.code) == (410, "invitation_used_up")


def test_a_stopped_phone_comes_back_by_its_proof(town: Town) -> None:
    lan = town.lan()
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    early = lan.proof()
    town.clock.move(minutes=1)
    lost(town, lan)
    assert lan.join(town.invite(), "Lan", proof=early).json["device"]["state"] == "pending"
    assert lan.ask([]).status == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"device": "x", "purpose": "join"},
        {"device": TEAM, "purpose": "other"},
        {"device": TEAM},
        {"device": TEAM, "purpose": "join", "key": KEY},
    ],
)
def test_wrong_shapes(town: Town, wrong: dict[str, Any]) -> None:
    answer = new_phone(town).web.post("/api/challenge", wrong)
    assert (answer.status, answer.code) == (422, "invalid_shape")


@pytest.mark.parametrize("proof", [{}, {"nonce": "x"}, {"nonce": "x", "signature": "é"}, "x"])
def test_wrong_shapes_of_a_proof(town: Town, proof: Any) -> None:
    asked = body(town.invite(), device=new_id(), proof=proof)
    answer = new_phone(town).web.post("/api/join", asked)
    assert (answer.status, answer.code) == (422, "invalid_shape")


def test_receipts_and_proof_bring_back_a_cookie(town: Town) -> None:
    lan = joins(town)
    lost(town, lan)
    plain = {"device": lan.device, "key": KEY, "receipts": [lan.joined[-1]["receipt"]]}
    refused = lan.web.post("/api/rejoin", plain)
    assert (refused.status, refused.code) == (409, "proof_needed")
    assert isinstance(lan, KeepingPhone)
    assert lan.rejoin().status == 200
    lan.sync()
    assert lan.standing() == {TEAM: "approved"}

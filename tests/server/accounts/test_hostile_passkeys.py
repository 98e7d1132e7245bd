"""What no authenticator says but anybody may send: it is refused before it costs anything, and before
anything is locked."""

import hashlib
import os
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from time import process_time
from typing import Any

import cbor2
import pytest
from flask import Flask
from sqlalchemy import event

from server.accounts import ceremonies
from server.accounts.cbor import check_attestation, check_authenticator_data, check_plain
from server.accounts.credentials import Credential, Site
from server.database.engine import db
from tests.server.accounts.authenticators import (
    ATTESTED,
    ORIGIN,
    PRESENT,
    RP_ID,
    VERIFIED,
    Authenticator,
)
from tests.town import Town
from tests.wires import Answer, Browser

SITE = Site(RP_ID, ORIGIN)
EXTENDED = 0x80
POINT = {1: 2, 3: -7, -1: 1}


def fraction(length: int) -> bytes:
    """CBOR of {"x": a decimal fraction of a number of so many bytes}: a decoder takes the square."""
    number = b"\xff" + os.urandom(length - 1)
    return b"\xa1\x61x\xc4\x82\x01\xc2\x5a" + length.to_bytes(4, "big") + number


def text(data: bytes) -> str:
    return urlsafe_b64encode(data).rstrip(b"=").decode()


def data(flags: int, more: bytes) -> bytes:
    """Authenticator data with these flags, beside those of a person who is verified."""
    hashed = hashlib.sha256(RP_ID.encode()).digest()
    return hashed + bytes([PRESENT | VERIFIED | flags]) + bytes(4) + more


def attestation(
    key: bytes, flags: int = ATTESTED, more: bytes = b"", named: bytes = b"five"
) -> bytes:
    told = data(flags, bytes(16) + len(named).to_bytes(2, "big") + named + key + more)
    return cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})


def add(desk: Browser, made: bytes) -> Answer:
    """Adds a passkey that an attestation tells of."""
    key = Authenticator()
    asked = desk.post("/api/account/passkeys/options", {}).json
    credential = key.make(asked["options"])
    credential["response"]["attestationObject"] = text(made)
    credential["id"] = credential["rawId"] = text(b"five")
    return desk.post(
        "/api/account/passkeys", {"id": asked["id"], "name": "Khóa", "credential": credential}
    )


def key_of(authenticator: Authenticator) -> dict[int, Any]:
    point = authenticator.key.public_key().public_numbers()
    return POINT | {-2: point.x.to_bytes(32, "big"), -3: point.y.to_bytes(32, "big")}


def test_what_these_tests_make_is_taken_when_it_is_right(town: Town) -> None:
    answer = add(town.sign_in(), attestation(cbor2.dumps(key_of(Authenticator()))))
    assert answer.status == 201, answer.body


@pytest.mark.parametrize(
    "key",
    [
        b"\x80",
        b"\xa0",
        b"\x05",
        cbor2.dumps([2, -7]),
        cbor2.dumps("key"),
        cbor2.dumps(POINT | {-2: b"x" * 32, -3: b"y" * 32}),
        cbor2.dumps(POINT | {-2: None, -3: 5}),
        cbor2.dumps(POINT | {3: "a", -2: b"x", -3: b"y"}),
        cbor2.dumps({1: 1, 3: -8, -1: 6, -2: b"short"}),
        cbor2.dumps({1: 3, 3: -257, -1: b"\x00", -2: b"\x00"}),
    ],
    ids=["list", "empty", "number", "numbers", "text", "curve", "none", "alg", "okp", "rsa"],
)
def test_a_key_with_which_nobody_can_sign_is_no_passkey(town: Town, key: bytes) -> None:
    desk = town.sign_in()
    answer = add(desk, attestation(key))
    assert (answer.status, answer.code) == (401, "bad_factor")
    assert desk.get("/api/account/factors").json["passkeys"] == []


@pytest.mark.parametrize(
    ("bits", "status"), [(4_096, 201), (8_192, 201), (11_800, 201), (12_200, 401), (16_384, 401)]
)
def test_a_key_is_as_long_as_there_is_room_for(town: Town, bits: int, status: int) -> None:
    modulus = (1 << (bits - 1) | 1).to_bytes(bits // 8, "big")
    desk = town.sign_in()
    answer = add(desk, attestation(cbor2.dumps({1: 3, 3: -257, -1: modulus, -2: b"\1\0\1"})))
    assert (answer.status, answer.code) == (status, None if status == 201 else "bad_factor")
    passkeys = desk.get("/api/account/factors").json["passkeys"]
    assert len(passkeys) == (status == 201)


@pytest.mark.parametrize(("length", "status"), [(1_023, 201), (1_051, 401), (5_000, 401)])
def test_an_id_is_as_long_as_there_is_room_for(town: Town, length: int, status: int) -> None:
    key = cbor2.dumps(key_of(Authenticator()))
    answer = add(town.sign_in(), attestation(key, named=bytes(length)))
    assert (answer.status, answer.code) == (status, None if status == 201 else "bad_factor")


@pytest.mark.parametrize(
    "told",
    [
        fraction(40),
        cbor2.dumps({"a": [[cbor2.CBORTag(6000, 1)]]}),
        b"\xa1\x61x\xdb" + bytes(8) + b"\x01",
        b"\x9f\xff",
        b"\x5f\x41a\xff",
        b"\x81" * 20 + b"\x01",
        b"\x82\x01",
        b"\x44abc",
        b"\x1c",
        b"\x9b\xff\xff\xff\xff\xff\xff\xff\xff\x01",
    ],
    ids=[
        "fraction", "tag", "long tag", "list without end", "bytes without end", "depth",
        "cut list", "cut bytes", "reserved", "list of a quintillion",
    ],
)  # fmt: skip
def test_tags_unknown_lengths_and_depths_are_never_decoded(told: bytes) -> None:
    with pytest.raises(ValueError, match=r"[a-z]"):
        check_plain(told)
    with pytest.raises(ValueError, match=r"[a-z]"):
        check_authenticator_data(data(EXTENDED, told))
    with pytest.raises(ValueError, match=r"[a-z]"):
        check_attestation(attestation(told))
    key = cbor2.dumps(key_of(Authenticator()))
    with pytest.raises(ValueError, match=r"[a-z]"):
        check_attestation(attestation(key, ATTESTED | EXTENDED, told))


def test_what_authenticators_say_is_plain() -> None:
    key = cbor2.dumps(key_of(Authenticator()))
    check_attestation(attestation(key, ATTESTED | EXTENDED, cbor2.dumps({"credProtect": 2})))
    check_plain(cbor2.dumps({"x5c": [b"x" * 3000], "sig": b"x" * 70000, "alg": -257, "f": 1.5}))
    check_authenticator_data(data(0, b""))


def seconds(run: Callable[[], object]) -> float:
    began = process_time()
    run()
    return process_time() - began


def test_a_number_without_end_costs_no_more_than_as_many_bytes() -> None:
    plain, dear = cbor2.dumps({"x": b"\xff" * 80_000}), fraction(80_000)
    challenge, kept = bytes(32), Credential("AAAA", "AAAA", 0)

    def made(told: bytes) -> None:
        answer = {"id": "AAAA", "rawId": "AAAA", "type": "public-key"}
        client = {"clientDataJSON": "e30", "attestationObject": text(told)}
        assert ceremonies.verify_creation({**answer, "response": client}, SITE, challenge) is None
        # Behind the client's data, which is looked at first.
        said = f'{{"type":"webauthn.get","challenge":"{text(challenge)}","origin":"{ORIGIN}"}}'
        signed = {
            "clientDataJSON": text(said.encode()),
            "authenticatorData": text(data(EXTENDED, told)),
            "signature": "AAAA",
        }
        account = "11111111-1111-4111-8111-111111111111"
        given = {**answer, "response": signed}
        assert ceremonies.verify_assertion(given, SITE, challenge, account, kept) is None

    made(plain)
    usual = min(seconds(lambda: made(plain)) for _ in range(3))
    assert min(seconds(lambda: made(dear)) for _ in range(2)) < 10 * usual + 0.05


@pytest.mark.parametrize(
    ("name", "length"),
    [
        ("id", 1_100),
        ("rawId", 1_100),
        ("attestationObject", 8_500),
        ("clientDataJSON", 8_500),
        ("authenticatorData", 1_100),
        ("signature", 1_100),
        ("userHandle", 1_100),
    ],
)
def test_what_is_longer_than_authenticators_say_is_not_decoded(
    town: Town, name: str, length: int
) -> None:
    desk = town.sign_in()
    credential: dict[str, Any] = {"id": "AAAA", "rawId": "AAAA", "response": {}}
    within = credential if name in credential else credential["response"]
    within[name] = text(bytes(length))
    for path in ("/api/account/passkeys", "/api/session/passkey"):
        asked = desk.post(f"{path}/options", {}).json
        named = {"name": "Khóa"} if path.startswith("/api/account") else {}
        answer = desk.post(path, {"id": asked["id"], "credential": credential, **named})
        assert answer.code == "invalid_shape"


def test_deep_client_data_is_refused(town: Town) -> None:
    browser = Browser(town.connect())
    asked = browser.post("/api/session/passkey/options", {}).json
    key = Authenticator()
    key.add(town.sign_in())
    credential = key.sign(asked["options"])
    credential["response"]["clientDataJSON"] = text(b"[" * 8_000)
    answer = browser.post("/api/session/passkey", {"id": asked["id"], "credential": credential})
    assert answer.code == "bad_factor"


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Everything that is said to the database meanwhile."""
    said: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        said.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield said
    finally:
        event.remove(engine, "before_cursor_execute", note)


def locks(said: Sequence[str]) -> list[str]:
    return [each for each in said if "FOR UPDATE" in each or "IMMEDIATE" in each]


def test_a_signature_is_looked_at_before_anything_is_locked(town: Town, app: Flask) -> None:
    key, browser = Authenticator(), Browser(town.connect())
    desk = town.sign_in()
    key.add(desk)
    asked = browser.post("/api/session/passkey/options", {}).json
    credential = key.sign(asked["options"])
    right = credential["response"]["signature"]
    credential["response"]["signature"] = text(b"x" * 70)
    body = {"id": asked["id"], "credential": credential}
    with statements(app) as said:
        assert browser.post("/api/session/passkey", body).code == "bad_factor"
    assert locks(said) == []
    credential["response"]["signature"] = right
    with statements(app) as said:
        assert browser.post("/api/session/passkey", body).status == 200
    assert locks(said)
    with statements(app) as said:
        assert add(desk, b"\xa0").code == "bad_factor"
    assert locks(said) == []


def test_a_passkey_that_is_used_meanwhile_signs_in_once(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two answers of one count: a copied authenticator beside the true one."""
    key = Authenticator()
    key.add(town.sign_in())
    first, second = Browser(town.connect()), Browser(town.connect())
    asked = [each.post("/api/session/passkey/options", {}).json for each in (first, second)]
    bodies = []
    for each in asked:
        key.count = 0
        bodies.append({"id": each["id"], "credential": key.sign(each["options"])})
    verify, meanwhile = ceremonies.verify_assertion, []

    def between(*given: Any) -> int | None:
        found = verify(*given)
        if not meanwhile:
            meanwhile.append(None)
            meanwhile.append(second.post("/api/session/passkey", bodies[1]).status)
        return found

    monkeypatch.setattr(ceremonies, "verify_assertion", between)
    assert first.post("/api/session/passkey", bodies[0]).code == "bad_factor"
    assert meanwhile[1] == 200


def test_whoever_tries_passkeys_all_the_time_waits(town: Town) -> None:
    body = {"id": "018f0000-0000-7000-8000-000000000000", "credential": {}}
    browser, desk = Browser(town.connect()), town.sign_in()
    for path in ("/api/session/passkey", "/api/account/passkeys"):
        asker = desk if "account" in path else browser
        given = body | ({"name": "Khóa"} if "account" in path else {})
        codes = [asker.post(path, given).code for _ in range(31)]
        assert codes == ["bad_factor"] * 30 + ["too_many_attempts"]

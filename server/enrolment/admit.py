"""What joining by a code and joining again by a receipt have in common: a phone, a person and that
person on the phone become known. Called inside the `writing` of either but where something else is
said."""

import secrets as randomness
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from server.audit.writing import Actor, record_audit
from server.auth.principal import Phone
from server.auth.rate_limits import JOINING, JOINING_ADDRESS
from server.auth.store import devices, renewals
from server.auth.store.vouchers import Voucher, set_vouchers
from server.auth.tables import Device, Enrolment
from server.auth.throttle import (
    Kind,
    begin_attempt,
    client_at,
    cookie_keys,
    count_in_writing,
    join_keys,
)
from server.crypto.secrets import hash_token, new_token
from server.database.clock import now
from server.database.engine import db
from server.enrolment.proof_challenges import Answered, judge_proof
from server.enrolment.receipts import key_hash
from server.organisation.tables import Member
from server.records.writer import Writer
from sync.phrase import PHRASES, two_word_phrase
from sync.possession import Admission, Claim, Key, Proof, Purpose
from sync.possession import Device as State
from sync.problems import PROBLEMS, ProblemError
from sync.record_id import is_servers


@dataclass(frozen=True)
class ClaimedDevice:
    """Who says to be which phone: its id, its public key as a JWK (None if the browser could make
    none), its answer to a challenge (None from an app that asks for none), whom its cookie names, and the hash of
    the secret in that cookie (None without one)."""

    device: str
    key: dict[str, str] | None
    answered: Answered | None
    phone: Phone | None
    cookie_hash: str | None = None


def check_joining_rate(claimed: ClaimedDevice, address: str) -> None:
    """Counts a request to join or to join again, before anything is looked up: against a phone only where
    it comes with its cookie, so that whoever knows its id keeps it from nothing. Raises too_many_attempts."""
    JOINING_ADDRESS.count(client_at(address))
    if claimed.phone is not None and claimed.phone.id == claimed.device:
        JOINING.count(claimed.device)


def claim_of(
    purpose: Purpose, claimed: ClaimedDevice, device: Device | None, *, receipt: bool = False
) -> Claim:
    """What speaks for it that it is that phone; `device` is what the server has of it. `receipt`: a
    receipt says that the key that it names is the phone's."""
    has_cookie = claimed.phone is not None and claimed.phone.id == claimed.device
    if device is None:
        proof = _proof(purpose, claimed, None, claimed.key or {})
        return Claim("unknown", has_cookie, "none", proof)
    kept: dict[str, str] = device.public_key
    key: Key = "none" if not kept else "same" if kept == claimed.key else "other"
    speaks = receipt and key == "other"
    # Against no key nothing can be proven.
    proof = _proof(purpose, claimed, device, (speaks and claimed.key) or kept) if kept else "none"
    state: State = "known" if device.revoked_at is None else "stopped"
    return Claim(state, has_cookie, key, proof, speaks)


def _proof(
    purpose: Purpose, claimed: ClaimedDevice, device: Device | None, key: dict[str, str]
) -> Proof:
    if claimed.answered is None:
        return "none"
    return judge_proof(purpose, claimed.device, device, key, claimed.answered)


def admit_device(
    writer: Writer, claimed: ClaimedDevice, device: Device | None, admission: Admission
) -> str | None:
    """Makes the phone known, or gives it another secret; answers that secret, None where the old one
    holds. Raises device_taken, too_many_attempts."""
    renewals.drop(claimed.device)  # The phone is there itself.
    if admission is Admission.KEPT:
        return None
    secret = new_token()
    if device is None:
        check_new_id(claimed.device, has_record=writer.row(claimed.device) is not None)
        devices.add(
            Device(
                id=claimed.device,
                secret_hash=hash_token(secret),
                public_key=claimed.key or {},
                created_at=now(),
            )
        )
        return secret
    keys = cookie_keys(device.id, key_hash(device.public_key) or "")
    count_in_writing(db.session(), "cookie", keys)
    device.secret_hash = hash_token(secret)
    device.secret_renewed_at = now()
    record_audit(
        db.session, Actor("device", device.id), "device_secret_renewed", ("device", device.id)
    )
    return secret


def check_new_id(device_id: str, *, has_record: bool) -> None:
    """Raises device_taken for the id of a record that is no phone, and for one that the server may want to
    give to a record."""
    if is_servers(device_id) or has_record:
        raise ProblemError(PROBLEMS["device_taken"])


@contextmanager
def slowing_down(kind: Kind, address: str) -> Iterator[None]:
    """A wrong proof inside counts like a wrong code. Not inside of `writing`. Raises
    too_many_attempts in place of proof_refused."""
    try:
        yield
    except ProblemError as error:
        if error.problem.code == "proof_refused":
            db.session.rollback()
            begin_attempt(kind, join_keys(address))
        raise


def new_member(member_id: str, name: str) -> Member:
    """A member who has agreed by joining."""
    member = Member(id=member_id, name=name, consented_at=now(), created_at=now())
    devices.add(member)
    return member


def bar(actor: Actor, rows: Iterable[Enrolment]) -> list[Enrolment]:
    """Whoever is on a phone is there no more until a person lets them in: that they are in the team says
    nothing about who has the phone. Answers who was until now."""
    found = [row for row in rows if row.state in (*devices.WITH_TEAM, "pending")]
    for row in found:
        row.state, row.decided_at, row.decided_by = "barred", now(), actor.id
        set_vouchers(row, ())
    return found


def put_enrolment(
    device_id: str,
    member_id: str,
    team_id: str,
    *,
    state: str,
    invitation_id: str | None = None,
    claimed: bool = False,
    vouchers: Collection[Voucher] = (),
    held_back: bool = False,
) -> Enrolment:
    """The person on the phone for the team: approved, pending or refused. `claimed`: nobody but who holds
    the phone says that it is this person. `vouchers`: of the leads by whose word they are there. `held_back`: as in the table."""
    enrolment = devices.enrolment(device_id, member_id, team_id)
    if enrolment is None:
        enrolment = Enrolment(
            device_id=device_id, member_id=member_id, team_id=team_id, created_at=now()
        )
    enrolment.state = state
    enrolment.claimed = claimed
    enrolment.held_back = held_back
    enrolment.phrase = two_word_phrase(randomness.randbelow(PHRASES))
    enrolment.invitation_id = invitation_id
    enrolment.decided_at = None if state == "pending" else now()
    enrolment.decided_by = None
    devices.add(enrolment)
    set_vouchers(enrolment, vouchers)
    return enrolment

"""Who is a phone: its cookie or its private key says so. A code never does, nor does the public half
of the key, which stands in whatever the phone has signed (PROTOCOL 4.7, 7.10, 7.11)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

from sync.problems import PROBLEMS, ProblemError

Purpose = Literal["join", "rejoin"]
Device = Literal["unknown", "known", "stopped"]
Key = Literal["same", "other", "none"]
Proof = Literal["none", "right", "wrong", "expired"]
Code = Literal["unknown", "expired", "revoked", "used_up", "usable"]

OVER = {
    "expired": "invitation_expired",
    "revoked": "invitation_revoked",
    "used_up": "invitation_used_up",
}
"""The problem of a code that lets nobody in any more."""
CHALLENGE_SECONDS = 300
"""For so long a challenge can be answered."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What speaks for it that a request comes from the phone that it names. `key`: whether it names
    the public key that the server has of the phone, `none` where the server has none. `receipt`:
    a receipt of this server says that the other key, which it names and proves, is the phone's,
    where the server's own came with nothing but a code (PROTOCOL 7.11)."""

    device: Device
    cookie: bool = False
    key: Key = "same"
    proof: Proof = "none"
    receipt: bool = False


@dataclass(frozen=True, slots=True)
class Invited:
    """The code of a request. `again`: the person is on this phone by this very code; `newer`: it was
    made after the phone was stopped; `here`: into a team in which somebody on this phone is or was."""

    code: Code
    again: bool = False
    newer: bool = True
    here: bool = True


class Admission(StrEnum):
    """What becomes of the phone's cookie: a first one, the one it has, a new one, a new one of a phone
    that is taken back from whoever came under its id with another key, or a new one that is worth
    nothing before a person has approved it."""

    FIRST = "first"
    KEPT = "kept"
    NEW = "new"
    BACK = "back"
    WAITS = "waits"


def proof_text(purpose: Purpose, device: str, nonce: str) -> bytes:
    """What a phone signs to answer a challenge. Nothing else that it signs begins like this."""
    return f"tungngo proof 1\n{purpose}\n{device}\n{nonce}".encode("ascii")


def admit_joining(claim: Claim, invited: Invited) -> Admission:
    """How a phone joins (PROTOCOL 4.7.7). Raises invitation_unknown, _expired, _revoked, _used_up,
    proof_refused, proof_expired, device_revoked, device_taken, proof_needed."""
    # 1. The code, before the phone is looked at.
    if invited.code != "usable" and not (invited.code == "used_up" and invited.again):
        raise ProblemError(PROBLEMS[OVER.get(invited.code, "invitation_unknown")])
    # 2. What speaks for the phone.
    admission = _known_by(claim)
    # 3. A stop, which only a code made since takes away (PROTOCOL 7.10).
    if claim.device == "stopped" and not invited.newer:
        raise ProblemError(PROBLEMS["device_revoked"])
    # 4. Of what is not proven a person decides who looks after the phone.
    if admission is None and not invited.here:
        raise ProblemError(PROBLEMS["proof_needed"])
    return admission or Admission.WAITS


def admit_rejoining(claim: Claim) -> Admission:
    """How a phone joins again by its receipts (PROTOCOL 7.11). Raises proof_refused, proof_expired,
    device_taken, and proof_needed where nothing but a receipt speaks for a phone that is known."""
    admission = _known_by(claim)
    if admission is None:
        raise ProblemError(PROBLEMS["proof_needed" if claim.key == "same" else "device_taken"])
    return admission


def _known_by(claim: Claim) -> Admission | None:
    """None for a phone that is known and of which nothing is proven."""
    if claim.cookie and claim.device != "unknown":
        return Admission.KEPT
    if claim.proof == "wrong":
        raise ProblemError(PROBLEMS["proof_refused"])
    if claim.proof == "expired":
        raise ProblemError(PROBLEMS["proof_expired"])
    if claim.device == "unknown":
        return Admission.FIRST
    if claim.proof == "right":
        return Admission.BACK if claim.receipt and claim.key == "other" else Admission.NEW
    if claim.key == "other":
        raise ProblemError(PROBLEMS["device_taken"])
    return None

"""What the server asks a phone to sign, so that it proves to be the one that it says (PROTOCOL 4.7.6).
Nothing is kept of it: the server signs the challenge itself, and it says for which phone it is, for
what, since when and, as a keyed hash, which secret the phone's cookie had then. So an answer is worth
something once: what it brings is another secret. That hash is another one in each challenge: anybody
may ask for one, and could else tell whether a phone is known, and when it has a new secret."""

import secrets as randomness
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from itsdangerous import BadData, TimestampSigner, URLSafeTimedSerializer

from server.auth.tables import Device
from server.crypto.secrets import hash_guessable, server_keys
from server.crypto.signatures import is_signed
from server.database.clock import now
from sync.possession import CHALLENGE_SECONDS, Proof, Purpose, proof_text

_RANDOM_BYTES = 12
_HOLDS = timedelta(seconds=CHALLENGE_SECONDS)


@dataclass(frozen=True)
class Answered:
    """A challenge as a phone hands it back, and its signature under it (r and s, 32 bytes each)."""

    nonce: str
    signature: bytes


def make_challenge(purpose: Purpose, device_id: str, device: Device | None) -> str:
    """A new challenge, text that fits a URL; `device` is None for a phone that is not known."""
    random = randomness.token_urlsafe(_RANDOM_BYTES)
    said = {
        "device": device_id,
        "purpose": purpose,
        "secret": _secret_of(device, random),
        "random": random,
    }
    return _signer().dumps(said)


def judge_proof(
    purpose: Purpose,
    device_id: str,
    device: Device | None,
    key: Mapping[str, str],
    answered: Answered,
) -> Proof:
    """What an answer is worth: `wrong` unless the server made the challenge for this phone and
    purpose and the phone with this key signed it; `expired` where that is so and it came too late,
    be it that the phone has another secret by now."""
    try:
        said, made = _signer().loads(answered.nonce, return_timestamp=True)
    except BadData:
        return "wrong"
    if (said["device"], said["purpose"]) != (device_id, purpose):
        return "wrong"
    if not is_signed(proof_text(purpose, device_id, answered.nonce), answered.signature, key):
        return "wrong"
    is_late = now() - made > _HOLDS or said["secret"] != _secret_of(device, said["random"])
    return "expired" if is_late else "right"


def _secret_of(device: Device | None, random: str) -> str:
    """Tells which secret a phone has to nobody but this server."""
    return hash_guessable(f"challenge:{random}:{device.secret_hash if device else 'none'}")


class _Signer(TimestampSigner):
    """Reads the server's own clock, which tests set."""

    def get_timestamp(self) -> int:
        return int(now().timestamp())


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(server_keys(), salt="proof challenge 1", signer=_Signer)

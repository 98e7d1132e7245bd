"""What a phone signs with its private key (PROTOCOL 8.1): ECDSA on P-256 with SHA-256, as browsers
give it, r and s of 32 bytes each."""

import base64
import re
from collections.abc import Mapping

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import (
    ECDSA,
    SECP256R1,
    EllipticCurvePublicKey,
    EllipticCurvePublicNumbers,
)
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

SIGNATURE_BYTES = 64
_BASE64URL = re.compile(r"[A-Za-z0-9_-]*", re.ASCII)


def decode_base64url(text: str) -> bytes:
    """The bytes in a text of RFC 4648 section 5, without padding. Raises ValueError."""
    if not _BASE64URL.fullmatch(text):
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


def public_key_of(key: Mapping[str, str]) -> EllipticCurvePublicKey | None:
    """The public key of a JWK; None for one that is no point on P-256, and for one that is empty."""
    try:
        x, y = (int.from_bytes(decode_base64url(key[name]), "big") for name in ("x", "y"))
        return EllipticCurvePublicNumbers(x, y, SECP256R1()).public_key()
    except (KeyError, ValueError):
        return None


def is_signed(message: bytes, signature: bytes, key: Mapping[str, str]) -> bool:
    """Whether the phone with this public key (a JWK on P-256) signed the message; no for a key that
    is none, and for one that is empty."""
    half = SIGNATURE_BYTES // 2
    r, s = (int.from_bytes(part, "big") for part in (signature[:half], signature[half:]))
    public = public_key_of(key)
    if public is None or len(signature) != SIGNATURE_BYTES:
        return False
    try:
        public.verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))
    except (InvalidSignature, ValueError):
        return False
    return True

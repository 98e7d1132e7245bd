"""A look at the structure of CBOR before anything decodes it. A decoder makes of a tagged item what
the tag says, such as a decimal fraction of a number as long as the message, which takes the square of its
length in time. CTAP 2.1 (section 8, canonical form) has no tags, no items of unknown length and four
levels; what authenticators say has nothing else."""

from webauthn.helpers import parse_cbor

_LEVELS = 8
_BYTES, _TEXT, _ARRAY, _MAP, _TAG = 2, 3, 4, 5, 6
_LENGTHS = {24: 1, 25: 2, 26: 4, 27: 8}
_ATTESTED = 0x40
_FLAGS, _FIXED, _AAGUID = 32, 37, 16
"""Of authenticator data (WebAuthn level 3, section 6.1): where the flags stand, what comes before the
attested credential or the extensions, and how long the first part of the credential is."""


def check_attestation(told: bytes) -> None:
    """Raises ValueError for an attestation object that a decoder should not see, or in which one
    hides in its authenticator data."""
    check_plain(told)
    found = parse_cbor(told)
    data = found.get("authData") if isinstance(found, dict) else None
    if not isinstance(data, bytes):
        raise ValueError("no authenticator data")
    check_authenticator_data(data)


def check_authenticator_data(data: bytes) -> None:
    """The same for authenticator data: its public key and its extensions are CBOR."""
    start = _FIXED
    if len(data) < start:
        raise ValueError("authenticator data is too short")
    if data[_FLAGS] & _ATTESTED:
        start += _AAGUID
        start += 2 + int.from_bytes(data[start : start + 2], "big")
    check_plain(data[start:])


def check_plain(told: bytes) -> None:
    """Raises ValueError unless these are whole CBOR items, one after the other, without tags, without
    unknown lengths, and of few levels."""
    at = 0
    while at < len(told):
        at = _end_of_item(told, at, _LEVELS)


def _end_of_item(told: bytes, at: int, levels: int) -> int:
    if levels == 0 or at >= len(told):
        raise ValueError("too deep, or cut off")
    major, low = told[at] >> 5, told[at] & 31
    more = _LENGTHS.get(low, 0)
    if major == _TAG or (low > 23 and not more):
        raise ValueError("a tag, or an unknown length")
    at += 1
    value = int.from_bytes(told[at : at + more], "big") if more else low
    at += more
    if major in (_BYTES, _TEXT):
        at += value
    elif major in (_ARRAY, _MAP):
        for _ in range(value * 2 if major == _MAP else value):
            at = _end_of_item(told, at, levels - 1)
    if at > len(told):
        raise ValueError("cut off")
    return at

"""Challenges of WebAuthn that need no row until they are answered: whoever asks for them by the
thousand fills nothing. The id tells when it was made, as a UUID of version 7; the challenge is what only
this server can make of it; an answered one is kept until it would hold no more."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from server.crypto.secrets import mac
from server.database.clock import now

HOLDS = timedelta(minutes=5)


def new_challenge(purpose: str) -> tuple[str, bytes]:
    """An id and its 32 bytes, for one purpose: the answer to one is good for no other."""
    milliseconds = int(now().timestamp() * 1000)
    value = milliseconds << 80 | 7 << 76 | secrets.randbits(12) << 64 | 2 << 62
    key = str(UUID(int=value | secrets.randbits(62)))
    return key, mac("challenge", f"{purpose}|{key}")


def challenge_of(key: str, purpose: str) -> tuple[bytes, datetime] | None:
    """The bytes that belong to an id, and until when they hold; None if they hold no more."""
    milliseconds, present = UUID(key).int >> 80, now()
    age = timedelta(milliseconds=int(present.timestamp() * 1000) - milliseconds)
    if not timedelta() <= age < HOLDS:
        return None
    return mac("challenge", f"{purpose}|{key}"), present - age + HOLDS

"""Telling a phone that has lost everything else who it was."""

from typing import Any

from server.auth.store import devices
from server.crypto.secrets import hash_token


def own_phone(secret: str | None) -> dict[str, Any] | None:
    """Of the phone whose cookie holds this secret, for however long it was not heard of: its id, when
    it was last heard of, and how many changes it held unsent then; None where it is nobody's."""
    device = devices.device_by_secret(hash_token(secret)) if secret else None
    if device is None:
        return None
    return {
        "device": device.id,
        "last_contact": device.last_contact_at,
        "pending": device.pending_count,
    }

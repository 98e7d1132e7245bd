"""Telling a phone that has lost everything else who it was."""

from typing import Any

from server.identity.principal import Principal
from server.identity.store import devices


def own_phone(principal: Principal) -> dict[str, Any] | None:
    """Of the phone that the cookie names: its id, when it was last heard of, and how many changes
    it held unsent then; None without a cookie that is known."""
    device = devices.device_by_id(principal.device.id) if principal.device else None
    if device is None:
        return None
    return {
        "device": device.id,
        "last_contact": device.last_contact_at,
        "pending": device.pending_count,
    }

"""What a restored backup must not give back of phones: a cookie that another one took the place of."""

from datetime import datetime

from server.clock import now
from server.identity.secrets import hash_token, new_token
from server.identity.store import devices


def end_secret(device_id: str, at: datetime) -> bool:
    """Has no cookie be good that a phone had before a moment; whether that ended one. The phone gets a
    new one by proving its key (PROTOCOL 7.12). One without a key could not: it keeps what it has.
    Commits nothing."""
    device = devices.device_by_id(device_id)
    if device is None or not device.public_key:
        return False
    if (device.secret_renewed_at or device.created_at) > at:
        return False
    device.secret_hash, device.secret_renewed_at = hash_token(new_token()), now()
    return True

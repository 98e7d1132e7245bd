"""What a restored backup must not give back of phones: a cookie that another one took the place of, and
the key of somebody who came under a phone's id."""

from collections.abc import Mapping
from datetime import datetime

from server.audit.store import entries_about
from server.audit.writing import SYSTEM, record_audit
from server.auth.store import devices
from server.auth.tables import Device
from server.crypto.secrets import hash_token, new_token
from server.database.clock import now
from server.database.engine import db
from server.enrolment.reclaim_device import TAKEN_BACK, reclaim_device
from server.records.writer import Writer


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


def give_key_back(writer: Writer, device_id: str, key: Mapping[str, str], at: datetime) -> bool:
    """Has a phone have the key under which it was taken back, also one that the backup never knew;
    whether that changed anything. Once is enough: whoever it was taken back from takes it no more.
    Commits nothing."""
    device = devices.device_by_id(device_id)
    if device is not None and device.public_key == key:
        if entries_about(db.session, TAKEN_BACK, device_id):
            return False
        record_audit(db.session, SYSTEM, TAKEN_BACK, ("device", device_id), {"key": dict(key)})
        return True
    if device is None:
        device = Device(
            id=device_id, secret_hash=hash_token(new_token()), public_key={}, created_at=at
        )
        devices.add(device)
    reclaim_device(writer, SYSTEM, device, key)
    device.secret_hash, device.secret_renewed_at = hash_token(new_token()), now()
    return True

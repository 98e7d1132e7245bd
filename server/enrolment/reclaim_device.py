"""A phone is taken back from whoever came under its id with a key of their own, while a restored server
did not know it (PROTOCOL 7.11). Called inside the `writing` of a use case."""

from collections.abc import Mapping, Sequence

from server.audit.store import entries_about
from server.audit.writing import SYSTEM, Actor, record_audit
from server.auth.store import devices
from server.auth.tables import Device
from server.auth.withdraw_codes import withdraw_codes_of
from server.database.engine import db
from server.enrolment.admit import bar
from server.enrolment.receipts import Receipt
from server.enrolment.recheck_phones import recheck_phones
from server.enrolment.settle_enrolment import settle_enrolment
from server.records.writer import Writer

TAKEN_BACK = "device_taken_back"


def may_reclaim_device(device: Device | None, receipts: Sequence[Receipt]) -> bool:
    """Whether receipts that fit the phone say which key it has, and none has said so before: whoever
    it was taken back from got receipts, too."""
    if device is None or all(each.key is None for each in receipts):
        return False
    return not entries_about(db.session, TAKEN_BACK, device.id)


def reclaim_device(writer: Writer, actor: Actor, device: Device, key: Mapping[str, str]) -> None:
    """Gives a phone its own key again; the caller gives it another secret. Everybody who is on it under
    the other key is out, as at a stop: who waits is refused, and what they handed in waits for a
    person."""
    people = [row for row, _, _ in devices.enrolments_of(device.id)]
    for row in people:
        if row.state == "pending":
            settle_enrolment(writer, SYSTEM, row, "refused")
    barred = bar(SYSTEM, people)
    withdraw_codes_of(SYSTEM, device.id)
    recheck_phones(writer, SYSTEM, device.id)
    device.public_key, device.acting_required = dict(key), False
    db.session.flush()
    ended = [{"member": row.member_id, "team": row.team_id} for row in barred]
    details = {"key": device.public_key, "ended": ended}
    record_audit(db.session, actor, TAKEN_BACK, ("device", device.id), details)

"""Erasing a record for ever, at somebody's wish."""

from server.audit.writing import SYSTEM, record_audit
from server.database.engine import db
from server.database.sql import fetch
from server.directory.use_cases.erasing_members import NothingToErase, screened_reason
from server.records.store import changes
from server.records.store.rolled_up import rolled_up_query
from server.records.writer import writing
from server.sync.erasing import empty_record
from sync.channel import device as device_channel
from sync.kinds import OF_MEMBERS


def erase_record(record_id: str, reason: str) -> bool:
    """Empties a help session or a place with all that was ever stored of it, and commits. Phones
    drop their copies with the next sync, and it never comes back. Answers False for one that was
    erased before. Raises NothingToErase."""
    with writing(db.session, 3) as writer:
        row = writer.row(record_id)
        if row is None and fetch(writer.session, rolled_up_query([record_id])):
            raise NothingToErase(f"of {record_id} only the totals are left, which name nobody")
        # Of what never went in, and still waits or was refused, there are changes alone. They may name
        # whatever channel: only who sent it hears of it.
        sent = None if row else changes.first_change_of(writer.session, record_id)
        if row is not None:
            kind, channel = row.kind, row.channel
        elif sent is not None:
            kind, channel = str(sent.kind), device_channel(str(sent.device_id))
        else:
            raise NothingToErase(f"there is no record {record_id}")
        if kind not in OF_MEMBERS:
            raise NothingToErase(f"{record_id} is a {kind}: only {' or '.join(OF_MEMBERS)}")
        if not empty_record(writer, record_id, kind, channel):
            return False
        # After a restore they are known to be erased, also those that named another phone's record.
        gone = changes.sent_of(writer.session, record_id)
        details = {
            "kind": kind,
            "channel": channel,
            "changes": gone,
            "reason": screened_reason(reason),
        }
        record_audit(db.session, SYSTEM, "record_erased", ("record", record_id), details)
    db.session.commit()
    return True

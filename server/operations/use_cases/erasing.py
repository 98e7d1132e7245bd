"""Erasing for ever, at somebody's wish: a record, or the name of a volunteer."""

from server.audit.writing import SYSTEM, record_audit, record_audits
from server.database.engine import db
from server.directory.erasing import erase_name
from server.organisation.store import memberships
from server.records.store import changes
from server.records.writer import writing
from server.sync.erasing import empty_record
from sync.channel import device as device_channel
from sync.kinds import OF_MEMBERS
from sync.redact import screen_body


class NothingToErase(Exception):
    """There is nothing of that id that can be erased; the text says what there is instead."""


def erase_record(record_id: str, reason: str) -> bool:
    """Empties a help session or a place with all that was ever stored of it, and commits. Phones
    drop their copies with the next sync, and it never comes back. Answers False for one that was
    erased before. Raises NothingToErase."""
    with writing(db.session, 3) as writer:
        row = writer.row(record_id)
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
        details = {"kind": kind, "channel": channel, "changes": gone, "reason": _screened(reason)}
        record_audit(db.session, SYSTEM, "record_erased", ("record", record_id), details)
    db.session.commit()
    return True


def erase_member(member_id: str, reason: str) -> bool:
    """Takes a volunteer's name out of everything, and commits; what they recorded still counts.
    So it is with all who were merged into them. Answers False where nothing was left to erase. Raises
    NothingToErase."""
    with writing(db.session, 3) as writer:
        member = memberships.member_by_id(member_id)
        if member is None:
            raise NothingToErase(f"there is no member {member_id}")
        if member.merged_into is not None:
            # The name goes on, on certificates too, with who was kept.
            raise NothingToErase(
                f"{member_id} was merged into {member.merged_into}: erase that one"
            )
        if not erase_name(writer, member_id):
            return False
        details = {"reason": _screened(reason)}
        # In a backup from before a merge the other one has a name of their own: each has a line in
        # the journal.
        erased = [member_id, *memberships.merged_into([member_id]).get(member_id, ())]
        acts = [("member_erased", ("member", each), details) for each in erased]
        record_audits(db.session, SYSTEM, acts)
    db.session.commit()
    return True


def _screened(reason: str) -> str:
    """Why something was erased must not tell what was erased."""
    screened: str = screen_body({"why": reason})["why"]
    return screened

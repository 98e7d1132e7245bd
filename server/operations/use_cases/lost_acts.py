"""Which acts of the journal the database does not have."""

from collections.abc import Sequence
from datetime import datetime

from server.audit.journal import Event
from server.audit.journal_store import Journal
from server.audit.store import last_details, remembered_journal, visible_entries
from server.database.connections import AnySession


def lost_acts(session: AnySession, told: Sequence[Event]) -> list[Event]:
    """Those of the acts that the audit trail does not have, in their order."""
    known = visible_entries(session, {each.subject for each in told})
    return [each for each in told if (each.action, each.subject, each.at) not in known]


def not_replayed(session: AnySession, lost: Sequence[Event]) -> list[Event]:
    """Those of the acts that no replaying since has done: what people have given after that stays. Done is
    what stood in the journal then, up to its last act (`through`); one of before that was told has done all until
    then."""
    last = last_details(session, "journal_replayed")
    if last is None:
        return list(lost)
    replayed_at, details = last
    failed = details.get("failed", ())
    if "through" not in details:
        return [
            each for each in lost if each.at >= replayed_at or [each.action, each.subject] in failed
        ]
    through = details["through"] and datetime.fromisoformat(details["through"])
    return [
        each
        for each in lost
        if not through or each.at > through or [each.action, each.subject] in failed
    ]


def is_foreign(session: AnySession, journal: Journal) -> bool:
    """Whether the database knows another journal than this one."""
    known = remembered_journal(session)
    return known is not None and known not in journal.ids()

"""Which acts of the journal the database does not have."""

from collections.abc import Sequence

from server.audit.journal import Event
from server.audit.store import last_details, visible_entries
from server.database.connections import AnySession


def lost_acts(session: AnySession, told: Sequence[Event]) -> list[Event]:
    """Those of the acts that the audit trail does not have, in their order."""
    known = visible_entries(session, {each.subject for each in told})
    return [each for each in told if (each.action, each.subject, each.at) not in known]


def not_replayed(session: AnySession, lost: Sequence[Event]) -> list[Event]:
    """Those of the acts that no replaying since has done: what people have given after that stays."""
    last = last_details(session, "journal_replayed")
    if last is None:
        return list(lost)
    replayed_at, details = last
    failed = details.get("failed", ())
    return [
        each for each in lost if each.at >= replayed_at or [each.action, each.subject] in failed
    ]

"""What others did to the ways into an account is told to its owner at the desk, until the owner has taken
note. It stands in the audit trail anyway; the account says up to which entry it was noted."""

from typing import Any

from server.audit.store import acts_of_others
from server.audit.tables import AuditEntry
from server.auth.store import accounts
from server.database.engine import db
from server.organisation.serializers import show_unit
from server.organisation.store import units

ACTIONS = ("password_renewed", "password_ended", "factor_removed", "reset_made")
MOST = 20
"""So many are told at once, the latest first."""


def shown_changes(account_id: str) -> list[dict[str, Any]]:
    """{"id", "at", "action", "by"} of each, `by` with name, role and unit, None for a command on the
    server."""
    account = accounts.account_by_id(account_id)
    after = account.acts_noted if account else 0
    return [
        {"id": row.id, "at": row.at, "action": row.action, "by": _who(row)}
        for row in acts_of_others(db.session, account_id, ACTIONS, after, MOST)
    ]


def take_note(account_id: str, until: int) -> None:
    """The changes up to this entry of the trail were read of. Commits nothing."""
    account = accounts.account_to_change(account_id)
    if account is None:
        return
    told = acts_of_others(db.session, account_id, ACTIONS, account.acts_noted, 1)
    # No further than what there is: what is still to come must be told.
    account.acts_noted = max([account.acts_noted, *(min(until, row.id) for row in told)])


def _who(row: AuditEntry) -> dict[str, Any] | None:
    found = accounts.account_by_id(row.actor_id) if row.actor_id else None
    if found is None:
        return None
    unit = units.unit_by_id(found.unit_id) if found.unit_id else None
    return {"name": found.name, "role": found.role, "unit": show_unit(unit)}

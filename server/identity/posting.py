"""At which unit an account is. Called by the use cases that change it, which commit."""

from typing import Any

from server.extensions import db
from server.identity.store import accounts, resets
from server.identity.tables import Account
from server.operations.audit import Actor, record_audit


def facts_of(account: Account) -> dict[str, Any]:
    """An account as the audit trail tells of it."""
    return {
        "name": account.name,
        "unit": account.unit_id,
        "disabled": account.disabled_at is not None,
    }


def post_to(actor: Actor, account: Account, unit_id: str) -> None:
    """Puts an account at the unit that took the place of its own, with its row in the audit trail.
    Whoever got in at the one unit is not taken along to the other."""
    before = facts_of(account)
    account.unit_id = unit_id
    shut_out(account)
    details = {"before": before, "after": facts_of(account), "succession": True}
    record_audit(db.session, actor, "account_changed", ("account", account.id), details)


def shut_out(account: Account) -> None:
    """Ends what was gained of an account so far: its sessions, and the link that sets its password."""
    accounts.end_sessions_of(account.id)
    resets.drop(account.id)

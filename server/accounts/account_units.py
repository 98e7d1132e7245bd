"""At which unit an account is, and so who keeps it. Called by the use cases that change it, which
commit."""

from collections.abc import Collection
from typing import Any

from server.accounts.passwords import NO_PASSWORD
from server.audit.store import last_done_by
from server.audit.writing import Actor, record_audit
from server.auth.store import accounts, browsers, factors, resets
from server.auth.tables import Account
from server.auth.withdraw_codes import withdraw_codes_of
from server.database.engine import db
from server.organisation.store import units
from server.scope.reach import kept_from

MAKES_PASSWORD = ("account_created", "password_renewed")


def audit_details(account: Account) -> dict[str, Any]:
    """An account as the audit trail tells of it."""
    return {
        "name": account.name,
        "unit": account.unit_id,
        "disabled": account.disabled_at is not None,
    }


def reassign_account(
    actor: Actor, account: Account, unit_id: str, keepers: Collection[str]
) -> None:
    """Puts an account at the unit that took the place of its own, with its row in the audit trail.
    `keepers`: `keepers_of` it before any unit gave way."""
    before = audit_details(account)
    _put(actor, account, unit_id, keepers)
    details = {"before": before, "after": audit_details(account), "succession": True}
    record_audit(db.session, actor, "account_changed", ("account", account.id), details)


def set_account_unit(actor: Actor, account: Account, unit_id: str) -> None:
    """Puts an account at another unit. Whoever got in at the one unit is not taken along to the other,
    and where somebody who kept the account keeps it no more, what they may know of it or have set up
    for themselves holds no more either. The trail tells of that; of the unit the caller tells it."""
    _put(actor, account, unit_id, keepers_of(account))


def keepers_of(account: Account) -> frozenset[str]:
    """The units with accounts by which this one is kept."""
    known = units.tree()
    return frozenset(
        unit
        for unit in accounts.units_of_others(account.id)
        if account.unit_id in kept_from(unit, known)
    )


def _put(actor: Actor, account: Account, unit_id: str, keepers: Collection[str]) -> None:
    account.unit_id = unit_id
    shut_out(account)
    known = units.tree()
    # Whose unit gave way to another one went along, and keeps from there.
    if any(unit_id not in kept_from(known.today(unit), known) for unit in keepers):
        close_ways_in(actor, account)


def close_ways_in(actor: Actor, account: Account) -> None:
    """No password, second factor or recovery code opens an account any more, and no browser is known
    to it: whoever keeps it makes a link by which its owner sets a password, and gives it to nobody
    else."""
    count = factors.remove_all(account.id)
    browsers.forget_all(account.id)
    end_password(actor, account)
    if count:
        details = {"factor": "all", "count": count}
        record_audit(db.session, actor, "factor_removed", ("account", account.id), details)


def end_password(actor: Actor, account: Account) -> None:
    """An account has no password until its owner sets one by a link."""
    account.password_hash = NO_PASSWORD
    record_audit(db.session, actor, "password_ended", ("account", account.id))


def end_rights_given_by(actor: Actor, keeper: Account) -> None:
    """Whoever may not act any more, or acts elsewhere, leaves no way in behind: no join code that lets in
    before anybody looks, no reset link, and no password of theirs that its owner never changed. What somebody
    else made in place of theirs stays."""
    withdraw_codes_of(actor, keeper.id)
    for account_id in last_done_by(db.session, keeper.id, ("reset_made",)):
        resets.drop(account_id)
    for account_id in sorted(last_done_by(db.session, keeper.id, MAKES_PASSWORD)):
        account = accounts.account_to_change(account_id)
        if account is not None and account.password_made:
            end_password(actor, account)


def shut_out(account: Account) -> None:
    """Ends what was gained of an account so far: its sessions, and the link that sets its password."""
    accounts.end_sessions_of(account.id)
    resets.drop(account.id)

"""What a restored backup must not give back of accounts: whether they may sign in, and where they are."""

from datetime import datetime

from server.accounts.account_units import (
    audit_details,
    end_password,
    end_rights_given_by,
    set_account_unit,
)
from server.accounts.passwords import NO_PASSWORD
from server.audit.writing import SYSTEM, record_audit
from server.auth.tables import Account
from server.database.engine import db
from server.organisation.store import units


def block_account(account_id: str, at: datetime) -> bool:
    """Has an account not sign in any more, since a moment; whether it could. Commits nothing."""
    account = db.session.get(Account, account_id)
    if account is None or account.disabled_at is not None:
        return False
    before = audit_details(account)
    account.disabled_at = at
    end_rights_given_by(SYSTEM, account)
    _record(account, before)
    return True


def move_account(account_id: str, unit_id: str, at: datetime) -> bool:
    """Puts an account where it was put after the backup, unless that only gave it more; whether that
    changed anything. One that was put at a unit that the backup does not know is blocked, until
    somebody says where it belongs. Commits nothing."""
    account = db.session.get(Account, account_id)
    if account is None or account.unit_id in units.tree().below(unit_id):
        return False
    if units.unit_by_id(unit_id) is None:
        return block_account(account_id, at)
    before = audit_details(account)
    set_account_unit(SYSTEM, account, unit_id)
    end_rights_given_by(SYSTEM, account)
    _record(account, before)
    return True


def end_password_again(account_id: str) -> bool:
    """Has no password open an account whose password was ended; whether one did. Commits nothing."""
    account = db.session.get(Account, account_id)
    if account is None or account.password_hash == NO_PASSWORD:
        return False
    end_password(SYSTEM, account)
    return True


def _record(account: Account, before: dict[str, object]) -> None:
    details = {"before": before, "after": audit_details(account)}
    record_audit(db.session, SYSTEM, "account_changed", ("account", account.id), details)

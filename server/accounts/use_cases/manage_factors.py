"""The second factors of the own account."""

from typing import Any

from server.accounts.use_cases import recovery
from server.accounts.use_cases.confirm_password import check_fresh
from server.accounts.use_cases.sign_in import is_demanded
from server.audit.writing import account_actor, record_audit
from server.auth.principal import SignedIn
from server.auth.store import factors
from server.auth.tables import Account, Passkey
from server.database.engine import db
from sync.problems import PROBLEMS, ProblemError


def list_factors(session: SignedIn) -> dict[str, Any]:
    """{"passkeys", "totp_since", "recovery_left", "demanded"}, nothing of it secret."""
    totp = factors.totp_of(session.id)
    return {
        "passkeys": [show_passkey(each) for each in factors.passkeys_of(session.id)],
        "totp_since": totp.since if totp and totp.secret else None,
        "recovery_left": factors.recovery_left(session.id),
        "demanded": is_demanded(session.role, session.unit_id),
    }


def show_passkey(row: Passkey) -> dict[str, Any]:
    """A passkey as its owner knows it."""
    return {
        "id": row.id,
        "name": row.name,
        "created_at": row.created_at,
        "last_used_at": row.last_used_at,
    }


def remove_totp(session: SignedIn) -> None:
    """Takes the authenticator app away and commits. Raises confirm_first, not_found, last_factor."""
    account = check_fresh(session)
    row = factors.totp_of(account.id)
    if row is None or row.secret is None:
        raise ProblemError(PROBLEMS["not_found"])
    _check_not_last(account)
    factors.remove(row)
    _tell(account, "totp")


def remove_passkey(session: SignedIn, passkey_id: str) -> None:
    """Takes a passkey away and commits. Raises confirm_first, not_found, last_factor."""
    account = check_fresh(session)
    for row in factors.passkeys_of(account.id):
        if row.id == passkey_id:
            _check_not_last(account)
            factors.remove(row)
            _tell(account, row.id)
            return
    raise ProblemError(PROBLEMS["not_found"])


def renew_recovery(session: SignedIn) -> dict[str, Any]:
    """{"recovery"}: new recovery codes in the place of those of before; commits. Raises
    confirm_first, no_factor."""
    account = check_fresh(session)
    if not factors.has_factor(account.id):
        raise ProblemError(PROBLEMS["no_factor"])
    ended = factors.recovery_ids(account.id)
    codes = recovery.make_codes(account.id)
    actor, details = account_actor(account), {"factor": "recovery", "ended": ended}
    record_audit(db.session, actor, "factor_added", ("account", account.id), details)
    db.session.commit()
    return {"recovery": codes}


def _check_not_last(account: Account) -> None:
    count = factors.counts([account.id])[account.id]
    if count == 1 and is_demanded(account.role, account.unit_id):
        raise ProblemError(PROBLEMS["last_factor"])


def _tell(account: Account, factor: str) -> None:
    """Recovery codes stand for a second factor: they go with the last one."""
    if not factors.has_factor(account.id):
        factors.drop_recovery_codes(account.id)
    actor, details = account_actor(account), {"factor": factor}
    record_audit(db.session, actor, "factor_removed", ("account", account.id), details)
    db.session.commit()

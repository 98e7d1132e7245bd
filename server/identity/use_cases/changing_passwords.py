"""A new password: a random one for an account below the own, or the own by hand."""

from server.extensions import db, reading
from server.identity.passwords import PASSWORD_CHARS, hash_password, is_password, random_password
from server.identity.principal import Principal, SignedIn
from server.identity.secrets import hash_token
from server.identity.store import accounts
from server.identity.throttle import begin_attempt, login_keys, withdraw
from server.identity.use_cases.keeping_accounts import kept_account
from server.identity.use_cases.signing_in import account_still
from server.operations.audit import Actor, record_audit
from sync.problems import PROBLEMS, ProblemError


def renew_password(principal: Principal, actor: Actor, account_id: str) -> dict[str, str]:
    """Gives an account a new random password, signs it out everywhere and commits. The answer is
    the only place where the password ever stands. Raises not_found, wrong_role."""
    password = random_password()
    hashed = hash_password(password)
    account = kept_account(principal, account_id)
    account.password_hash = hashed
    accounts.end_sessions_of(account_id)
    record_audit(db.session, actor, "password_renewed", ("account", account_id))
    db.session.commit()
    return {"password": password}


def change_own(account: SignedIn, token: str, old: str, new: str, address: str) -> None:
    """Changes the own password, signs every other browser out and commits. A wrong present
    password counts as a failed login: else a browser left open would let somebody guess on.
    Raises password_refused, wrong_password (also where the password was renewed, or the account
    disabled, while this was under way), too_many_attempts."""
    if len(new) < PASSWORD_CHARS[account.role]:
        raise ProblemError(PROBLEMS["password_refused"])
    noted = begin_attempt("login", login_keys(account.login, address))
    with reading() as session:
        found = accounts.account_by_login(session, account.login)
        kept = found.password_hash if found else None
    if not is_password(kept, old):
        raise ProblemError(PROBLEMS["wrong_password"])
    assert kept is not None
    hashed = hash_password(new)
    withdraw(noted)
    own = account_still(account.id, kept, old)
    if own is None:
        raise ProblemError(PROBLEMS["wrong_password"])
    own.password_hash = hashed
    accounts.end_sessions_of(account.id, but=hash_token(token))
    record_audit(
        db.session, Actor("account", account.id), "password_changed", ("account", account.id)
    )
    db.session.commit()

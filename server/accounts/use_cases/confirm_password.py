"""Whether it is still the owner who sits at a session that is open: the password once more."""

from datetime import datetime

from server.accounts.failed_sign_ins import note_failure
from server.accounts.passwords import is_password
from server.accounts.use_cases.password_sign_in import account_still
from server.auth.principal import Principal, SignedIn
from server.auth.stages import FRESH
from server.auth.store import accounts
from server.auth.tables import Account
from server.auth.throttle import begin_password_attempt, confirm_keys, withdraw
from server.database.clock import now
from server.database.engine import db, read_session
from sync.problems import PROBLEMS, ProblemError


def confirm(session: SignedIn, password: str) -> None:
    """Notes that the password was given once more, and commits. Raises wrong_password,
    too_many_attempts."""
    own_account(session, password)
    row = accounts.session_by_hash(session.session)
    if row is None:
        raise ProblemError(PROBLEMS["unauthenticated"])
    row.confirmed_at = now()
    db.session.commit()


def own_account(session: SignedIn, password: str) -> Account:
    """The own account, which nobody else changes until the commit, by its password. A wrong one
    counts as a failure and is told to the owner: else a browser left open would let somebody guess on. Raises wrong_password
    (also where the password was renewed, or the account disabled, while this was under way),
    too_many_attempts."""
    return own_account_still(session, password, check_own_password(session, password))


def check_own_password(session: SignedIn, password: str) -> str:
    """The same before anything is locked, and answers the hash that the password has."""
    keys, account = confirm_keys(session.id, session.session), f"account {session.id}"
    noted = begin_password_attempt("confirm", keys, account)
    with read_session() as looking:
        found = accounts.account_by_login(looking, session.login)
        kept = found.password_hash if found else None
    if not is_password(kept, password):
        note_failure(session.id)
        raise ProblemError(PROBLEMS["wrong_password"])
    assert kept is not None
    withdraw(noted)
    return kept


def own_account_still(session: SignedIn, password: str, kept: str) -> Account:
    """The own account, locked, if its password has that hash still. Raises wrong_password."""
    own = account_still(session.id, kept, password)
    if own is None:
        raise ProblemError(PROBLEMS["wrong_password"])
    return own


def check_fresh(session: SignedIn) -> Account:
    """The own account, which nobody else changes until the commit. Raises confirm_first where the
    sign-in, and the last time that the password was given, is longer ago than a quarter of an hour;
    unauthenticated for a session that ended meanwhile."""
    account = accounts.account_to_change(session.id)
    row = accounts.session_by_hash(session.session)
    if account is None or row is None:
        raise ProblemError(PROBLEMS["unauthenticated"])
    _check_moment(row.created_at, row.confirmed_at)
    return account


def check_confirmed_lately(principal: Principal) -> None:
    """The same for whoever gives or takes access of another account: a session that was stolen must
    not make itself a second way in. Locks nothing: two who keep each other would wait for each
    other. Raises confirm_first, unauthenticated."""
    check_still_fresh(principal.account)


def check_still_fresh(session: SignedIn | None) -> None:
    """As `check_fresh`, without a lock: for what comes before the change."""
    moments = accounts.moments_of_session(session.session) if session else None
    if moments is None:
        raise ProblemError(PROBLEMS["unauthenticated"])
    _check_moment(*moments)


def _check_moment(created_at: datetime, confirmed_at: datetime | None) -> None:
    if now() - max(created_at, confirmed_at or created_at) > FRESH:
        raise ProblemError(PROBLEMS["confirm_first"])

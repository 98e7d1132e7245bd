"""The browsers in which an account is signed in, as its owner sees and ends them; and all of them, ended by
who gives commands on the server."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from server.accounts import access_changes, failed_sign_ins
from server.accounts.use_cases.confirm_password import check_fresh
from server.audit.writing import SYSTEM, Actor, account_actor, record_audit
from server.auth.principal import SignedIn
from server.auth.sessions import idle_limit
from server.auth.store import accounts
from server.auth.tables import Account
from server.database.clock import now
from server.database.engine import db
from sync.problems import PROBLEMS, ProblemError


def list_sessions(session: SignedIn) -> list[dict[str, Any]]:
    """The sessions that hold, the one used last first."""
    moment = now()
    return [
        {
            "id": public_id(row.token_hash),
            "browser": row.browser,
            "created_at": row.created_at,
            "last_seen_at": row.last_seen_at,
            "current": row.token_hash == session.session,
        }
        for row in accounts.sessions_of(session.id)
        if row.expires_at > moment and row.last_seen_at > moment - idle_limit()
    ]


def public_id(token_hash: str) -> str:
    """What a session is called to its owner: half of the hash tells nothing of the token, and not
    the hash."""
    return str(UUID(token_hash[:32]))


def end_one(session: SignedIn, session_id: str) -> None:
    """Ends one of the own sessions at once and commits: whoever has stolen one signs nobody out by it. Raises
    not_found, confirm_first."""
    check_fresh(session)
    for row in accounts.sessions_of(session.id):
        if public_id(row.token_hash) == session_id:
            accounts.end_session(row.token_hash)
            _audit(account_actor(session), session.id, 1)
            return
    raise ProblemError(PROBLEMS["not_found"])


def end_others(session: SignedIn) -> None:
    """Ends all of the own sessions but this one and commits. Raises confirm_first."""
    check_fresh(session)
    count = len(accounts.sessions_of(session.id)) - 1
    accounts.end_sessions_of(session.id, but=session.session)
    _audit(account_actor(session), session.id, count)


def end_by_command(login: str | None) -> int:
    """Ends every session of an account, or of all accounts without a login, and commits; answers how many there
    were. Raises not_found."""
    ended = 0
    for account in _accounts_of(login):
        count = len(accounts.sessions_of(account.id))
        accounts.end_sessions_of(account.id)
        _audit(SYSTEM, account.id, count)
        ended += count
    return ended


def take_note_of_guesses(session: SignedIn) -> None:
    """What failed before this sign-in is told no more; commits."""
    failed_sign_ins.take_note(session.id)
    db.session.commit()


def take_note_of_changes(session: SignedIn, until: int) -> None:
    """What others did to the account, up to this entry of the trail, is told no more; commits."""
    access_changes.take_note(session.id, until)
    db.session.commit()


def _accounts_of(login: str | None) -> Sequence[Account]:
    if login is None:
        return accounts.all_accounts()
    found = accounts.account_by_login(db.session(), login)
    if found is None:
        raise ProblemError(PROBLEMS["not_found"])
    return [found]


def _audit(actor: Actor, account_id: str, count: int) -> None:
    if count > 0:
        subject = ("account", account_id)
        record_audit(db.session, actor, "sessions_ended", subject, {"count": count})
    db.session.commit()

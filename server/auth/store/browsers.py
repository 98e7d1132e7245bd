"""Browsers in which somebody signed in before."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.auth.tables import Account, KnownBrowser
from server.database.engine import db

MOST = 20


def is_known(session: Session, token_hash: str, login: str) -> bool:
    """Whether somebody signed in with this login in this browser."""
    asked = select(KnownBrowser.account_id).join(Account, Account.id == KnownBrowser.account_id)
    asked = asked.where(KnownBrowser.token_hash == token_hash, Account.login == login)
    return session.scalar(asked) is not None


def is_known_to(session: Session, token_hash: str, account_id: str) -> bool:
    """Whether somebody signed in to this account in this browser."""
    return session.get(KnownBrowser, (token_hash, account_id)) is not None


def is_of_ours(token_hash: str) -> bool:
    """Whether the token was made by this server, for whichever account."""
    asked = select(KnownBrowser.account_id).where(KnownBrowser.token_hash == token_hash).limit(1)
    return db.session.scalar(asked) is not None


def remember(token_hash: str, account_id: str, moment: datetime) -> None:
    """The browser is known to the account, which knows the ones used last and not all there were."""
    found = db.session.get(KnownBrowser, (token_hash, account_id))
    if found is not None:
        found.last_used_at = moment
        return
    row = KnownBrowser(token_hash=token_hash, account_id=account_id, last_used_at=moment)
    db.session.add(row)
    db.session.flush()
    ours = KnownBrowser.account_id == account_id
    newest = select(KnownBrowser.token_hash).where(ours)
    newest = newest.order_by(KnownBrowser.last_used_at.desc()).limit(MOST)
    kept = list(db.session.scalars(newest))
    db.session.execute(
        delete(KnownBrowser).where(ours, KnownBrowser.token_hash.not_in([*kept, token_hash]))
    )


def forget_all(account_id: str, but: str | None = None) -> None:
    """No browser is known to the account any more but the one with this hash."""
    db.session.execute(
        delete(KnownBrowser).where(
            KnownBrowser.account_id == account_id, KnownBrowser.token_hash != (but or "")
        )
    )

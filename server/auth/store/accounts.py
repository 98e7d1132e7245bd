"""Accounts and their sessions."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.orm import Session

from server.auth.tables import Account, AccountSession
from server.database.connections import AnySession
from server.database.engine import db


def account_by_login(session: Session, login: str) -> Account | None:
    """The account with this login that is not disabled."""
    return session.scalars(
        select(Account).where(Account.login == login, Account.disabled_at.is_(None))
    ).one_or_none()


def account_by_id(account_id: str) -> Account | None:
    """The account, also one that is disabled, or None."""
    return db.session.get(Account, account_id)


def account_to_change(account_id: str) -> Account | None:
    """The account, also one that is disabled, or None. Whoever else would change it waits, so that
    the audit trail tells of each what it was before."""
    return db.session.get(Account, account_id, with_for_update=True)


def all_accounts() -> Sequence[Account]:
    """Every account, by name."""
    return db.session.scalars(select(Account).order_by(Account.name, Account.login)).all()


def units_in_use() -> set[str]:
    """The units at which an account stands that is not stopped."""
    found = select(Account.unit_id).where(Account.disabled_at.is_(None)).distinct()
    return {unit for unit in db.session.scalars(found) if unit is not None}


def accounts_at(unit_ids: Collection[str]) -> Sequence[Account]:
    """The accounts at some units, disabled ones too, by name. Whoever else would change one waits."""
    found = select(Account).where(Account.unit_id.in_(sorted(unit_ids)))
    return db.session.scalars(found.order_by(Account.name, Account.login).with_for_update()).all()


def units_of_others(account_id: str) -> set[str]:
    """The units at which there are accounts, this one apart, disabled ones too."""
    asked = select(Account.unit_id).where(Account.id != account_id, Account.unit_id.is_not(None))
    return {str(unit) for unit in db.session.scalars(asked.distinct())}


def names_of_accounts(session: AnySession, ids: Collection[str]) -> dict[str, str]:
    """What people with these accounts are called, by account, also of those that are disabled."""
    asked = select(Account.id, Account.name).where(Account.id.in_(ids))
    return {row.id: row.name for row in session.execute(asked)}


def add_account(account: Account) -> None:
    """Adds an account."""
    db.session.add(account)


def add_session(row: AccountSession) -> None:
    """Adds a session."""
    db.session.add(row)


def end_session(token_hash: str) -> None:
    """Ends one session."""
    db.session.execute(delete(AccountSession).where(AccountSession.token_hash == token_hash))


def end_sessions_of(account_id: str, but: str | None = None) -> None:
    """Ends all sessions of an account but the one with this hash."""
    db.session.execute(
        delete(AccountSession).where(
            AccountSession.account_id == account_id, AccountSession.token_hash != (but or "")
        )
    )


def session_by_hash(token_hash: str) -> AccountSession | None:
    """One session, which nobody else changes until the commit."""
    return db.session.get(AccountSession, token_hash, with_for_update=True)


def moments_of_session(token_hash: str) -> tuple[datetime, datetime | None] | None:
    """When a session began, and when the password was last given in it once more; None without one."""
    asked = select(AccountSession.created_at, AccountSession.confirmed_at)
    row = db.session.execute(asked.where(AccountSession.token_hash == token_hash)).one_or_none()
    return (row.created_at, row.confirmed_at) if row else None


def sessions_of(account_id: str) -> Sequence[AccountSession]:
    """All sessions of an account, the one used last first."""
    found = select(AccountSession).where(AccountSession.account_id == account_id)
    return db.session.scalars(found.order_by(AccountSession.last_seen_at.desc())).all()


def end_all_sessions() -> None:
    """Signs everybody out."""
    db.session.execute(delete(AccountSession))


def end_expired_sessions(moment: datetime, idle: timedelta) -> None:
    """Removes the sessions that hold no more."""
    db.session.execute(
        delete(AccountSession).where(
            or_(
                AccountSession.expires_at <= moment,
                AccountSession.last_seen_at <= moment - idle,
            )
        )
    )

"""Links by which somebody sets a new password."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from server.auth.tables import Account, ResetLink
from server.database.engine import db


def put(row: ResetLink) -> None:
    """The account's only link from now on."""
    drop(row.account_id)
    db.session.add(row)


def drop(account_id: str) -> None:
    """The account's link holds no more."""
    db.session.execute(delete(ResetLink).where(ResetLink.account_id == account_id))


def drop_all() -> None:
    """No link holds any more."""
    db.session.execute(delete(ResetLink))


def account_of(session: Session, token_hash: str, moment: datetime) -> Account | None:
    """Whose password the link sets, if it holds."""
    asked = select(Account).join(ResetLink, ResetLink.account_id == Account.id)
    asked = asked.where(
        ResetLink.token_hash == token_hash,
        ResetLink.expires_at > moment,
        Account.disabled_at.is_(None),
    )
    return session.scalars(asked).one_or_none()


def spend(account_id: str, token_hash: str, moment: datetime) -> bool:
    """The link holds no more; whether it did."""
    done = db.session.execute(
        delete(ResetLink)
        .where(
            ResetLink.account_id == account_id,
            ResetLink.token_hash == token_hash,
            ResetLink.expires_at > moment,
        )
        .returning(ResetLink.account_id)
    )
    return bool(done.all())

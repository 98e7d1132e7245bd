"""The rows that tell who is asking."""

from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import and_, select, update
from sqlalchemy.orm import Session

from server.identity.principal import Enrolled, Kind, Phone, SignedIn
from server.identity.tables import Account, AccountSession, Device, Enrolment
from server.organisation.tables import Membership
from sync.permission import EnrolmentState, Role


def find_account(
    session: Session, token_hash: str, moment: datetime, idle: timedelta
) -> tuple[SignedIn, datetime] | None:
    """The account of a session that still holds, and when the session was last used."""
    row = session.execute(
        select(Account, AccountSession.last_seen_at)
        .join(AccountSession, AccountSession.account_id == Account.id)
        .where(
            AccountSession.token_hash == token_hash,
            AccountSession.expires_at > moment,
            AccountSession.last_seen_at > moment - idle,
            Account.disabled_at.is_(None),
        )
    ).one_or_none()
    if row is None:
        return None
    account, seen = row
    role = Kind(account.role)
    return SignedIn(account.id, account.login, account.name, role, account.unit_id), seen


def touch_session(session: Session, token_hash: str, moment: datetime) -> None:
    """Notes that an account's session was used."""
    session.execute(
        update(AccountSession)
        .where(AccountSession.token_hash == token_hash)
        .values(last_seen_at=moment)
    )


def find_phone(session: Session, secret_hash: str) -> Phone | None:
    """The phone with this secret."""
    device = session.scalar(select(Device).where(Device.secret_hash == secret_hash))
    return Phone(device.id, device.revoked_at is not None) if device else None


def find_enrolments(session: Session, device_id: str, day: str) -> tuple[Enrolled, ...]:
    """The people on a phone, each with the role of the membership that holds on the day."""
    rows = session.execute(
        select(Enrolment, Membership.role)
        .outerjoin(
            Membership,
            and_(
                Membership.member_id == Enrolment.member_id,
                Membership.team_id == Enrolment.team_id,
                Membership.valid_from <= day,
                (Membership.valid_to.is_(None)) | (Membership.valid_to >= day),
            ),
        )
        .where(Enrolment.device_id == device_id)
        .order_by(Enrolment.created_at, Enrolment.member_id)
    )
    found: dict[tuple[str, str], Enrolled] = {}
    for enrolment, held in rows:
        role = cast("Role | None", held)
        state = cast(EnrolmentState, enrolment.state)
        if role is None and state == "approved":
            state = "ended"
        key = (enrolment.member_id, enrolment.team_id)
        # Of two memberships at once the stronger one stands.
        if key not in found or role == "lead":
            found[key] = Enrolled(*key, state, role or "volunteer")
    return tuple(found.values())

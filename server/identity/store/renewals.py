"""Phones that ask to come back without a proof, each at most once."""

from collections.abc import Collection, Iterable
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from server.extensions import db
from server.identity.tables import DeviceRenewal, Invitation
from server.organisation.tables import Member, Team
from server.upserts import AnySession


class Asking(NamedTuple):
    """A phone that asks, with the names of the person and the team, and as what the code lets in."""

    device: str
    member: str
    name: str
    team: str
    team_name: str
    role: str
    phrase: str
    at: datetime


def of_device(device_id: str) -> DeviceRenewal | None:
    """What a phone asks, or None."""
    return db.session.get(DeviceRenewal, device_id)


def is_asking(session: Session, secret_hash: str) -> bool:
    """Whether some phone with this secret waits to come back."""
    asked = select(DeviceRenewal.device_id).where(DeviceRenewal.secret_hash == secret_hash)
    return session.execute(asked).first() is not None


def put(renewal: DeviceRenewal) -> None:
    """Keeps what a phone asks, in place of what it asked before."""
    drop(renewal.device_id)
    db.session.add(renewal)
    db.session.flush()


def drop(device_id: str) -> None:
    """Forgets what a phone asks."""
    found = db.session.get(DeviceRenewal, device_id)
    if found is not None:
        db.session.delete(found)
        db.session.flush()


def drop_all() -> None:
    """Forgets what any phone asks."""
    db.session.execute(delete(DeviceRenewal))


def asking(session: AnySession, team_ids: Collection[str]) -> list[Asking]:
    """The phones that ask to come back into some teams, the longest waiting first."""
    rows = session.execute(
        select(DeviceRenewal, Member.name, Team.name, Invitation.role)
        .join(Team, Team.id == DeviceRenewal.team_id)
        .join(Invitation, Invitation.id == DeviceRenewal.invitation_id)
        .outerjoin(Member, Member.id == DeviceRenewal.member_id)
        .where(DeviceRenewal.team_id.in_(sorted(team_ids)))
        .order_by(DeviceRenewal.created_at, DeviceRenewal.device_id)
    )
    return [
        Asking(
            row.device_id,
            row.member_id,
            name or row.member_name or "",
            row.team_id,
            team_name,
            role,
            row.phrase,
            row.created_at,
        )
        for row, name, team_name, role in rows
    ]


def how_many(team_ids: Iterable[str]) -> dict[str, int]:
    """For each of these teams into which phones ask to come back, how many do."""
    rows = db.session.execute(
        select(DeviceRenewal.team_id, func.count())
        .where(DeviceRenewal.team_id.in_(sorted(team_ids)))
        .group_by(DeviceRenewal.team_id)
    )
    return {team: count for team, count in rows}  # noqa: C416  # rows are not pairs to mypy

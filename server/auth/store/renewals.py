"""Phones that ask to come back without a proof, each at most once. What was asked longer than a day
ago, or by a code that was withdrawn since, waits no more."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, func, select
from sqlalchemy.orm import Session

from server.auth.tables import DeviceRenewal, Invitation
from server.database.clock import now
from server.database.connections import AnySession
from server.database.engine import db
from server.organisation.tables import Member, Team

LASTS = timedelta(hours=24)
"""For so long a phone waits for a decision."""
_MADE_BY = Invitation.id == DeviceRenewal.invitation_id


class OpenRenewal(NamedTuple):
    """A phone that asks, with the names of the person and the team, and as what the code lets in."""

    id: str
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
    asked = (
        select(DeviceRenewal)
        .join(Invitation, _MADE_BY)
        .where(DeviceRenewal.device_id == device_id, *_waiting())
    )
    return db.session.scalars(asked).one_or_none()


def is_open_renewal(session: Session, secret_hash: str) -> bool:
    """Whether some phone with this secret waits to come back."""
    asked = (
        select(DeviceRenewal.device_id)
        .join(Invitation, _MADE_BY)
        .where(DeviceRenewal.secret_hash == secret_hash, *_waiting())
    )
    return session.execute(asked).first() is not None


def _waiting() -> tuple[ColumnElement[bool], ...]:
    return Invitation.revoked_at.is_(None), DeviceRenewal.created_at > now() - LASTS


def is_asked_for(member_id: str) -> bool:
    """Whether a phone asks to come back as this person."""
    asked = (
        select(DeviceRenewal.device_id)
        .join(Invitation, _MADE_BY)
        .where(DeviceRenewal.member_id == member_id, *_waiting())
    )
    return db.session.execute(asked).first() is not None


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


def open_renewals(session: AnySession, team_ids: Collection[str]) -> list[OpenRenewal]:
    """The phones that ask to come back into some teams, the longest waiting first."""
    rows = session.execute(
        select(DeviceRenewal, Member.name, Team.name, Invitation.role)
        .join(Invitation, _MADE_BY)
        .join(Team, Team.id == DeviceRenewal.team_id)
        .outerjoin(Member, Member.id == DeviceRenewal.member_id)
        .where(DeviceRenewal.team_id.in_(sorted(team_ids)), *_waiting())
        .order_by(DeviceRenewal.created_at, DeviceRenewal.device_id)
    )
    return [
        OpenRenewal(
            row.id,
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
        .join(Invitation, _MADE_BY)
        .where(DeviceRenewal.team_id.in_(sorted(team_ids)), *_waiting())
        .group_by(DeviceRenewal.team_id)
    )
    return {team: count for team, count in rows}  # noqa: C416  # rows are not pairs to mypy

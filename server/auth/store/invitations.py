"""Invitations."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select, update

from server.auth.tables import Invitation
from server.database.connections import AnySession
from server.database.engine import db
from server.database.sql import in_parts


def invitation_by_hashes(session: AnySession, hashes: Collection[str]) -> Invitation | None:
    """The invitation whose link or short code has one of these hashes, all of one code."""
    return session.scalars(
        select(Invitation).where(
            or_(Invitation.secret_hash.in_(hashes), Invitation.short_hash.in_(hashes))
        )
    ).one_or_none()


def invitation_by_id(invitation_id: str) -> Invitation | None:
    """The invitation, or None."""
    return db.session.get(Invitation, invitation_id)


def invitations_of(team_id: str, moment: datetime) -> Sequence[Invitation]:
    """The invitations into a team, the newest first: all that still let somebody in, which nobody could
    withdraw otherwise, and of all together the newest 100."""
    newest_first = (Invitation.created_at.desc(), Invitation.id)
    newest = select(Invitation.id).where(Invitation.team_id == team_id)
    newest = newest.order_by(*newest_first).limit(100)
    return db.session.scalars(
        select(Invitation)
        .where(Invitation.team_id == team_id, or_(and_(*_open(moment)), Invitation.id.in_(newest)))
        .order_by(*newest_first)
    ).all()


def open_codes_made_by(maker: str, moment: datetime) -> Sequence[Invitation]:
    """The invitations made by an account or on a phone that still let somebody in."""
    return _in_order(Invitation.created_by == maker, moment)


def open_codes_into(team_id: str, moment: datetime) -> Sequence[Invitation]:
    """The invitations into a team that still let somebody in."""
    return _in_order(Invitation.team_id == team_id, moment)


def open_to_several(team_ids: Iterable[str], moment: datetime) -> list[Invitation]:
    """The invitations into these teams that still let somebody in and were made for more than one: those of
    posters."""
    return [
        row
        for part in in_parts(team_ids)
        for row in _in_order(Invitation.team_id.in_(part) & (Invitation.max_uses > 1), moment)
    ]


def _in_order(condition: ColumnElement[bool], moment: datetime) -> Sequence[Invitation]:
    return db.session.scalars(
        select(Invitation)
        .where(condition, *_open(moment))
        .order_by(Invitation.created_at, Invitation.id)
    ).all()


def open_codes_of(team_id: str, maker: str, moment: datetime) -> Sequence[Invitation]:
    """The invitations into a team, made by an account or on a phone, that still let somebody in."""
    return _in_order((Invitation.team_id == team_id) & (Invitation.created_by == maker), moment)


def makers_of_open(team_ids: Iterable[str], moment: datetime) -> frozenset[tuple[str, str]]:
    """(team, maker) of every invitation into these teams that still lets somebody in."""
    found: set[tuple[str, str]] = set()
    for part in in_parts(team_ids):
        rows = db.session.execute(
            select(Invitation.team_id, Invitation.created_by).where(
                Invitation.team_id.in_(part), Invitation.created_by.is_not(None), *_open(moment)
            )
        )
        found |= {(team, maker) for team, maker in rows if maker}
    return frozenset(found)


def how_many_open(team_ids: Iterable[str], moment: datetime) -> dict[str, int]:
    """For each of the teams how many invitations still let somebody in; none is left out."""
    rows = db.session.execute(
        select(Invitation.team_id, func.count())
        .where(Invitation.team_id.in_(sorted(team_ids)), *_open(moment))
        .group_by(Invitation.team_id)
    )
    return {team: count for team, count in rows}  # noqa: C416  # rows are not pairs to mypy


def _open(moment: datetime) -> tuple[ColumnElement[bool], ...]:
    return (
        Invitation.revoked_at.is_(None),
        Invitation.expires_at > moment,
        Invitation.uses < Invitation.max_uses,
    )


def give_codes(before: str, after: str) -> None:
    """The codes for one member are for another one from now on."""
    db.session.execute(
        update(Invitation).where(Invitation.member_id == before).values(member_id=after)
    )


def add_invitation(invitation: Invitation) -> None:
    """Adds an invitation."""
    db.session.add(invitation)
    db.session.flush()


def take_use(invitation_id: str, moment: datetime) -> bool:
    """Takes one use if there is one left. The condition stands in the update itself, so that
    however many come at once, `uses` never passes `max_uses`."""
    taken = db.session.execute(
        update(Invitation)
        .where(
            Invitation.id == invitation_id,
            Invitation.uses < Invitation.max_uses,
            Invitation.expires_at > moment,
            Invitation.revoked_at.is_(None),
        )
        .values(uses=Invitation.uses + 1)
        .returning(Invitation.id)
        .execution_options(synchronize_session=False)
    )
    return taken.first() is not None


def revoke(invitation_id: str, moment: datetime) -> bool:
    """Withdraws an invitation; answers whether it was not withdrawn yet."""
    changed = db.session.scalars(
        update(Invitation)
        .where(Invitation.id == invitation_id, Invitation.revoked_at.is_(None))
        .values(revoked_at=moment)
        .returning(Invitation.id)
    )
    return bool(changed.all())


def revoke_all_of(team_id: str, moment: datetime) -> None:
    """Withdraws every invitation into a team."""
    db.session.execute(
        update(Invitation)
        .where(Invitation.team_id == team_id, Invitation.revoked_at.is_(None))
        .values(revoked_at=moment)
        .execution_options(synchronize_session=False)
    )

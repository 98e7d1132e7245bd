"""Who was in which team, when, as what."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Literal, cast

from sqlalchemy import func, select

from server.extensions import db
from server.organisation.tables import Member
from server.organisation.tables import Membership as MembershipRow
from sync.permission import Membership

_IDS_A_STATEMENT = 500


def memberships_of(member_ids: Iterable[str]) -> dict[str, list[Membership]]:
    """The memberships of each of the members, oldest first; members without one are left out."""
    wanted = sorted(set(member_ids))
    found: dict[str, list[Membership]] = {}
    for start in range(0, len(wanted), _IDS_A_STATEMENT):
        rows = db.session.scalars(
            select(MembershipRow)
            .where(MembershipRow.member_id.in_(wanted[start : start + _IDS_A_STATEMENT]))
            .order_by(MembershipRow.valid_from, MembershipRow.id)
        )
        for row in rows:
            found.setdefault(row.member_id, []).append(_as_rule(row))
    return found


def members_of_team(team_id: str) -> Sequence[tuple[Member, MembershipRow]]:
    """The members that a team has or had, by name, each with each of their memberships."""
    rows = db.session.execute(
        select(Member, MembershipRow)
        .join(MembershipRow, MembershipRow.member_id == Member.id)
        .where(MembershipRow.team_id == team_id)
        .order_by(Member.name, Member.id, MembershipRow.valid_from)
    )
    return [(member, membership) for member, membership in rows]


def member_by_id(member_id: str) -> Member | None:
    """The member, or None."""
    return db.session.get(Member, member_id)


def latest_membership(member_id: str, team_id: str) -> MembershipRow | None:
    """The membership that began last, a lead's before a volunteer's of the same day."""
    return db.session.scalars(
        select(MembershipRow)
        .where(MembershipRow.member_id == member_id, MembershipRow.team_id == team_id)
        .order_by(MembershipRow.valid_from.desc(), MembershipRow.role)
    ).first()


def memberships_on(member_id: str, team_id: str, day: str) -> Sequence[MembershipRow]:
    """The memberships of a member in a team that hold on a day."""
    return db.session.scalars(
        select(MembershipRow).where(
            MembershipRow.member_id == member_id,
            MembershipRow.team_id == team_id,
            MembershipRow.valid_from <= day,
            (MembershipRow.valid_to.is_(None)) | (MembershipRow.valid_to >= day),
        )
    ).all()


def ends_before(membership: MembershipRow) -> str | None:
    """The last day of the same member's earlier times in the same team, None without any."""
    return db.session.scalar(
        select(func.max(MembershipRow.valid_to)).where(
            MembershipRow.member_id == membership.member_id,
            MembershipRow.team_id == membership.team_id,
            MembershipRow.id != membership.id,
        )
    )


def teams_of_member(member_id: str) -> Sequence[str]:
    """The ids of the teams that a member is or was in."""
    return db.session.scalars(
        select(MembershipRow.team_id)
        .where(MembershipRow.member_id == member_id)
        .distinct()
        .order_by(MembershipRow.team_id)
    ).all()


def end_others(member_id: str, team_id: str, day: str) -> None:
    """Ends, with the day before, every membership but the latest: a volunteer who becomes a
    lead is not both. One that began on the day itself is removed."""
    latest = latest_membership(member_id, team_id)
    yesterday = (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    for row in memberships_on(member_id, team_id, day):
        if latest is None or row.id == latest.id:
            continue
        if row.valid_from > yesterday:
            db.session.delete(row)
        else:
            row.valid_to = yesterday
    db.session.flush()


def _as_rule(row: MembershipRow) -> Membership:
    return Membership(
        member=row.member_id,
        team=row.team_id,
        role=cast(Literal["volunteer", "lead"], row.role),
        affiliation=row.affiliation,
        start=date.fromisoformat(row.valid_from),
        end=date.fromisoformat(row.valid_to) if row.valid_to else None,
    )

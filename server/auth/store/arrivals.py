"""Phones of which the lead of a team should hear (PROTOCOL 4.1.9)."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from server.auth.store.renewals import open_renewals
from server.auth.tables import Device, Enrolment, Invitation
from server.database.connections import AnySession
from server.organisation.tables import Member


def arrivals(
    session: AnySession, team_ids: Collection[str], device: str, since: datetime
) -> list[dict[str, Any]]:
    """Each person's phone that waits for one of the teams, be it to come back, and those that came in
    since a moment by a code for a known member: of these no new member tells. Without the asker's own
    phone."""
    by_known_code = and_(
        Enrolment.state == "approved",
        Enrolment.invitation_id.in_(select(Invitation.id).where(Invitation.member_id.is_not(None))),
        Enrolment.decided_by.is_(None),
        Enrolment.decided_at >= since,
    )
    rows = session.execute(
        select(Enrolment, Member.name)
        .join(Member, Member.id == Enrolment.member_id)
        .join(Device, Device.id == Enrolment.device_id)
        .where(
            Enrolment.team_id.in_(sorted(team_ids)),
            Enrolment.device_id != device,
            Device.revoked_at.is_(None),
            or_(Enrolment.state == "pending", by_known_code),
        )
        .order_by(Enrolment.created_at, Enrolment.device_id, Enrolment.member_id)
    )
    found = [
        {
            "device": row.device_id,
            "member": row.member_id,
            "name": name,
            "team": row.team_id,
            "state": row.state,
            "at": row.decided_at or row.created_at,
        }
        for row, name in rows
    ]
    found += [
        {
            "device": each.device,
            "member": each.member,
            "name": each.name,
            "team": each.team,
            "state": "pending",
            "at": each.at,
        }
        for each in open_renewals(session, team_ids)
        if each.device != device
    ]
    return found

"""How much of a total is still on phones: when each team was last heard of, and what its phones
said they hold."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select

from server.asking import Question, listed
from server.extensions import read_moment
from server.identity.tables import Device, Enrolment
from server.organisation.tables import Member
from server.upserts import AnySession


@dataclass(frozen=True)
class Contact:
    """A phone of a team, as last heard of."""

    device: str
    team: str
    at: datetime
    pending: int
    oldest: datetime | None


def contacts_asked(teams: Iterable[str]) -> Question[list[Contact]]:
    """Asks for the phones of these teams that were ever heard of. A phone of two teams stands
    twice."""
    return Question(_CONTACTS, {"teams": listed(teams)}, _contacts)


_CONTACTS = """
SELECT DISTINCT device.id, enrolment.team_id, CAST(device.last_contact_at AS TEXT),
 COALESCE(device.pending_count, 0), CAST(device.oldest_pending AS TEXT)
FROM device JOIN enrolment ON enrolment.device_id = device.id
WHERE enrolment.team_id AMONG(:teams) AND enrolment.state = 'approved'
 AND device.revoked_at IS NULL AND device.last_contact_at IS NOT NULL
"""


def _contacts(rows: Sequence[Any]) -> list[Contact]:
    return [
        Contact(each, team, read_moment(at), held, read_moment(old) if old else None)
        for each, team, at, held, old in rows
    ]


def last_contact(found: Iterable[Contact], teams: Collection[str]) -> datetime | None:
    """When any phone of these teams was last heard of."""
    return max((each.at for each in found if each.team in teams), default=None)


def unsent(found: Iterable[Contact], teams: Collection[str]) -> int:
    """How many changes the phones of these teams said they still hold, each phone once."""
    held: Mapping[str, int] = {each.device: each.pending for each in found if each.team in teams}
    return sum(held.values())


def phones_of_teams(
    session: AnySession, wanted: Collection[str]
) -> list[tuple[Enrolment, Device, str]]:
    """(Enrolment, Device, member's name) of each person on each phone of these teams, by name.
    Phones that are done with are there only while they hold something."""
    in_use = Enrolment.state.in_(("approved", "pending")) & Device.revoked_at.is_(None)
    rows = session.execute(
        select(Enrolment, Device, Member.name)
        .join(Device, Device.id == Enrolment.device_id)
        .join(Member, Member.id == Enrolment.member_id)
        .where(
            Enrolment.team_id.in_(sorted(wanted)),
            or_(in_use, func.coalesce(Device.pending_count, 0) > 0),
        )
        .order_by(Member.name, Enrolment.device_id, Enrolment.team_id)
    )
    return [(enrolment, device, name) for enrolment, device, name in rows]

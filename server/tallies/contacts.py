"""How much of a total is still on phones: when each team was last heard of, and what its phones
said they hold."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, or_, select

from server.asking import Question, listed
from server.extensions import read_moment
from server.identity.tables import Device, Enrolment
from server.organisation.tables import Member
from server.upserts import AnySession

MANY = 300
"""Of so many teams and more all are looked at: that costs less than to find each."""


@dataclass(frozen=True)
class Holding:
    """A phone that said that it holds changes, how many, and of when the oldest is."""

    device: str
    pending: int
    oldest: datetime | None


@dataclass(frozen=True)
class Heard:
    """What the phones of some teams told: when any of a team was heard of last, as text that is as
    large as the moment is late, and which of its phones hold something. A phone of two teams
    stands under both."""

    latest: Mapping[str, str]
    holding: Mapping[str, Sequence[Holding]]

    def last_contact(self, teams: Collection[str]) -> datetime | None:
        """When any phone of these teams was last heard of."""
        found = max((self.latest[team] for team in teams if team in self.latest), default=None)
        return read_moment(found) if found else None

    def unsent(self, teams: Collection[str]) -> int:
        """How many changes the phones of these teams said they still hold, each phone once."""
        return sum({each.device: each.pending for each in self._held_by(teams)}.values())

    def oldest_unsent(self, teams: Collection[str]) -> datetime | None:
        """Of when the oldest of these is."""
        held = self._held_by(teams)
        return min((each.oldest for each in held if each.oldest), default=None)

    def with_unsent(self, teams: Collection[str]) -> int:
        """How many of these teams have a phone that holds something."""
        return sum(team in self.holding for team in teams)

    def since(self, teams: Collection[str], moment: datetime) -> int:
        """How many of these teams were heard of since a moment."""
        known = (self.latest[team] for team in teams if team in self.latest)
        told = f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
        return sum(each >= told for each in known)

    def _held_by(self, teams: Collection[str]) -> list[Holding]:
        return [each for team in teams for each in self.holding.get(team, ())]


def heard_asked(teams: Collection[str]) -> Question[Heard]:
    """Asks what the phones of these teams told, those in use that were ever heard of. There may be
    more in the answer."""
    if len(teams) < MANY:
        return Question(
            _HEARD.format("enrolment.team_id AMONG(:teams)"), {"teams": listed(teams)}, _heard
        )
    return Question(_HEARD.format("1 = 1"), {}, _heard)


_HEARD = """
SELECT enrolment.team_id, MOMENT(MAX(device.last_contact_at)), STRING_AGG(
 CASE WHEN device.pending_count > 0 THEN device.id || '|' || device.pending_count || '|'
 || COALESCE(MOMENT(device.oldest_pending), '') END, ',')
FROM device JOIN enrolment ON enrolment.device_id = device.id
WHERE {} AND enrolment.state = 'approved'
 AND device.revoked_at IS NULL AND device.last_contact_at IS NOT NULL
GROUP BY enrolment.team_id
"""


def _heard(rows: Sequence[Any]) -> Heard:
    return Heard(
        {team: latest for team, latest, _ in rows},
        {team: _holding(told) for team, _, told in rows if told},
    )


def _holding(told: str) -> list[Holding]:
    """Two people of a team on one phone make it stand here twice."""
    parts = (each.split("|") for each in dict.fromkeys(told.split(",")))
    return [
        Holding(device, int(pending), read_moment(oldest) if oldest else None)
        for device, pending, oldest in parts
    ]


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

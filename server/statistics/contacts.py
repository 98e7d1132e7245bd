"""How much of a total is still on phones: when each team was last heard of, and what its phones
said they hold."""

from collections.abc import Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple

from sqlalchemy import case, exists, func, or_, select

from server.auth.tables import Device, Enrolment
from server.database.bulk import to_db
from server.database.connections import AnySession
from server.database.engine import db, read_moment
from server.database.sql import Query, json_array
from server.organisation.tables import Member
from server.records.tables import NumberGap

Teams = Set[str]
MANY = 300
"""Of so many teams and more all are looked at: that costs less than to find each."""


class UnsentPhone(NamedTuple):
    """A phone that said that it holds changes, how many, and of when the oldest is ("" if it did not
    say). Moments are text here that is as large as the moment is late."""

    device: str
    pending: int
    oldest: str


@dataclass(frozen=True)
class TeamContacts:
    """What the phones of some teams told: when any of a team was heard of last, and which of its
    phones hold something. A phone of two teams stands under both."""

    latest: Mapping[str, str]
    holding: Mapping[str, Sequence[UnsentPhone]]

    def last_contact(self, team: str) -> datetime | None:
        """When any phone of a team was last heard of."""
        found = self.latest.get(team)
        return read_moment(found) if found else None

    def silent_since(self, teams: Teams, moment: datetime) -> list[str]:
        """Teams none of whose phones made contact since `moment`, the longest silence first."""
        first = _as_text(moment)
        silent = [(self.latest.get(team, ""), team) for team in teams]
        return [team for at, team in sorted(silent) if at < first]

    def unsent(self, teams: Teams) -> int:
        """How many changes the phones of these teams said they still hold, each phone once."""
        return sum(each.pending for each in self._held_by(teams))

    def oldest_unsent(self, teams: Teams) -> datetime | None:
        """Of when the oldest of these is."""
        found = min((each.oldest for each in self._held_by(teams) if each.oldest), default=None)
        return read_moment(found) if found else None

    def with_unsent(self, teams: Teams) -> int:
        """How many of these teams have a phone that holds something."""
        return len(self.holding.keys() & teams)

    def _held_by(self, teams: Teams) -> set[UnsentPhone]:
        return {each for team in self.holding.keys() & teams for each in self.holding[team]}


def contacts_query(teams: Teams, since: datetime | None = None) -> Query[TeamContacts]:
    """Asks what the phones of these teams told, those in use that were ever heard of. With `since` a
    phone is left out that holds nothing and was not heard of since then: most are."""
    values: dict[str, Any] = {}
    which = "1 = 1"
    if len(teams) < MANY:
        which, values = "enrolment.team_id IN_JSON(:teams)", {"teams": json_array(teams)}
    if since is not None:
        which += " AND (device.last_contact_at >= :since OR device.pending_count > 0)"
        values["since"] = to_db(db.session, since)
    return Query(_HEARD.format(which), values, partial(_heard, frozenset(teams)))


# A database that has counted nothing yet would go by the index of states, for each phone anew, and nearly
# all enrolments have this one: so the state is asked in a way that no index answers.
_HEARD = """
SELECT enrolment.team_id, TS_TEXT(MAX(device.last_contact_at)), STRING_AGG(
 CASE WHEN device.pending_count > 0 THEN device.id || '|' || device.pending_count || '|'
 || COALESCE(TS_TEXT(device.oldest_pending), '') END, ',')
FROM device JOIN enrolment ON enrolment.device_id = device.id
WHERE {} AND enrolment.state || '' = 'approved'
 AND device.revoked_at IS NULL AND device.last_contact_at IS NOT NULL
GROUP BY enrolment.team_id
"""


def _heard(teams: Teams, rows: Sequence[Any]) -> TeamContacts:
    ours = [row for row in rows if row[0] in teams]
    return TeamContacts(
        {team: latest for team, latest, _ in ours},
        {team: _holding(told) for team, _, told in ours if told},
    )


def _holding(told: str) -> list[UnsentPhone]:
    """Two people of a team on one phone make it stand here twice."""
    parts = (each.split("|") for each in dict.fromkeys(told.split(",")))
    return [UnsentPhone(device, int(pending), oldest) for device, pending, oldest in parts]


def teams_with_phones_query(teams: Teams, *, ever: bool = False) -> Query[frozenset[str]]:
    """Asks which of these teams have a phone in use; with `ever` also those that had one, which may have been
    lost with records on it."""
    which = "enrolment.state NOT IN ('pending', 'refused')" if ever else _IN_USE
    return Query(_WITH_PHONES.format(which), {"teams": json_array(teams)}, _ids)


_IN_USE = "enrolment.state = 'approved' AND device.revoked_at IS NULL"
_WITH_PHONES = """
SELECT id FROM team WHERE id IN_JSON(:teams) AND EXISTS (
 SELECT 1 FROM enrolment JOIN device ON device.id = enrolment.device_id
 WHERE enrolment.team_id = team.id AND {})
"""


def _ids(rows: Sequence[Any]) -> frozenset[str]:
    return frozenset(row[0] for row in rows)


def _as_text(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"


def phones_of_teams(
    session: AnySession, wanted: Collection[str], most: int
) -> tuple[list[tuple[Enrolment, Device, str]], int]:
    """(Enrolment, Device, member's name) of each person on each phone of these teams, and how many
    more there are: those in use come first that hold something, of which something never came or that
    show what is not so, then those not heard of for longest. Phones that are done with are there only
    while they hold something."""
    in_use = Enrolment.state.in_(("approved", "pending")) & Device.revoked_at.is_(None)
    holds = func.coalesce(Device.pending_count, 0) > 0
    asks = (
        holds | Device.differs_since.is_not(None) | exists().where(NumberGap.device_id == Device.id)
    )
    which = (Enrolment.team_id.in_(sorted(wanted)), or_(in_use, holds))
    there = select(func.count()).select_from(Enrolment).join(Device).where(*which)
    rows = session.execute(
        select(Enrolment, Device, Member.name, there.scalar_subquery())
        .join(Device, Device.id == Enrolment.device_id)
        .join(Member, Member.id == Enrolment.member_id)
        .where(*which)
        .order_by(
            case((in_use & asks, 0), (in_use, 1), else_=2),
            Device.last_contact_at.is_not(None),
            Device.last_contact_at,
            Member.name,
            Enrolment.device_id,
            Enrolment.team_id,
        )
        .limit(most)
    )
    found = rows.all()
    left = found[0][-1] - len(found) if found else 0
    return [(enrolment, device, name) for enrolment, device, name, _ in found], left

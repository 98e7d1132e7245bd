"""Which channels of activities and units a phone has been granted: of a unit, also those of what it took the
place of, whose papers still hold."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import delete, update

from server.auth.store.principals import BY_SECRET
from server.database.bulk import put_rows
from server.database.connections import AnySession
from server.database.sql import Query, json_array
from server.sync.tables import ChannelGrant
from sync.channel import Grant

_GRANTS = """
WITH RECURSIVE asker(id) AS (SELECT device.id FROM device WHERE {asker}),
above(team, id) AS (
 SELECT enrolment.team_id, enrolment.team_id FROM asker
 JOIN enrolment ON enrolment.device_id = asker.id AND enrolment.state = 'approved'
 UNION
 SELECT above.team, COALESCE(team_unit.unit_id, unit.parent_id, former.id) FROM above
 CROSS JOIN (SELECT 1 AS back UNION ALL SELECT 0) AS ways
 LEFT JOIN team_unit ON back = 0 AND team_unit.team_id = above.id AND team_unit.valid_from <= :day
  AND (team_unit.valid_to IS NULL OR team_unit.valid_to >= :day)
 LEFT JOIN unit ON back = 0 AND unit.id = above.id
 LEFT JOIN unit_successor ON back = 1 AND unit_successor.successor_id = above.id
 LEFT JOIN unit AS former ON former.id = unit_successor.unit_id AND former.valid_to < :day
 WHERE COALESCE(team_unit.unit_id, unit.parent_id, former.id) IS NOT NULL),
whose(team, id) AS (SELECT NULL, id FROM asker UNION ALL SELECT team, id FROM above)
SELECT {told} FROM whose JOIN channel_grant ON channel_grant.grantee = whose.id
WHERE (channel_grant.last IS NULL OR channel_grant.last >= :day)
AND (whose.team IS NOT NULL OR SUBSTR(channel_grant.channel, 1, 9) <> 'activity:' OR EXISTS (
 SELECT 1 FROM public_code AS code
 WHERE code.target_kind = 'activity' AND code.target_id = SUBSTR(channel_grant.channel, 10)
  AND code.ended_at IS NULL AND (code.first IS NULL OR code.first <= :day)
  AND (code.last IS NULL OR code.last >= :day)))
"""
"""A phone follows an activity only while a code leads there (PROTOCOL 5.16.5)."""
_BY_ID = _GRANTS.format(
    asker="device.id = :key", told="channel_grant.channel, whose.team, channel_grant.day"
)
GRANTS_BY_SECRET = _GRANTS.format(
    asker=BY_SECRET,
    told="""COALESCE(STRING_AGG(
 channel_grant.channel || '|' || COALESCE(whose.team, '') || '|' || channel_grant.day, ' '), '')""",
)
"""The same of the phone with a secret, as `find_phone` finds it, in one text for `read_grants`: fifty rows more
would cost a round without news a fifth."""


def grants_query(device_id: str, day: str) -> Query[list[Grant]]:
    """Asks for what a phone, its teams and the units above these were granted as of a day."""
    return Query(_BY_ID, {"key": device_id, "day": day}, _grants)


def read_grants(told: str) -> list[Grant]:
    """What `GRANTS_BY_SECRET` tells."""
    parts = (each.split("|") for each in told.split())
    return [Grant(channel, team or None, day) for channel, team, day in parts]


def granted_query(teams: Collection[str], phone: str) -> Query[Collection[tuple[str | None, str]]]:
    """Asks which channels were ever granted to these teams, to units above them on whatever day, or to the
    phone itself: (team, channel), of the phone's own None."""
    values = {"teams": json_array(teams), "phone": phone}
    return Query(_EVER, values, lambda rows: {(team, channel) for team, channel in rows})


_EVER = """
WITH RECURSIVE above(team, id) AS (
 SELECT id, id FROM team WHERE id IN_JSON(:teams)
 UNION
 SELECT above.team, COALESCE(team_unit.unit_id, unit.parent_id, former.unit_id) FROM above
 CROSS JOIN (SELECT 1 AS back UNION ALL SELECT 0) AS ways
 LEFT JOIN team_unit ON back = 0 AND team_unit.team_id = above.id
 LEFT JOIN unit ON back = 0 AND unit.id = above.id
 LEFT JOIN unit_successor AS former ON back = 1 AND former.successor_id = above.id
 WHERE COALESCE(team_unit.unit_id, unit.parent_id, former.unit_id) IS NOT NULL)
SELECT above.team, channel_grant.channel FROM above
JOIN channel_grant ON channel_grant.grantee = above.id
UNION SELECT NULL, channel FROM channel_grant WHERE grantee = :phone
"""


def _grants(rows: Sequence[Any]) -> list[Grant]:
    return [Grant(channel, team, day) for channel, team, day in rows]


def put_grants(
    session: AnySession, channel: str, grantees: Iterable[str], day: str, last: str | None
) -> None:
    """Grants a channel to these teams, units or phones up to its last day, or changes that day."""
    rows = [
        {"channel": channel, "grantee": one, "day": day, "last": last} for one in sorted(grantees)
    ]
    put_rows(session, ChannelGrant, rows)


def is_granted(session: AnySession, channel: str, grantee: str) -> bool:
    """Whether a channel was granted to exactly this team, unit or phone."""
    return session.get(ChannelGrant, (channel, grantee)) is not None


def take_grants(session: AnySession, channel: str, grantees: Collection[str]) -> None:
    """Takes a channel from these teams, units or phones."""
    session.execute(
        delete(ChannelGrant).where(
            ChannelGrant.channel == channel, ChannelGrant.grantee.in_(sorted(grantees))
        )
    )


def move_grants(session: AnySession, channel: str, day: str, last: str | None) -> None:
    """Changes until when all to whom a channel was granted have it."""
    session.execute(
        update(ChannelGrant).where(ChannelGrant.channel == channel).values(day=day, last=last)
    )

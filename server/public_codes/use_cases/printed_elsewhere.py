"""What else is printed with a code: the posters of teams and the reports of closed months. They stand in the
register as they are; they are made, withdrawn and opened again where they belong."""

from collections.abc import Collection

from server.auth.principal import Principal
from server.auth.store import invitations
from server.database.clock import ZONE, now, today
from server.database.engine import db
from server.organisation.store import teams, units
from server.organisation.unit_names import formal_name
from server.public_codes.results import PrintedCode
from server.reports import store as closed
from server.scope.reach import teams_coordinated


def posters(principal: Principal, seen: Collection[str]) -> list[PrintedCode]:
    """The open codes of teams under these units by which more than one may join: a poster leads to one. What
    stands on it nobody knows here but as a hash."""
    known = units.known_units()
    standing = teams.units_of_teams(teams_coordinated(principal), today())
    under = {team: unit.id for team, unit in standing.items() if unit.id in seen}
    names = {team.id: team.name for team in teams.teams_by_id(under)}
    return [
        PrintedCode(
            kind="poster",
            unit=under[row.team_id],
            unit_name=formal_name(known[under[row.team_id]]),
            purpose=names[row.team_id],
            made_at=row.created_at,
            last=row.expires_at.astimezone(ZONE).date().isoformat(),
            scans=row.uses,
        )
        for row in invitations.open_to_several(under, now())
    ]


def reports(seen: Collection[str], most: int) -> list[PrintedCode]:
    """The closed months of these units, each under the code of its paper, so many at most."""
    known = units.known_units()
    return [
        PrintedCode(
            kind="report",
            unit=row.unit_id,
            unit_name=formal_name(known[row.unit_id]),
            purpose=row.month,
            code=row.code,
            made_at=row.closed_at,
        )
        for row in closed.snapshots_under(db.session, seen, most)
    ]

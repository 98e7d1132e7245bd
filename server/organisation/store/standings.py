"""Where teams stood, as the rows tell it."""

from sqlalchemy import select

from server.extensions import db
from server.organisation.standing import Stay, stays
from server.organisation.tables import TeamUnit

Stood = dict[str, list[tuple[str, str, str | None]]]


def all_stays() -> dict[str, list[Stay]]:
    """The stays of every team, each team's in their order."""
    return {team: stays(stood) for team, stood in _stood().items()}


def stays_of(team_id: str) -> list[Stay]:
    """The stays of one team in their order; none for an unknown one."""
    return stays(_stood(team_id).get(team_id, []))


def _stood(team_id: str | None = None) -> Stood:
    chosen = select(TeamUnit.team_id, TeamUnit.unit_id, TeamUnit.valid_from, TeamUnit.valid_to)
    if team_id is not None:
        chosen = chosen.where(TeamUnit.team_id == team_id)
    found: Stood = {}
    for team, unit, start, end in db.session.execute(chosen.order_by(TeamUnit.valid_from)):
        found.setdefault(team, []).append((unit, start, end))
    return found

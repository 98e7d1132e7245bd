"""Teams, and the units above them on a day."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from server.database.engine import db
from server.database.sql import Query, fetch, json_array
from server.organisation.store.placements import stays_of, stays_query
from server.organisation.tables import Team, TeamUnit, Unit
from server.organisation.team_periods import Stay
from sync.text import collated

_NOTHING: Mapping[str, Any] = {}


class UnitChains:
    """The units above teams on their days. What was looked up once is not asked for again, so make
    a new one where a standing may have changed. `stays` and `above` are what `chains_query` asked
    for."""

    def __init__(
        self,
        stays: Mapping[str, Sequence[Stay]] = _NOTHING,
        above: Mapping[str, list[str]] = _NOTHING,
    ) -> None:
        self._stays, self._above = dict(stays), dict(above)

    def above(self, team_id: str, day: str) -> list[str]:
        """The ids of the units under which the team's day counts, from the nearest up. Empty for a
        team that stood under none."""
        if team_id not in self._stays:
            self._stays[team_id] = stays_of(team_id)
        nearest = [stay.unit for stay in self._stays[team_id] if stay.first <= day <= stay.last]
        return [unit for each in nearest for unit in self._chain(each)]

    def _chain(self, unit_id: str) -> list[str]:
        if unit_id not in self._above:
            asked = Query(_CHAIN.format("= :unit"), {"unit": unit_id}, _by_root)
            found = fetch(db.session, asked)
            self._above |= found
        return self._above[unit_id]


def chains_query(teams: Iterable[str]) -> tuple[Query[Any], Query[Any]]:
    """Asks for the units above these teams on whatever day, for `UnitChains`."""
    theirs = _CHAIN.format("IN (SELECT unit_id FROM team_unit WHERE team_id IN_JSON(:teams))")
    return stays_query(teams), Query(theirs, {"teams": json_array(teams)}, _by_root)


def unit_chain(team_id: str, day: str) -> list[str]:
    """The ids of the units under which one day of a team counts, from the nearest up."""
    return UnitChains().above(team_id, day)


def _by_root(rows: Sequence[Any]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for root, unit in rows:
        found.setdefault(root, []).append(unit)
    return found


_CHAIN = """
WITH RECURSIVE chain(root, id, parent_id, steps) AS (
 SELECT id, id, parent_id, 0 FROM unit WHERE id {}
 UNION SELECT chain.root, unit.id, unit.parent_id, chain.steps + 1
 FROM unit JOIN chain ON unit.id = chain.parent_id)
SELECT root, id FROM chain ORDER BY root, steps
"""


def team_by_id(team_id: str) -> Team | None:
    """The team, or None."""
    return db.session.get(Team, team_id)


def team_by_code(code: str) -> Team | None:
    """The team with this code, or None."""
    return db.session.scalars(select(Team).where(Team.code == code)).one_or_none()


def all_team_ids() -> Sequence[str]:
    """The id of every team there is or was."""
    return db.session.scalars(select(Team.id)).all()


def teams_by_id(team_ids: Iterable[str]) -> Sequence[Team]:
    """Those of the teams that exist, by name."""
    found = db.session.scalars(select(Team).where(Team.id.in_(sorted(team_ids))))
    return sorted(found, key=lambda team: (collated(team.name), team.id))


def unit_of(team_id: str, day: str) -> Unit | None:
    """The unit that a team stands under on the day, or the last one that it stood under."""
    return db.session.scalars(
        select(Unit)
        .join(TeamUnit, TeamUnit.unit_id == Unit.id)
        .where(TeamUnit.team_id == team_id, TeamUnit.valid_from <= day)
        .order_by(TeamUnit.valid_from.desc())
    ).first()


def units_of_teams(team_ids: Iterable[str], day: str) -> dict[str, Unit]:
    """For each team the unit that it stands under on the day, or the last one before."""
    rows = db.session.execute(
        select(TeamUnit.team_id, Unit)
        .join(Unit, TeamUnit.unit_id == Unit.id)
        .where(TeamUnit.team_id.in_(sorted(team_ids)), TeamUnit.valid_from <= day)
        .order_by(TeamUnit.valid_from)
    )
    return {team_id: unit for team_id, unit in rows}  # noqa: C416  # rows are not pairs to mypy


def placements_of(team_id: str) -> Sequence[tuple[TeamUnit, Unit]]:
    """Under which unit a team stood when, oldest first."""
    rows = db.session.execute(
        select(TeamUnit, Unit)
        .join(Unit, Unit.id == TeamUnit.unit_id)
        .where(TeamUnit.team_id == team_id)
        .order_by(TeamUnit.valid_from)
    )
    return [(standing, unit) for standing, unit in rows]


def last_day_of(team_id: str) -> str | None:
    """The last day of a team that has ended, None for one that goes on."""
    standings = placements_of(team_id)
    return standings[-1][0].valid_to if standings else None

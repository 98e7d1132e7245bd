"""Teams, and the units above them on a day."""

from collections.abc import Iterable, Sequence

from sqlalchemy import func, literal, select

from server.extensions import db
from server.organisation.tables import Team, TeamUnit, Unit


def unit_chain(team_id: str, day: str) -> list[str]:
    """The ids of the units above a team as they stood on the day, from the nearest up. A day
    before the first standing takes the first: people join a team with days that lie behind
    them. A day after the last takes the last, so that no day of a team that ended is nobody's.
    Empty for a team that stood under none."""
    ours = TeamUnit.team_id == team_id
    first = select(func.min(TeamUnit.valid_from)).where(ours).scalar_subquery()
    last = select(func.max(TeamUnit.valid_from)).where(ours).scalar_subquery()
    nearest = (
        select(Unit.id, Unit.parent_id, literal(0).label("steps"))
        .join(TeamUnit, TeamUnit.unit_id == Unit.id)
        .where(
            ours,
            (TeamUnit.valid_from <= day) | (TeamUnit.valid_from == first),
            (TeamUnit.valid_to.is_(None))
            | (TeamUnit.valid_to >= day)
            | (TeamUnit.valid_from == last),
        )
        .cte("chain", recursive=True)
    )
    chain = nearest.union(
        select(Unit.id, Unit.parent_id, nearest.c.steps + 1).join(
            nearest, Unit.id == nearest.c.parent_id
        )
    )
    return list(db.session.scalars(select(chain.c.id).order_by(chain.c.steps)))


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
    return db.session.scalars(
        select(Team).where(Team.id.in_(sorted(team_ids))).order_by(Team.name, Team.id)
    ).all()


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


def standings_of(team_id: str) -> Sequence[tuple[TeamUnit, Unit]]:
    """Under which unit a team stood when, oldest first."""
    rows = db.session.execute(
        select(TeamUnit, Unit)
        .join(Unit, Unit.id == TeamUnit.unit_id)
        .where(TeamUnit.team_id == team_id)
        .order_by(TeamUnit.valid_from)
    )
    return [(standing, unit) for standing, unit in rows]


def teams_standing_under(unit_id: str, after: str) -> Sequence[str]:
    """The ids of the teams that stand under this very unit on some day after `after`."""
    return db.session.scalars(
        select(TeamUnit.team_id).where(
            TeamUnit.unit_id == unit_id,
            (TeamUnit.valid_to.is_(None)) | (TeamUnit.valid_to > after),
        )
    ).all()


def teams_last_under(unit_id: str, day: str) -> Sequence[str]:
    """The ids of the teams for which `unit_of` is this unit on the day."""
    stood = db.session.scalars(select(TeamUnit.team_id).where(TeamUnit.unit_id == unit_id))
    now = units_of_teams(set(stood), day)
    return sorted(team for team, unit in now.items() if unit.id == unit_id)

"""Reading and writing activities."""

from collections import defaultdict
from collections.abc import Collection, Mapping

from sqlalchemy import delete, func, select

from server.activities.tables import Activity, ActivityTeam
from server.database.connections import AnySession


def activity_by_id(session: AnySession, activity_id: str) -> Activity | None:
    """The activity, or None."""
    return session.get(Activity, activity_id)


def is_set_up(session: AnySession, what: Mapping[str, str]) -> bool:
    """Whether an activity stands of which all this is true, by column."""
    same = [getattr(Activity, name) == value for name, value in what.items()]
    chosen = select(Activity.id).where(*same, Activity.called_off_at.is_(None))
    return session.scalars(chosen.limit(1)).first() is not None


def count_activities(session: AnySession, unit: str, first: str, last: str) -> int:
    """How many activities of a unit that were not called off have their last day within the range."""
    chosen = select(func.count()).where(
        Activity.unit_id == unit,
        Activity.last >= first,
        Activity.last <= last,
        Activity.called_off_at.is_(None),
    )
    return session.scalars(chosen).one()


def activities_of(
    session: AnySession, units: Collection[str], first: str, last: str
) -> list[Activity]:
    """The activities of these units with a day in the range, that were not called off, the latest
    first."""
    chosen = select(Activity).where(
        Activity.unit_id.in_(sorted(units)),
        Activity.first <= last,
        Activity.last >= first,
        Activity.called_off_at.is_(None),
    )
    return list(session.scalars(chosen.order_by(Activity.first.desc(), Activity.name)))


def activities_of_team(session: AnySession, team: str, first: str, last: str) -> list[Activity]:
    """The activities in which a team takes part, with a day in the range, that were not called off, the
    earliest first."""
    chosen = (
        select(Activity)
        .join(ActivityTeam, ActivityTeam.activity_id == Activity.id)
        .where(
            ActivityTeam.team_id == team,
            Activity.first <= last,
            Activity.last >= first,
            Activity.called_off_at.is_(None),
        )
    )
    return list(session.scalars(chosen.order_by(Activity.first, Activity.name, Activity.id)))


def teams_of(session: AnySession, activities: Collection[str]) -> dict[str, list[str]]:
    """The teams that take part, by activity."""
    found: dict[str, list[str]] = defaultdict(list)
    chosen = select(ActivityTeam.activity_id, ActivityTeam.team_id).where(
        ActivityTeam.activity_id.in_(sorted(activities))
    )
    for activity, team in session.execute(chosen.order_by(ActivityTeam.team_id)):
        found[activity].append(team)
    return found


def put_teams(session: AnySession, activity_id: str, teams: Collection[str]) -> None:
    """Makes these the teams that take part."""
    session.execute(delete(ActivityTeam).where(ActivityTeam.activity_id == activity_id))
    session.add_all(ActivityTeam(activity_id=activity_id, team_id=team) for team in sorted(teams))
    session.flush()


def add_activity(session: AnySession, row: Activity) -> None:
    """Keeps an activity."""
    session.add(row)
    session.flush()

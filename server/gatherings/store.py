"""Reading and writing activities."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import delete, select

from server.gatherings.tables import Activity, ActivityTeam
from server.upserts import AnySession


def activity_by_id(session: AnySession, activity_id: str) -> Activity | None:
    """The activity, or None."""
    return session.get(Activity, activity_id)


def is_set_up(
    session: AnySession, unit: str, name: str, first: str, last: str, but: str | None = None
) -> bool:
    """Whether an activity of that name stands in the unit on just these days, apart from the one `but`."""
    chosen = select(Activity.id).where(
        Activity.unit_id == unit,
        Activity.name == name,
        Activity.first == first,
        Activity.last == last,
        Activity.called_off_at.is_(None),
    )
    return any(found != but for found in session.scalars(chosen))


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

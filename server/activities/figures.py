"""Activities as they count beside the three figures."""

from collections.abc import Iterable

from sqlalchemy import select

from server.activities.tables import Activity
from server.database.connections import AnySession
from server.totals.further_figures import ACTIVITIES, Counted, Counts
from server.totals.proof.compare import Difference


def counted_as(row: Activity) -> Counted | None:
    """What an activity adds to the figures: one of its kind on its first day; one that was called off
    nothing."""
    if row.called_off_at is not None:
        return None
    return Counted("unit", row.unit_id, row.first, ACTIVITIES, row.kind)


class ActivityFigures:
    """Activities, counted again for the proof of the totals."""

    def counts(self, session: AnySession) -> Counts:
        """As their table has them."""
        found: dict[Counted, int] = {}
        for key in filter(None, map(counted_as, session.scalars(select(Activity)))):
            found[key] = found.get(key, 0) + 1
        return found

    def differences(self, session: AnySession) -> Iterable[Difference]:
        """Nothing is kept in between."""
        return ()

    def mend(self, session: AnySession) -> None:
        """There is nothing to mend."""

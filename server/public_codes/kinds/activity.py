"""Activities as that to which printed codes lead."""

from collections.abc import Sequence
from datetime import date, timedelta

from server.activities import store
from server.activities.tables import Activity
from server.auth.principal import Principal
from server.database.clock import today
from server.database.connections import AnySession
from server.papers.public_pages import activity_path, when_and_where
from server.papers.use_cases.public import is_over
from server.public_codes.targets import TargetShown
from server.qr_codes.record_codes import ACTIVITY
from server.scope.reach import units_in_scope

_AHEAD = timedelta(days=366)


class Activities:
    """The kind of record that the register is given."""

    kind = ACTIVITY

    def find(self, session: AnySession, record: str) -> TargetShown | None:
        """The activity with this id, or None."""
        row = store.activity_by_id(session, record)
        return None if row is None else _shown(row)

    def options(self, session: AnySession, principal: Principal) -> Sequence[TargetShown]:
        """Those that the account sees and that are not over, the latest first."""
        day = date.fromisoformat(today())
        span = day.isoformat(), (day + _AHEAD).isoformat()
        return [
            _shown(row) for row in store.activities_of(session, units_in_scope(principal), *span)
        ]


def _shown(row: Activity) -> TargetShown:
    return TargetShown(
        row.id,
        row.name,
        activity_path(row.id),
        row.unit_id,
        is_over(row),
        when=when_and_where(row),
        in_app=f"/activities/{row.id}",
    )

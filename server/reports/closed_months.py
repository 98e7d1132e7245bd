"""Whether closed months still agree with what is counted, around a change that moves totals."""

from collections.abc import Iterable
from typing import Any

from server.database.engine import db
from server.organisation.serializers import show_unit
from server.organisation.store import units
from server.reports import store
from server.reports.use_cases.composing import figures_now


class ClosedMonths:
    """The closed months of some units since a day, as they count when this is made."""

    def __init__(self, unit_ids: Iterable[str], since: str) -> None:
        self._rows = [
            row
            for unit_id in sorted(unit_ids)
            for row in store.snapshots_of(db.session, [unit_id])
            if row.month >= since[:7]
        ]
        self._before = [figures_now(row.content) for row in self._rows]

    def moved(self) -> list[dict[str, Any]]:
        """Those whose figures are others by now; what was closed stays as it is."""
        return [
            {"unit": show_unit(units.unit_by_id(row.unit_id)), "month": row.month, "code": row.code}
            for row, before in zip(self._rows, self._before, strict=True)
            if figures_now(row.content) != before
        ]

"""Papers of an activity are those of its unit, whichever that is by now."""

from collections.abc import Sequence
from typing import Any

from server.database.connections import AnySession
from server.database.sql import Query
from server.papers.figures import counted_as
from server.papers.store import papers_of_activity
from server.records.rows import StoredRow
from server.totals.further_figures import replace_figure

_ACTIVITY = "activity"


class PapersOfActivities:
    """Watches activities that a transaction gives to another unit: their papers, and what these count as, go
    along."""

    def __init__(self, session: AnySession) -> None:
        self.also_read = 0
        self._session = session
        self._units: dict[str, str] = {}

    def replace(self, old: StoredRow | None, new: StoredRow) -> None:
        """An activity is this unit's from now on."""
        if new.kind == _ACTIVITY and old is not None and old.f.get("unit") != new.f.get("unit"):
            self._units[new.id] = new.f["unit"]

    def mark(self) -> dict[str, str]:
        """What was collected so far, for `reset`."""
        return dict(self._units)

    def reset(self, mark: dict[str, str]) -> None:
        """Forgets what was collected since the mark."""
        self._units = mark

    def queries(self) -> Sequence[Query[Any]]:
        """Nothing: an activity seldom goes to another unit."""
        return ()

    def apply(self, told: Sequence[Any]) -> None:
        """Gives the papers to the units."""
        for activity, unit in self._units.items():
            for paper, _ in papers_of_activity(self._session, activity):
                before = counted_as(paper)
                paper.unit_id = unit
                replace_figure(self._session, before, counted_as(paper))

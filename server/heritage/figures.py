"""Heritage sites as they count beside the three figures."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select

from server.database.clock import day_of
from server.database.connections import AnySession
from server.heritage.tables import HeritageSite, HeritageSiteVersion
from server.totals.further_figures import SITES, Counted, Counts
from server.totals.proof.compare import Difference


def counted_as(row: HeritageSite, published: datetime) -> Counted:
    """What a site adds to the figures: one on the day on which anybody could read of it first, whatever
    became of it."""
    return Counted("unit", row.unit_id, day_of(published), SITES)


class SiteFigures:
    """Sites published, counted again for the proof of the totals."""

    def counts(self, session: AnySession) -> Counts:
        """As their versions have it."""
        first = func.min(HeritageSiteVersion.approved_at)
        chosen = (
            select(HeritageSite, first)
            .join(HeritageSiteVersion, HeritageSiteVersion.site_id == HeritageSite.id)
            .group_by(HeritageSite.id)
            .having(first.is_not(None))
        )
        found: dict[Counted, int] = {}
        for row, published in session.execute(chosen):
            assert published is not None  # it was approved
            key = counted_as(row, published)
            found[key] = found.get(key, 0) + 1
        return found

    def differences(self, session: AnySession) -> Iterable[Difference]:
        """Nothing is kept in between."""
        return ()

    def mend(self, session: AnySession) -> None:
        """There is nothing to mend."""

"""Heritage sites as that to which printed codes lead."""

from collections.abc import Sequence

from server.auth.principal import Principal
from server.database.connections import AnySession
from server.heritage import store
from server.heritage.site_page import spaced
from server.heritage.tables import HeritageSite, HeritageSiteVersion
from server.heritage.use_cases.sites import MOST_LISTED, units_of
from server.public_codes.targets import TargetShown
from server.qr_codes.record_codes import HERITAGE_SITE


class HeritageSites:
    """The kind of record that the register is given."""

    kind = HERITAGE_SITE

    def find(self, session: AnySession, record: str) -> TargetShown | None:
        """The site with this id, or None."""
        row = store.site_with(session, record)
        if row is None:
            return None
        version = store.version(session, row.id, row.live or row.latest)
        assert version is not None  # No version is ever deleted.
        return _shown(row, version)

    def options(self, session: AnySession, principal: Principal) -> Sequence[TargetShown]:
        """The sites of the account's units that were not withdrawn, by name."""
        rows = store.sites_of(session, units_of(principal), MOST_LISTED)
        numbers = {(row.id, row.live or row.latest) for row in rows}
        versions = store.versions_with(session, numbers)
        shown = [_shown(row, versions[row.id, row.live or row.latest]) for row in rows]
        return [each for each in shown if not each.is_over]


def _shown(row: HeritageSite, version: HeritageSiteVersion) -> TargetShown:
    said = version.content
    phone = f" · {spaced(said['phone'])}" if said["phone"] else ""
    return TargetShown(
        id=row.id,
        title=said["title"],
        path=f"/p/{row.name}" if row.live is not None else None,
        unit=row.unit_id,
        is_over=row.live is None and row.withdrawn_at is not None,
        contact=f"{said['keeper']}{phone}",
    )

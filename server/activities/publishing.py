"""What phones see of an activity, and whose phones do."""

from collections.abc import Collection
from datetime import date, timedelta

from server.activities.kinds import CLUB
from server.activities.tables import Activity
from server.organisation.store import units
from server.organisation.unit_names import formal_name
from server.records.writer import Writer
from server.sync.store import grants
from sync import channel
from sync.protocol_limits import ACTIVITY_KEPT_DAYS

KIND = "activity"


def publish_activity(
    writer: Writer, row: Activity, teams: Collection[str], former: Collection[str] = ()
) -> None:
    """Writes the row of an activity into its channel, as the tables have it by now, and grants that to those
    whom it is for until 14 days after its last day. `former`: those of before it was changed."""
    own, last = channel.activity(row.id), last_granted(row.last)
    fields = {
        "name": row.name,
        "activity_kind": row.kind,
        "unit": row.unit_id,
        "unit_name": formal_name(units.unit_by_id(row.unit_id)),
        "first": row.first,
        "last": row.last,
        "place": row.place,
        "partners": row.partners,
        "link": row.link,
        "slots": row.slots,
        "agenda": row.agenda,
        "status": "called_off" if row.called_off_at else "open",
    }
    writer.put(KIND, row.id, own, fields)
    those = whom_it_is_for(row, teams)
    grants.take_grants(writer.session, own, set(former) - those)
    grants.put_grants(writer.session, own, those, row.first, last)
    grants.move_grants(writer.session, own, row.first, last)


def whom_it_is_for(row: Activity, teams: Collection[str]) -> set[str]:
    """The ids of its teams; of the unit, all of whose teams may come, where it is a club that names none."""
    return set(teams) or ({row.unit_id} if row.kind == CLUB else set())


def last_granted(last: str) -> str:
    """Up to which day phones have what an activity publishes."""
    return (date.fromisoformat(last) + timedelta(days=ACTIVITY_KEPT_DAYS)).isoformat()

"""A session on a wrong day gets the day that fits (PROTOCOL 5.3.3, 5.7.1). Called by the use case
that settles, inside its `writing`."""

from datetime import date
from typing import Any

from server.auth.principal import Principal
from server.database.clock import today
from server.organisation.store import memberships_of
from server.records.rows import StoredRow
from server.records.writer import Writer
from server.scope.reach import teams_coordinated
from server.sync.approval import server_change
from sync.correction import FIELD, correction_by_member, correction_by_name
from sync.refusal import ChangeRefused
from sync.settling import mend_day
from sync.situation import Situation


def fix_day(writer: Writer, principal: Principal, there: StoredRow, day: str | None) -> StoredRow:
    """Sets a session that needs attention to the day that was offered, where it counts, and says
    who did that. One that counts by now, or that its author made void, stays as it is. Raises
    ChangeRefused where no day is offered or the day does not fit any more."""
    if day is None:
        raise ChangeRefused("bad_day", "day")
    if there.erased:
        raise ChangeRefused("erased")
    if there.state != "attention":
        return there
    said = by_whom(principal, str(there.f.get("team")), there.author)
    record = mend_day(there.record(), day, said, _situation(there))
    row = writer.change(there, f=dict(record.fields), state=record.state)
    change = server_change(writer, row, "settle", {"day": day, FIELD: said}, row.ver)
    seen = {"day": there.f.get("day")}
    writer.put_change(change._replace(set_values={"day": day}, prev_values=seen))
    return row


def by_whom(
    principal: Principal, team: str, author: str | None, why: str | None = None
) -> dict[str, Any] | None:
    """What a session of `author` tells of who settled it, and why."""
    if principal.account is not None and team in teams_coordinated(principal):
        return correction_by_name(principal.account.name, why)
    lead = principal.lead_of(team)
    return correction_by_member(lead, author, why) if lead else None


def _situation(there: StoredRow) -> Situation:
    people = [there.author or "", *(there.f.get("companions") or [])]
    found = memberships_of(people).values()
    memberships = tuple(each for those in found for each in those)
    return Situation("", "approved", date.fromisoformat(today()), memberships=memberships)

"""Who of a team took part: the step from a team's figures to its sessions."""

from datetime import date
from typing import Any

from server.auth.principal import Principal
from server.database.engine import db
from server.database.sql import fetch
from server.scope.reach import days_of_records
from server.sync.store.people import member_names
from server.totals.past import last_past
from server.totals.store import taken_part_query
from sync.problems import PROBLEMS, ProblemError
from sync.text import collated


def members_at_work(principal: Principal, team: str, first: date, last: date) -> dict[str, Any]:
    """{"rows", "totals_only_until"}: {"id", "name", "sessions", "days"} of each member who took part in
    counted sessions of a team on days that the asker reads the records of. Raises not_found for a team without
    any."""
    days = days_of_records(principal)
    if team not in days:
        raise ProblemError(PROBLEMS["not_found"])
    asked = [
        (max(start, first.isoformat()), min(end, last.isoformat())) for start, end in days[team]
    ]
    found = fetch(db.session, taken_part_query(team, asked))
    names = member_names(db.session, found)
    rows: list[dict[str, Any]] = [
        {"id": member, "name": names.get(member), "sessions": sessions, "days": on}
        for member, (sessions, on) in found.items()
    ]
    rows.sort(key=lambda row: (-row["sessions"], collated(row["name"]), row["id"]))
    until = last_past(db.session, [team], first.isoformat(), last.isoformat())
    return {"rows": rows, "totals_only_until": until}

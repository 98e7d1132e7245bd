"""How much the kept totals hold under each code of the catalogue."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from server.database.clock import today
from server.organisation.store.units import tree
from server.totals.tables import PresenceTally, ReasonTally, SessionTally, TurnTally
from sync.protocol_limits import FIRST_DAY

# Kind of list → where its codes are counted, and what is added up.
_COUNTED: dict[str, tuple[Any, Any, Any]] = {
    "service": (TurnTally, TurnTally.service, TurnTally.people),
    "outcome": (TurnTally, TurnTally.outcome, TurnTally.people),
    "reason": (ReasonTally, ReasonTally.reason, ReasonTally.people),
    "place_kind": (SessionTally, SessionTally.place_kind, SessionTally.sessions),
    "age_band": (SessionTally, SessionTally.age_band, SessionTally.sessions),
    "affiliation": (PresenceTally, PresenceTally.affiliation, PresenceTally.turns),
}


def usage(session: Session) -> dict[tuple[str, str], int]:
    """For each (kind, code): people, sessions or turns, of all units of the top. Months are read,
    not days, so that it costs the same however much was recorded."""
    tops = sorted(node.id for node in tree().values() if node.parent is None)
    months = _months()
    found: dict[tuple[str, str], int] = {}
    for kind, (table, code, value) in _COUNTED.items():
        rows = session.execute(
            select(code, func.sum(value))
            .where(table.scope_kind == "unit", table.scope_id.in_(tops), table.period.in_(months))
            .group_by(code)
        )
        found |= {(kind, key): int(total) for key, total in rows}
    return found


def _months() -> list[str]:
    """Every month from the first possible day to the end of next year, YYYY-MM."""
    first, last = int(FIRST_DAY[:4]), int(today()[:4])
    return [f"{year}-{month:02}" for year in range(first, last + 2) for month in range(1, 13)]

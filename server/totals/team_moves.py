"""Totals when it changes under which unit a team stood on a day (PROTOCOL 5.5)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from server.database.engine import Base
from server.organisation.store import UnitChains
from server.totals import store

_DAY_LENGTH = len("2026-11-24")


@contextmanager
def totals_follow(session: Session, team_id: str, since: str) -> Iterator[None]:
    """Around a change of a team's standing on the day `since` and later: takes what the team
    counted on those days out of the units that it no longer stands under and puts it into those
    that it does. Call it with the clock taken, and flush the change inside."""
    kept = {table: _rows(session, table, team_id, since) for table in store.VALUES}
    days = {row["period"] for rows in kept.values() for row in rows}
    before = _above(team_id, days)
    yield
    after = _above(team_id, days)
    for table, rows in kept.items():
        store.add_to_tally(session, table, _moved(table, rows, before, after))


def _above(team_id: str, days: Iterable[str]) -> dict[str, set[str]]:
    chains = UnitChains()
    return {day: set(chains.above(team_id, day)) for day in days}


def _rows(session: Session, table: Any, team_id: str, since: str) -> list[dict[str, Any]]:
    columns = table.__table__.columns
    rows = session.execute(
        select(*columns).where(
            table.scope_kind == "team", table.scope_id == team_id, table.period >= since
        )
    ).mappings()
    return [dict(row) for row in rows if len(row["period"]) == _DAY_LENGTH]


def _moved(
    table: type[Base],
    rows: list[dict[str, Any]],
    before: dict[str, set[str]],
    after: dict[str, set[str]],
) -> list[store.Total]:
    """What to add to the totals of units: a row for each key, without those of nothing."""
    values = store.VALUES[table]
    names = [name for name in rows[0] if name not in values] if rows else []
    sums: dict[tuple[str, ...], list[int]] = defaultdict(lambda: [0] * len(values))
    for row in rows:
        day = row["period"]
        for unit in before[day] ^ after[day]:
            sign = 1 if unit in after[day] else -1
            for period in (day, day[:7]):
                place = {**row, "scope_kind": "unit", "scope_id": unit, "period": period}
                total = sums[tuple(place[name] for name in names)]
                for at, name in enumerate(values):
                    total[at] += sign * row[name]
    return [(*key, *total) for key, total in sorted(sums.items()) if any(total)]

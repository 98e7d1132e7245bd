"""How things stand by the database, in a few grouped queries that keep no writer waiting."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import orjson

from server.database.bulk import to_db
from server.database.clock import now
from server.database.connections import is_postgres
from server.database.engine import autocommit_connection, db, read_moment
from server.database.sql import Query, fetch_pipelined

SILENT_DAYS = (1, 7, 30, 90)
"""A phone belongs to the first of these days within which it was heard of."""


@dataclass(frozen=True)
class Phones:
    """So many phones of one state (approved, pending, out, revoked), silence (days, `more`, `never`) and
    version of the app; `unsent` changes lie on them, the oldest since `oldest`."""

    state: str
    silent: str
    version: str | None
    count: int
    unsent: int
    oldest: datetime | None


@dataclass(frozen=True)
class Outcome:
    """How the last of an operation ended (server/operations/tables.py)."""

    ended_at: datetime
    succeeded_at: datetime | None
    figures: Mapping[str, int]


@dataclass(frozen=True)
class Standing:
    """`waiting`: what waits for a person, by sort. `sizes`: bytes of the database, by part."""

    phones: Sequence[Phones] = ()
    waiting: Mapping[str, int] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    sizes: Mapping[str, int] = field(default_factory=dict)

    def phones_by(self, *labels: str) -> Counter[tuple[str, ...]]:
        """How many phones there are, by some of their labels."""
        found = Counter[tuple[str, ...]]()
        for each in self.phones:
            found[tuple(getattr(each, label) or "" for label in labels)] += each.count
        return found


def read_standing() -> Standing:
    """Asks the database. Raises SQLAlchemy's and the driver's errors."""
    with autocommit_connection() as connection:
        queries: list[Query[Any]] = [_phones_query(), _WAITING, _OUTCOMES]
        if is_postgres(connection):
            queries.append(_SIZE)
        phones, waiting, outcomes, *size = fetch_pipelined(connection, *queries)
    sizes = {"data": size[0]} if size else dict(_sqlite_sizes())
    return Standing(phones, waiting, outcomes, sizes)


def _phones_query() -> Query[list[Phones]]:
    moment = now()
    since = {f"d{days}": to_db(db.session, moment - timedelta(days=days)) for days in SILENT_DAYS}
    cases = " ".join(f"WHEN last_contact_at >= :{name} THEN '{name[1:]}'" for name in since)
    return Query(_PHONES.format(cases=cases), since, _read_phones)


_PHONES = """
SELECT CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN standing = 2 THEN 'approved'
 WHEN standing = 1 THEN 'pending' ELSE 'out' END AS state,
 CASE WHEN last_contact_at IS NULL THEN 'never' {cases} ELSE 'more' END AS silent,
 app_version, COUNT(*), SUM(CASE WHEN revoked_at IS NULL THEN COALESCE(pending_count, 0) ELSE 0 END),
 TS_TEXT(MIN(unsent_since))
FROM (SELECT revoked_at, last_contact_at, app_version, pending_count, enrolled.standing,
 CASE WHEN revoked_at IS NULL AND pending_count > 0 THEN oldest_pending END AS unsent_since
 FROM device LEFT JOIN (SELECT device_id,
 MAX(CASE state WHEN 'approved' THEN 2 WHEN 'pending' THEN 1 ELSE 0 END) AS standing
 FROM enrolment GROUP BY device_id) AS enrolled ON enrolled.device_id = device.id) AS phones
GROUP BY 1, 2, 3
"""


def _read_phones(rows: Sequence[Any]) -> list[Phones]:
    return [
        Phones(state, silent, version, count, int(unsent), read_moment(oldest) if oldest else None)
        for state, silent, version, count, unsent, oldest in rows
    ]


_WAITING: Query[dict[str, int]] = Query(
    "SELECT 'change', COUNT(*) FROM review_item WHERE settled_at IS NULL"
    " UNION ALL SELECT 'proposal', COUNT(*) FROM record WHERE waiting IS NOT NULL"
    " UNION ALL SELECT 'phone', COUNT(*) FROM enrolment WHERE state = 'pending'",
    {},
    lambda rows: dict(map(tuple, rows)),
)
_OUTCOMES: Query[dict[str, Outcome]] = Query(
    "SELECT name, TS_TEXT(ended_at), TS_TEXT(succeeded_at), CAST(figures AS text)"
    " FROM operation_outcome",
    {},
    lambda rows: dict(_read_outcomes(rows)),
)
_SIZE: Query[int] = Query(
    "SELECT pg_database_size(current_database())", {}, lambda rows: int(rows[0][0])
)


def _read_outcomes(rows: Sequence[Any]) -> Iterator[tuple[str, Outcome]]:
    for name, ended, succeeded, figures in rows:
        at = read_moment(succeeded) if succeeded else None
        yield name, Outcome(read_moment(ended), at, orjson.loads(figures))


def _sqlite_sizes() -> Iterator[tuple[str, int]]:
    database = db.engine.url.database
    if not database or database == ":memory:":
        return
    for part, suffix in (("data", ""), ("wal", "-wal")):
        file = Path(f"{database}{suffix}")
        yield part, file.stat().st_size if file.exists() else 0

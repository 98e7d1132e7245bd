"""The codes that lead to records which packages on lower floors keep."""

from collections.abc import Collection, Mapping

from server.database.connections import AnySession
from server.heritage.printed_codes import CodesOfSite
from server.public_codes import store


def codes_of_records(
    session: AnySession, kind: str, records: Collection[str], since: str
) -> Mapping[str, CodesOfSite]:
    """Of each record to which codes lead the first that nobody has ended, and how often all of them were scanned
    since a day."""
    rows = store.codes_leading_to(session, kind, records)
    scans = store.scans_since(session, [row.code for row in rows], since)
    found: dict[str, CodesOfSite] = {}
    for row in rows:
        code, counted = found.get(row.target_id or "", CodesOfSite())
        code = code or (row.code if row.ended_at is None else None)
        found[row.target_id or ""] = CodesOfSite(code, counted + scans.get(row.code, 0))
    return found

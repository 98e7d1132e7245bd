"""The codes that lead to records which packages on lower floors keep."""

from collections.abc import Collection, Mapping

from server.database.clock import today
from server.database.connections import AnySession
from server.public_codes import store
from server.qr_codes.record_codes import CodesOfRecord


def find_codes(
    session: AnySession, kind: str, records: Collection[str], since: str
) -> Mapping[str, CodesOfRecord]:
    """Of each record to which codes lead the first that is not over, and how often all of them were scanned
    since a day."""
    rows = store.codes_leading_to(session, kind, records)
    scans = store.scans_since(session, [row.code for row in rows], since)
    found: dict[str, CodesOfRecord] = {}
    for row in rows:
        code, counted = found.get(row.target_id or "", CodesOfRecord())
        is_over = row.ended_at is not None or (row.last is not None and row.last < today())
        code = code or (None if is_over else row.code)
        found[row.target_id or ""] = CodesOfRecord(code, counted + scans.get(row.code, 0))
    return found

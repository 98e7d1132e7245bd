"""What phones take away: rows as the JSON that goes over the wire, made by the database itself, so
that nobody reads a row only to write it again."""

from collections.abc import Collection, Mapping
from functools import cache
from typing import NamedTuple

from server.asking import Asked, ask, listed

# Ids, kinds, channels, hashes and states hold nothing that JSON would write in another way.
_ROW = """'{"id":"' || id || '","kind":"' || kind || '","channel":"' || channel || '","ver":' || ver
 || ',"h":"' || h || '","state":"' || state || '","f":' || CAST(fields AS TEXT)
 || CASE WHEN erased THEN ',"erased":true}' ELSE '}' END"""
_EXIT = """'{"id":"' || record_id || '","channel":"' || channel || '","ver":' || ver
 || ',"out":true}'"""
_UNTOLD = " AND NOT CAST(ver AS TEXT) AMONG(:told)"
_SOURCES = (("record", "id", _ROW, _UNTOLD), ("exit_row", "record_id", _EXIT, ""))


class PageRow(NamedTuple):
    """A row or an exit row of a channel: its version, its record, and its JSON."""

    ver: int
    id: str
    json: str


def page_rows(
    database: Asked, after: Mapping[str, int], limit: int, told: Collection[int]
) -> list[PageRow]:
    """Of each of these channels the first `limit` rows and the first `limit` exit rows above a
    version, all in the order of their versions, without the rows whose versions are `told`."""
    if not after:
        return []
    values: dict[str, str | int] = {"most": limit, "told": listed(map(str, told))}
    for number, (channel, ver) in enumerate(after.items()):
        values |= {f"channel{number}": channel, f"ver{number}": ver}
    found = ask(database, _page(len(after)), **values)
    return sorted(map(PageRow._make, found), key=lambda row: row.ver)


@cache
def _page(channels: int) -> str:
    parts = [
        f"SELECT * FROM (SELECT ver, {record}, {row} FROM {table}"
        f" WHERE channel = :channel{number} AND ver > :ver{number}{left_out}"
        f" ORDER BY ver LIMIT :most) AS {table}{number}"
        for number in range(channels)
        for table, record, row, left_out in _SOURCES
    ]
    return " UNION ALL ".join(parts)

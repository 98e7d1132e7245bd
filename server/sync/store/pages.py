"""What phones take away: rows as the JSON that goes over the wire, made by the database itself, so
that nobody reads a row only to write it again."""

from collections.abc import Collection, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import Any, NamedTuple

from server.database.sql import Query, json_array

# Ids, kinds, channels, hashes and states hold nothing that JSON would write in another way.
_ROW = """'{"id":"' || id || '","kind":"' || kind || '","channel":"' || channel || '","ver":' || ver
 || ',"h":"' || h || '","state":"' || state || '","f":' || CAST(fields AS TEXT)
 || CASE WHEN erased THEN ',"erased":true}' ELSE '}' END"""
_EXIT = """'{"id":"' || record_id || '","channel":"' || channel || '","ver":' || ver
 || ',"out":true}'"""
_UNTOLD = " AND NOT CAST(ver AS TEXT) IN_JSON(:told)"
# Whoever has nothing yet has no need to hear of what is left of in totals alone.
_NEEDED = " AND (rolled_up IS NULL OR :ver{number} > 0)"
_SOURCES = (("record", "id", _ROW, _UNTOLD), ("exit_row", "record_id", _EXIT, _NEEDED))


class PageRow(NamedTuple):
    """A row or an exit row of a channel: its version, its record, and its JSON."""

    ver: int
    id: str
    json: str


def rows_query(after: Mapping[str, int], limit: int, told: Collection[int]) -> Query[list[PageRow]]:
    """Asks, of each of these channels, for the first `limit` rows and the first `limit` exit rows
    above a version, all in the order of their versions, without the rows whose versions are
    `told`."""
    values: dict[str, str | int] = {"most": limit, "told": json_array(map(str, told))}
    for number, (channel, ver) in enumerate(after.items()):
        values |= {f"channel{number}": channel, f"ver{number}": ver}
    return Query(_page(len(after)), values, _in_order)


def _in_order(rows: Sequence[Any]) -> list[PageRow]:
    return sorted(map(PageRow._make, rows), key=attrgetter("ver"))


@cache
def _page(channels: int) -> str:
    parts = [
        f"SELECT * FROM (SELECT ver, {record}, {row} FROM {table}"
        f" WHERE channel = :channel{number} AND ver > :ver{number}{left_out.format(number=number)}"
        f" ORDER BY ver LIMIT :most) AS {table}{number}"
        for number in range(channels)
        for table, record, row, left_out in _SOURCES
    ]
    return " UNION ALL ".join(parts)

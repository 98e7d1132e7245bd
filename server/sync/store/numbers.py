"""Which numbers of each phone's changes have come, and which never did."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import func, select

from server.database.bulk import insert_rows, table_of
from server.database.connections import AnySession
from server.database.sql import Query, execute, fetch, fetch_all
from server.records.tables import NumberGap

Range = tuple[int, int]
"""From number to number, both included."""


def highest_no(session: AnySession, device: str) -> int:
    """The highest number of a phone that has come, 0 before the first."""
    return fetch(session, highest_query(device))


def highest_query(device: str) -> Query[int]:
    """What asks for `highest_no`."""
    return Query(_HIGHEST, {"device": device}, _highest)


def _highest(rows: Sequence[Any]) -> int:
    return (rows[0][0] if rows else None) or 0


_HIGHEST = "SELECT highest_no FROM device WHERE id = :device"


def put_highest_no(session: AnySession, device: str, highest: int) -> None:
    """Keeps the highest number of a phone that has come."""
    said = "UPDATE device SET highest_no = :highest WHERE id = :device"
    execute(session, said, highest=highest, device=device)


def gaps_within(session: AnySession, device: str, first: int, last: int) -> list[Range]:
    """The gaps of a phone that have a number from first to last."""
    rows = fetch_all(session, _GAPS, device=device, first=first, last=last)
    return [(start, end) for start, end in rows]


_GAPS = """
SELECT first_no, last_no FROM number_gap
WHERE device_id = :device AND first_no <= :last AND last_no >= :first
"""


def replace_gaps(
    session: AnySession, device: str, old: Sequence[Range], new: Sequence[Range]
) -> None:
    """Keeps the new gaps of a phone in the place of the old ones."""
    said = "DELETE FROM number_gap WHERE device_id = :device AND first_no = :first"
    for first, last in old:
        if (first, last) not in new:
            execute(session, said, device=device, first=first)
    rows = [(device, first, last) for first, last in new if (first, last) not in old]
    insert_rows(session, table_of(NumberGap), ("device_id", "first_no", "last_no"), rows)


class Gaps(NamedTuple):
    """The first ranges of numbers that never came, in their order, and how many ranges more there are."""

    first: list[Range]
    left: int


def gaps_of(session: AnySession, devices: Collection[str], most: int) -> dict[str, Gaps]:
    """For each of these phones that lacks numbers: `most` ranges of them, and how many more."""
    wanted = sorted(devices)
    found: dict[str, Gaps] = {}
    for start in range(0, len(wanted), 500):
        of_phone = NumberGap.device_id
        numbered = (
            select(
                NumberGap.device_id,
                NumberGap.first_no,
                NumberGap.last_no,
                func.row_number()
                .over(partition_by=of_phone, order_by=NumberGap.first_no)
                .label("place"),
                func.count().over(partition_by=of_phone).label("all"),
            )
            .where(NumberGap.device_id.in_(wanted[start : start + 500]))
            .subquery()
        )
        chosen = select(numbered).where(numbered.c.place <= most)
        for device, first, last, _, count in session.execute(chosen.order_by("place")):
            gaps = found.setdefault(device, Gaps([], max(0, count - most)))
            gaps.first.append((first, last))
    return found

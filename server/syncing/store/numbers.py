"""Which numbers of each phone's changes have come, and which never did."""

from collections.abc import Collection, Sequence

from sqlalchemy import delete, insert, select

from server.asking import ask, tell
from server.syncing.tables import NumberGap
from server.upserts import AnySession

Range = tuple[int, int]
"""From number to number, both included."""


def highest_no(session: AnySession, device: str) -> int:
    """The highest number of a phone that has come, 0 before the first."""
    rows = ask(session, "SELECT highest_no FROM device WHERE id = :device", device=device)
    return (rows[0][0] if rows else None) or 0


def put_highest_no(session: AnySession, device: str, highest: int) -> None:
    """Keeps the highest number of a phone that has come."""
    said = "UPDATE device SET highest_no = :highest WHERE id = :device"
    tell(session, said, highest=highest, device=device)


def gaps_within(session: AnySession, device: str, first: int, last: int) -> list[Range]:
    """The gaps of a phone that have a number from first to last."""
    rows = session.execute(
        select(NumberGap.first_no, NumberGap.last_no).where(
            NumberGap.device_id == device, NumberGap.first_no <= last, NumberGap.last_no >= first
        )
    )
    return [(start, end) for start, end in rows]


def replace_gaps(
    session: AnySession, device: str, old: Sequence[Range], new: Sequence[Range]
) -> None:
    """Keeps the new gaps of a phone in the place of the old ones."""
    gone = [first for first, last in old if (first, last) not in new]
    if gone:
        session.execute(
            delete(NumberGap).where(NumberGap.device_id == device, NumberGap.first_no.in_(gone))
        )
    rows = [
        {"device_id": device, "first_no": first, "last_no": last}
        for first, last in new
        if (first, last) not in old
    ]
    if rows:
        session.execute(insert(NumberGap), rows)


def gaps_of(session: AnySession, devices: Collection[str]) -> dict[str, list[Range]]:
    """For each of these phones that has any: the numbers that never came, in their order."""
    wanted = sorted(devices)
    found: dict[str, list[Range]] = {}
    for start in range(0, len(wanted), 500):
        chosen = select(NumberGap.device_id, NumberGap.first_no, NumberGap.last_no).where(
            NumberGap.device_id.in_(wanted[start : start + 500])
        )
        ordered = chosen.order_by(NumberGap.device_id, NumberGap.first_no)
        for device, first, last in session.execute(ordered):
            found.setdefault(device, []).append((first, last))
    return found

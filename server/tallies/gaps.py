"""Which changes of a phone never came: the numbers below its highest one that are missing
(PROTOCOL 4.1.2). Whatever was kept has come, also what waits for a person."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from sqlalchemy import func, select

from server.syncing.tables import Change, ReviewItem
from server.upserts import AnySession

Range = tuple[int, int]


def gaps(session: AnySession, devices: Collection[str]) -> dict[str, list[Range]]:
    """For each of these phones that has any: the numbers that are missing, as (first, last)."""
    suspected = _incomplete(session, devices)
    come: dict[str, set[int]] = defaultdict(set)
    chosen = select(Change.device_id, Change.no).where(Change.device_id.in_(suspected))
    for device, no in session.execute(chosen.where(Change.no.is_not(None)).distinct()):
        come[str(device)].add(int(no or 0))
    for device, no in _kept_for_a_person(session, suspected):
        come[device].add(no)
    found = {device: missing(numbers) for device, numbers in come.items()}
    return {device: ranges for device, ranges in found.items() if ranges}


def missing(numbers: Iterable[int]) -> list[Range]:
    """The ranges between 1 and the highest number in which none stands."""
    found: list[Range] = []
    before = 0
    for number in sorted(numbers):
        if number > before + 1:
            found.append((before + 1, number - 1))
        before = max(before, number)
    return found


def _incomplete(session: AnySession, devices: Collection[str]) -> list[str]:
    """The phones of which fewer numbers came than their highest says: nearly all have none
    missing, and of those no more is read than this."""
    rows = session.execute(
        select(Change.device_id)
        .where(Change.device_id.in_(sorted(devices)))
        .group_by(Change.device_id)
        .having(func.count(Change.no.distinct()) < func.max(Change.no))
    )
    return [str(device) for (device,) in rows]


def _kept_for_a_person(session: AnySession, devices: Collection[str]) -> Iterable[tuple[str, int]]:
    """The numbers in what was not understood, or came under an id that was taken: those stand in
    the kept body alone."""
    rows = session.execute(
        select(ReviewItem.device_id, ReviewItem.body).where(ReviewItem.device_id.in_(devices))
    )
    for device, body in rows:
        no = body.get("no") if isinstance(body, dict) else None
        if type(no) is int and no > 0:
            yield str(device), no

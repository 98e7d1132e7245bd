"""What must be true of sessions that a lead set to the day that fits (PROTOCOL 5.3.3, 5.7.1)."""

from collections.abc import Iterator

from .ledger import Mended
from .world import World


def mended_days_stand(world: World) -> Iterator[str]:
    """A session that was set to another day counts on that one, nobody is asked about it any more,
    and its phone knows. That it counted there once, and nowhere else, was looked at when it was
    set; that the totals still say so, a recount tells."""
    store = world.server.store
    for mended in world.ledger.mended:
        if not _is_history(world, mended) or _is_overtaken(world, mended):
            continue
        row = store.rows[mended.record]
        if (row.state, row.f["day"]) != ("counted", mended.day):
            yield f"{row.id} was set to {mended.day} and is {row.state} on {row.f['day']}"
        if mended.meant is not None and mended.meant.isoformat() != mended.day:
            yield f"{row.id} was on {mended.meant} and was set to {mended.day}"
        for phone in world.phones:
            sent = phone.storage.sent.get(mended.change)
            hears = phone.storage.standing == "welcome" and phone.device not in world.ledger.copied
            if hears and sent is not None and sent.open and sent.settled is None:
                yield f"{world.name(phone)} does not know that {mended.change} is settled"


def nobody_is_asked_in_vain(world: World) -> Iterator[str]:
    """Whether a session counts is asked only while it does not (PROTOCOL 5.7.1)."""
    store = world.server.store
    for item in store.items.values():
        row = store.rows.get(item.record or "")
        clear = row is not None and row.state in ("counted", "void")
        if item.about_state and item.settled is None and clear:
            yield f"how {item.record} counts is still asked"


def somebody_is_asked(world: World) -> Iterator[str]:
    """No session is left out of the totals without anybody being asked about it (PROTOCOL 5.7.1)."""
    store = world.server.store
    asked = {i.record for i in store.items.values() if i.about_state and i.settled is None}
    for row in store.rows.values():
        if row.state == "attention" and not row.erased and row.id not in asked:
            yield f"{row.id} does not count, and nobody is asked"


def _is_history(world: World, mended: Mended) -> bool:
    number, tag = mended.commit
    return world.server.store.tags.get(number) == tag


def _is_overtaken(world: World, mended: Mended) -> bool:
    """Whether somebody changed what was settled, or erased it."""
    store = world.server.store
    return store.rows[mended.record].erased or any(
        each.record == mended.record
        and each.seq > mended.commit[0]
        and not each.applied.keys().isdisjoint(("day", "status", "team"))
        for each in store.effects
    )

"""What must be true of phones whose rows and the server's digest do not agree (PROTOCOL 7.6)."""

from collections.abc import Iterator

from .phone import Phone
from .world import World


def differing_phones_say_so(world: World) -> Iterator[str]:
    """While a channel's digest stays wrong, each of its phones fetches it anew on every day, tells
    the server so, and the server keeps since when."""
    for phone in _listening(world):
        wrong = {*world.miscounted()} & {*phone.storage.channels}
        for channel in sorted(wrong - {*phone.storage.differing}):
            yield f"{world.name(phone)} does not say that {channel} differs"
        for channel in sorted(wrong):
            if phone.storage.repairs.get(channel) != world.server.today.isoformat():
                yield f"{world.name(phone)} did not fetch {channel} anew today"
        if phone.device in world.ledger.copied:
            continue
        station = world.server.store.stations[phone.device]
        if not wrong <= {*station.differing}:
            yield f"the server was not told all that differs on {world.name(phone)}"
        since = station.differs_since
        if wrong and (since is None or since.date() >= world.server.today):
            yield f"the server does not know since when {world.name(phone)} differs"


def nobody_differs_for_ever(world: World) -> Iterator[str]:
    """Once the channels agree again nobody says any more that they differ."""
    for phone in _listening(world):
        for channel in phone.storage.differing:
            yield f"{world.name(phone)} still says that {channel} differs"
        station = world.server.store.stations[phone.device]
        if station.differing or station.differs_since is not None:
            yield f"the server still has it that {world.name(phone)} differs"


def _listening(world: World) -> list[Phone]:
    """The phones that are told digests."""
    return [
        phone
        for phone in world.phones
        if phone.storage.standing == "welcome" and not world.is_stopped(phone)
    ]

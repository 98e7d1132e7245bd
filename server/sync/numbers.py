"""Which numbers of a phone's changes never came (PROTOCOL 4.1.2), kept while they come: to read
them later from all changes of all phones would cost more with every day. Whatever was kept has
come, also what waits for a person."""

from collections.abc import Collection, Iterable, Sequence

from server.database.connections import AnySession
from server.sync.store import numbers as store
from server.sync.store.numbers import Range
from sync.protocol_limits import SAFE_INTEGER
from sync.receive import Received


def note_numbers(session: AnySession, device: str, known: int, come: Collection[int]) -> bool:
    """Keeps that these numbers of a phone have come; `known` is the highest that had. Whether some of them were
    missing. Call it with the clock taken."""
    if not come:
        return False
    highest = max(known, *come)
    old = store.gaps_within(session, device, min(come), known) if min(come) <= known else []
    lacking = [*old, (known + 1, highest)] if highest > known else old
    store.replace_gaps(session, device, old, without(lacking, come))
    if highest > known:
        store.put_highest_no(session, device, highest)
    return bool(old)


def number_of(received: Received) -> int | None:
    """The number that a change has; of one that was not understood, if there is one in it."""
    if received.change is not None:
        return received.change.no
    no = received.body.get("no") if isinstance(received.body, dict) else None
    return no if type(no) is int and 0 < no <= SAFE_INTEGER else None


def without(lacking: Sequence[Range], come: Iterable[int]) -> list[Range]:
    """What is left of ranges, none of which meets another, when these numbers are taken out."""
    left: list[Range] = []
    numbers = sorted(set(come))
    for first, last in sorted(lacking):
        start = first
        for number in numbers:
            if start <= number <= last:
                if number > start:
                    left.append((start, number - 1))
                start = number + 1
        if start <= last:
            left.append((start, last))
    return left

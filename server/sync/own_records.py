"""What a phone says of a record to which it gave an id of another phone's (PROTOCOL 5.2.9). Called
inside `writing`."""

from server.records.store import changes, reviews
from server.records.tables import ReviewItem
from server.records.writer import Writer
from server.sync.context import BatchContext
from sync.kinds import member
from sync.receive import Received
from sync.record_id import separate_id


def of_own_record(
    writer: Writer, context: BatchContext, received: Received, device: str, settled: bool = False
) -> Received:
    """The change with the id of the record that it speaks of: the one that it names, or, where that is
    another phone's, its own phone's. A create of such an id is of a record of its own; an edit, where
    its author has no right to the one that stands, and the phone has handed in a create of its own.
    `settled`: a person decides anew what was decided before."""
    change = received.change
    if change is None or not context.names_anothers(received, device, settled):
        return received
    own = separate_id(change.record, device)
    kept = context.kept.has_create(change.record)
    if change.op == "edit" and not (kept or context.kept.has_create(own) or writer.row(own)):
        return received
    if kept:
        separate_record(writer, change.record, device)
        context.kept.set_apart(change.record, own)
        context.forget_known(change.id)
    context.know_own(own)
    return received._replace(change=change._replace(record=own))


def of_item(
    writer: Writer, context: BatchContext, received: Received, item: ReviewItem
) -> Received:
    """The same for what waits: it may have got its own id when it came, or gets it now, since the
    other phone's record has come after it."""
    change = received.change
    if change is None or item.record_id is None or item.device_id is None:
        return received
    if item.record_id != change.record:
        context.know_own(item.record_id)
        return received._replace(change=change._replace(record=item.record_id))
    return of_own_record(writer, context, received, item.device_id, settled=True)


def separate_record(writer: Writer, record: str, device: str) -> None:
    """What waits of a phone's own record under another one's id gets its own one."""
    own = separate_id(record, device)
    reviews.separate_record(writer.session, record, device, own)
    changes.separate_record(writer.session, record, device, own)


def separate_all(writer: Writer, record: str, maker: str | None) -> None:
    """The same for all phones but the one that made the record which stands there."""
    items = reviews.items_of_record(writer.session, record)
    for device in sorted({each for each in map(_maker, items) if each}):
        if maker is not None and device != maker:
            separate_record(writer, record, device)


def _maker(item: ReviewItem) -> str | None:
    is_create = item.body.get("op") == "create" and item.body.get("kind") != member.NAME
    return item.device_id if is_create else None

"""Closing what waits for a person, and telling a phone how a change of its ended (PROTOCOL 5.7.3)."""

from uuid import UUID, uuid5

from server.records.rows import StoredRow
from server.records.store import changes, reviews
from server.records.tables import ReviewItem
from server.records.writer import Writer
from sync.channel import device as device_channel


def close_item(
    writer: Writer,
    item: ReviewItem,
    outcome: str,
    by: str | None = None,
    reason: str | None = None,
) -> None:
    """Closes an item and tells its phone, which shows the change as "Cần sửa" until then. No item closes
    in another way. `by` is None where nobody was asked: what waited went in, was replaced, or needs no
    word any more. Of a change that met other values the phone hears field by field, when somebody
    settles its proposals; of the whole of it only that it was refused."""
    reviews.settle_item(writer.session, item.id, writer.moment, by, outcome, reason)
    if outcome == "refused" or not _left_proposals(writer, item):
        device, record = item.device_id, item.record_id
        settle_change(writer, item.change_id, record, device, outcome, [], reason)


def _left_proposals(writer: Writer, item: ReviewItem) -> bool:
    change = changes.change_by_id(writer.session, item.change_id)
    # Another content under the same id left none.
    return item.verdict != "id_reuse" and change is not None and change.verdict == "conflict"


def settle_change(
    writer: Writer,
    change_id: str,
    record: str | None,
    device: str | None,
    outcome: str,
    fields: list[str],
    reason: str | None = None,
) -> None:
    """Tells a phone how its change ended (PROTOCOL 5.7.3)."""
    if device is None:
        return
    told = {"change": change_id, "record": record, "outcome": outcome, "fields": fields}
    if reason is not None:
        told["reason"] = reason
    # The fields of one change may be settled one by one, each with its own row. And a phone may send
    # something under the id of another one's change: the other one's row stays its own.
    row_id = str(uuid5(UUID(change_id), " ".join(["settlement", device, *fields])))
    writer.put("settlement", row_id, device_channel(device), told, device=device)


def settle_proposal(
    writer: Writer, proposal: StoredRow, outcome: str, reason: str | None = None
) -> None:
    """Says in a proposal how it was settled, and tells the phone that made its change."""
    writer.change(proposal, f={**proposal.f, "settled": outcome})
    change = changes.change_by_id(writer.session, proposal.f["change"])
    device = change.device_id if change else None
    fields = [proposal.f["field"]]
    settle_change(
        writer, proposal.f["change"], proposal.f["record"], device, outcome, fields, reason
    )

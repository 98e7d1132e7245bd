"""Telling a phone how a change of its ended (PROTOCOL 5.7.3)."""

from uuid import UUID, uuid5

from server.syncing.rows import StoredRow
from server.syncing.store import changes
from server.syncing.writing import Writer
from sync.channel import device as device_channel


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
    # The fields of one change may be settled one by one, each with its own row.
    row_id = str(uuid5(UUID(change_id), "settlement " + " ".join(fields)))
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

"""Writing a batch of changes: one short transaction, the clock first (PROTOCOL 5)."""

from collections import Counter
from collections.abc import Mapping, Sequence

from server.extensions import db
from server.operations.audit import Actor, record_audit
from server.syncing.facts import Facts
from server.syncing.rows import Fields
from server.syncing.taking import take
from server.syncing.writing import writing
from sync.reception import Received


def push(
    device: str,
    offset: float,
    codes: Mapping[str, frozenset[str]],
    received: Sequence[Received],
) -> list[Fields]:
    """The result of each change, in the order given, all of it committed. `offset` is the
    phone's clock minus the server's, in seconds."""
    with writing(db.session, len(received)) as writer:
        facts = Facts(writer, device, offset, codes, received)
        results = [take(writer, facts, each, device) for each in received]
        counts = dict(Counter(str(each["verdict"]) for each in results))
        record_audit(
            db.session, Actor("device", device), "changes_received", ("device", device), counts
        )
    db.session.commit()
    return results

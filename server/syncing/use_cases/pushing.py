"""Writing a batch of changes: one short transaction, the clock first (PROTOCOL 5)."""

from collections import Counter
from collections.abc import Mapping, Sequence

import structlog
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from server.extensions import db
from server.operations.audit import Actor, record_audit
from server.syncing.facts import Facts
from server.syncing.numbers import note_numbers, number_of
from server.syncing.rows import Fields
from server.syncing.taking import take
from server.syncing.writing import Writer, writing
from sync.reception import Received
from sync.verdict import Verdict

log = structlog.get_logger()


def push(
    device: str,
    offset: float,
    codes: Mapping[str, frozenset[str]],
    received: Sequence[Received],
) -> list[Fields]:
    """The result of each change, in the order given, all of it committed. `offset` is the
    phone's clock minus the server's, in seconds."""
    with writing(db.session, len(received)) as writer:
        results = _take_all(writer, device, offset, codes, received)
        note_numbers(writer.session, device, _numbers(received, results))
        counts = dict(Counter(str(each["verdict"]) for each in results))
        record_audit(
            db.session, Actor("device", device), "changes_received", ("device", device), counts
        )
    db.session.commit()
    return results


def _numbers(received: Sequence[Received], results: Sequence[Fields]) -> set[int]:
    """The numbers of what was kept, whatever became of it."""
    pairs = zip(received, results, strict=True)
    kept = [number_of(each) for each, told in pairs if told["verdict"] != Verdict.RETRY]
    return {number for number in kept if number is not None}


def _take_all(
    writer: Writer,
    device: str,
    offset: float,
    codes: Mapping[str, frozenset[str]],
    received: Sequence[Received],
) -> list[Fields]:
    """Nearly every batch holds no surprise and is written with one statement for each table. If the
    database refuses that, each change is taken for itself, and only the one at fault is kept."""
    try:
        with writer.savepoint():
            facts = Facts(writer, device, offset, codes, received)
            results = [take(writer, facts, each, device, together=True) for each in received]
            writer.flush()
            return results
    except (OperationalError, InterfaceError):
        raise
    except DBAPIError as error:
        log.warning("batch_taken_apart", device=device, exc_info=error)
    facts = Facts(writer, device, offset, codes, received)
    return [take(writer, facts, each, device) for each in received]

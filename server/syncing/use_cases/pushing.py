"""Writing a batch of changes: one short transaction, the clock first (PROTOCOL 5)."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from server.extensions import db
from server.operations.audit import Actor, record_audit
from server.syncing.facts import Facts
from server.syncing.numbers import note_numbers, number_of
from server.syncing.rows import Fields
from server.syncing.taking import take_each, take_together
from server.syncing.writing import Writer, writing
from sync.reception import Received
from sync.verdict import Verdict

log = structlog.get_logger()


def push(
    device: str,
    offset: float,
    codes: Mapping[str, frozenset[str]],
    received: Sequence[Received],
    note: Callable[[Session, list[Fields]], None],
) -> list[Fields]:
    """The result of each change, in the order given, all of it committed. `offset` is the
    phone's clock minus the server's, in seconds; what `note` writes goes in with the same commit.

    Nearly every batch holds no surprise and is written with one statement for each table. If
    anything goes wrong with that, nothing of it is kept, and each change is taken for itself: then
    only the one at fault is kept for a person."""
    try:
        results = _write(device, offset, codes, received, note, take_together)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        log.warning("batch_taken_apart", device=device, exc_info=error)
        db.session.rollback()
        results = _write(device, offset, codes, received, note, take_each)
    db.session.commit()
    return results


def _write(
    device: str,
    offset: float,
    codes: Mapping[str, frozenset[str]],
    received: Sequence[Received],
    note: Callable[[Session, list[Fields]], None],
    take: Callable[[Writer, Facts, Sequence[Received], str], list[Fields]],
) -> list[Fields]:
    with writing(db.session, len(received)) as writer:
        facts = Facts(writer, device, offset, codes, received)
        results = take(writer, facts, received, device)
        note(writer.session, results)
        note_numbers(writer.session, device, _numbers(received, results))
        counts = dict(Counter(str(each["verdict"]) for each in results))
        record_audit(
            writer.session, Actor("device", device), "changes_received", ("device", device), counts
        )
    return results


def _numbers(received: Sequence[Received], results: Sequence[Fields]) -> set[int]:
    """The numbers of what was kept, whatever became of it."""
    pairs = zip(received, results, strict=True)
    kept = [number_of(each) for each, told in pairs if told["verdict"] != Verdict.RETRY]
    return {number for number in kept if number is not None}

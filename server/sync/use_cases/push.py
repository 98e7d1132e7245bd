"""Writing a batch of changes: one short transaction, the clock first (PROTOCOL 5)."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import NamedTuple

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError
from sqlalchemy.orm import Session

from server.audit.writing import Actor, record_audit
from server.catalogue.store import codes_query
from server.database.engine import autocommit_connection, db
from server.database.pipeline import pipeline
from server.database.sql import fetch_pipelined
from server.http.request_log import hashed, note_verdicts
from server.records.rows import Fields
from server.records.store import records
from server.records.writer import begin_writing
from server.sync.apply import apply_batch, release_held
from server.sync.context import Batch, BatchContext
from server.sync.incoming_changes import IncomingChanges
from server.sync.numbers import note_numbers, number_of
from server.sync.push_limiter import charge_also_read, charge_time
from server.sync.round_request import RoundRequest
from server.sync.store.numbers import highest_query
from server.sync.store.review_quota import ReviewQuota
from server.sync.store.stored_bytes import count_stored
from server.sync.use_cases.last_contact import note_contact, note_if_new
from server.sync.use_cases.pull import fetch_news
from sync.problems import PROBLEMS, ProblemError
from sync.receive import Received
from sync.verdict import Verdict

log = structlog.get_logger()


class Pushed(NamedTuple):
    """The result of each change, in the order given, all of it committed; whether any of it was new."""

    results: list[Fields]
    is_new: bool


def push(batch: Batch, note: Callable[[Session, list[Fields]], None]) -> Pushed:
    """What becomes of a batch. What `note` writes goes in with the same commit. Where the server has all
    of it already nothing is written, and nobody asked to note it (PROTOCOL 5.2.1).

    If a change fails unexpectedly, the transaction is rolled back and the batch applied again with each change
    in its own savepoint, so that only the one at fault is kept for review."""
    with charge_time():
        try:
            pushed = _write(batch, note)
        except (OperationalError, InterfaceError, ProblemError):
            raise
        except Exception as error:
            log.warning("batch_taken_apart", device=hashed(batch.device), exc_info=error)
            db.session.rollback()
            pushed = _write(batch, note, isolated=True)
    note_verdicts(pushed.results)
    return pushed


def _write(
    batch: Batch,
    note: Callable[[Session, list[Fields]], None],
    *,
    isolated: bool = False,
) -> Pushed:
    """Reads with the clock taken, decides, writes and commits. While Python decides the next
    changes and works out the totals, PostgreSQL writes the ones before."""
    device, received = batch.device, batch.received
    asked = (highest_query(device), *batch.queries())
    writer, (highest, *told) = begin_writing(db.session, len(received), *asked)
    context, session = BatchContext(writer, batch, told), writer.session
    writer.room = ReviewQuota(session, device, context.phone(device)[0])
    with pipeline(session):
        results = apply_batch(writer, context, received, device, isolated=isolated)
        writer.room.check()
        if writer.has_put:
            note(session, results)
            if note_numbers(session, device, highest, _numbers(received, results)):
                release_held(writer, context, device)
            counts = dict(Counter([each["verdict"] for each in results]))
            actor = Actor("device", device)
            record_audit(session, actor, "changes_received", ("device", device), counts)
            writer.finish()
            count_stored(session, device, context.phone(device)[0], writer.stored)
            session.commit()
            charge_also_read(writer.also_read)
    if not writer.has_put:
        session.rollback()  # the numbers that were taken for what is not new
    return Pushed(results, writer.has_put)


def _numbers(received: Sequence[Received], results: Sequence[Fields]) -> set[int]:
    """The numbers of what was kept, whatever became of it."""
    pairs = zip(received, results, strict=True)
    kept = [number_of(each) for each, told in pairs if told["verdict"] != Verdict.RETRY]
    return {number for number in kept if number is not None}


def push_round(request: RoundRequest, mine: list[str]) -> list[Fields]:
    """Applies the changes of a round and commits them with the phone's contact. Returns the results. Raises
    history_reset and batch_too_large."""
    batch = _read_batch(request, mine)

    def note(session: Session, results: list[Fields]) -> None:
        note_contact(session, batch.device, request.contact(results))

    pushed = push(batch, note)
    if not pushed.is_new:
        contact = request.contact(pushed.results)
        note_if_new(request, fetch_news(request, mine, contact), contact)
    return pushed.results


def _read_batch(request: RoundRequest, mine: list[str]) -> Batch:
    """The received changes of a phone whose history is the server's."""
    incoming = IncomingChanges(request.changes)
    queries = (records.channel_state_query(mine, request.known.commit), codes_query())
    with autocommit_connection() as database:
        stand, codes, *kept = fetch_pipelined(database, *queries, *incoming.queries())
    request.check_history(stand)
    received = incoming.receive(*kept)
    if len(received) < len(request.changes):
        raise ProblemError(PROBLEMS["batch_too_large"])
    return Batch(request.device, request.offset, codes, received)

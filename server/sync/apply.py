"""Taking one change in: what `decide` said is written down (PROTOCOL 5.2 to 5.6)."""

import secrets
from collections.abc import Sequence

import structlog
from sqlalchemy.exc import InterfaceError, OperationalError

from server.audit.writing import Actor
from server.auth.throttle import count_added_member
from server.database.canonical_json import dumps_canonical
from server.database.pipeline import sync_point
from server.records.rows import Fields, StoredRow
from server.records.store import changes, reviews
from server.records.store.records import PROPOSAL
from server.records.tables import ReviewItem
from server.records.writer import Writer
from server.sync.approval import close_unlisted
from server.sync.context import BatchContext
from server.sync.members import make_member
from server.sync.own_records import of_own_record
from server.sync.review_queue import (
    close_replaced_late,
    close_what_it_settles,
    enqueue,
    follow_attention,
    is_plainly_kept,
    needs_attention,
    new_change,
    result,
)
from server.sync.settlements import close_item, settle_change
from server.sync.store.numbers import gaps_within
from sync.change import Change
from sync.kinds import member
from sync.problems import ProblemError
from sync.receive import Received, receive, receive_stored
from sync.verdict import Decision, Verdict, decide

log = structlog.get_logger()

PART = 100
"""So many changes are written at once: the database writes them while the next are decided."""
FOR_A_PERSON = (Verdict.HELD, Verdict.REVIEW, Verdict.ID_REUSE)


def apply_batch(
    writer: Writer,
    context: BatchContext,
    batch: Sequence[Received],
    device: str,
    *,
    isolated: bool = False,
) -> list[Fields]:
    """Applies the changes in order and returns their results. Rows are buffered; the last ones are written by
    `Writer.finish`. If `isolated`, a change that fails is kept for review; else its exception is raised and the
    transaction must be rolled back."""
    apply_one = _apply_isolated if isolated else _apply
    results = []
    with writer.buffered():
        for received in batch:
            results.append(apply_one(writer, context, received, device))
            if len(results) % PART == 0:
                writer.flush()
    return results


def _apply(writer: Writer, context: BatchContext, received: Received, device: str) -> Fields:
    """Decides a change and writes all that follows from it: {"id", "verdict", "code", "fields", "row",
    "record"}. Most changes need no query and are only buffered."""
    received = context.of_kept(received)
    if context.names_anothers(received, device):
        with writer.unbuffered(), sync_point(writer.session):
            received = of_own_record(writer, context, received, device)
    decision = decide(received, context.situation(received))
    if decision.known:
        close_replaced_late(writer, context, received, decision)
        return result(received, decision, _row_of(writer, received))
    if _is_plain(writer, context, received, decision):
        return _take_plain(writer, context, received, decision, device)
    if is_plainly_kept(received, decision):
        return enqueue(writer, context, received, decision, device, None)
    with writer.unbuffered(), sync_point(writer.session):
        return _take(writer, context, received, decision, device)


def _apply_isolated(
    writer: Writer, context: BatchContext, received: Received, device: str
) -> Fields:
    """Applies a change in a savepoint. If that fails unexpectedly, keeps it for review with a trace id. Raises
    only what ends the whole request: a database that is gone or full, or a problem of the request."""
    with sync_point(writer.session):
        try:
            with context.savepoint():
                return _apply(writer, context, received, device)
        except (OperationalError, InterfaceError, ProblemError):
            raise
        except Exception as error:
            trace = secrets.token_hex(8)
            log.error("change_failed", trace=trace, change=received.id, exc_info=error)
        try:
            with context.savepoint():
                failed = Decision(Verdict.REVIEW, "internal_failure")
                return enqueue(writer, context, received, failed, device, trace)
        except (OperationalError, InterfaceError, ProblemError):
            raise
        except Exception as error:
            log.error("change_not_kept", trace=trace, change=received.id, exc_info=error)
            failed = Decision(Verdict.RETRY, "internal_failure")
            return result(received, failed, None) | {"trace": trace}


def _is_plain(
    writer: Writer, context: BatchContext, received: Received, decision: Decision
) -> bool:
    """Whether a change does no more than to write its record and itself: nothing waits for it and
    it closes nothing, so there is nothing to ask the database."""
    change = received.change
    if decision.known or decision.verdict is not Verdict.APPLIED or change is None:
        return False
    if change.kind == member.NAME or change.replaces or context.held.is_awaited(change.record):
        return False
    before, after = writer.row(change.record), decision.record
    states = (before and before.state, after and after.state)
    void_aside = "void" in states and after is not None and after.waits_on is not None
    return "attention" not in states and not void_aside


def _take_plain(
    writer: Writer, context: BatchContext, received: Received, decision: Decision, device: str
) -> Fields:
    assert received.change is not None
    _, row = _write(writer, received, received.change, decision, device)
    context.learn(received, decision)
    return result(received, decision, row)


def _row_of(writer: Writer, received: Received) -> StoredRow | None:
    return writer.row(received.change.record) if received.change else None


def _write(
    writer: Writer, received: Received, change: Change, decision: Decision, device: str
) -> tuple[StoredRow | None, StoredRow | None]:
    """Writes what a decision says, and the change itself; the record before and after."""
    before = writer.row(change.record)
    row = write_decision(writer, change, decision, device)
    is_written = row is not None and row is not before
    seq = row.ver if row is not None and is_written else writer.number()
    record, applied = decision.record, decision.apply
    state = row.state if row is not None and record is not None else None
    is_whole = record is not None and applied is record.fields
    spelled = row.spelled if row is not None and is_written and is_whole else None
    writer.put_change(
        new_change(writer, received, decision, device, seq, spelled or applied, state)
    )
    return before, row


def _take(
    writer: Writer, context: BatchContext, received: Received, decision: Decision, device: str
) -> Fields:
    change = received.change
    if decision.known:
        return result(received, decision, _row_of(writer, received))
    if decision.verdict in FOR_A_PERSON:
        return enqueue(writer, context, received, decision, device, None)
    if change is None:  # Not understood, and of an erased record: nothing of it is kept.
        writer.put_change(new_change(writer, received, decision, device, writer.number()))
        context.learn(received, decision)
        return result(received, decision, None)
    if _adds_member(change, decision) and not _count_member(writer, device):
        crowd = Decision(Verdict.REVIEW, "added_too_many")
        return enqueue(writer, context, received, crowd, device, None)
    before, row = _write(writer, received, change, decision, device)
    if decision.verdict is Verdict.GONE:
        # A copy of the phone may hold the change under another verdict (PROTOCOL 7.5).
        settle_change(writer, received.id, change.record, device, "erased", [])
    actor = Actor("device", device, member=change.author)
    make_member(writer, context, change, decision.record, actor)
    close_unlisted(writer, row)
    context.learn(received, decision)
    close_what_it_settles(writer, context, change, before, row, received, decision, device)
    if decision.record is not None:
        apply_held(writer, context, change.record)
    return result(received, decision, writer.row(change.record))


def _adds_member(change: Change, decision: Decision) -> bool:
    return change.kind == member.NAME and change.op == "create" and decision.record is not None


def _count_member(writer: Writer, device: str) -> bool:
    """Counts one more whom the phone adds today. Answers whether a lead may add as many."""
    has_room = count_added_member(writer.session, device)
    writer.session.flush()
    return has_room


def write_decision(
    writer: Writer, change: Change, decision: Decision, device: str | None
) -> StoredRow | None:
    """Writes the record and the proposals of a decision; answers the record as it stands."""
    record = decision.record
    if record is None:
        row = writer.row(change.record)
    else:
        row = writer.put(
            record.kind,
            change.record,
            record.channel,
            record.fields,
            record.state,
            author=record.author,
            device=device if change.op == "create" else None,
        )
    for proposal in decision.proposals:
        fields = {
            "record": change.record,
            "change": change.id,
            "author": change.author,
            "at": change.at,
            "field": proposal.field,
            "current": proposal.current,
            "proposed": proposal.proposed,
            "settled": None,
        }
        channel = row.channel if row else change.channel
        writer.put(PROPOSAL, proposal.id, channel, fields, author=change.author, device=device)
    return row


MOST_LATE, MOST_LATE_TOGETHER = 50, 100
"""Of one record, and of all whose creates one push brings: each late edit writes its whole record once more,
and the clock is held meanwhile."""


def apply_held(writer: Writer, context: BatchContext, record_id: str) -> None:
    """The edits that came before the create of their record, or before an earlier edit of their phone, which
    is there now. Nobody's session has more than a few; what lies beyond `MOST_LATE`, and of the push beyond
    `MOST_LATE_TOGETHER`, waits for a person (PROTOCOL 5.2.5)."""
    held = context.held.take(record_id)
    if not held:
        return
    most = min(MOST_LATE, MOST_LATE_TOGETHER - context.held.late)
    in_time, for_a_person = held[:most], held[most:]
    context.held.late += len(in_time)
    for item in reviews.items_in_order(writer.session, [each.item for each in in_time]):
        if not apply_late(writer, context, item):
            context.held.expect(record_id)
    if for_a_person:
        verdict, code = str(Verdict.REVIEW), "needs_create"
        ids = [each.item for each in for_a_person]
        reviews.reopen_as(writer.session, ids, verdict, code)
        changed = [each.change for each in for_a_person]
        changes.update_changes(writer.session, changed, verdict=verdict, code=code)


def release_held(writer: Writer, context: BatchContext, device: str) -> None:
    """What waits for an edit of its phone that was made earlier, once numbers have come that were missing."""
    with sync_point(writer.session):
        for record_id in reviews.records_with_held_edits(writer.session, device):
            context.held.expect(record_id)
            apply_held(writer, context, record_id)


def _lacks_own(writer: Writer, change: Change, device: str | None) -> bool:
    """Whether nobody but its phone has changed a record so far, and what that made in between may not have come
    yet."""
    if device is None:
        return False
    last = changes.last_own(writer.session, change.record, device)
    return last is not None and bool(gaps_within(writer.session, device, last + 1, change.no - 1))


def apply_late(writer: Writer, context: BatchContext, item: ReviewItem) -> bool:
    """A held edit whose create has come (PROTOCOL 5.2.5). Whether it waits no more: it does where it is at odds
    with nobody else, and what its phone changed before it has not come yet."""
    # What is kept was screened when it came, and the lock is held meanwhile.
    received = receive_stored(item.body, item.payload_hash, dumps_canonical) or receive(item.body)
    change = received.change
    if change is not None and item.record_id is not None:  # It may be one of its own (5.2.9).
        change = change._replace(record=item.record_id)
        received = received._replace(change=change)
    received = context.of_kept(received, late=True)
    change = received.change
    decision = decide(received, context.situation(received, item.device_id, settled=True))
    if change is None or decision.verdict in FOR_A_PERSON:
        verdict, code = str(Verdict.REVIEW), decision.code or "bad_shape"
        reviews.reopen_as(writer.session, [item.id], verdict, code)
        changes.update_change(writer.session, item.change_id, verdict=verdict, code=code)
        return True
    if decision.verdict is Verdict.CONFLICT and _lacks_own(writer, change, item.device_id):
        return False
    before = writer.row(change.record)
    row = write_decision(writer, change, decision, item.device_id)
    changes.update_change(
        writer.session,
        item.change_id,
        verdict=str(decision.verdict),
        code=decision.code,
        fields=list(decision.fields),
        applied=decision.apply,
        state=row.state if row and decision.record else None,
        seq=row.ver if row is not None and row is not before else writer.number(),
    )
    close_unlisted(writer, row)
    follow_attention(writer, change, before, row, decision)
    context.learn(received, decision)
    if needs_attention(before, row):
        # It went in, on a day that somebody has to look at (PROTOCOL 5.3.3).
        reviews.reopen_as(writer.session, [item.id], str(Verdict.REVIEW), "bad_day")
        reviews.offer_day(writer.session, item.id, decision.fits)
        return True
    outcome = "refused" if decision.verdict is Verdict.GONE else str(decision.verdict)
    close_item(writer, item, outcome)
    return True

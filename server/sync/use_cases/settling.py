"""A person's word on what waits: accepted, edited or refused, and why (PROTOCOL 5.7)."""

from datetime import date
from typing import Any

from server.audit.store import entries_about
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.catalogue.store import catalogue_codes
from server.database.clock import today
from server.database.engine import db
from server.database.sql import fetch_pipelined
from server.records.rows import Fields, StoredRow
from server.records.store import changes, reviews
from server.records.tables import ReviewItem
from server.records.writer import Writer, writing
from server.scope.reach import actor_by_right, check_team_in_care
from server.sync.apply import apply_held
from server.sync.approval import is_waiting, move_proposals, refuse_unlisted, server_change
from server.sync.context import Batch, BatchContext
from server.sync.editing import (
    Settlement,
    check_days,
    correction_note,
    edit_record,
    edited,
    note_own,
    once_members,
    without_correction,
)
from server.sync.fix_day import fix_day
from server.sync.members import make_member
from server.sync.own_records import of_item
from server.sync.review_queue import close_attention
from server.sync.settlements import close_item, settle_proposal
from sync.change import Change
from sync.channel import team as team_channel
from sync.channel import team_of
from sync.correction import FIELD, correction_by_member
from sync.correction import FIELD as CORRECTED
from sync.editing import received_with
from sync.kinds import KINDS
from sync.problems import PROBLEMS, ProblemError
from sync.receive import receive
from sync.refusal import ChangeRefused
from sync.screening import blank
from sync.settling import accept_change, check_people, check_vouched, overrule
from sync.situation import Record
from sync.values import same

OUTCOMES = {
    "accept": "accepted",
    "edit": "edited",
    "refuse": "refused",
    "mend_day": "accepted",
}
_ATTENTION = ("bad_day", "not_member")
_UNCOUNTED = ("attention", "awaiting_approval")


def settle(principal: Principal, actor: Actor, item_id: str, settlement: Settlement) -> Fields:
    """Settles an item or a proposal: {"id", "decision"}. Raises not_found for what the asker does
    not look after, conflict_settled for what was settled before but by the asker's own "accept", and
    invalid_shape for an
    "accept" of what cannot be taken as it is, an "edit" that the rules refuse, or a "mend_day"
    where no other day fits (`details.code` says why, `details.field` of which field)."""
    with writing(db.session) as writer:
        row, item = writer.row(item_id), reviews.item(db.session, item_id)
        proposed = row if row is not None and row.kind == "proposal" else None
        team = team_of(proposed.channel) if proposed else item.team_id if item else None
        actor = actor_by_right(principal, actor, [team] if team else [])
        try:
            if proposed is not None:
                _settle_proposal(writer, principal, proposed, settlement)
            elif item is not None:
                _settle_item(writer, principal, actor, item, settlement)
            else:
                raise ProblemError(PROBLEMS["not_found"])
        except ProblemError as problem:
            if problem.problem.code != "conflict_settled" or not _is_said(
                actor, item_id, settlement
            ):
                raise
            return {"id": item_id, "decision": settlement.decision}
        except ChangeRefused as refusal:
            details = {"code": refusal.code, "field": refusal.field}
            raise ProblemError(PROBLEMS["invalid_shape"], details) from refusal
        record = proposed.f["record"] if proposed else item.record_id if item else None
        told: dict[str, Any] = {"decision": settlement.decision, "record": record, "team": team}
        if settlement.own is not None:
            told["fields"] = sorted(map(blank, settlement.own))
        record_audit(db.session, actor, "review_settled", ("review", item_id), told)
    db.session.commit()
    return {"id": item_id, "decision": settlement.decision}


def _is_said(actor: Actor, item_id: str, settlement: Settlement) -> bool:
    """Whether it is the asker who accepted it: a page that was left does not know whether it was heard."""
    return settlement.decision == "accept" and any(
        (entry.actor_id, entry.details.get("decision")) == (actor.id, "accept")
        for entry in entries_about(db.session, "review_settled", item_id)
    )


def _settle_proposal(
    writer: Writer, principal: Principal, row: StoredRow, settlement: Settlement
) -> None:
    check_team_in_care(principal, team_of(row.channel) or "")
    if row.f.get("settled") is not None:
        raise ProblemError(PROBLEMS["conflict_settled"])
    record, rows = row.f["record"], reviews.settled_together(writer.session, row)
    if settlement.decision == "mend_day":
        raise ChangeRefused("bad_day", "day")
    if settlement.decision in ("accept", "edit"):
        there = writer.row(record)
        if there is None or there.erased:
            raise ChangeRefused("erased")
        if settlement.decision == "accept":
            taken = {each.f["field"]: each.f["proposed"] for each in rows}
            after = _overrule(writer, there, {**taken, **_by_whom(there, row)})
        else:
            after = _edit(writer, principal, there, edited(rows, settlement))
        _close_what_counts(writer, there, after)
    for each in rows:
        settle_proposal(writer, each, OUTCOMES[settlement.decision], settlement.reason)


def _by_whom(there: StoredRow, proposal: StoredRow) -> dict[str, Any]:
    """What a session says of who changed it, once a late value was accepted: nothing any more where that is
    its author's own."""
    said = correction_by_member(proposal.f["author"], there.author)
    tells = KINDS[there.kind].tells_who and not same(there.f.get(CORRECTED), said)
    return {CORRECTED: said} if tells else {}


def _settle_item(
    writer: Writer,
    principal: Principal,
    actor: Actor,
    item: ReviewItem,
    settlement: Settlement,
) -> None:
    check_team_in_care(principal, item.team_id or "")
    if item.settled_at is not None:
        raise ProblemError(PROBLEMS["conflict_settled"])
    there = writer.row(item.record_id) if item.record_id else None
    stands = there if there is not None and _went_in(writer, item) else None
    # First, for what follows from the word closes what else is asked about the session.
    close_item(writer, item, OUTCOMES[settlement.decision], actor.id, settlement.reason)
    if settlement.decision == "mend_day":
        _fix_day(writer, principal, item, stands)
    elif stands is not None:
        if settlement.decision == "edit":
            stands = _edit_attention(writer, principal, stands, settlement)
        _settle_attention(writer, item, stands, settlement.decision)
    elif settlement.decision != "refuse":
        _accept(writer, principal, actor, item, settlement)


def _went_in(writer: Writer, item: ReviewItem) -> bool:
    """Whether the change went in, and only how its record counts is to be settled."""
    if item.verdict != "review" or item.code not in _ATTENTION:
        return False
    change = changes.change_by_id(writer.session, item.change_id)
    return change is not None and change.verdict in ("applied", "conflict")


def _settle_attention(writer: Writer, item: ReviewItem, there: StoredRow, decision: str) -> None:
    """A session that stands but does not count: it counts from now on, in the team's channel, or
    it is void. One that counts by now, or that its author made void, stays as it is."""
    if there.erased and decision != "refuse":
        raise ChangeRefused("erased")
    if there.state not in _UNCOUNTED:
        return
    if decision == "refuse":
        void = _overrule(writer, there, {"status": "void"}, state="void")
        refuse_unlisted(writer, void)
        return
    team = item.team_id or ""
    counted = writer.change(there, channel=team_channel(team), state="counted")
    _bring_proposals(writer, there, counted)
    writer.put_change(server_change(writer, counted, "settle", None, counted.ver))


def _edit_attention(
    writer: Writer, principal: Principal, there: StoredRow, settlement: Settlement
) -> StoredRow:
    """The session as somebody corrected it before it counts."""
    if there.erased:
        raise ChangeRefused("erased")
    row = _edit(writer, principal, there, settlement)
    if row.state == "void":
        refuse_unlisted(writer, row)
    return row


def _edit(
    writer: Writer, principal: Principal, there: StoredRow, settlement: Settlement
) -> StoredRow:
    row = edit_record(writer, principal, there, settlement)
    _bring_proposals(writer, there, row)
    return row


def _fix_day(
    writer: Writer, principal: Principal, item: ReviewItem, there: StoredRow | None
) -> None:
    """The session counts on the day that fits."""
    if there is None:
        raise ChangeRefused("bad_day", "day")
    _close_what_counts(writer, there, fix_day(writer, principal, there, item.fits))


def _bring_proposals(writer: Writer, before: StoredRow | None, row: StoredRow) -> None:
    if before is not None and before.channel != row.channel:
        move_proposals(writer, before.channel, {row.id}, team_of(row.channel) or "")


def _close_what_counts(writer: Writer, before: StoredRow | None, row: StoredRow) -> None:
    """Nobody need be asked about the day of a session that needs no attention any more."""
    if before is not None and before.state == "attention" and row.state != "attention":
        close_attention(writer, row.id)


def _overrule(
    writer: Writer, there: StoredRow, applied: dict[str, Any], state: str | None = None
) -> StoredRow:
    record = overrule(there.record(), applied, is_waiting(writer, there))
    row = writer.change(
        there, channel=record.channel, f=dict(record.fields), state=state or record.state
    )
    _bring_proposals(writer, there, row)
    writer.put_change(server_change(writer, row, "settle", applied, writer.number()))
    return row


def _accept(
    writer: Writer, principal: Principal, actor: Actor, item: ReviewItem, settlement: Settlement
) -> None:
    """Takes in what was sent, of an "edit" with the asker's own values in it."""
    received = (
        receive(item.body) if settlement.own is None else received_with(item.body, settlement.own)
    )
    change = received.change
    if change is None:
        raise received.refusal or ChangeRefused("bad_shape")
    codes = catalogue_codes(writer.session)
    KINDS[change.kind].check_codes(change.set, codes)
    batch = Batch(item.device_id or "", 0.0, codes, [received])
    context = BatchContext(writer, batch, fetch_pipelined(writer.session, *batch.queries()))
    received = context.of_kept(received)
    change = received.change or change
    received = of_item(writer, context, received, item)
    is_apart, change = received.change != change, received.change or change
    situation = context.situation(received, settled=True)
    if situation.rolled_up:
        raise ChangeRefused("rolled_up")
    there = writer.row(change.record)
    before = there.record() if there else None
    waits = there is not None and is_waiting(writer, there)
    edited = _edited(principal, change, before, settlement)
    record = accept_change(change, before, waits, edited, is_apart)
    check_team_in_care(principal, record.team or "")
    if edited is not None:
        check_days(principal, before, record)
    check_people(change, record.team, situation)
    row = writer.put(
        record.kind,
        change.record,
        record.channel,
        dict(record.fields),
        record.state,
        author=record.author,
        device=item.device_id if there is None else None,
    )
    if there is None:
        make_member(writer, context, change, record, actor)
    _bring_proposals(writer, there, row)
    _store_accepted(writer, item, change, row, record, settlement)
    _close_what_counts(writer, there, row)
    if change.op == "create" and item.device_id is not None:
        apply_held(writer, context, change.record)


def _edited(
    principal: Principal, change: Change, before: Record | None, settlement: Settlement
) -> dict[str, Any] | None:
    """What a record tells of the asker's own values in a change; None where there are none."""
    if settlement.own is None:
        return None
    team = (before.team if before else team_of(change.channel)) or ""
    own = {name: value for name, value in change.set.items() if name in settlement.own}
    check_vouched(own, once_members(own, team), date.fromisoformat(today()))
    author = before.author if before else change.author
    return correction_note(principal, change.kind, team, author, settlement)


def _store_accepted(
    writer: Writer,
    item: ReviewItem,
    change: Change,
    row: StoredRow,
    record: Record,
    settlement: Settlement,
) -> None:
    """What was sent stays as it was sent. `applied` says what went in, with the asker's own values;
    these stand in a change of the server's own too, which tells by whom and why. What nobody could
    read when it came is no change of a record: all of it stands in that one."""
    applied = dict(record.fields) if change.op == "create" else _applied(change, record)
    sent = changes.change_by_id(writer.session, item.change_id)
    went_in: dict[str, Any] = {}
    if item.verdict != "id_reuse" and sent is not None:
        if sent.kind is not None:
            as_sent = applied if settlement.own is None else without_correction(applied)
            went_in = {"applied": as_sent, "state": row.state}
        number = writer.number()
        told: dict[str, Any] = {"verdict": "applied", "code": None, "fields": [], "seq": number}
        changes.update_change(writer.session, item.change_id, **told, **went_in)
    if settlement.own is not None:
        said = item.body["set"]
        own = {n: change.set.get(n) for n in settlement.own if n in change.set or n in said}
        note_own(writer, row, applied, own, said)
    elif not went_in:
        # The id belongs to another change, whose verdict stays as it is.
        writer.put_change(server_change(writer, row, "settle", applied, writer.number()))


def _applied(change: Change, record: Record) -> dict[str, Any]:
    """What an accepted edit set, and what the session says of it."""
    return {**change.set, FIELD: record.fields.get(FIELD)}

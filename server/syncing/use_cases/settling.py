"""A person's word on what waits: accepted or refused, and why (PROTOCOL 5.7)."""

from typing import Any

from server.asking import ask_together
from server.extensions import db
from server.identity.principal import Principal
from server.identity.scope import check_team_in_care
from server.library.store import catalogue_codes
from server.operations.audit import Actor, record_audit
from server.syncing.approval import is_waiting, move_proposals, refuse_unlisted, server_change
from server.syncing.facts import Batch, Facts
from server.syncing.members import make_member
from server.syncing.mending import mend
from server.syncing.rows import Fields, StoredRow
from server.syncing.settlements import settle_change, settle_proposal
from server.syncing.store import changes, reviews
from server.syncing.tables import ReviewItem
from server.syncing.taking import apply_late
from server.syncing.writing import Writer, writing
from sync.change import Change
from sync.channel import team as team_channel
from sync.channel import team_of
from sync.correction import FIELD
from sync.problems import PROBLEMS, ProblemError
from sync.reception import receive
from sync.refusal import ChangeRefused
from sync.settling import accept_change, check_codes, check_people, overrule
from sync.situation import Record

OUTCOMES = {"accept": "accepted", "refuse": "refused", "mend_day": "accepted"}
_ATTENTION = ("bad_day", "not_member")
_UNCOUNTED = ("attention", "awaiting_approval")


def settle(
    principal: Principal, actor: Actor, item_id: str, decision: str, reason: str | None
) -> Fields:
    """Settles an item or a proposal: {"id", "decision"}. Raises not_found for what the asker does
    not look after, conflict_settled for what somebody settled before, and invalid_shape for an
    "accept" of what cannot be taken as it is, or a "mend_day" where no other day fits
    (`details.code` says why)."""
    with writing(db.session) as writer:
        row, item = writer.row(item_id), reviews.item(db.session, item_id)
        try:
            if row is not None and row.kind == "proposal":
                _settle_proposal(writer, principal, row, decision, reason)
            elif item is not None:
                _settle_item(writer, principal, actor, item, decision, reason)
            else:
                raise ProblemError(PROBLEMS["not_found"])
        except ChangeRefused as refusal:
            details = {"code": refusal.code, "field": refusal.field}
            raise ProblemError(PROBLEMS["invalid_shape"], details) from refusal
        details = {"decision": decision}
        record_audit(db.session, actor, "review_settled", ("review", item_id), details)
    db.session.commit()
    return {"id": item_id, "decision": decision}


def _settle_proposal(
    writer: Writer, principal: Principal, row: StoredRow, decision: str, reason: str | None
) -> None:
    check_team_in_care(principal, team_of(row.channel) or "")
    if row.f.get("settled") is not None:
        raise ProblemError(PROBLEMS["conflict_settled"])
    record, field = row.f["record"], row.f["field"]
    if decision == "mend_day":
        raise ChangeRefused("bad_day", "day")
    if decision == "accept":
        there = writer.row(record)
        if there is None or there.erased:
            raise ChangeRefused("erased")
        applied = {field: row.f["proposed"]}
        _close_what_counts(writer, there, _overrule(writer, there, applied))
    settle_proposal(writer, row, OUTCOMES[decision], reason)


def _settle_item(
    writer: Writer,
    principal: Principal,
    actor: Actor,
    item: ReviewItem,
    decision: str,
    reason: str | None,
) -> None:
    check_team_in_care(principal, item.team_id or "")
    if item.settled_at is not None:
        raise ProblemError(PROBLEMS["conflict_settled"])
    there = writer.row(item.record_id) if item.record_id else None
    stands = there if there is not None and _stands(writer, item) else None
    if decision == "mend_day":
        _mend(writer, principal, item, stands)
    elif stands is not None:
        _settle_attention(writer, item, stands, decision)
    elif decision == "accept":
        _accept(writer, principal, actor, item)
    outcome = OUTCOMES[decision]
    reviews.settle_item(writer.session, item.id, writer.moment, actor.id, outcome, reason)
    settle_change(writer, item.change_id, item.record_id, item.device_id, outcome, [], reason)


def _stands(writer: Writer, item: ReviewItem) -> bool:
    """Whether the change went in, and only how its record counts is to be settled."""
    if item.verdict != "review" or item.code not in _ATTENTION:
        return False
    change = changes.change_by_id(writer.session, item.change_id)
    return change is not None and change.verdict in ("applied", "conflict")


def _settle_attention(writer: Writer, item: ReviewItem, there: StoredRow, decision: str) -> None:
    """A session that stands but does not count: it counts from now on, in the team's channel, or
    it is void. One that counts by now, or that its author made void, stays as it is."""
    if there.erased and decision == "accept":
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
    writer.put_change(**server_change(writer, counted, "settle", None, counted.ver))


def _mend(writer: Writer, principal: Principal, item: ReviewItem, there: StoredRow | None) -> None:
    """The session counts on the day that fits."""
    if there is None:
        raise ChangeRefused("bad_day", "day")
    _close_what_counts(writer, there, mend(writer, principal, there, item.fits))


def _bring_proposals(writer: Writer, before: StoredRow | None, row: StoredRow) -> None:
    if before is not None and before.channel != row.channel:
        move_proposals(writer, before.channel, {row.id}, team_of(row.channel) or "")


def _close_what_counts(writer: Writer, before: StoredRow | None, row: StoredRow) -> None:
    """Nobody need be asked about the day of a session that needs no attention any more."""
    if before is None or before.state != "attention" or row.state == "attention":
        return
    for code in _ATTENTION:
        for item in reviews.open_items_of_record(writer.session, row.id, code):
            if _stands(writer, item):
                reviews.settle_item(writer.session, item.id, writer.moment, None, "applied")


def _overrule(
    writer: Writer, there: StoredRow, applied: dict[str, Any], state: str | None = None
) -> StoredRow:
    record = overrule(there.record(), applied, is_waiting(writer, there))
    row = writer.change(
        there, channel=record.channel, f=dict(record.fields), state=state or record.state
    )
    _bring_proposals(writer, there, row)
    columns = server_change(writer, row, "settle", applied, writer.number())
    writer.put_change(**columns)
    return row


def _accept(writer: Writer, principal: Principal, actor: Actor, item: ReviewItem) -> None:
    received = receive(item.body)
    change = received.change
    if change is None:
        raise received.refusal or ChangeRefused("bad_shape")
    codes = catalogue_codes(writer.session)
    check_codes(change.kind, change.set, codes)
    there = writer.row(change.record)
    waits = there is not None and is_waiting(writer, there)
    record = accept_change(change, there.record() if there else None, waits)
    check_team_in_care(principal, record.team or "")
    batch = Batch(item.device_id or "", 0.0, codes, [received])
    facts = Facts(writer, batch, ask_together(writer.session, *batch.questions()))
    check_people(change, record.team, facts.situation(received, settled=True))
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
        make_member(writer, facts, change, record, actor)
    _bring_proposals(writer, there, row)
    _keep_accepted(writer, item, change, row, record)
    _close_what_counts(writer, there, row)
    if change.op == "create" and item.device_id is not None:
        for held in facts.take_held(change.record):
            apply_late(writer, facts, held)


def _keep_accepted(
    writer: Writer, item: ReviewItem, change: Change, row: StoredRow, record: Record
) -> None:
    applied = dict(record.fields) if change.op == "create" else _applied(change, record)
    if item.verdict == "id_reuse":
        # The id belongs to another change, whose verdict stays as it is.
        columns = server_change(writer, row, "settle", applied, writer.number())
        writer.put_change(**columns)
        return
    changes.update_change(
        writer.session,
        item.change_id,
        verdict="applied",
        code=None,
        fields=[],
        applied=applied,
        state=row.state,
        seq=writer.number(),
    )


def _applied(change: Change, record: Record) -> dict[str, Any]:
    """What an accepted edit set, and what the session says of it."""
    return {**change.set, FIELD: record.fields.get(FIELD)}

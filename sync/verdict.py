"""The server's word on one change: PROTOCOL 5.2 to 5.4 as one pure function."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from .change import Change
from .correction import with_correction
from .events import judge_event
from .kinds import KINDS
from .merge import Merge, merge
from .receive import Received
from .refusal import ChangeRefused
from .repeat import is_repeat
from .situation import Known, Record, Situation
from .values import same
from .write_permissions import Placing, judge_create, judge_edit, state_after_edit

MOST_HELD = 50
"""So many edits of a record by one phone wait for its create: nobody's session has more than a few."""


class Verdict(StrEnum):
    """PROTOCOL 4.4."""

    APPLIED = "applied"
    CONFLICT = "conflict"
    HELD = "held"
    REVIEW = "review"
    GONE = "gone"
    ID_REUSE = "id_reuse"
    RETRY = "retry"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A late value that stayed out, for the lead to settle. `id` is the proposal record's id."""

    id: str
    field: str
    current: Any
    proposed: Any


class Decision(NamedTuple):
    """What to write. `code` and `fields` go out with the verdict. `known`: nothing is to be
    written, the verdict was given before. `apply` is what went in (null takes a field away),
    `record` the whole record afterwards; both None where the record stays as it is. `fits`: the day
    that would fit, where the session's own does only by a corrected clock."""

    verdict: Verdict
    code: str | None = None
    fields: tuple[str, ...] = ()
    known: bool = False
    apply: dict[str, Any] | None = None
    record: Record | None = None
    proposals: tuple[Proposal, ...] = ()
    fits: str | None = None


def decide(received: Received, situation: Situation) -> Decision:
    """The verdict on a received change in its situation. Never raises ChangeRefused: what is
    refused is kept for review, with the code that says why."""
    known = situation.known
    if known is not None and _is_ours(known, situation) and is_repeat(known, received):  # 5.2.1
        return Decision(Verdict(known.verdict), known.code, known.fields, known=True)
    if situation.record is not None and situation.record.erased:  # 5.2.4
        return Decision(Verdict.GONE, "erased", known=known is not None)
    if known is not None:
        return Decision(Verdict.ID_REUSE, "id_reuse")
    if situation.device_state == "revoked":  # 5.2.2
        return Decision(Verdict.REVIEW, "device_revoked")
    if received.change is None:  # 5.2.3
        return _refused(received.refusal or ChangeRefused("bad_shape"))
    try:
        decision = _decide(received.change, situation)
    except ChangeRefused as refusal:
        return _refused(refusal)
    if decision.code is None and received.screened and decision.verdict is Verdict.APPLIED:
        return decision._replace(code="screened", fields=received.screened)
    return decision


def _is_ours(known: Known, situation: Situation) -> bool:
    """Whether the phone that made this change made the known one. What one phone signed another one
    can send as its own: it had no right to, and its verdict is no word on the first one's."""
    return known.device is None or known.device == situation.device


def _decide(change: Change, situation: Situation) -> Decision:
    if not situation.is_enrolled(change.author):  # 5.3.1
        raise ChangeRefused("unknown_author", "author")
    record = situation.record
    waits_here = change.op == "edit" and record and record.waits_on == situation.device
    if not (waits_here or situation.may_act(change.author)):
        raise ChangeRefused("unknown_author", "author")
    if situation.rolled_up:  # 5.19.3
        raise ChangeRefused("rolled_up")
    if change.op == "create":
        return _create(change, situation)
    if record is None:  # 5.2.5
        if situation.held_edits >= MOST_HELD:
            raise ChangeRefused("needs_create")
        return Decision(Verdict.HELD, "needs_create")
    return _edit(change, record, situation)


def _create(change: Change, situation: Situation) -> Decision:
    kind = KINDS[change.kind]
    placing = judge_event(change, situation) if kind.is_event else judge_create(change, situation)
    fields = {**change.set, **kind.owned_fields(placing.team, change.author)}
    kind.check_whole(fields)
    there = situation.record
    if there is not None:  # 5.2.6
        # Of an event the server may tell more, as things stood when it came.
        told = {name: there.fields.get(name) for name in fields} if kind.is_event else there.fields
        if there.kind != change.kind or not same(told, fields):
            raise ChangeRefused("record_exists")
        return Decision(Verdict.APPLIED)
    if situation.id_taken:  # 5.2.9
        raise ChangeRefused("record_exists")
    if situation.member_known:  # 5.3.9
        raise ChangeRefused("record_exists", "member")
    kind.check_codes(change.set, situation.codes)
    fields |= placing.told
    record = Record(change.kind, placing.channel, placing.state, fields, change.author)
    return _applied(placing, fields, record)


def _edit(change: Change, there: Record, situation: Situation) -> Decision:
    if there.kind != change.kind:
        raise ChangeRefused("bad_shape", "kind")
    merged = with_correction(change, merge(there.fields, change.set, change.prev))  # 5.4
    placing = judge_edit(change, there, merged, situation)
    KINDS[change.kind].check_whole(merged.fields)
    KINDS[change.kind].check_codes(change.set, situation.codes)
    state = state_after_edit(there, merged, placing)
    record = there._replace(fields=merged.fields, state=state)
    if not merged.conflicts:
        return _applied(placing, merged.applied, record)
    return Decision(
        Verdict.CONFLICT,
        fields=tuple(merged.conflicts),
        apply=merged.applied or None,
        record=record if merged.applied else None,
        proposals=_proposals(change, there, merged),
        fits=_spelled(placing.fits),
    )


def _applied(placing: Placing, applied: dict[str, Any], record: Record) -> Decision:
    if not applied:
        return Decision(Verdict.APPLIED)
    decision = Decision(Verdict.APPLIED, apply=applied, record=record)
    if placing.fits is None:
        return decision
    return decision._replace(code="bad_day", fields=("day",), fits=_spelled(placing.fits))


def _spelled(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _proposals(change: Change, there: Record, merged: Merge) -> tuple[Proposal, ...]:
    return tuple(
        Proposal(
            id=str(uuid5(UUID(change.id), name)),
            field=name,
            current=there.fields.get(name),
            proposed=change.set[name],
        )
        for name in merged.conflicts
    )


def _refused(refusal: ChangeRefused) -> Decision:
    fields = () if refusal.field is None else (refusal.field,)
    return Decision(Verdict.REVIEW, refusal.code, fields)

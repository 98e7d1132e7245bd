"""Whoever settles what waits puts in values of their own (PROTOCOL 5.7.7). Called by the use case
that settles, inside its `writing`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from server.auth.principal import Principal
from server.catalogue.store import catalogue_codes
from server.database.clock import today
from server.organisation.store import memberships_of
from server.records.rows import StoredRow
from server.records.writer import Writer
from server.scope.reach import check_record_in_scope
from server.sync.approval import is_waiting, server_change
from server.sync.fix_day import by_whom
from sync.channel import team_of
from sync.correction import FIELD
from sync.editing import own_values
from sync.kinds import KINDS
from sync.refusal import ChangeRefused
from sync.settling import overrule
from sync.situation import Record


@dataclass(frozen=True, slots=True)
class Settlement:
    """What somebody says of what waits: the decision and why; of an "edit" also the fields with
    their own values, null for what goes away."""

    decision: str
    reason: str | None
    own: Mapping[str, Any] | None = None


def edit_record(
    writer: Writer, principal: Principal, there: StoredRow, settlement: Settlement
) -> StoredRow:
    """Sets fields of a record that stands, whatever stands there now; the record afterwards.
    Raises ChangeRefused, and not_found for a session's day out of scope."""
    own, team, record = settlement.own or {}, _team(there), there.record()
    codes, day = catalogue_codes(writer.session), date.fromisoformat(today())
    clean = own_values(record, own, once_members(own, team), codes, day)
    said = correction_note(principal, there.kind, team, there.author, settlement)
    after = overrule(record, {**clean, **said}, is_waiting(writer, there))
    check_days(principal, record, after)
    row = writer.change(there, channel=after.channel, f=dict(after.fields), state=after.state)
    note_own(writer, row, {**clean, **said}, clean, there.f)
    return row


def correction_note(
    principal: Principal, kind: str, team: str, author: str | None, settlement: Settlement
) -> dict[str, Any]:
    """What a session tells of whoever edited it, with the reason; of other records nothing is
    told."""
    if not KINDS[kind].tells_who:
        return {}
    return {FIELD: by_whom(principal, team, author, settlement.reason)}


def check_days(principal: Principal, before: Record | None, after: Record) -> None:
    """Whoever edits a session may read it on the day on which it will stand, and on the one on
    which it counts so far. Raises not_found."""
    if not KINDS[after.kind].counts:
        return
    team = after.team or ""
    if before is not None and before.state == "counted":
        check_record_in_scope(principal, team, str(before.fields.get("day")))
    check_record_in_scope(principal, team, str(after.fields.get("day")))


def note_own(
    writer: Writer,
    row: StoredRow,
    applied: dict[str, Any],
    own: Mapping[str, Any],
    instead_of: Mapping[str, Any],
) -> None:
    """The server's own change for values of one's own, with those that they stand in place of."""
    change = server_change(writer, row, "settle", applied, writer.number())
    before = {name: instead_of.get(name) for name in own}
    writer.put_change(change._replace(set_values=dict(own), prev_values=before))


def once_members(set_: Mapping[str, Any], team: str | None) -> frozenset[str]:
    """Of the companions wished for, those who once stood in the team; nobody who was merged into
    somebody else."""
    named = set_.get("companions")
    asked = [each for each in named if isinstance(each, str)] if isinstance(named, list) else []
    return frozenset(
        member
        for member, memberships in memberships_of(asked).items()
        if any((each.member, each.team) == (member, team) for each in memberships)
    )


def without_correction(applied: Mapping[str, Any]) -> dict[str, Any]:
    """What went in by a change, without what tells of somebody else's part in it."""
    return {name: value for name, value in applied.items() if name != FIELD}


def edited(proposals: Iterable[StoredRow], settlement: Settlement) -> Settlement:
    """The settlement with what was proposed for the fields of which it has no value. Whoever settles
    these says nothing about another. Raises ChangeRefused."""
    proposed = {row.f["field"]: row.f["proposed"] for row in proposals}
    own = settlement.own or {}
    for name in own:
        if name not in proposed:
            raise ChangeRefused("unknown_field", name)
    return replace(settlement, own={**proposed, **own})


def _team(row: StoredRow) -> str:
    own = row.f.get("team")
    return own if isinstance(own, str) else team_of(row.channel) or ""

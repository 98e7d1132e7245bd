"""A coordinator's correction of a session, with a reason (PROTOCOL 5.8)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.catalogue.store import catalogue_codes
from server.database.clock import today
from server.database.engine import db
from server.records.rows import StoredRow
from server.records.writer import Writer, writing
from server.scope.reach import check_record_in_scope, teams_coordinated
from server.sync.approval import server_change
from server.sync.editing import once_members
from server.sync.review_queue import close_attention
from sync.channel import device_of
from sync.correcting import CorrectionRequest, correct
from sync.correction import FIELD
from sync.kinds import help_session
from sync.problems import PROBLEMS, ProblemError
from sync.redact import screen_body
from sync.refusal import ChangeRefused


def correct_session(
    principal: Principal,
    actor: Actor,
    session_id: str,
    *,
    set: Mapping[str, Any],
    prev: Mapping[str, Any],
    why: str,
) -> None:
    """Sets fields of a session if they still are what the asker saw, and commits. Citizens' data
    is blanked as in a phone's change. Raises not_found for a session or a new day out of scope,
    wrong_role where the team is in another's care by now or the asker only leads it, not_taken_in for one that stands on a
    phone that was not approved, changed_meanwhile (`details.fields`), and invalid_shape with
    `details.code` for what the rules refuse."""
    body = _screened({"set": set, "prev": prev, "why": why})
    assert principal.account is not None  # The table lets in accounts only.
    wish = CorrectionRequest(body["set"], body["prev"], body["why"], principal.account.name)
    codes = catalogue_codes(db.session)
    with writing(db.session) as writer:
        row = _session_in_care(writer, principal, session_id)
        try:
            members = once_members(wish.set, row.f.get("team"))
            done = correct(row.record(), wish, members, codes, date.fromisoformat(today()))
        except ChangeRefused as refusal:
            details = {"code": refusal.code, "field": refusal.field}
            raise ProblemError(PROBLEMS["invalid_shape"], details) from refusal
        if done.late:
            raise ProblemError(PROBLEMS["changed_meanwhile"], {"fields": list(done.late)})
        if done.applied:
            team = str(row.f.get("team"))
            check_record_in_scope(principal, team, str(done.record.fields["day"]))
            _write(writer, row, dict(done.record.fields), done.record.state, done.applied)
            subject, fields = ("help_session", session_id), sorted(done.applied)
            told: dict[str, Any] = {"team": team, "fields": fields}
            told |= _values(row, done.record.fields, fields)
            if "status" in fields:  # cancelled, or brought back
                told["status"] = done.record.fields["status"]
            record_audit(db.session, actor, "session_corrected", subject, told)
    db.session.commit()


def _values(row: StoredRow, after: Mapping[str, Any], fields: list[str]) -> dict[str, Any]:
    """What the fields were and what they are now, as the audit trail tells it: of what somebody
    typed only that it was changed."""
    named = [name for name in fields if name not in ("note", FIELD)]
    return {
        "before": {name: row.f.get(name) for name in named},
        "after": {name: after.get(name) for name in named},
    }


def _screened(said: dict[str, Any]) -> dict[str, Any]:
    """What was said, screened. Raises invalid_shape for more than is looked through."""
    body: dict[str, Any] = screen_body(said)
    is_whole = body.keys() == said.keys() and all(
        isinstance(body[name], Mapping) for name in ("set", "prev")
    )
    if not is_whole:
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": {"set": ["too much"]}}})
    return body


def _session_in_care(writer: Writer, principal: Principal, session_id: str) -> StoredRow:
    row = writer.row(session_id)
    if row is None or row.kind != help_session.NAME or row.erased:
        raise ProblemError(PROBLEMS["not_found"])
    team = str(row.f.get("team"))
    check_record_in_scope(principal, team, str(row.f.get("day")))
    if team not in teams_coordinated(principal):
        raise ProblemError(PROBLEMS["wrong_role"])
    if device_of(row.channel) is not None:
        raise ProblemError(PROBLEMS["not_taken_in"])
    return row


def _write(
    writer: Writer, before: StoredRow, fields: dict[str, Any], state: str, applied: dict[str, Any]
) -> None:
    row = writer.change(before, f=fields, state=state)
    change = server_change(writer, row, "correct", applied, row.ver)
    wished = {name: value for name, value in applied.items() if name != FIELD}
    seen = {name: before.f.get(name) for name in wished}
    writer.put_change(change._replace(set_values=wished, prev_values=seen))
    if before.state == "attention" and row.state != "attention":
        close_attention(writer, row.id)

"""The journal: what was taken away, told outside the database, so that a restored backup does not
give it back, and that the desk has worked, so that its people hear of it (PROTOCOL 5.9). One JSON line an act, with ids and days only. A line is on the medium
before its act is committed; where the act then fails, another line takes it back. Where the lines are
kept, `journal_store.py` knows."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, cast
from uuid import uuid4

from sqlalchemy import event
from sqlalchemy.orm import Session, SessionTransaction, scoped_session

from server.audit.actions import ABOUT
from server.audit.journal_file import ids_in
from server.audit.journal_store import open_journal
from server.audit.store import remember_journal
from server.config import current_settings

Parts = dict[str, Any]
_PENDING, _WRITTEN = "journal lines to write", "journal lines written"
_MARKS = "journal lines before savepoints"


@dataclass(frozen=True)
class Event:
    """An act as the journal tells of it: `subject` is the id of what it was done to, `by` who did
    it, `parts` what its kind of act needs to be done again."""

    id: str
    at: datetime
    action: str
    subject: str
    by: str | None = None
    parts: Parts = field(default_factory=dict)


def _named(*names: str) -> Callable[[Parts], Parts | None]:
    """Keeps these of an act's details."""
    return lambda details: {name: details[name] for name in names if name in details}


def _account(details: Parts) -> Parts | None:
    """Whether somebody may sign in, and where they were put by a person: what took the place of their
    unit they got together with all others."""
    before, after = details["before"], details["after"]
    told = ("disabled",) if details.get("succession") else ("disabled", "unit")
    changed = {name: after[name] for name in told if before[name] != after[name]}
    return changed or None


def _factor(details: Parts) -> Parts | None:
    """A new authenticator app ends the one of before, new recovery codes end those of before; a
    passkey ends nothing."""
    if details["factor"] == "totp":
        return {"factor": "totp"}
    return {"ended": details["ended"]} if details.get("ended") else None


def _membership(details: Parts) -> Parts | None:
    before, after = details["before"], details["after"]
    changed = {name: after[name] for name in ("role", "to") if before[name] != after[name]}
    return {"team": details["team"], **changed} if changed else None


_KEPT: dict[str, Callable[[Parts], Parts | None]] = {
    "device_revoked": _named("key"),
    "device_readmitted": _named(),
    "device_secret_renewed": _named(),
    "device_taken_back": _named("key"),
    "renewal_approved": _named("others"),
    "invitation_revoked": _named(),
    "certificate_withdrawn": _named("code"),
    "code_made": _named("code"),
    "code_ended": _named("code"),
    "site_withdrawn": _named("site"),
    "paper_withdrawn": _named("paper"),
    "joined": _named("team", "invitation", "state"),
    "account_changed": _account,
    "factor_added": _factor,
    "factor_removed": _named("factor"),
    "recovery_used": _named("code"),
    "membership_changed": _membership,
    "member_moved": _named("before", "after", "from"),
    "member_merged": _named("into"),
    "team_ended": _named("on"),
    "team_moved": _named("before", "after", "from"),
    "units_replaced": _named("kind", "on"),
    "unit_ended": _named("after"),
    "enrolment_approved": _named("device", "team"),
    "enrolment_refused": _named("device", "team"),
    "enrolment_rechecked": _named("device", "team"),
    "password_ended": _named(),
    "month_reopened": _named("code"),
    "record_erased": _named("kind", "channel", "changes"),
    "member_erased": _named(),
    "month_closed": _named("month", "code"),
}
"""Which acts of the audit trail are told, and what of each. Of those that give something, and of what
became of units, whoever restores is told how many there were: people do them again."""
MADE = tuple(
    action
    for about in ("sessions", "figures", "lists")
    for action in ABOUT[about]
    if action not in (*_KEPT, "bundle_carried", "totals_rebuilt", "sessions_rolled_up")
)
"""Work of the desk that no phone gives back. That it was done is told, and by whom."""
TOLD = (*_KEPT, *MADE)
"""Every act that a line may be about."""
_NEEDED = {
    "joined": ("state",),
    "member_merged": ("into",),
    "month_closed": ("month", "code"),
    "month_reopened": ("code",),
    "team_moved": ("after",),
}
"""Parts that a replay reads outside the savepoint of their act."""


def note(
    session: Session | scoped_session[Any],
    at: datetime,
    action: str,
    subject: str,
    by: str | None,
    details: Parts,
) -> None:
    """Tells of an act, if it is of a kind that is told, when the session commits."""
    kept = _KEPT.get(action)
    parts: Parts | None = {} if action in MADE else None
    if kept:
        parts = kept(details)
    if parts is None:
        return
    line: Parts = {"id": str(uuid4()), "at": at.isoformat(), "action": action}
    line |= {"subject": subject, "by": by, **({"parts": parts} if parts else {})}
    plain = session() if isinstance(session, scoped_session) else session
    plain.info.setdefault(_PENDING, []).append(line)


def read_journal(place: Path | str) -> list[Event]:
    """The acts, in the order in which they were told, without those that came to nothing. A line
    that a power cut left half written is passed over."""
    return parse_lines(open_journal(place).read())


def parse_lines(lines: Iterable[str]) -> list[Event]:
    """The acts of which some of a journal's lines tell, as `read_journal` gives them."""
    found: dict[str, Event] = {}
    for line in lines:
        told = _parsed(line)
        if told is None:
            continue
        if "undone" in told:
            found.pop(told["undone"], None)
            continue
        found[told["id"]] = Event(
            told["id"],
            datetime.fromisoformat(told["at"]),
            told["action"],
            told["subject"],
            told.get("by"),
            told.get("parts", {}),
        )
    return list(found.values())


def spoilt_lines(lines: Iterable[str]) -> list[int]:
    """The numbers, from 1, of the lines that cannot be read. A line that a power cut left half written is not
    one of them: its act was never committed."""
    return [
        number
        for number, line in enumerate(lines, 1)
        if line
        and _parsed(line) is None
        and not ids_in([line])
        and (line[0] != "{" or line.endswith("}"))
    ]


def _parsed(line: str) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return cast("dict[str, Any]", told) if _is_whole(told) else None


def _is_whole(told: Any) -> bool:
    """Whether a line has all that a replay reads of it, each of its form."""
    if not isinstance(told, dict) or "undone" in told:
        return isinstance(told, dict) and isinstance(told["undone"], str)
    parts = told.get("parts", {})
    if not isinstance(parts, dict):
        return False
    texts = [told.get(name) for name in ("id", "at", "action", "subject")]
    texts += [parts.get(name) for name in _NEEDED.get(str(texts[2]), ())]
    texts += ["" if told.get("by") is None else told["by"], parts.get("invitation", "")]
    if not all(isinstance(each, str) and each.isprintable() for each in texts):
        return False
    try:
        return datetime.fromisoformat(told["at"]).tzinfo is not None
    except ValueError:
        return False


@event.listens_for(Session, "before_commit")
def _write(session: Session) -> None:
    if session.in_nested_transaction() or _PENDING not in session.info:
        return
    lines = session.info.pop(_PENDING)
    place = current_settings().journal
    if place is not None:
        journal_id = open_journal(place).append(lines)
        session.info[_WRITTEN] = lines
        remember_journal(session.connection(), journal_id)


@event.listens_for(Session, "after_commit")
def _done(session: Session) -> None:
    session.info.pop(_WRITTEN, None)


@event.listens_for(Session, "after_transaction_create")
def _mark(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        marks = session.info.setdefault(_MARKS, {})
        marks[transaction] = len(session.info.get(_PENDING, ()))


@event.listens_for(Session, "after_transaction_end")
def _unmark(session: Session, transaction: SessionTransaction) -> None:
    if transaction.nested:
        session.info[_MARKS].pop(transaction)


@event.listens_for(Session, "after_rollback")
def _undo(session: Session) -> None:
    nested = session.get_nested_transaction()
    if nested is not None:
        # Only what was noted in the savepoint came to nothing.
        del session.info.get(_PENDING, [])[session.info[_MARKS][nested] :]
        return
    session.info.pop(_PENDING, None)
    lines = session.info.pop(_WRITTEN, None)
    place = current_settings().journal if lines else None
    if place is not None:
        open_journal(place).append([{"undone": line["id"]} for line in lines])

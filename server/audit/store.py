"""Reading the audit trail."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, or_, select, text

from server.audit.tables import IS_ACT, AuditEntry, JournalIdentity
from server.database.connections import AnySession
from server.database.sql import execute


def entries_about(session: AnySession, action: str, subject: str) -> list[AuditEntry]:
    """The entries that tell of an action on something."""
    chosen = select(AuditEntry).where(AuditEntry.action == action, AuditEntry.subject_id == subject)
    return list(session.scalars(chosen))


def acts_about(session: AnySession, action: str, subjects: Collection[str]) -> list[AuditEntry]:
    """The same of some things at once, the earliest first."""
    if not subjects:
        return []
    about = AuditEntry.subject_id.in_(sorted(subjects))
    chosen = select(AuditEntry).where(AuditEntry.action == action, about)
    return list(session.scalars(chosen.order_by(AuditEntry.id)))


def last_done_by(session: AnySession, actor: str, actions: Collection[str]) -> set[str]:
    """What an account was the last to do such an act to."""
    last = dict(session.execute(done_query(actions)).all())
    return {subject for subject, by in last.items() if by == actor}


def done_query(actions: Collection[str]) -> Select[str, str | None]:
    """Asks what such acts were done to and by whom, the earliest first."""
    # Said in these words, SQLite finds that its index by actions holds all of them.
    chosen = select(AuditEntry.subject_id, AuditEntry.actor_id).where(
        text(IS_ACT), AuditEntry.action.in_(actions)
    )
    return chosen.order_by(AuditEntry.id)


def acts_of_others(
    session: AnySession, account: str, actions: Collection[str], after: int, limit: int
) -> list[AuditEntry]:
    """What others did about an account, in entries behind `after`, the latest first."""
    chosen = select(AuditEntry).where(
        AuditEntry.subject_kind == "account",
        AuditEntry.subject_id == account,
        AuditEntry.action.in_(actions),
        AuditEntry.id > after,
        or_(AuditEntry.actor_id.is_(None), AuditEntry.actor_id != account),
    )
    return list(session.scalars(chosen.order_by(AuditEntry.id.desc()).limit(limit)))


def visible_entries(
    session: AnySession, subjects: Collection[str]
) -> set[tuple[str, str, datetime]]:
    """(action, subject, moment) of every act on these subjects."""
    found: set[tuple[str, str, datetime]] = set()
    ids = sorted(subjects)
    for start in range(0, len(ids), 500):
        chosen = select(AuditEntry.action, AuditEntry.subject_id, AuditEntry.at).where(
            AuditEntry.subject_id.in_(ids[start : start + 500])
        )
        found |= {(action, subject, at) for action, subject, at in session.execute(chosen)}
    return found


def last_details(session: AnySession, action: str) -> tuple[datetime, dict[str, Any]] | None:
    """When an action was done for the last time, and its details; None where it never was."""
    chosen = select(AuditEntry.at, AuditEntry.details).where(AuditEntry.action == action)
    row = session.execute(chosen.order_by(AuditEntry.id.desc()).limit(1)).first()
    return row and (row.at, row.details)


def names_before(
    session: AnySession, accounts: Collection[str], since: int
) -> dict[str, list[tuple[int, str]]]:
    """By account: the entries from a number on that gave it another name, the earliest first, each with
    the name of before."""
    chosen = select(AuditEntry.subject_id, AuditEntry.id, AuditEntry.details).where(
        text(IS_ACT),
        AuditEntry.action == "account_changed",
        AuditEntry.subject_id.in_(sorted(accounts)),
        AuditEntry.id >= since,
    )
    found: dict[str, list[tuple[int, str]]] = {}
    for account, number, details in session.execute(chosen.order_by(AuditEntry.id)):
        before, after = details.get("before") or {}, details.get("after") or {}
        if before.get("name") not in (None, after.get("name")):
            found.setdefault(account, []).append((number, before["name"]))
    return found


@dataclass(frozen=True)
class Actors:
    """Whose acts: of accounts at these units while they were there, or (None: wherever they were) of
    these accounts, of phones by their right in these teams, with `server` of commands too, and what
    anybody else did about these accounts, units and teams: an administrator, somebody above, a command,
    or the server, which notes that nobody knows who failed to sign in."""

    accounts: frozenset[str]
    units: frozenset[str] | None = None
    teams: frozenset[str] = frozenset()
    server: bool = False


@dataclass(frozen=True)
class Wanted:
    """Which acts: of these sorts (None: of all), from one moment on and before another, with numbers
    below `before`, and how many at most."""

    actions: Collection[str] | None
    since: datetime | None
    until: datetime | None
    before: int | None
    limit: int


def entries(session: AnySession, actors: Actors, wanted: Wanted) -> list[AuditEntry]:
    """Acts, the latest first."""
    return list(session.scalars(entries_query(actors, wanted)))


# Since when and until when a phone acted for people of a team: one that only asked to be let in never
# did.
_ACTED_FOR = """EXISTS (SELECT 1 FROM enrolment WHERE device_id = audit_entry.actor_id
 AND team_id IN :teams AND state IN ('approved', 'ended', 'barred') AND created_at <= audit_entry.at
 AND (state = 'approved' OR decided_at >= audit_entry.at))"""


def _by_right_in(teams: list[str]) -> ColumnElement[bool]:
    """A phone's act about one of these teams, or about none, while it acted for people of one."""
    about = AuditEntry.details["team"].as_string()
    acted = text(_ACTED_FOR).bindparams(bindparam("teams", teams, expanding=True))
    return or_(about.in_(teams), and_(about.is_(None), acted))


def entries_query(actors: Actors, wanted: Wanted) -> Select[AuditEntry]:
    """How `entries` asks for them."""
    ours = (
        AuditEntry.actor_id.in_(sorted(actors.accounts))
        if actors.units is None
        else AuditEntry.actor_unit_id.in_(sorted(actors.units))
    )
    by = [and_(AuditEntry.actor_kind == "account", ours)]
    if actors.teams:
        by.append(and_(AuditEntry.actor_kind == "device", _by_right_in(sorted(actors.teams))))
    if actors.server:
        by.append(AuditEntry.actor_kind == "system")
    about = [
        and_(AuditEntry.subject_kind == kind, AuditEntry.subject_id.in_(sorted(ids)))
        for kind, ids in (
            ("account", actors.accounts),
            ("unit", actors.units or ()),
            ("team", actors.teams),
        )
    ]
    chosen = select(AuditEntry).where(or_(*by, *about))
    if wanted.actions is not None:
        chosen = chosen.where(text(IS_ACT), AuditEntry.action.in_(wanted.actions))
    if wanted.since is not None:
        chosen = chosen.where(AuditEntry.at >= wanted.since)
    if wanted.until is not None:
        chosen = chosen.where(AuditEntry.at < wanted.until)
    if wanted.before is not None:
        chosen = chosen.where(AuditEntry.id < wanted.before)
    return chosen.order_by(AuditEntry.id.desc()).limit(wanted.limit)


_REMEMBER = """
INSERT INTO journal_identity (id, journal) SELECT 1, :journal
WHERE NOT EXISTS (SELECT 1 FROM journal_identity) ON CONFLICT (id) DO NOTHING
"""


def remember_journal(connection: Connection, journal: str) -> None:
    """Has the database know its journal from now on, if it knows none yet."""
    execute(connection, _REMEMBER, journal=journal)


def remembered_journal(session: AnySession) -> str | None:
    """The id of the journal that the database knows."""
    return session.scalar(select(JournalIdentity.journal))


def know_journal(session: AnySession, journal: str) -> str | None:
    """Has the database know this journal; the one that it knew before."""
    row = session.get(JournalIdentity, 1)
    if row is None:
        session.add(JournalIdentity(id=1, journal=journal))
        return None
    before, row.journal = row.journal, journal
    return before

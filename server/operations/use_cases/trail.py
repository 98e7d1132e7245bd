"""The audit trail as those read it who answer for it."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from server.clock import ZONE
from server.extensions import db
from server.identity.principal import Principal
from server.identity.scope import teams_coordinated, units_in_scope
from server.identity.store import accounts, devices
from server.operations import store
from server.operations.acts import ABOUT
from server.operations.store import Actors, Wanted
from server.operations.tables import AuditEntry
from server.organisation.store import units
from server.syncing.store.people import member_names, team_names

Shown = dict[str, Any]
MOST = 100


def entries(
    principal: Principal,
    about: str | None,
    first: date | None,
    last: date | None,
    before: int | None,
    limit: int,
) -> Shown:
    """{"rows", "next"}: acts of the accounts at and below the asker's unit and of the phones of the
    teams that it looks after, the latest first. `next` is the `before` of the next page."""
    wanted = Wanted(
        actions=ABOUT[about] if about else None,
        since=_start(first) if first else None,
        until=_start(last + timedelta(days=1)) if last else None,
        before=before,
        limit=min(limit, MOST) + 1,
    )
    found = store.entries(db.session, _actors(principal), wanted)
    page = found[: wanted.limit - 1]
    rows = _shown(page, teams_coordinated(principal))
    return {"rows": rows, "next": page[-1].id if len(found) > len(page) else None}


def _actors(principal: Principal) -> Actors:
    seen = units_in_scope(principal)
    ours = {each.id for each in accounts.all_accounts() if each.unit_id in seen}
    phones = {
        phone for team in teams_coordinated(principal) for phone in devices.devices_in_team(team)
    }
    return Actors(frozenset(ours), frozenset(phones))


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _shown(rows: list[AuditEntry], teams: frozenset[str]) -> list[Shown]:
    by_account = {row.actor_id for row in rows if row.actor_kind == "account" and row.actor_id}
    by_phone = {row.actor_id for row in rows if row.actor_kind == "device" and row.actor_id}
    who = accounts.names_of_accounts(db.session, by_account)
    people = devices.people_on(by_phone, teams)
    on_phone = {phone: ", ".join(names) for phone, names in people.items()}
    names = _subjects(rows)
    return [
        {
            "id": row.id,
            "at": row.at,
            "by": row.actor_kind,
            "who": who.get(row.actor_id or "") or on_phone.get(row.actor_id or "") or None,
            "action": row.action,
            "kind": row.subject_kind,
            "subject": row.subject_id,
            "name": names.get(row.subject_id),
            "details": row.details,
        }
        for row in rows
    ]


def _subjects(rows: Iterable[AuditEntry]) -> dict[str, str]:
    """What the things are called that were acted on, where they have names."""
    ids: dict[str, set[str]] = {}
    for row in rows:
        ids.setdefault(row.subject_kind, set()).add(row.subject_id)
    found = member_names(db.session, ids.get("member", ())) | team_names(
        db.session, ids.get("team", ())
    )
    found |= accounts.names_of_accounts(db.session, ids.get("account", set()))
    known = {unit.id: unit.name for unit in units.all_units()} if ids.get("unit") else {}
    return found | {each: known[each] for each in ids.get("unit", ()) if each in known}

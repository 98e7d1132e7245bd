"""The audit trail as those read it who answer for it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from server.audit import store
from server.audit.actions import ABOUT
from server.audit.store import Actors, Wanted
from server.audit.tables import AuditEntry
from server.auth.principal import Kind, Principal
from server.auth.store import accounts, devices
from server.database.clock import ZONE
from server.database.engine import db
from server.organisation.store import units
from server.scope.reach import teams_coordinated, units_in_scope
from server.sync.store.people import member_names, team_names
from server.targets import store as targets
from server.targets.tables import Indicator
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
MOST = 100
OF_ADMINISTRATORS = ("accounts", "teams", "figures", "lists")
"""What an administrator may ask about."""


def entries(
    principal: Principal,
    about: str | None,
    first: date | None,
    last: date | None,
    before: int | None,
    limit: int,
) -> Shown:
    """{"rows", "next"}: what accounts did while they were at and below the asker's unit, acts of phones
    by their right in the teams that it looks after, and what anybody did about the accounts that are there,
    these teams and units, the latest first. `next` is the `before` of the next page. An administrator, who reads no single records, is
    told of all acts about accounts, and of what administrators and commands did about what they may
    change too: teams and units, figures, lists. Raises wrong_role."""
    if principal.kind is Kind.ADMINISTRATOR:
        about = about or "accounts"
        if about not in OF_ADMINISTRATORS:
            raise ProblemError(PROBLEMS["wrong_role"])
    wanted = Wanted(
        actions=ABOUT[about] if about else None,
        since=_start(first) if first else None,
        until=_start(last + timedelta(days=1)) if last else None,
        before=before,
        limit=min(limit, MOST) + 1,
    )
    found = store.entries(db.session, _actors(principal, about), wanted)
    page = found[: wanted.limit - 1]
    rows = _shown(page, teams_coordinated(principal))
    return {"rows": rows, "next": page[-1].id if len(found) > len(page) else None}


def _actors(principal: Principal, about: str | None) -> Actors:
    known = accounts.all_accounts()
    if principal.kind is Kind.ADMINISTRATOR:
        of_all = about == "accounts"
        peers = {each.id for each in known if of_all or each.role == Kind.ADMINISTRATOR}
        return Actors(frozenset(peers), server=not of_all)
    seen, cared_for = units_in_scope(principal), teams_coordinated(principal)
    ours = {each.id for each in known if each.unit_id in seen}
    return Actors(frozenset(ours), seen, cared_for)


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), ZONE)


def _shown(rows: list[AuditEntry], teams: frozenset[str]) -> list[Shown]:
    by_account = {row.actor_id for row in rows if row.actor_kind == "account" and row.actor_id}
    by_phone = {row.actor_id for row in rows if row.actor_kind == "device" and row.actor_id}
    who = accounts.names_of_accounts(db.session, by_account)
    people = devices.people_on(by_phone, teams)
    on_phone = {phone: ", ".join(names) for phone, names in people.items()}
    names, indicators = _names(rows), _indicators(rows)
    return [
        {
            "id": row.id,
            "at": row.at,
            "by": row.actor_kind,
            "who": who.get(row.actor_id or "") or on_phone.get(row.actor_id or "") or None,
            "action": row.action,
            "kind": row.subject_kind,
            "subject": row.subject_id,
            "name": names.get(_about(row)) or _indicator(row, indicators),
            "details": _without_key(row.details) | _share(row, indicators),
            "names": {each: names[each] for each in _mentioned(row) if each in names},
        }
        for row in rows
    ]


def _without_key(details: Shown) -> Shown:
    """Without a phone's public key, which the journal needs and no reader (PROTOCOL 5.9)."""
    return {name: value for name, value in details.items() if name != "key"}


def _names(rows: Iterable[AuditEntry]) -> dict[str, str]:
    """What the things are called that were acted on or are spoken of, where they have names."""
    members = {row.subject_id for row in rows if row.subject_kind == "member"}
    people = {row.subject_id for row in rows if row.subject_kind == "account"}
    people |= {str(row.details["entered_by"]) for row in rows if "entered_by" in row.details}
    places = {each for row in rows for each in (_about(row), *_mentioned(row))}
    found = member_names(db.session, members) | accounts.names_of_accounts(db.session, people)
    found |= team_names(db.session, places)
    return found | {unit.id: unit.name for unit in units.all_units() if unit.id in places}


def _about(row: AuditEntry) -> str:
    """The id of what tells best what an act was about: of a figure, whose it is."""
    said = row.details
    after = said.get("after") or said.get("before")
    if isinstance(after, dict):
        said = after
    scope = said.get("scope")
    if row.subject_kind == "indicator_value":
        return str(scope[1]) if scope else ""
    if row.subject_kind in ("target", "snapshot"):
        return str(said.get("unit") or said.get("team") or "")
    return row.subject_id


def _mentioned(row: AuditEntry) -> list[str]:
    """What may be the ids of units and teams that an act speaks of."""
    return [each for each in row.details.values() if isinstance(each, str)]


def _indicators(rows: Iterable[AuditEntry]) -> dict[str, Indicator]:
    """All by code, if any of these acts is about one."""
    if not any(row.subject_kind.startswith("indicator") for row in rows):
        return {}
    return {each.code: each for each in targets.indicators(db.session)}


def _indicator(row: AuditEntry, known: Mapping[str, Indicator]) -> str | None:
    found = known.get(str(row.details.get("indicator") or row.subject_id))
    return found.label_vi if found else None


def _share(row: AuditEntry, known: Mapping[str, Indicator]) -> Shown:
    """What an entered figure is of, and whether it is in tenths of a percent."""
    found = known.get(str(row.details.get("indicator")))
    if found is None:
        return {}
    return {"indicator": found.label_vi, "is_share": found.kind == "share"}

"""The audit trail as those read it who answer for it."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from server.audit import store
from server.audit.actions import ABOUT
from server.audit.store import Actors, Wanted
from server.audit.tables import AuditEntry
from server.auth.principal import Kind, Principal
from server.auth.store import accounts
from server.catalogue.store import labels
from server.database.clock import ZONE, today
from server.database.engine import db
from server.organisation.store import teams, units
from server.organisation.unit_names import formal_name
from server.public_codes import store as public_codes
from server.public_codes.targets import find_target
from server.qr_codes.record_codes import HERITAGE_SITE
from server.records.store import reviews
from server.records.store.records import rows_by_id
from server.scope.reach import teams_coordinated, units_in_scope
from server.sync.actor_names import ActorNames
from server.sync.store.people import member_names, team_names
from server.targets import store as targets
from server.targets.tables import Indicator
from sync.kinds import help_session
from sync.problems import PROBLEMS, ProblemError
from sync.public_code import grouped

Shown = dict[str, Any]
MOST = 100
_WRITTEN = frozenset(
    [
        "name",
        "label_vi",
        "label_en",
        "title_vi",
        "title_en",
        "unit_vi",
        "unit_en",
        "denominator_name",
        "place",
        "source",
        "note",
        "texts",
        "reason",
        "why",
        "login",
    ]
)
"""Under what an act tells of what somebody wrote."""
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
        actions=_actions(about),
        since=_start(first) if first else None,
        until=_start(last + timedelta(days=1)) if last else None,
        before=before,
        limit=min(limit, MOST) + 1,
    )
    found = store.entries(db.session, _actors(principal, about), wanted)
    page = found[: wanted.limit - 1]
    rows = _shown(page, teams_coordinated(principal))
    return {"rows": rows, "next": page[-1].id if len(found) > len(page) else None}


def _actions(about: str | None) -> Collection[str] | None:
    """The acts of a sort; `all` are those of every sort, without what phones brought."""
    if about == "all":
        return [action for actions in ABOUT.values() for action in actions]
    return ABOUT[about] if about else None


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


def _shown(rows: list[AuditEntry], care: frozenset[str]) -> list[Shown]:
    actors = ActorNames(rows, care)
    indicators = _indicators(rows)
    names = _names(rows) | {code: each.label_vi for code, each in indicators.items()}
    places, known = _places(rows), _catalogue(rows)
    records = _records(rows)
    return [
        {
            "id": row.id,
            "at": row.at,
            "by": row.actor_kind,
            "who": actors.name_of(row),
            "may_be": actors.names_it_may_be(row),
            "action": row.action,
            "kind": row.subject_kind,
            "subject": row.subject_id,
            "name": records.get(_record(row))
            or names.get(_about(row))
            or _indicator(row, indicators)
            or _code(row, known),
            "where": names.get(row.subject_id)
            if row.subject_kind == "unit" and _record(row) in records
            else places.get(_team(row)),
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
    members |= {each for row in rows for each in _mentioned(row)}
    people = {row.subject_id for row in rows if row.subject_kind == "account"}
    people |= {str(row.details["entered_by"]) for row in rows if "entered_by" in row.details}
    places = {each for row in rows for each in (_about(row), *_mentioned(row))}
    authors = _authors(rows)
    members |= set(authors.values())
    found = member_names(db.session, members) | accounts.names_of_accounts(db.session, people)
    found |= {record: found[author] for record, author in authors.items() if author in found}
    found |= team_names(db.session, places)
    return found | {unit.id: formal_name(unit) for unit in units.all_units() if unit.id in places}


def _authors(rows: Iterable[AuditEntry]) -> dict[str, str]:
    """Whose what was acted on is, by its id: of what waited for a person who changed it, of another
    session who logged it."""
    of_sessions = {
        row.subject_id: row.subject_id for row in rows if row.subject_kind == help_session.NAME
    }
    asked = [row for row in rows if row.subject_kind == "review"]
    of_sessions |= {row.subject_id: str(row.details.get("record")) for row in asked}
    found = rows_by_id(db.session, sorted(set(of_sessions.values())))
    logged = {row.id: row.author for row in found if row.author and not row.erased}
    erased = {row.id for row in found if row.erased}
    changed = reviews.authors_of_items(db.session, [row.subject_id for row in asked])
    return {
        each: author
        for each, record in of_sessions.items()
        if (author := changed.get(each) or logged.get(record)) and record not in erased
    }


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


def _record(row: AuditEntry) -> tuple[str, str]:
    """Kind and id of the printed code, paper, site or activity that an act was about, else ("", "")."""
    if row.subject_kind == "activity":
        return "activity", row.subject_id
    of_sort, said = row.action.partition("_")[0], row.details
    kind, name = _OF_UNITS.get(of_sort, ("", ""))
    return kind, str(said.get(name) or "") if row.subject_kind == "unit" else ""


_OF_UNITS = {
    "code": ("code", "code"),
    "paper": ("paper", "paper"),
    "site": (HERITAGE_SITE, "site"),
}
"""What a unit keeps: by the first word of the act the kind of record, and under what the act tells its id."""


def _records(rows: Iterable[AuditEntry]) -> dict[tuple[str, str], str]:
    """What these are called today: "K3F-7Q2A Nộp hồ sơ trực tuyến" of a code, else the title."""
    found: dict[tuple[str, str], str] = {}
    for kind, record in {_record(row) for row in rows}:
        if not record:
            continue
        if kind == "code":
            code = public_codes.code_with(db.session, record)
            found[kind, record] = f"{grouped(record)} {code.purpose if code else ''}".rstrip()
        elif target := find_target(db.session(), kind, record):
            found[kind, record] = target.title
    return found


def _mentioned(row: AuditEntry) -> list[str]:
    """What may be the ids of units, teams and members that an act speaks of."""
    return list(_texts(_without_key(row.details)))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            # What somebody wrote is no id: who calls a team by one is not told whose it is.
            if name not in _WRITTEN:
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _team(row: AuditEntry) -> str:
    """The id of the team in which something was done, where that is not what it was done to."""
    return "" if row.subject_kind == "team" else str(row.details.get("team") or "")


def _places(rows: Iterable[AuditEntry]) -> dict[str, str]:
    """By id of a team "Đội hình Phổ Cường · Xã Khánh Cường"."""
    wanted = {_team(row) for row in rows} - {""}
    called, above = team_names(db.session, wanted), teams.units_of_teams(wanted, today())
    return {
        team: f"{name} · {formal_name(above[team])}" if team in above else name
        for team, name in called.items()
    }


def _catalogue(rows: Iterable[AuditEntry]) -> Mapping[str, Mapping[str, str]]:
    """The labels of the lists of which an entry was changed, by code."""
    kinds = {row.subject_id.partition("/")[0] for row in rows if row.subject_kind == "catalogue"}
    return {kind: labels(db.session, kind) for kind in kinds}


def _code(row: AuditEntry, known: Mapping[str, Mapping[str, str]]) -> str | None:
    """What has a code: "Cài đặt VNeID (DD01)", and of a guide the code."""
    if row.subject_kind == "guide":
        return row.subject_id
    kind, _, code = row.subject_id.partition("/")
    if row.subject_kind != "catalogue" or not code:
        return None
    label = known.get(kind, {}).get(code)
    return f"{label} ({code})" if label else code


def _indicators(rows: Iterable[AuditEntry]) -> dict[str, Indicator]:
    """All by code, if any of these acts is about one or a target of one may be."""
    if not any(row.subject_kind.startswith(("indicator", "target")) for row in rows):
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

"""The sessions behind a total: every number can be opened down to its records."""

from collections.abc import Collection, Sequence
from typing import Any

from server.auth.principal import Principal
from server.catalogue.store import catalogue_codes, groups_of_services
from server.database.connections import AnySession
from server.database.engine import db
from server.database.snapshot import snapshot
from server.records.rows import StoredRow
from server.records.store import changes, records
from server.records.store.changes import PastChange
from server.scope.reach import (
    Days,
    check_record_in_scope,
    check_unit_in_scope,
    days_of_records,
    days_within,
    teams_in_care,
)
from server.statistics.store import sessions
from server.statistics.store.places import place_names
from server.statistics.store.sessions import SESSION, Filter, Key
from server.statistics.use_cases.searching import SERVICE, matching
from server.statistics.use_cases.settled_changes import SettledChanges
from server.statistics.use_cases.sorting import (
    Looked,
    is_descending,
    place_of,
    places_in_order,
    rows_at,
)
from server.sync.store import people
from server.totals.continuing import repeats_among
from server.totals.past import last_past
from sync.channel import device_of, team_of
from sync.correction import FIELD
from sync.problems import PROBLEMS, ProblemError

__all__ = ["Filter", "session_of", "sessions_of"]

# So many sessions a page looks through at most, where some are left out.
LOOKED_THROUGH = 5000
# So many changes a page of a session's history holds.
HISTORY_PAGE = 100
Shown = dict[str, Any]


def sessions_of(
    principal: Principal,
    unit: str | None,
    team: str | None,
    wanted: Filter,
    after: str | None,
    limit: int,
) -> Shown:
    """{"rows", "next", "totals_only_until"}: sessions in the asker's scope, newest day first or as `sort` says. `after` is the `next` of
    the page before; what waits on phones, where `any` is asked for, stands first on the first page.
    Where some are left out a page looks through a part of the days only, so that
    it may hold few or none and yet have a `next`. Of a team that moved, the old unit's coordinator
    reads the days before and the new one's those after, not the earlier ones. Raises not_found for
    a unit out of scope, and for a team of which no day is in scope."""
    days = days_asked_for(principal, unit, team)
    until = last_past(db.session, days, wanted.first, wanted.last)
    return {**_page_of(principal, days, wanted, after, limit), "totals_only_until": until}


def _page_of(
    principal: Principal, days: Days, wanted: Filter, after: str | None, limit: int
) -> Shown:
    if wanted.sort is not None:
        looked = Looked(
            days, days_of_waiting(principal, days, wanted), wanted, services_wanted(wanted)
        )
        return _sorted_page(looked, after, limit)
    waiting = days_of_waiting(principal, days, wanted) if after is None else {}
    page, reached = _page(days, waiting, wanted, _place(after), limit)
    return {"rows": shown(db.session, page), "next": "~".join(reached) if reached else None}


def _sorted_page(looked: Looked, after: str | None, limit: int) -> Shown:
    """A page of sessions in the order that is wanted, each time of all that there are then: what came
    or went meanwhile moves no page, as the one before says where it ended."""
    try:
        end = place_of(after) if after is not None else None
    except ValueError as error:
        raise _no_place() from error
    with snapshot() as session:
        places = places_in_order(session, looked)
        if end is not None:
            descending = is_descending(looked.wanted)
            places = [each for each in places if each.is_behind(end, descending)]
        page = rows_at(session, places[:limit])
    more = len(places) > limit
    return {"rows": shown(db.session, page), "next": places[limit - 1].token() if more else None}


def _page(
    days: Days, waiting: Days, wanted: Filter, after: Key | None, limit: int
) -> tuple[list[StoredRow], Key | None]:
    """A page of sessions behind those that wait, and the key after which the next one begins."""
    services = services_wanted(wanted)
    most = LOOKED_THROUGH if wanted.is_narrow else limit + 1
    found: list[StoredRow] = []
    looked: list[Key] = []
    with snapshot() as session:
        waits = sessions.sessions_waiting(session, waiting, wanted, services)
        first = list(matching(session, waits, wanted.q))
        for keys, rows in sessions.sessions_found(session, days, wanted, services, after, most):
            found += matching(session, rows, wanted.q)
            looked += keys
            if len(found) > limit:
                last = found[limit - 1]
                return first + found[:limit], (str(last.f["day"]), last.id)
    return first + found, looked[-1] if len(looked) == most else None


def session_of(principal: Principal, session_id: str, after: str | None = None) -> Shown:
    """One session with its companions and a page of its history, if its day is in the asker's scope,
    as in `sessions_of`; one that stands in a phone's own channel is for that phone and for who looks
    after the team. The page holds the latest changes, the last one at its end; `after` is the `next`
    of the page of later ones. Raises not_found."""
    found = records.rows_by_id(db.session, [session_id])
    row = found[0] if found else None
    team = (row.f.get("team") or team_of(row.channel)) if row else None
    if row is None or row.kind != SESSION or row.erased or team is None:
        raise ProblemError(PROBLEMS["not_found"])
    check_record_in_scope(principal, team, str(row.f.get("day")))
    if not _is_shown(principal, row, team):
        raise ProblemError(PROBLEMS["not_found"])
    history, older = _history(session_id, after)
    companions = row.f.get("companions") or []
    acted = [_who(each) for each in history]
    settled = SettledChanges(session_id, team, history)
    names = people.member_names(db.session, [*companions, *acted])
    return {
        **shown(db.session, [row])[0],
        "place": row.f.get("place"),
        "due": row.f.get("due"),
        "companions": [people.named(names, member) for member in companions],
        "history": [_happened(each, names, settled) for each in history],
        "next": older,
    }


def _history(session_id: str, after: str | None) -> tuple[list[PastChange], str | None]:
    """A page of a session's changes, and the `next` of it if there are earlier ones."""
    seq, _, change = (after or "").partition("~")
    before = (int(seq), change) if change else None
    found = changes.history_of(db.session, session_id, before, HISTORY_PAGE + 1)
    page = found[-HISTORY_PAGE:]
    return page, f"{page[0].seq}~{page[0].id}" if len(found) > len(page) else None


def _is_shown(principal: Principal, row: StoredRow, team: str) -> bool:
    phone = device_of(row.channel)
    own = principal.device is not None and principal.device.id == phone
    return phone is None or own or team in teams_in_care(principal)


def _who(change: PastChange) -> str | None:
    """The member who made a change, or settled it as the lead."""
    said = (change.applied or {}).get(FIELD) or {}
    return change.author or said.get("by")


def _happened(change: PastChange, names: dict[str, str], settled: SettledChanges) -> Shown:
    applied = change.applied or {}
    said = applied.get(FIELD) or {}
    own = {name: value for name, value in applied.items() if name != FIELD}
    author = said.get("name") or names.get(_who(change) or "")
    if author is None and change.op == "settle":
        author = settled.name_at(change.received_at)
    return {
        "change": change.id,
        "op": change.op,
        "author_name": author,
        "at": change.at,
        "received_at": change.received_at,
        "verdict": change.verdict,
        "waits": settled.waits(change),
        "settled": settled.settled(change),
        "set": change.set_ if change.set_ is not None else own or None,
        "prev": change.prev,
        "why": said.get("why"),
    }


def days_asked_for(principal: Principal, unit: str | None, team: str | None) -> Days:
    """The days of a list: the asker's, those of a unit or of a team if given. Raises not_found for
    a unit out of scope, and for a team of which no day is in scope."""
    days = days_of_records(principal)
    if team is not None:
        if team not in days:
            raise ProblemError(PROBLEMS["not_found"])
        return {team: days[team]}
    if unit is not None:
        check_unit_in_scope(principal, unit)
        return days_within(days, unit)
    return days


def days_of_waiting(principal: Principal, days: Days, wanted: Filter) -> Days:
    """On which of the days what waits on phones is told, where it is asked for: to who looks after the
    team."""
    care = teams_in_care(principal) if wanted.state == "any" else frozenset()
    return {team: spans for team, spans in days.items() if team in care}


def services_wanted(wanted: Filter) -> Collection[str]:
    """The codes of the services that a session is looked through for."""
    if wanted.service is not None and wanted.group is None:
        return {wanted.service}
    if not wanted.asks_for_services:
        return ()
    codes = catalogue_codes(db.session).get("service", frozenset())
    if wanted.group is None:
        return codes
    groups = groups_of_services(db.session)
    grouped = {code for code in codes if groups.get(code, code) == wanted.group}
    return grouped & {wanted.service} if wanted.service is not None else grouped


def _place(after: str | None) -> Key | None:
    if after is None:
        return None
    day, _, record = after.partition("~")
    if not record:
        raise _no_place()
    return day, record


def _no_place() -> ProblemError:
    """What is said of an `after` that belongs to another list."""
    return ProblemError(PROBLEMS["invalid_shape"], {"errors": {"query": {"after": ["invalid"]}}})


def shown(session: AnySession, rows: Sequence[StoredRow]) -> list[Shown]:
    """Sessions as lists and files show them, with the names of what they name."""
    teams = people.team_names(session, (row.f.get("team") for row in rows))
    members = people.member_names(session, (row.author for row in rows))
    places = place_names(session, rows)
    received = sessions.first_received(session, [row.id for row in rows])
    repeats = repeats_among(session, rows)
    return [
        {
            "id": row.id,
            "day": row.f.get("day"),
            "start": row.f.get("start"),
            "end": row.f.get("end"),
            "team": people.named(teams, row.f.get("team")),
            "author": people.named(members, row.author),
            "people": row.f.get("people"),
            "repeats": row.id in repeats,
            "services": _services(row),
            "place_kind": row.f.get("place_kind"),
            "place_name": places.get(row.id),
            "age_band": row.f.get("age_band"),
            "note": row.f.get("note"),
            "status": row.f.get("status"),
            "state": row.state,
            "ver": row.ver,
            "received_at": received.get(row.id),
        }
        for row in rows
    ]


def _services(row: StoredRow) -> list[Shown]:
    return [
        {"code": name.removeprefix(SERVICE), **row.f[name]}
        for name in sorted(name for name in row.f if name.startswith(SERVICE))
    ]

"""All that the server keeps about who holds a phone, for that person (PROTOCOL 5.20.5)."""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any

from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import db
from server.directory.member_merge import sessions_naming
from server.directory.store import data_requests, own_data
from server.organisation.serializers import show_unit
from server.organisation.store import memberships, teams
from server.records.rows import StoredRow
from server.records.store.records import rows_by_id
from server.sync.store import people
from sync.correction import FIELD as CORRECTED
from sync.duration import hours_of
from sync.membership import OUT
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
MOST_SESSIONS = 5_000
MOST_ACTS = 500
MOST_WAITING = 500
_OTHERS = ("author", "companions", CORRECTED)
"""Fields of a session that name people."""


def read_own_data(principal: Principal) -> Shown:
    """What is kept about the person who holds the phone, and of nobody else: of a session in which others
    stood too, only how many. Raises acting_member_required where the phone is several people's and does not
    say who holds it, not_found where that one is not on it, or only says to be somebody."""
    member = memberships.member_by_id(_holder(principal))
    phone = principal.device
    if member is None or phone is None:
        raise ProblemError(PROBLEMS["not_found"])
    if data_requests.unproved(db.session(), {(phone.id, member.id)}):
        raise ProblemError(PROBLEMS["not_found"])
    found = list(islice(sessions_naming(db.session(), member.id), MOST_SESSIONS + 1))
    return {
        "member": {"id": member.id, "name": member.name},
        "consented_at": member.consented_at,
        "known_since": member.created_at,
        "merged": memberships.merged_into([member.id]).get(member.id, []),
        "teams": _times(member.id),
        "phones": _phones(member.id, phone.id),
        "sessions": _sessions(member.id, found[:MOST_SESSIONS]),
        "more_sessions": len(found) > MOST_SESSIONS,
        "openings": [
            {"title": title, "version": version, "day": day}
            for title, version, day in own_data.openings_of(db.session(), member.id)
        ],
        "certificates": _certificates(member.id),
        "requests": _requests(member.id),
        "waiting": [
            {"kind": item.body.get("kind"), "code": item.code, "received_at": item.received_at}
            for item in own_data.waiting_of(db.session(), member.id, MOST_WAITING)
        ],
        "acts": [
            {"at": entry.at, "action": entry.action, "own": entry.actor_member_id == member.id}
            for entry in own_data.acts_of(db.session(), member.id, MOST_ACTS)
        ],
    }


def _holder(principal: Principal) -> str:
    """Who holds the phone, also while they wait to be let in."""
    here = {each.member for each in principal.enrolments if each.state not in OUT}
    if principal.acting is not None:
        if principal.acting in here:
            return principal.acting
        raise ProblemError(PROBLEMS["not_found"])
    if principal.acting_missing or len(here) != 1:
        raise ProblemError(PROBLEMS["acting_member_required" if here else "not_found"])
    return here.pop()


def _times(member_id: str) -> list[Shown]:
    held = [row for rows in memberships.times_of([member_id]).values() for row in rows]
    names = people.team_names(db.session(), {row.team_id for row in held})
    return [
        {
            "team": {"id": row.team_id, "name": names.get(row.team_id, "")},
            "unit": show_unit(teams.unit_of(row.team_id, row.valid_to or today())),
            "role": row.role,
            "affiliation": row.affiliation,
            "from": row.valid_from,
            "to": row.valid_to,
            "waiting": row.provisional,
        }
        for row in sorted(held, key=lambda row: (row.valid_from, row.team_id))
    ]


def _phones(member_id: str, own: str) -> list[Shown]:
    """What a phone is heard of is told of all its people together; nothing of who else is on it."""
    return [
        {
            "this": device.id == own,
            "team": team,
            "state": "revoked" if device.revoked_at else enrolment.told_state,
            "since": enrolment.created_at,
            "last_contact": device.last_contact_at,
            "app": device.app_version,
            "browser": (device.readiness or {}).get("browser"),
        }
        for enrolment, device, team in own_data.phones_of(db.session(), member_id)
    ]


def _sessions(member_id: str, rows: Iterable[StoredRow]) -> list[Shown]:
    """Sessions by day, as they stand: those that count, and those that do not."""
    found = sorted(rows, key=lambda row: (str(row.f.get("day")), str(row.f.get("start")), row.id))
    places = {str(row.f["place"]) for row in found if row.f.get("place")}
    named = {row.id: row.f.get("name") for row in rows_by_id(db.session(), sorted(places))}
    teams_of = people.team_names(db.session(), [row.record().team for row in found])
    return [_session(member_id, row, named, teams_of) for row in found]


def _session(
    member_id: str, row: StoredRow, places: Mapping[str, Any], names: Mapping[str, str]
) -> Shown:
    f = {name: value for name, value in row.f.items() if name not in _OTHERS}
    is_author = row.f.get("author") == member_id
    companions = [each for each in row.f.get("companions") or () if each != member_id]
    return {
        "id": row.id,
        "day": row.f.get("day"),
        "as": "author" if is_author else "companion",
        "state": row.state,
        "team": names.get(row.record().team or ""),
        "others": len(companions) + (not is_author),
        "place": places.get(str(row.f.get("place"))),
        # What an author wrote is theirs; who came along is told when, where and what.
        "fields": {**f, "note": f.get("note") if is_author else None},
    }


def _certificates(member_id: str) -> list[Shown]:
    return [
        {
            "code": row.code,
            "from": row.first,
            "to": row.last,
            "team": row.team_name,
            "unit": row.unit_name,
            "name": row.member_name,
            "letterhead": row.letterhead,
            "days": row.days,
            "sessions": row.sessions,
            "hours": hours_of(row.minutes),
            "issued_at": row.issued_at,
            "withdrawn_at": row.withdrawn_at,
        }
        for row in own_data.certificates_of(db.session(), member_id)
    ]


def _requests(member_id: str) -> list[Shown]:
    ours = data_requests.requests_of_member(db.session(), member_id)
    records = {row.id: row.f for row in rows_by_id(db.session(), [row.id for row in ours])}
    names = ("wish", "text", "received", "answer_by", "outcome", "answer", "answered")
    return [{"id": row.id, **{name: records[row.id].get(name) for name in names}} for row in ours]

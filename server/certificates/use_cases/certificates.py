"""Issuing and withdrawing certificates, and proving them to whoever holds one."""

import secrets
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store.accounts import names_of_accounts
from server.certificates import store
from server.certificates.letterhead import letterhead
from server.certificates.tables import Certificate
from server.database.clock import day_after, now, today
from server.database.engine import db, only_reading
from server.database.sql import fetch
from server.enrolment.publish_device import publish_certificate
from server.organisation.names import clean_texts
from server.organisation.store import memberships, teams, units
from server.organisation.tables import Member, Unit
from server.organisation.unit_names import formal_name
from server.records.store import records
from server.records.writer import Writer, writing, writing_if_new
from server.reports.use_cases.writing import units_above
from server.scope.reach import check_team_coordinated, days_of_records
from server.scope.unit_editing import check_has_come
from server.totals.past import last_past
from server.totals.store import member_part_query
from sync.channel import team as team_channel
from sync.code import CODES, normalise, short_code
from sync.digest import Digest
from sync.duration import hours_of, minutes_of
from sync.kinds.help_session import people_of
from sync.kinds.member import ERASED_NAME
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
TEXTS = {"reason": 400}
"""What is written freely, and how many code points of it: no person is named there."""
MOST_HOLDING = 60
"""Of one member about one team that were not withdrawn; so many are listed, too."""
_TIMES_TAKEN = 2
"""How often the figures of one certificate are taken."""
_SECONDS_TO_WAIT = 5


class Figures(NamedTuple):
    """On how many days a member took part in counted sessions of a team, in how many, and for how many
    minutes."""

    days: int
    sessions: int
    minutes: int


class Basis(NamedTuple):
    """What figures are taken from: the days, and how all records of the team stand. Where it is the same,
    so are they."""

    spans: Sequence[tuple[str, str]]
    digest: Digest | None


def preview_certificate(
    principal: Principal, team_id: str, member_id: str, *, first: str, last: str
) -> Shown:
    """What a certificate of these days (both included) would say, from which of them on it is known who was
    there, and what was issued to the member about the team so far. Raises not_found, also for a member whose name was erased, and wrong_role for a
    team that is only led."""
    member = _member_of(principal, team_id, member_id)
    team = teams.team_by_id(team_id)
    first = _first_known(team_id, first, last)
    figures = _figures(_basis(principal, team_id, first, last), team_id, member_id)
    rows = store.latest_certificates(db.session, member_id, team_id, MOST_HOLDING)
    return {
        "member": {"id": member.id, "name": member.name},
        "team": {"id": team_id, "name": team.name if team else ""},
        "from": first,
        "days": figures.days,
        "sessions": figures.sessions,
        "hours": hours_of(figures.minutes),
        "elsewhere": _elsewhere(principal, team_id, member_id, first, last),
        "rows": [show_certificate(row) for row in rows],
    }


def issue_certificate(
    principal: Principal, actor: Actor, team_id: str, member_id: str, *, first: str, last: str
) -> Shown:
    """Keeps a certificate with the figures as they stand and commits; where one that holds says the very
    same, that one is answered. Raises as `preview_certificate`, day_too_late, nothing_to_confirm where
    no session of these days counts, certificates_full, and server_busy where the team's records
    change each time before it is kept."""
    for _ in range(_TIMES_TAKEN):
        with only_reading():  # the sessions of years are looked through while nobody waits
            _member_of(principal, team_id, member_id)
            check_has_come(last)
            first = _first_known(team_id, first, last)
            basis = _basis(principal, team_id, first, last)
            figures = _figures(basis, team_id, member_id)
            if not figures.sessions:
                raise ProblemError(PROBLEMS["nothing_to_confirm"])
        # No session comes in, and nobody is merged or erased, between the figures and the paper.
        with writing_if_new(db.session) as writer:
            member = _member_of(principal, team_id, member_id)
            if _basis(principal, team_id, first, last) != basis:
                continue
            said = {"first": first, "last": last, **figures._asdict()}
            shown = show_certificate(_kept(writer, actor, member, team_id, said))
        db.session.commit()
        return shown
    raise ProblemError(PROBLEMS["server_busy"], retry_after=_SECONDS_TO_WAIT)


def _kept(writer: Writer, actor: Actor, member: Member, team_id: str, said: Shown) -> Certificate:
    """The one that holds and says this, or else a new one."""
    team, unit = teams.team_by_id(team_id), teams.unit_of(team_id, today())
    if team is None or unit is None:
        raise ProblemError(PROBLEMS["nothing_to_confirm"])
    printed = {
        "member_name": member.name,
        "team_name": team.name,
        "unit_id": unit.id,
        "unit_name": formal_name(unit),
        "letterhead": _letterhead_of(unit),
        **said,
    }
    holding = store.certificates_holding(db.session, member.id, team_id)
    for row in holding:
        if all(getattr(row, name) == value for name, value in printed.items()):
            return row
    if len(holding) >= MOST_HOLDING:
        raise ProblemError(PROBLEMS["certificates_full"])
    row = Certificate(
        id=str(uuid4()),
        code=short_code(secrets.randbelow(CODES)),
        member_id=member.id,
        team_id=team.id,
        issued_at=now(),
        issued_by=str(actor.id),
        issued_by_name=_name_of(actor),
        **printed,
    )
    store.add_certificate(db.session, row)
    publish_certificate(writer, member.id, row.issued_at)
    figures = {name: said[name] for name in Figures._fields}
    _record(
        actor, "certificate_issued", row, {"from": said["first"], "to": said["last"], **figures}
    )
    return row


def read_certificate(principal: Principal, code: str) -> Shown:
    """A certificate as it is printed, for whom it was issued under and who coordinates the team today.
    Raises not_found."""
    row = prove_certificate(code)
    if not _is_issuer(principal, row):
        check_team_coordinated(principal, row.team_id)
    return show_certificate(row)


def withdraw_certificate(
    principal: Principal, actor: Actor, code: str, reason: str | None
) -> Shown:
    """Says that a certificate holds no more, in the name of the unit that issued it, and commits; once more
    changes nothing. Raises as `read_certificate`, wrong_role where the team came from another unit since,
    label_refused and person_named."""
    said = clean_texts({"reason": reason}, TEXTS)["reason"]
    with writing(db.session):
        row = prove_certificate(code)
        if not _is_issuer(principal, row):
            check_team_coordinated(principal, row.team_id)
            raise ProblemError(PROBLEMS["wrong_role"])
        if row.withdrawn_at is None:
            row.withdrawn_at, row.withdrawn_by, row.reason = now(), str(actor.id), said
            _record(actor, "certificate_withdrawn", row, {"reason": said} if said else {})
    shown = show_certificate(row)
    db.session.commit()
    return shown


def prove_certificate(code: str) -> Certificate:
    """The certificate with the code on a paper, for whoever holds that. Raises not_found."""
    plain = normalise(code)
    row = store.certificate_with(db.session, plain) if plain else None
    if row is None:
        raise ProblemError(PROBLEMS["not_found"])
    return row


def show_certificate(row: Certificate) -> Shown:
    """All that is printed, and whether it still holds."""
    return {
        "code": row.code,
        "member": {"id": row.member_id, "name": row.member_name},
        "team": {"id": row.team_id, "name": row.team_name},
        "unit_name": row.unit_name,
        "letterhead": row.letterhead,
        "from": row.first,
        "to": row.last,
        "days": row.days,
        "sessions": row.sessions,
        "hours": hours_of(row.minutes),
        "issued_at": row.issued_at,
        "issued_by": row.issued_by_name,
        "withdrawn_at": row.withdrawn_at,
        "reason": row.reason,
    }


def _member_of(principal: Principal, team_id: str, member_id: str) -> Member:
    check_team_coordinated(principal, team_id)
    member = memberships.member_by_id(member_id)
    was_there = (member_id, team_id) in memberships.times_of([member_id])
    if member is None or not was_there or member.name == ERASED_NAME:
        raise ProblemError(PROBLEMS["not_found"])
    return member


def _is_issuer(principal: Principal, row: Certificate) -> bool:
    """Whether the account speaks for the unit that issued the certificate, or for all that took its
    place."""
    unit = principal.unit_id
    return unit is not None and row.unit_id in units.units_solely_in_charge(unit)


def _elsewhere(
    principal: Principal, team_id: str, member_id: str, first: str, last: str
) -> list[Shown]:
    """The other teams of the member in which they took part on these days, as far as the asker reads them:
    whoever was moved has a certificate from each."""
    found = []
    for other in memberships.teams_of_member(member_id):
        spans = _basis(principal, other, first, last).spans if other != team_id else ()
        _, sessions = fetch(db.session, member_part_query(other, member_id, spans))
        team = teams.team_by_id(other) if sessions else None
        if team is not None:
            found.append({"id": team.id, "name": team.name, "sessions": sessions})
    return found


def _basis(principal: Principal, team_id: str, first: str, last: str) -> Basis:
    """Of the asked days those whose records the asker reads."""
    spans = [
        (max(start, first), min(end, last))
        for start, end in days_of_records(principal).get(team_id, ())
    ]
    channel = team_channel(team_id)
    digests = fetch(db.session, records.digests_query([channel]))
    return Basis([span for span in spans if span[0] <= span[1]], digests.get(channel))


def _figures(basis: Basis, team_id: str, member_id: str) -> Figures:
    """What the member took part in."""
    days, sessions = fetch(db.session, member_part_query(team_id, member_id, basis.spans))
    there = (
        fields
        for first, last in (basis.spans if sessions else ())
        for fields in records.counted_sessions_naming(
            db.session, team_channel(team_id), member_id, first, last
        )
        if member_id in people_of(fields)
    )
    return Figures(days, sessions, minutes_of(there))


def _first_known(team_id: str, first: str, last: str) -> str:
    """From which of these days on it is known who was there: before, only the totals were kept."""
    until = last_past(db.session, [team_id], first, last)
    return first if until is None else day_after(until)


def _letterhead_of(unit: Unit) -> dict[str, str]:
    return letterhead([{"name": unit.name, "kind": unit.kind}, *units_above(unit.id)])


def _name_of(actor: Actor) -> str:
    return names_of_accounts(db.session, {str(actor.id)}).get(str(actor.id), "")


def _record(actor: Actor, action: str, row: Certificate, told: Mapping[str, Any]) -> None:
    details = {"team": row.team_id, "code": row.code, **told}
    record_audit(db.session, actor, action, ("member", row.member_id), details)

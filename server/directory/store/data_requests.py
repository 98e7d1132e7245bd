"""Reading and writing what members ask for about their own data."""

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, or_, select, update

from server.auth.tables import Enrolment
from server.database.connections import AnySession
from server.directory.tables import DataRequest
from server.organisation.tables import Membership
from server.records.tables import Record

_LET_IN = frozenset({"approved", "ended", "barred"})
"""How somebody stands on a phone who was let in on it at least once."""


def request_by_id(session: AnySession, request_id: str) -> DataRequest | None:
    """The request, or None."""
    return session.get(DataRequest, request_id)


def requests_of_member(session: AnySession, member_id: str) -> list[DataRequest]:
    """All that somebody ever asked for, the latest first."""
    chosen = select(DataRequest).where(DataRequest.member_id == member_id)
    return list(session.scalars(chosen.order_by(DataRequest.received.desc(), DataRequest.id)))


def is_any_open(session: AnySession) -> bool:
    """Whether anybody at all waits for an answer: seldom, and asked on every first screen."""
    chosen = select(DataRequest.id).where(DataRequest.outcome.is_(None)).limit(1)
    return session.execute(chosen).first() is not None


def requests_in(
    session: AnySession, teams: Collection[str], *, is_open: bool, most: int
) -> list[DataRequest]:
    """Requests of whoever has or had anything to do with these teams, at most so many: open ones by the day
    for the answer, answered ones the latest first."""
    order = (DataRequest.answer_by,) if is_open else (DataRequest.received.desc(),)
    outcome = DataRequest.outcome
    chosen = select(DataRequest).where(
        outcome.is_(None) if is_open else outcome.is_not(None), _is_in(teams)
    )
    return list(session.scalars(chosen.order_by(*order, DataRequest.id).limit(most)))


def teams_of_phones(session: AnySession, members: Collection[str]) -> dict[str, set[str]]:
    """For which teams each of these people was ever on a phone."""
    chosen = select(Enrolment.member_id, Enrolment.team_id)
    found: dict[str, set[str]] = {}
    for member, team in session.execute(chosen.where(Enrolment.member_id.in_(sorted(members)))):
        found.setdefault(member, set()).add(team)
    return found


def phones_of_requests(session: AnySession, ids: Collection[str]) -> dict[str, str | None]:
    """The phone on which each of these requests was made."""
    rows = session.execute(select(Record.id, Record.device).where(Record.id.in_(sorted(ids))))
    return {request: device for request, device in rows}  # noqa: C416  # rows are no pairs to mypy


def unproved(session: AnySession, people: Collection[tuple[str, str]]) -> set[tuple[str, str]]:
    """Those of these (phone, member) of whom nobody knows whether they are that member: on this phone nobody
    ever let them in, and the member is known from another phone or a team (PROTOCOL 4.7.10)."""
    members = sorted({member for _, member in people})
    states: dict[tuple[str, str], set[str]] = {}
    phones: dict[str, set[str]] = {}
    asked = select(Enrolment.device_id, Enrolment.member_id, Enrolment.state)
    for device, member, state in session.execute(asked.where(Enrolment.member_id.in_(members))):
        states.setdefault((device, member), set()).add(state)
        phones.setdefault(member, set()).add(device)
    in_teams = select(Membership.member_id).where(
        Membership.member_id.in_(members), Membership.provisional.is_(False)
    )
    known = set(session.scalars(in_teams))
    return {
        (device, member)
        for device, member in people
        if states.get((device, member), _LET_IN).isdisjoint(_LET_IN)
        and (member in known or phones[member] - {device})
    }


def give_requests(session: AnySession, merged: str, kept: str) -> None:
    """What one member asked for is another one's from now on."""
    chosen = update(DataRequest).where(DataRequest.member_id == merged)
    session.execute(chosen.values(member_id=kept))


def _is_in(teams: Collection[str]) -> ColumnElement[bool]:
    wanted: Sequence[str] = sorted(teams)
    return or_(
        *(
            select(table.member_id)
            .where(table.member_id == DataRequest.member_id, table.team_id.in_(wanted))
            .exists()
            for table in (Membership, Enrolment)
        )
    )

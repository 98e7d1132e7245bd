"""Phones, and whose they are in which team."""

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, exists, select

from server.auth.tables import Device, Enrolment, Invitation
from server.database.bulk import table_of
from server.database.connections import AnySession
from server.database.engine import Base, db
from server.database.sql import in_parts
from server.organisation.tables import Member, Team

LET_IN = ("approved", "ended", "barred")
"""The states of whoever was let in once."""
WITH_TEAM = ("approved", "ended")
"""The states of whoever is in the team whenever the person is: nobody took the phone from them since."""


def device_by_id(device_id: str) -> Device | None:
    """The phone, or None."""
    return db.session.get(Device, device_id)


def device_by_secret(secret_hash: str) -> Device | None:
    """The phone with this secret, whether it still lets anybody in or not."""
    return db.session.scalar(select(Device).where(Device.secret_hash == secret_hash))


def key_of_device(session: AnySession, device_id: str) -> dict[str, str] | None:
    """The public half of a phone's key, as a JWK; empty where its browser could make none, None for
    a phone that is not known."""
    found = session.execute(select(Device.public_key).where(Device.id == device_id)).first()
    return None if found is None else dict(found[0] or {})


def add(*rows: Base) -> None:
    """Adds rows, so that the next question finds them."""
    db.session.add_all(rows)
    db.session.flush()


def remove(row: Base) -> None:
    """Removes a row, so that the next question does not find it."""
    db.session.delete(row)
    db.session.flush()


def give_enrolment(row: Enrolment, member_id: str, instead_of: Enrolment | None) -> Enrolment:
    """Somebody's enrolment is another member's from now on, in place of the one that this one had."""
    told = {column.name: getattr(row, column.name) for column in table_of(Enrolment).columns}
    told |= {"member_id": member_id}
    if instead_of is not None:
        told |= {"pin_resets": max(row.pin_resets, instead_of.pin_resets)}
        remove(instead_of)
    remove(row)
    given = Enrolment(**told)
    add(given)
    return given


def devices_by_id(device_ids: Iterable[str]) -> list[Device]:
    """Those of the phones that there are."""
    return [
        device
        for part in in_parts(device_ids)
        for device in db.session.scalars(select(Device).where(Device.id.in_(part)))
    ]


def enrolments_of(device_id: str) -> Sequence[tuple[Enrolment, Member, Team]]:
    """The people on a phone, in the order in which they joined."""
    return enrolments_on([device_id]).get(device_id, [])


def enrolments_on(
    device_ids: Iterable[str],
) -> dict[str, list[tuple[Enrolment, Member, Team]]]:
    """The people on each of these phones, in the order in which they joined."""
    found: dict[str, list[tuple[Enrolment, Member, Team]]] = {}
    for part in in_parts(device_ids):
        rows = db.session.execute(
            select(Enrolment, Member, Team)
            .join(Member, Member.id == Enrolment.member_id)
            .join(Team, Team.id == Enrolment.team_id)
            .where(Enrolment.device_id.in_(part))
            .order_by(Enrolment.created_at, Enrolment.member_id, Enrolment.team_id)
        )
        for enrolment, member, team in rows:
            found.setdefault(enrolment.device_id, []).append((enrolment, member, team))
    return found


def enrolments_in(team_ids: Iterable[str], state: str) -> Sequence[tuple[Enrolment, Member, Team]]:
    """The people of some teams whose phones are in this state, the longest waiting first;
    without revoked phones, on which nothing is left to decide."""
    rows = db.session.execute(
        select(Enrolment, Member, Team)
        .join(Member, Member.id == Enrolment.member_id)
        .join(Team, Team.id == Enrolment.team_id)
        .join(Device, Device.id == Enrolment.device_id)
        .where(
            Enrolment.team_id.in_(sorted(team_ids)),
            Enrolment.state == state,
            Device.revoked_at.is_(None),
        )
        .order_by(Enrolment.created_at, Enrolment.member_id)
    )
    return [(enrolment, member, team) for enrolment, member, team in rows]


def enrolments_of_member(member_id: str, team_id: str) -> Sequence[Enrolment]:
    """All phones of a member in a team."""
    return db.session.scalars(
        select(Enrolment).where(Enrolment.member_id == member_id, Enrolment.team_id == team_id)
    ).all()


def enrolment(device_id: str, member_id: str, team_id: str) -> Enrolment | None:
    """A person's enrolment on a phone for a team, or None."""
    return db.session.get(Enrolment, (device_id, member_id, team_id))


def enrolments_of_members(member_ids: Iterable[str]) -> list[tuple[Enrolment, bool]]:
    """All phones of these members in all teams, each with whether they came by a code that lets in
    whoever holds it."""
    return [
        each
        for part in in_parts(member_ids)
        for each in _with_their_code(Enrolment.member_id.in_(part))
    ]


def enrolments_in_team(team_id: str) -> list[tuple[Enrolment, bool]]:
    """The same of everybody's phones in one team."""
    return _with_their_code(Enrolment.team_id == team_id)


def _with_their_code(condition: ColumnElement[bool]) -> list[tuple[Enrolment, bool]]:
    rows = db.session.execute(
        select(Enrolment, Invitation.id.is_not(None))
        .outerjoin(
            Invitation,
            (Invitation.id == Enrolment.invitation_id) & Invitation.member_id.is_(None),
        )
        .where(condition)
        .order_by(Enrolment.member_id, Enrolment.device_id)
    )
    return [(row, bool(is_open) and row.state in LET_IN) for row, is_open in rows]


def came_by_code(member_id: str, team_id: str) -> bool:
    """Whether the member came into the team by a code that lets in whoever holds it, and was not
    added or moved there by somebody who knew them."""
    came = exists().where(
        Enrolment.member_id == member_id,
        Enrolment.team_id == team_id,
        Enrolment.state.in_(LET_IN),
        Enrolment.invitation_id == Invitation.id,
        Invitation.member_id.is_(None),
    )
    return bool(db.session.scalar(select(came)))


def devices_of_member(member_id: str) -> Sequence[str]:
    """The ids of all phones that a member ever joined on."""
    return sorted(devices_of_members([member_id]))


def devices_of_members(member_ids: Iterable[str]) -> set[str]:
    """The ids of all phones that any of these members ever joined on."""
    return {
        device
        for part in in_parts(member_ids)
        for device in db.session.scalars(
            select(Enrolment.device_id).where(Enrolment.member_id.in_(part)).distinct()
        )
    }


def newest_in_name(
    member_ids: Iterable[str],
) -> dict[tuple[str, str], list[tuple[datetime, str]]]:
    """For each of these members and each team since when which phones are let in, the newest first."""
    found: dict[tuple[str, str], list[tuple[datetime, str]]] = {}
    for part in in_parts(member_ids):
        rows = db.session.execute(
            select(
                Enrolment.member_id, Enrolment.team_id, Enrolment.created_at, Enrolment.device_id
            )
            .join(Device, Device.id == Enrolment.device_id)
            .where(
                Enrolment.member_id.in_(part),
                Enrolment.state == "approved",
                Device.revoked_at.is_(None),
            )
            .order_by(Enrolment.created_at.desc(), Enrolment.device_id)
        )
        for member, team, since, device in rows:
            found.setdefault((member, team), []).append((since, device))
    return found


def devices_in_team(team_id: str) -> Sequence[str]:
    """The ids of all phones on which anybody ever joined a team."""
    return db.session.scalars(
        select(Enrolment.device_id)
        .where(Enrolment.team_id == team_id)
        .distinct()
        .order_by(Enrolment.device_id)
    ).all()


def people_on(device_ids: Iterable[str], team_ids: Iterable[str]) -> dict[str, list[str]]:
    """The names of those who use each of these phones for one of these teams, or wait to: each
    once, by name."""
    rows = db.session.execute(
        select(Enrolment.device_id, Enrolment.team_id, Member.id, Member.name)
        .join(Member, Member.id == Enrolment.member_id)
        .where(
            Enrolment.device_id.in_(sorted(set(device_ids))),
            Enrolment.state.in_(("approved", "pending")),
        )
        .order_by(Enrolment.device_id, Member.name, Member.id)
    )
    wanted = set(team_ids)
    people = dict.fromkeys((device, *who) for device, team, *who in rows if team in wanted)
    found: dict[str, list[str]] = {}
    for device_id, _, name in people:
        found.setdefault(device_id, []).append(name)
    return found


class PhoneUser(NamedTuple):
    """Somebody who uses a phone for a team, or did, or waits to."""

    team: str
    member: str
    name: str
    state: str
    since: datetime
    decided: datetime | None

    def was_let_in(self, at: datetime) -> bool:
        """Whether they were let in at that moment."""
        decided = self.state != "approved" or self.decided is None or self.decided <= at
        return self.state in LET_IN and decided and self.was_there(at)

    def was_there(self, at: datetime) -> bool:
        """Whether they were let in at that moment, or waited to be."""
        over = None if self.state in ("approved", "pending") else self.decided
        return self.since <= at and (over is None or over >= at)


def all_people_of(device_ids: Collection[str]) -> dict[str, list[PhoneUser]]:
    """All who use each of these phones, or ever did."""
    rows: Sequence[Any] = db.session.execute(
        select(
            Enrolment.device_id,
            Enrolment.team_id,
            Member.id,
            Member.name,
            Enrolment.state,
            Enrolment.created_at,
            Enrolment.decided_at,
        )
        .join(Member, Member.id == Enrolment.member_id)
        .where(Enrolment.device_id.in_(sorted(device_ids)))
        .order_by(Member.name, Member.id)
    ).all()
    found: dict[str, list[PhoneUser]] = {}
    for device_id, *one in rows:
        found.setdefault(device_id, []).append(PhoneUser(*one))
    return found

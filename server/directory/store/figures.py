"""What a coordinator sees of teams at a glance: people, phones, the last word from them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select

from server.auth.store import renewals
from server.auth.store.devices import LET_IN
from server.auth.tables import Device, Enrolment
from server.database.engine import db
from server.organisation.tables import Member, Membership


@dataclass(frozen=True)
class Figures:
    """Members and approved phones of a team, phones that wait, when any was last heard of."""

    members: int = 0
    devices: int = 0
    waiting: int = 0
    last_contact: datetime | None = None


def figures_of(team_ids: Iterable[str], day: str) -> dict[str, Figures]:
    """The figures of each of the teams."""
    wanted = sorted(team_ids)
    members = dict(_members(wanted, day))
    phones = {team: (approved, seen) for team, approved, seen in _phones(wanted)}
    waiting = _waiting(wanted)
    return {
        team: Figures(
            members.get(team, 0),
            phones.get(team, (0, None))[0],
            waiting.get(team, 0),
            phones.get(team, (0, None))[1],
        )
        for team in wanted
    }


def together(team_ids: Iterable[str], day: str) -> tuple[int, int]:
    """How many people are in any of the teams, and how many phones were let into any, each once."""
    wanted = sorted(team_ids)
    members = db.session.execute(_counting_members(wanted, day)).scalar_one()
    phones = db.session.execute(_counting_phones(wanted)).one()[0]
    return members, phones


def phones_of_team(team_id: str) -> Sequence[tuple[Enrolment, Device, str]]:
    """Each person's phone in a team with the person's name, the last heard of first. The name is
    the member's: who was refused has no membership any more."""
    rows = db.session.execute(
        select(Enrolment, Device, Member.name)
        .join(Device, Device.id == Enrolment.device_id)
        .join(Member, Member.id == Enrolment.member_id)
        .where(Enrolment.team_id == team_id)
        .order_by(Device.last_contact_at.desc(), Device.id)
    )
    return [(enrolment, device, name) for enrolment, device, name in rows]


def only_waiting(team_ids: Iterable[str]) -> frozenset[tuple[str, str]]:
    """(team, member) of everybody whose phones wait and of whom none was ever let in."""
    rows = db.session.execute(
        select(Enrolment.team_id, Enrolment.member_id)
        .where(Enrolment.team_id.in_(sorted(team_ids)))
        .group_by(Enrolment.team_id, Enrolment.member_id)
        .having(*_only_pending())
    )
    return frozenset((team, member) for team, member in rows)


def _only_pending() -> tuple[ColumnElement[bool], ...]:
    return (
        func.sum(_one_if(Enrolment.state.in_(LET_IN))) == 0,
        func.sum(_one_if(Enrolment.state == "pending")) > 0,
    )


def _members(team_ids: list[str], day: str) -> list[tuple[str, int]]:
    rows = db.session.execute(_counting_members(team_ids, day, Membership.team_id))
    return [(team, count) for team, count in rows]


def _counting_members(team_ids: list[str], day: str, *by: Any) -> Select[Any]:
    """Those whose membership holds, without those who only wait for approval."""
    unapproved = (
        select(Enrolment.member_id)
        .where(Enrolment.member_id == Membership.member_id, Enrolment.team_id == Membership.team_id)
        .group_by(Enrolment.member_id)
        .having(*_only_pending())
    )
    return (
        select(*by, func.count(Membership.member_id.distinct()))
        .where(
            Membership.team_id.in_(team_ids),
            Membership.valid_from <= day,
            (Membership.valid_to.is_(None)) | (Membership.valid_to >= day),
            ~unapproved.exists(),
        )
        .group_by(*by)
    )


def _phones(team_ids: list[str]) -> list[tuple[str, int, datetime | None]]:
    rows = db.session.execute(_counting_phones(team_ids, Enrolment.team_id))
    return [(team, count, seen) for team, count, seen in rows]


def _counting_phones(team_ids: list[str], *by: Any) -> Select[Any]:
    return (
        select(*by, func.count(Device.id.distinct()), func.max(Device.last_contact_at))
        .select_from(Enrolment)
        .join(Device, Device.id == Enrolment.device_id)
        .where(
            Enrolment.team_id.in_(team_ids),
            Enrolment.state == "approved",
            Device.revoked_at.is_(None),
        )
        .group_by(*by)
    )


def _waiting(team_ids: list[str]) -> Counter[str]:
    """How many phones wait for each of the teams, also to come back."""
    rows = db.session.execute(
        select(Enrolment.team_id, func.count())
        .join(Device, Device.id == Enrolment.device_id)
        .where(
            Enrolment.team_id.in_(team_ids),
            Enrolment.state == "pending",
            Device.revoked_at.is_(None),
        )
        .group_by(Enrolment.team_id)
    )
    waiting = Counter({team: count for team, count in rows})  # noqa: C416  # rows are not pairs to mypy
    return waiting + Counter(renewals.how_many(team_ids))


def _one_if(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return case((condition, 1), else_=0)

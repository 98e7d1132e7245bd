"""By whose word somebody is on a phone under a name that was there before: a voucher for each lead who gave
it (PROTOCOL 4.7.2)."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, select

from server.audit.writing import Actor
from server.auth.store.devices import WITH_TEAM, device_by_id
from server.auth.tables import Enrolment, EnrolmentVoucher, Invitation
from server.database.engine import db
from server.database.sql import in_parts


class Voucher(NamedTuple):
    """On which phone it was given, and by the right to lead which team."""

    device: str
    team: str


def voucher_of(actor: Actor, team_id: str) -> frozenset[Voucher]:
    """That of whoever acts by the right to lead a team; none of whoever acts by an account."""
    if actor.kind != "device" or actor.id is None:
        return frozenset()
    return frozenset({Voucher(actor.id, team_id)})


def voucher_of_code(invitation: Invitation) -> frozenset[Voucher]:
    """What a code is for who comes by it: the voucher of the lead who made it for somebody known."""
    maker = invitation.created_by
    if invitation.member_id is None or maker is None or device_by_id(maker) is None:
        return frozenset()
    return frozenset({Voucher(maker, invitation.team_id)})


def vouchers_of(row: Enrolment) -> frozenset[Voucher]:
    """Those of the leads by whose word somebody is on a phone; none of whom a coordinator's word or
    nobody's put there."""
    rows = db.session.execute(
        select(EnrolmentVoucher.given_on, EnrolmentVoucher.given_in).where(*_of(row))
    )
    return frozenset(Voucher(device, team) for device, team in rows)


def set_vouchers(row: Enrolment, vouchers: Collection[Voucher]) -> None:
    """By these somebody is on a phone from now on, and by no others."""
    db.session.flush()
    db.session.execute(delete(EnrolmentVoucher).where(*_of(row)))
    db.session.add_all(
        EnrolmentVoucher(
            device_id=row.device_id,
            member_id=row.member_id,
            team_id=row.team_id,
            given_on=each.device,
            given_in=each.team,
        )
        for each in vouchers
    )
    db.session.flush()


def let_in_by(device_id: str, team_id: str | None) -> list[Enrolment]:
    """Where people are, or were, let in by vouchers that were given on a phone, by the right to lead one team
    or any."""
    found = (
        select(Enrolment)
        .join(EnrolmentVoucher, _OF_ENROLMENT)
        .where(EnrolmentVoucher.given_on == device_id)
    )
    if team_id is not None:
        found = found.where(EnrolmentVoucher.given_in == team_id)
    found = found.where(Enrolment.state.in_(WITH_TEAM)).order_by(
        Enrolment.device_id, Enrolment.member_id, Enrolment.team_id
    )
    return list(dict.fromkeys(db.session.scalars(found)))


def givers_of(team_ids: Iterable[str]) -> frozenset[tuple[str, str]]:
    """(team, phone) of every voucher by the right to lead one of these teams by which somebody is let in."""
    found: set[tuple[str, str]] = set()
    for part in in_parts(team_ids):
        rows = db.session.execute(
            select(EnrolmentVoucher.given_in, EnrolmentVoucher.given_on)
            .join(Enrolment, _OF_ENROLMENT)
            .where(EnrolmentVoucher.given_in.in_(part), Enrolment.state.in_(WITH_TEAM))
        )
        found |= {(team, device) for team, device in rows}
    return frozenset(found)


def _of(row: Enrolment) -> tuple[ColumnElement[bool], ...]:
    return (
        EnrolmentVoucher.device_id == row.device_id,
        EnrolmentVoucher.member_id == row.member_id,
        EnrolmentVoucher.team_id == row.team_id,
    )


_OF_ENROLMENT = and_(
    EnrolmentVoucher.device_id == Enrolment.device_id,
    EnrolmentVoucher.member_id == Enrolment.member_id,
    EnrolmentVoucher.team_id == Enrolment.team_id,
)

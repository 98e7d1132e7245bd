"""By which leads' words somebody is on a phone under a name that was there before (PROTOCOL 4.7.2)."""

from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import ColumnElement, and_, delete, select

from server.audit.writing import Actor
from server.auth.store.devices import WITH_TEAM, device_by_id
from server.auth.tables import Enrolment, Invitation, Voucher
from server.database.engine import db
from server.database.sql import in_parts


class Word(NamedTuple):
    """On which phone it was given, and by the right to lead which team."""

    device: str
    team: str


def word_of(actor: Actor, team_id: str) -> frozenset[Word]:
    """The word of whoever acts by the right to lead a team; none of whoever acts by an account."""
    if actor.kind != "device" or actor.id is None:
        return frozenset()
    return frozenset({Word(actor.id, team_id)})


def word_of_code(invitation: Invitation) -> frozenset[Word]:
    """The word that a code is for who comes by it: that of the lead who made it for somebody known."""
    maker = invitation.created_by
    if invitation.member_id is None or maker is None or device_by_id(maker) is None:
        return frozenset()
    return frozenset({Word(maker, invitation.team_id)})


def words_for(row: Enrolment) -> frozenset[Word]:
    """The leads' words by which somebody is on a phone; none of whom a coordinator's word or nobody's
    put there."""
    rows = db.session.execute(select(Voucher.given_on, Voucher.given_in).where(*_of(row)))
    return frozenset(Word(device, team) for device, team in rows)


def set_words(row: Enrolment, words: Collection[Word]) -> None:
    """By these words somebody is on a phone from now on, and by no others."""
    db.session.flush()
    db.session.execute(delete(Voucher).where(*_of(row)))
    db.session.add_all(
        Voucher(
            device_id=row.device_id,
            member_id=row.member_id,
            team_id=row.team_id,
            given_on=word.device,
            given_in=word.team,
        )
        for word in words
    )
    db.session.flush()


def let_in_by(device_id: str, team_id: str | None) -> list[Enrolment]:
    """Where people are, or were, let in by words that were given on a phone, by the right to lead one team
    or any."""
    found = select(Enrolment).join(Voucher, _OF_ENROLMENT).where(Voucher.given_on == device_id)
    if team_id is not None:
        found = found.where(Voucher.given_in == team_id)
    found = found.where(Enrolment.state.in_(WITH_TEAM)).order_by(
        Enrolment.device_id, Enrolment.member_id, Enrolment.team_id
    )
    return list(dict.fromkeys(db.session.scalars(found)))


def givers_of(team_ids: Iterable[str]) -> frozenset[tuple[str, str]]:
    """(team, phone) of every word by the right to lead one of these teams by which somebody is let in."""
    found: set[tuple[str, str]] = set()
    for part in in_parts(team_ids):
        rows = db.session.execute(
            select(Voucher.given_in, Voucher.given_on)
            .join(Enrolment, _OF_ENROLMENT)
            .where(Voucher.given_in.in_(part), Enrolment.state.in_(WITH_TEAM))
        )
        found |= {(team, device) for team, device in rows}
    return frozenset(found)


def _of(row: Enrolment) -> tuple[ColumnElement[bool], ...]:
    return (
        Voucher.device_id == row.device_id,
        Voucher.member_id == row.member_id,
        Voucher.team_id == row.team_id,
    )


_OF_ENROLMENT = and_(
    Voucher.device_id == Enrolment.device_id,
    Voucher.member_id == Enrolment.member_id,
    Voucher.team_id == Enrolment.team_id,
)

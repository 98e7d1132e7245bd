"""Reading and writing certificates."""

from typing import Any

from sqlalchemy import Select, delete, select, update

from server.certificates.tables import Certificate
from server.database.connections import AnySession


def certificate_with(session: AnySession, code: str) -> Certificate | None:
    """The certificate with that code, or None."""
    return session.scalars(select(Certificate).where(Certificate.code == code)).one_or_none()


def latest_certificates(
    session: AnySession, member_id: str, team_id: str, most: int
) -> list[Certificate]:
    """What was issued to a member about a team, the latest first; of more than so many those that hold
    before those that were withdrawn."""
    gone, latest = Certificate.withdrawn_at.is_not(None), Certificate.issued_at.desc()
    chosen = _issued(member_id, team_id).order_by(gone, latest, Certificate.id).limit(most)
    return sorted(session.scalars(chosen), key=lambda row: row.issued_at, reverse=True)


def certificates_holding(session: AnySession, member_id: str, team_id: str) -> list[Certificate]:
    """What was issued to a member about a team and not withdrawn."""
    chosen = _issued(member_id, team_id).where(Certificate.withdrawn_at.is_(None))
    return list(session.scalars(chosen))


def _issued(member_id: str, team_id: str) -> Select[Any]:
    return select(Certificate).where(
        Certificate.member_id == member_id, Certificate.team_id == team_id
    )


def add_certificate(session: AnySession, row: Certificate) -> None:
    """Keeps a certificate."""
    session.add(row)
    session.flush()


def give_certificates(session: AnySession, merged: str, kept: str) -> None:
    """What one member has is another one's from now on."""
    chosen = update(Certificate).where(Certificate.member_id == merged)
    session.execute(chosen.values(member_id=kept))


def erase_certificates(session: AnySession, member_id: str) -> bool:
    """Forgets all of a member: each bears the name. Answers whether there were any."""
    chosen = delete(Certificate).where(Certificate.member_id == member_id)
    return bool(session.scalars(chosen.returning(Certificate.id)).all())

"""Reading and writing certificates."""

from sqlalchemy import delete, select, update

from server.certificates.tables import Certificate
from server.database.connections import AnySession


def certificate_with(session: AnySession, code: str) -> Certificate | None:
    """The certificate with that code, or None."""
    return session.scalars(select(Certificate).where(Certificate.code == code)).one_or_none()


def certificates_of(session: AnySession, member_id: str, team_id: str) -> list[Certificate]:
    """What was issued to a member about a team, the latest first."""
    chosen = select(Certificate).where(
        Certificate.member_id == member_id, Certificate.team_id == team_id
    )
    return list(session.scalars(chosen.order_by(Certificate.issued_at.desc(), Certificate.id)))


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

"""Join codes end with the right by which they were made: on a phone that is stopped, by an account that
is disabled or put elsewhere, into a team that goes to another unit. Called by use cases, which commit."""

from collections.abc import Callable, Iterable

from server.audit.writing import Actor, record_audit
from server.auth.store import invitations
from server.auth.tables import Invitation
from server.database.clock import now
from server.database.engine import db


def withdraw_codes(actor: Actor, codes: Iterable[Invitation], **details: str) -> None:
    """Withdraws these invitations, each with its entry in the trail, which tells `details` too."""
    for code in codes:
        code.revoked_at = now()
        told = {"team": code.team_id, **details}
        record_audit(db.session, actor, "invitation_revoked", ("invitation", code.id), told)
    db.session.flush()


def withdraw_codes_of(actor: Actor, maker: str) -> None:
    """Withdraws what an account or a phone made that still lets somebody in before anybody looks; a code
    with which one waits, as on a poster, stays."""
    codes = invitations.open_codes_made_by(maker, now())
    withdraw_codes(actor, [code for code in codes if _lets_in(code)])


def withdraw_codes_into(actor: Actor, team_id: str) -> None:
    """The same of what was made into a team, by whomever."""
    codes = invitations.open_codes_into(team_id, now())
    withdraw_codes(actor, [code for code in codes if _lets_in(code)])


def withdraw_codes_but(actor: Actor, team_id: str, keeps: Callable[[str], bool]) -> None:
    """The same of what was made into a team, but by those who may keep theirs."""
    codes = invitations.open_codes_into(team_id, now())
    withdraw_codes(actor, [c for c in codes if _lets_in(c) and not keeps(c.created_by or "")])


def _lets_in(code: Invitation) -> bool:
    return code.auto_approve or code.role == "lead"

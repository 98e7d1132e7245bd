"""Making, listing and withdrawing invitations."""

import secrets as randomness
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from flask import current_app

from server.accounts.use_cases.confirm_password import check_confirmed_lately
from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store import invitations
from server.auth.tables import Invitation
from server.auth.throttle import count_of_lead
from server.catalogue.store import catalogue_codes
from server.config import Settings
from server.crypto.secrets import hash_guessable, hash_token, new_invitation_secret
from server.database.clock import now, today
from server.database.engine import db
from server.organisation.store import memberships
from server.records.writer import writing
from server.scope.reach import actor_by_right, check_team_in_care, teams_coordinated
from server.scope.unit_editing import check_team_open
from sync.code import CODES, grouped, short_code
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]


@dataclass(frozen=True)
class InvitationOptions:
    """What kind of invitation is asked for."""

    role: str = "volunteer"
    auto_approve: bool = True
    hours: int = 72
    max_uses: int = 20
    affiliation: str = "DOAN"
    member: str | None = None


def longest(role: str, auto_approve: bool, for_one: bool = False) -> tuple[int, int]:
    """The most hours and uses of such an invitation. A code that lets in whoever holds it must
    not live long in a group chat; a lead's is for one person, and so is a known member's."""
    if role == "lead":
        return 24, 1
    if for_one:
        return 72, 1
    return (72, 20) if auto_approve else (30 * 24, 200)


def invitation_options(
    role: str = "volunteer",
    auto_approve: bool = True,
    affiliation: str = "DOAN",
    hours: int | None = None,
    max_uses: int | None = None,
    member: object = None,
) -> InvitationOptions:
    """A wish with the usual bounds where none are given; with a member, for that one person."""
    most_hours, most_uses = longest(role, auto_approve, member is not None)
    return InvitationOptions(
        role,
        auto_approve,
        min(most_hours, 72) if hours is None else hours,
        min(most_uses, 20) if max_uses is None else max_uses,
        affiliation,
        None if member is None else str(member),
    )


def invite(principal: Principal, actor: Actor, team_id: str, wish: InvitationOptions) -> Shown:
    """Makes an invitation into a team in the asker's care; one for a known member keeps what that
    person is in the team. Raises not_found (also for who is no member, or has a last day), still_waiting (nobody
    has let them in yet), wrong_role
    (only a coordinator appoints leads and lets them in on another phone), closed_on_day for a team
    that has ended, confirm_first for a code that makes a lead, added_too_much, or invalid_shape."""
    with writing(db.session):
        check_team_in_care(principal, team_id)
        check_team_open(team_id)
        if wish.member is not None:
            wish = _as_the_member_is(team_id, wish.member, wish)
        coordinated = team_id in teams_coordinated(principal)
        if wish.role == "lead":
            if not coordinated:
                raise ProblemError(PROBLEMS["wrong_role"])
            check_confirmed_lately(principal)
        if not coordinated:
            count_of_lead(db.session(), "code", principal)
        shown = _put_invitation(actor_by_right(principal, actor, [team_id]), team_id, wish)
    db.session.commit()
    return shown


def create_invitation(actor: Actor, team_id: str, wish: InvitationOptions) -> Shown:
    """Makes an invitation and commits. The answer is the only place where its secret code,
    link and short code ever stand. Raises invalid_shape."""
    with writing(db.session):
        shown = _put_invitation(actor, team_id, wish)
    db.session.commit()
    return shown


def _put_invitation(actor: Actor, team_id: str, wish: InvitationOptions) -> Shown:
    _check_options(wish)
    secret = new_invitation_secret()
    short = short_code(randomness.randbelow(CODES))
    invitation = Invitation(
        id=str(uuid4()),
        team_id=team_id,
        role=wish.role,
        affiliation=wish.affiliation,
        secret_hash=hash_token(secret),
        short_hash=hash_guessable(f"invitation:{short}"),
        auto_approve=wish.auto_approve,
        member_id=wish.member,
        expires_at=now() + timedelta(hours=wish.hours),
        max_uses=wish.max_uses,
        uses=0,
        created_by=actor.id,
        created_at=now(),
    )
    invitations.add_invitation(invitation)
    details: dict[str, Any] = {
        "team": team_id,
        "role": wish.role,
        "auto_approve": wish.auto_approve,
    }
    if wish.member is not None:
        details["member"] = wish.member
    record_audit(db.session, actor, "invitation_created", ("invitation", invitation.id), details)
    shown = show_invitation(invitation)
    code = f"v1.{secret}"
    return {**shown, "code": code, "link": link_of(code, short), "short_code": grouped(short)}


def link_of(code: str, short: str) -> str:
    """What a QR code carries. The code stands behind the #, so that no log ever sees it; the short
    one after it, which an iPhone shows to be typed into the installed app."""
    settings: Settings = current_app.config["SETTINGS"]
    return f"{settings.public_url}/j#{code}.{short}"


def list_invitations(principal: Principal, team_id: str) -> list[Shown]:
    """The invitations into a team, the newest first, without their codes."""
    check_team_in_care(principal, team_id)
    return [show_invitation(each) for each in invitations.invitations_of(team_id, now())]


def revoke_invitation(principal: Principal, actor: Actor, invitation_id: str) -> None:
    """Withdraws an invitation; who has joined by it stays. Raises not_found."""
    invitation = invitations.invitation_by_id(invitation_id)
    if invitation is None:
        raise ProblemError(PROBLEMS["not_found"])
    check_team_in_care(principal, invitation.team_id)
    if invitations.revoke(invitation_id, now()):
        actor, team = actor_by_right(principal, actor, [invitation.team_id]), invitation.team_id
        about = ("invitation", invitation_id)
        record_audit(db.session, actor, "invitation_revoked", about, {"team": team})
    db.session.commit()


def show_invitation(invitation: Invitation) -> Shown:
    """An invitation without anything secret."""
    member = memberships.member_by_id(invitation.member_id) if invitation.member_id else None
    return {
        "id": invitation.id,
        "member": {"id": member.id, "name": member.name} if member else None,
        "role": invitation.role,
        "affiliation": invitation.affiliation,
        "auto_approve": invitation.auto_approve,
        "expires_at": invitation.expires_at,
        "max_uses": invitation.max_uses,
        "uses": invitation.uses,
        "created_at": invitation.created_at,
        "revoked_at": invitation.revoked_at,
    }


def _as_the_member_is(team_id: str, member_id: str, wish: InvitationOptions) -> InvitationOptions:
    lasting = memberships.lasting_memberships(member_id, team_id, today())
    held = memberships.held_of(lasting)
    if not held:
        raise ProblemError(PROBLEMS["still_waiting" if lasting else "not_found"])
    strongest = min(held, key=lambda each: each.role)  # "lead" before "volunteer"
    most_hours, _ = longest(strongest.role, wish.auto_approve, for_one=True)
    return replace(
        wish,
        role=strongest.role,
        affiliation=strongest.affiliation,
        hours=min(wish.hours, most_hours) if strongest.role == "lead" else wish.hours,
    )


def _check_options(wish: InvitationOptions) -> None:
    hours, uses = longest(wish.role, wish.auto_approve, wish.member is not None)
    errors: dict[str, list[str]] = {}
    if not 1 <= wish.hours <= hours:
        errors["hours"] = [f"1 to {hours}"]
    if wish.member is not None and not wish.auto_approve:
        errors["auto_approve"] = ["true for a known member"]
    if not 1 <= wish.max_uses <= uses:
        errors["max_uses"] = [f"1 to {uses}"]
    known = catalogue_codes(db.session).get("affiliation")
    if known and wish.affiliation not in known:
        errors["affiliation"] = ["not in the catalogue"]
    if errors:
        raise ProblemError(PROBLEMS["invalid_shape"], {"errors": {"json": errors}})

"""A phone joins a team by an invitation."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from server.clock import day_after, now, today
from server.extensions import db
from server.identity.admitting import admit_device, new_member, put_enrolment
from server.identity.names import clean_name, same_name
from server.identity.principal import Phone
from server.identity.publishing import publish_device, receipt_of
from server.identity.secrets import hash_guessable, hash_token
from server.identity.store import devices, invitations
from server.identity.tables import Enrolment, Invitation
from server.identity.throttle import find_in_turn, join_keys
from server.identity.use_cases.readmitting import readmit
from server.operations.audit import Actor, record_audit
from server.organisation.publishing import publish_member
from server.organisation.returning import go_on
from server.organisation.store import memberships, teams
from server.organisation.tables import Member
from server.syncing.approval import move_waiting_records
from server.syncing.writing import Writer, writing
from sync.channel import team as team_channel
from sync.code import normalise
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
LONG = "v1."
"""How the code of a link or a QR begins; the short one is letters only."""


@dataclass(frozen=True)
class Request:
    """What the phone sends: the code, a name, its own id, its public key as a JWK (None if the
    browser cannot make one), and whether the person agreed to the notice."""

    code: str
    name: str
    device: str
    key: dict[str, str] | None
    consent: bool


def look(code: str, address: str) -> Shown:
    """What joining by the code would do. Raises as `join` does, and uses nothing up."""
    invitation = _find(code, address)
    check_usable(invitation)
    team, unit = teams.team_by_id(invitation.team_id), teams.unit_of(invitation.team_id, today())
    return {
        "team": {
            "name": team.name if team else "",
            "unit_name": unit.name if unit else "",
        },
        "role": invitation.role,
        "auto_approve": invitation.auto_approve,
        "expires_at": invitation.expires_at,
        "member_name": _name_of(invitation.member_id),
    }


def join(request: Request, phone: Phone | None, address: str) -> tuple[Shown, str | None]:
    """Joins and commits: the answer of the protocol, and the secret for the phone's cookie (None
    if it keeps the one it has). `phone` is whom the cookie names. The same request again, after
    a lost answer, joins nobody twice. Raises consent_required, name_refused, device_revoked,
    device_taken, already_in_team, invitation_unknown, _expired, _used_up, _revoked,
    too_many_attempts."""
    if not request.consent:
        raise ProblemError(PROBLEMS["consent_required"])
    found = _find(request.code, address)
    invitation_id = found.id
    name = "" if found.member_id is not None else clean_name(request.name)
    with writing(db.session, 3) as writer:
        invitation = invitations.invitation_by_id(invitation_id)
        assert invitation is not None  # They are never deleted.
        joined = _join(writer, request, phone, name, invitation)
    db.session.commit()
    return joined


def _find(code: str, address: str) -> Invitation:
    code_hash = hash_code(code)
    invitation = find_in_turn(
        "join",
        join_keys(address),
        lambda session: invitations.invitation_by_hash(session, code_hash),
        guessable=not _part(code).startswith(LONG),
    )
    if invitation is None:
        raise ProblemError(PROBLEMS["invitation_unknown"])
    return invitation


def _join(
    writer: Writer, request: Request, phone: Phone | None, name: str, invitation: Invitation
) -> tuple[Shown, str | None]:
    secret = admit_device(writer, request.device, request.key, phone)
    back = readmit(request.device, invitation)
    enrolment, member = _enrol(request.device, invitation, name, back)
    publish_device(writer, enrolment.device_id)
    if enrolment.state == "approved":
        memberships.end_others(member.id, enrolment.team_id, today())
        publish_member(writer, member.id, enrolment.team_id)
        # What was recorded while an earlier code of the same team waited for approval.
        move_waiting_records(writer, enrolment.device_id, member.id, enrolment.team_id)
    return _show(enrolment, member), secret


def hash_code(code: str) -> str:
    """The hash under which an invitation is kept, of a link, of what stands in it after the #
    (with or without the short code behind it), or of a short code as somebody typed it."""
    text = _part(code)
    if text.startswith(LONG):
        return hash_token(text.removeprefix(LONG).partition(".")[0])
    return hash_guessable(f"invitation:{normalise(text)}")


def _part(code: str) -> str:
    return code.strip().rsplit("#", 1)[-1]


def check_usable(invitation: Invitation) -> None:
    """Raises invitation_revoked, _expired or _used_up for one that lets nobody in any more; the
    codes of a team are withdrawn with it, those for a known member with the time in the team."""
    if invitation.revoked_at is not None or teams.last_day_of(invitation.team_id) is not None:
        raise ProblemError(PROBLEMS["invitation_revoked"])
    if invitation.expires_at <= now():
        raise ProblemError(PROBLEMS["invitation_expired"])
    if invitation.uses >= invitation.max_uses:
        raise ProblemError(PROBLEMS["invitation_used_up"])
    if invitation.member_id is not None:
        _check_still_member(invitation.member_id, invitation)


def _check_still_member(member_id: str, invitation: Invitation) -> None:
    """Raises invitation_revoked for one that would give back a membership that got an end since, be
    it today, or let in as a lead who was none when it was made."""
    held = memberships.lasting_memberships(member_id, invitation.team_id, today())
    outgrown = invitation.role != "lead" and any(each.role == "lead" for each in held)
    if not held or outgrown:
        raise ProblemError(PROBLEMS["invitation_revoked"])


def _enrol(
    device_id: str, invitation: Invitation, name: str, back: bool
) -> tuple[Enrolment, Member]:
    """The person's enrolment on the phone for the invitation's team, and the person. Where the phone
    comes back after it was stopped, only a code for that very person lets in at once."""
    namesakes = _same_person(device_id, invitation, name)
    for enrolment, member in namesakes:
        if enrolment.team_id == invitation.team_id and _is_settled(enrolment, invitation):
            return enrolment, member
    check_usable(invitation)
    if not invitation.auto_approve and any(
        row.team_id == invitation.team_id and row.state == "approved" for row, _ in namesakes
    ):
        # Waiting would take the team away from somebody who is in it.
        raise ProblemError(PROBLEMS["already_in_team"])
    if not invitations.take_use(invitation.id, now()):
        raise ProblemError(PROBLEMS["invitation_used_up"])
    actor = Actor("device", device_id)
    known = invitation.member_id
    at_once = invitation.auto_approve and (known is not None or not back)
    if known is not None:
        member, stays = _known_member(known), True
    else:
        member = namesakes[0][1] if namesakes else new_member(str(uuid4()), name)
        stays = _put_membership(actor, member.id, invitation, at_once)
    enrolment = put_enrolment(
        device_id,
        member.id,
        invitation.team_id,
        state="approved" if at_once else "pending",
        stays=stays,
        invitation_id=invitation.id,
    )
    details = {"team": invitation.team_id, "invitation": invitation.id, "state": enrolment.state}
    record_audit(db.session, actor, "joined", ("member", member.id), details)
    return enrolment, member


def _same_person(
    device_id: str, invitation: Invitation, name: str
) -> list[tuple[Enrolment, Member]]:
    """The enrolments on the phone of the person who joins: the one that the invitation names, or
    who is called the same."""
    known = invitation.member_id
    return [
        (row, member)
        for row, member, _ in devices.enrolments_of(device_id)
        if (same_name(member.name, name) if known is None else member.id == known)
    ]


def _known_member(member_id: str) -> Member:
    """The member whom an invitation names, who agrees by joining."""
    member = memberships.member_by_id(member_id)
    assert member is not None  # Members are never deleted.
    if member.consented_at is None:
        member.consented_at = now()
    return member


def _name_of(member_id: str | None) -> str | None:
    member = memberships.member_by_id(member_id) if member_id is not None else None
    return member.name if member else None


def _is_settled(enrolment: Enrolment, invitation: Invitation) -> bool:
    """Whether joining by the invitation would add nothing to what the person is already."""
    again = enrolment.invitation_id == invitation.id
    if enrolment.state != "approved":
        return again and enrolment.state == "pending"
    held = memberships.latest_membership(enrolment.member_id, enrolment.team_id)
    if held is None or held.valid_to is not None:
        return False
    return again or held.role == "lead" or invitation.role == "volunteer"


def _put_membership(actor: Actor, member_id: str, invitation: Invitation, at_once: bool) -> bool:
    """A membership from today, unless one in the same role holds without an end; answers whether
    one does. One that has its last day today goes on; for a phone that waits another one begins the
    day after, so that a refusal leaves the last day as it is."""
    held = memberships.memberships_on(member_id, invitation.team_id, today())
    held = [each for each in held if each.role == invitation.role]
    if any(each.valid_to is None for each in held):
        return True
    ending = max(held, key=lambda each: each.valid_to or "", default=None)
    if ending is not None and at_once:
        go_on(actor, ending, [actor.id or ""])
        return False
    if not at_once:
        _check_nowhere_let_in(member_id, invitation.team_id)
    memberships.begin(
        member_id,
        invitation.team_id,
        role=invitation.role,
        affiliation=ending.affiliation if ending else invitation.affiliation,
        day=day_after(ending.valid_to) if ending and ending.valid_to else today(),
    )
    return False


def _check_nowhere_let_in(member_id: str, team_id: str) -> None:
    """What somebody waits to be must not come true on another phone that was let in before."""
    phones = devices.enrolments_of_member(member_id, team_id)
    if any(each.state == "approved" for each in phones):
        raise ProblemError(PROBLEMS["already_in_team"])


def _show(enrolment: Enrolment, member: Member) -> Shown:
    team = teams.team_by_id(enrolment.team_id)
    return {
        "member": {"id": member.id, "name": member.name},
        "device": {"id": enrolment.device_id, "state": enrolment.state},
        "team": {
            "id": enrolment.team_id,
            "name": team.name if team else "",
            "channel": team_channel(enrolment.team_id),
        },
        "phrase": enrolment.phrase,
        "receipt": receipt_of(enrolment),
    }

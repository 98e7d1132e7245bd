"""A phone joins a team by an invitation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.auth.rate_limits import JOINING_ADDRESS
from server.auth.store import devices, invitations
from server.auth.store.vouchers import voucher_of_code
from server.auth.tables import DeviceRenewal, Enrolment, Invitation
from server.auth.throttle import (
    client_at,
    find_in_turn,
    join_keys,
)
from server.database.clock import now, today
from server.database.engine import db, only_reading
from server.enrolment.admit import (
    ClaimedDevice,
    admit_device,
    check_joining_rate,
    new_member,
    put_enrolment,
    slowing_down,
)
from server.enrolment.claiming import (
    ask_about_namesake,
    claimed_member,
    count_name_question,
    is_name_asked,
    same_person,
)
from server.enrolment.device_admission import (
    check_joining_device,
    count_renewal,
    joining_admission,
)
from server.enrolment.invitation_codes import hashes_of_code, is_long
from server.enrolment.invitation_use import (
    begin_membership,
    check_usable,
    forget_unasked,
    is_lasting,
    is_settled,
    waits_for_a_word,
    was_removed,
)
from server.enrolment.publish_device import publish_device, publish_phones_of, receipt_of
from server.enrolment.publish_team import publish_member
from server.enrolment.readmit import readmit
from server.enrolment.renew_device import request_renewal
from server.organisation.names import clean_name
from server.organisation.store import memberships, teams
from server.organisation.tables import Member
from server.organisation.unit_names import formal_name
from server.records.writer import Writer, writing_if_new
from server.sync.approval import move_waiting_records
from sync.channel import team as team_channel
from sync.possession import Admission
from sync.problems import PROBLEMS, ProblemError

Shown = dict[str, Any]
PEOPLE_OF_A_PHONE = 20
_THERE = ("approved", "pending")


@dataclass(frozen=True)
class Request:
    """What the phone sends: the code, a name, which phone it says to be, whether the person agreed to
    the notice, and what becomes of it if the team has that name: "ask", or "same" for that person."""

    code: str
    name: str
    claimed: ClaimedDevice
    consent: bool
    namesake: str | None = None


def preview(code: str, address: str) -> Shown:
    """What joining by the code would do. Raises as `join` does, and uses nothing up."""
    JOINING_ADDRESS.count(client_at(address))
    invitation = _find(code, address)
    with only_reading():
        check_usable(invitation)
        return _show_invitation(invitation)


def _show_invitation(invitation: Invitation) -> Shown:
    team, unit = teams.team_by_id(invitation.team_id), teams.unit_of(invitation.team_id, today())
    return {
        "team": {
            "name": team.name if team else "",
            "unit_name": formal_name(unit),
        },
        "role": invitation.role,
        "auto_approve": invitation.auto_approve,
        "expires_at": invitation.expires_at,
        "member_name": _name_of(invitation.member_id),
    }


def join(request: Request, address: str) -> tuple[Shown, str | None]:
    """Joins and commits: the answer of the protocol, and the secret for the phone's cookie (None
    if it keeps the one it has). A phone that is known and of which nothing is proven waits for a
    person with it. The same request again, after a lost answer, joins nobody twice. Raises
    consent_required, name_refused, name_in_team, names_in_team, device_revoked, device_taken, already_in_team, already_waiting,
    proof_refused, _expired, _needed, phone_full, invitation_unknown, _expired, _used_up, _revoked,
    too_many_attempts."""
    if not request.consent:
        raise ProblemError(PROBLEMS["consent_required"])
    check_joining_rate(request.claimed, address)
    found = _find(request.code, address)
    invitation_id = found.id
    name = "" if found.member_id is not None else clean_name(request.name)
    count_renewal(request.claimed, name, invitation_id, address)
    with slowing_down("join", address):
        if request.namesake == "ask":
            check_joining_device(request.claimed, name, invitation_id)
            if is_name_asked(invitation_id, address):
                ask_about_namesake(request.claimed.device, name, invitation_id)
        elif request.namesake is not None:
            count_name_question(invitation_id, address)
        with writing_if_new(db.session, 3) as writer:
            invitation = invitations.invitation_by_id(invitation_id)
            assert invitation is not None  # They are never deleted.
            joined = _join(writer, request, name, invitation)
    db.session.commit()
    return joined


def _find(code: str, address: str) -> Invitation:
    hashes = hashes_of_code(code)
    invitation = find_in_turn(
        "join",
        join_keys(address),
        lambda session: invitations.invitation_by_hashes(session, hashes),
        guessable=not is_long(code),
    )
    if invitation is None:
        raise ProblemError(PROBLEMS["invitation_unknown"])
    return invitation


def _join(
    writer: Writer, request: Request, name: str, invitation: Invitation
) -> tuple[Shown, str | None]:
    claimed = request.claimed
    is_same = request.namesake == "same"
    namesakes = same_person(claimed.device, invitation, name, is_same)
    device = devices.device_by_id(claimed.device)
    admission = joining_admission(claimed, device, invitation, namesakes)
    if device is not None and admission is Admission.WAITS:
        person = namesakes[0][1] if namesakes else None
        renewal, secret = request_renewal(device, invitation, person, name, claimed.cookie_hash)
        return _show_waiting(renewal), secret
    new_secret = admit_device(writer, claimed, device, admission)
    actor = Actor("device", claimed.device)
    back = device is not None and readmit(actor, device, invitation)
    enrolment, member = _enrol(claimed.device, invitation, name, namesakes, back, is_same)
    if enrolment.state != "approved":
        publish_device(writer, enrolment.device_id)
    else:
        publish_phones_of(writer, [member.id])
        memberships.end_others(member.id, enrolment.team_id, today())
        publish_member(writer, member.id, enrolment.team_id)
        # What was recorded while an earlier code of the same team waited for approval.
        move_waiting_records(writer, enrolment.device_id, member.id, enrolment.team_id)
    return _show(enrolment, member), new_secret


def _enrol(
    device_id: str,
    invitation: Invitation,
    name: str,
    namesakes: Sequence[tuple[Enrolment, Member]],
    back: bool,
    is_same: bool,
) -> tuple[Enrolment, Member]:
    """The person's enrolment on the phone for the invitation's team, and the person; `namesakes` as
    `same_person` has them. Where the phone comes back after it was stopped, or somebody who was removed,
    or waits there for somebody's word, only a code for that very person lets in at once; `is_same`: nor
    does it who says to be somebody of the team."""
    for enrolment, member in namesakes:
        if enrolment.team_id == invitation.team_id and is_settled(enrolment, invitation):
            return enrolment, member
    if not invitation.auto_approve and any(
        row.team_id == invitation.team_id and row.state == "approved" for row, _ in namesakes
    ):
        # Waiting would take the team away from somebody who is in it.
        raise ProblemError(PROBLEMS["already_in_team"])
    if all(row.state not in _THERE for row, _ in namesakes):
        _check_room(device_id)
    if not invitations.take_use(invitation.id, now()):
        raise ProblemError(PROBLEMS["invitation_used_up"])
    actor = Actor("device", device_id)
    known = invitation.member_id
    claimed = claimed_member(invitation, name) if is_same and not namesakes else None
    if claimed is None and known is None and any(row.claimed for row, _ in namesakes):
        claimed = namesakes[0][1]
    persons = [row for row, _ in namesakes]
    waits = back or was_removed(device_id, invitation.team_id, persons)
    waits = waits or waits_for_a_word(persons)
    at_once = invitation.auto_approve and claimed is None and (known is not None or not waits)
    if known is not None:
        member = _known_member(known)
    elif claimed is not None:
        member = claimed
    else:
        member = namesakes[0][1] if namesakes else new_member(str(uuid4()), name)
        if not at_once and not is_lasting(member.id, invitation):
            _check_nowhere_else_let_in(device_id, member.id, invitation.team_id)
        begin_membership(actor, device_id, member.id, invitation, at_once)
    if at_once:
        memberships.confirm(member.id, invitation.team_id, invitation.role)
    enrolment = put_enrolment(
        device_id,
        member.id,
        invitation.team_id,
        state="approved" if at_once else "pending",
        invitation_id=invitation.id,
        claimed=claimed is not None,
        held_back=waits and not at_once,
        vouchers=voucher_of_code(invitation) if at_once else (),
    )
    forget_unasked(member.id, invitation.team_id)
    details = {"team": invitation.team_id, "invitation": invitation.id, "state": enrolment.state}
    joiner = replace(actor, member=member.id)
    record_audit(db.session, joiner, "joined", ("member", member.id), details)
    return enrolment, member


def _check_room(device_id: str) -> None:
    """All who are on a phone are told to it, and signed, whenever one of them joins. Raises phone_full."""
    there = {row.member_id for row, _, _ in devices.enrolments_of(device_id) if row.state in _THERE}
    if len(there) >= PEOPLE_OF_A_PHONE:
        raise ProblemError(PROBLEMS["phone_full"])


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


def _check_nowhere_else_let_in(device_id: str, member_id: str, team_id: str) -> None:
    """What somebody waits to be must not come true on another phone that was let in before."""
    phones = devices.enrolments_of_member(member_id, team_id)
    if any(each.state == "approved" for each in phones if each.device_id != device_id):
        raise ProblemError(PROBLEMS["already_in_team"])


def _show(enrolment: Enrolment, member: Member) -> Shown:
    return {
        "member": {"id": member.id, "name": member.name},
        "device": {"id": enrolment.device_id, "state": enrolment.state},
        "team": _show_team(enrolment.team_id),
        "phrase": enrolment.phrase,
        "receipt": receipt_of(enrolment),
    }


def _show_waiting(renewal: DeviceRenewal) -> Shown:
    """The same for a phone that waits to come back. The server signs nothing for it before somebody
    has approved it; its `device` row tells the receipt then."""
    name = renewal.member_name or _name_of(renewal.member_id)
    return {
        "member": {"id": renewal.member_id, "name": name},
        "device": {"id": renewal.device_id, "state": "pending"},
        "team": _show_team(renewal.team_id),
        "phrase": renewal.phrase,
        "receipt": "",
    }


def _show_team(team_id: str) -> Shown:
    team = teams.team_by_id(team_id)
    return {"id": team_id, "name": team.name if team else "", "channel": team_channel(team_id)}

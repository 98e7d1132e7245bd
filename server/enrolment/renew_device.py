"""A phone that is known comes back without its cookie and without a proof: an app of before there were
proofs, or a browser that lost its key. It waits for a person (PROTOCOL 4.7.8); until then nothing of
it changes, and whoever has its cookie goes on. Called inside the `writing` of a use case."""

import secrets as randomness
from uuid import uuid4

from server.audit.writing import Actor, record_audit
from server.auth.principal import Principal
from server.auth.store import devices, invitations, renewals
from server.auth.store.vouchers import set_vouchers, voucher_of
from server.auth.tables import Device, DeviceRenewal, Invitation
from server.crypto.secrets import hash_token, new_token
from server.database.clock import now
from server.database.engine import db
from server.enrolment.admit import new_member, put_enrolment
from server.enrolment.invitation_use import begin_membership, is_settled
from server.enrolment.publish_device import enrolment_role, publish_device
from server.enrolment.readmit import readmit
from server.enrolment.recheck_phones import have_wait
from server.enrolment.settle_enrolment import settle_enrolment
from server.organisation.names import same_name
from server.organisation.store import memberships
from server.organisation.tables import Member
from server.records.writer import Writer
from server.scope.people import may_let_in
from sync.phrase import PHRASES, two_word_phrase
from sync.problems import PROBLEMS, ProblemError


def request_renewal(
    device: Device,
    invitation: Invitation,
    person: Member | None,
    name: str,
    cookie_hash: str | None,
) -> tuple[DeviceRenewal, str | None]:
    """Has a phone wait for a person, and answers the secret that will be the phone's if that person
    lets it in. `person` is None for somebody of this name who is nobody yet. Where one waits already,
    the browser that waits is answered with that one and no secret; anybody else would have its two
    words change under the eyes of who compares them. Raises already_waiting."""
    known = invitation.member_id or (person.id if person else None)
    waiting = renewals.of_device(device.id)
    if waiting is not None:
        same = (
            waiting.member_id == known
            if known is not None
            else waiting.member_name is not None and same_name(waiting.member_name, name)
        )
        if same and (waiting.secret_hash, waiting.team_id) == (cookie_hash, invitation.team_id):
            return waiting, None
        raise ProblemError(PROBLEMS["already_waiting"])
    secret = new_token()
    renewal = DeviceRenewal(
        id=str(uuid4()),
        device_id=device.id,
        secret_hash=hash_token(secret),
        phrase=two_word_phrase(randomness.randbelow(PHRASES)),
        member_id=known or str(uuid4()),
        member_name=None if known else name,
        team_id=invitation.team_id,
        invitation_id=invitation.id,
        created_at=now(),
    )
    renewals.put(renewal)
    details = {"team": renewal.team_id, "member": renewal.member_id, "invitation": invitation.id}
    actor, subject = Actor("device", device.id), ("device", device.id)
    record_audit(db.session, actor, "renewal_requested", subject, details)
    return renewal, secret


def settle_renewal(
    writer: Writer, principal: Principal, actor: Actor, renewal: DeviceRenewal, decision: str
) -> None:
    """Lets the phone in with its new cookie (`approve`), which ends the old one, or forgets that it
    asked (`refuse`). Raises wrong_role (a lead lets in neither the own phone nor another lead)."""
    details = {"team": renewal.team_id, "member": renewal.member_id}
    subject = ("device", renewal.device_id)
    if decision == "approve":
        others = _approve(writer, principal, actor, renewal)
        told = details | ({"others": others} if others else {})
        record_audit(db.session, actor, "renewal_approved", subject, told)
    else:
        renewals.drop(renewal.device_id)
        record_audit(db.session, actor, "renewal_refused", subject, details)


def _approve(
    writer: Writer, principal: Principal, actor: Actor, renewal: DeviceRenewal
) -> list[dict[str, str]]:
    """Answers who else is not on the phone any more by that."""
    device = devices.device_by_id(renewal.device_id)
    invitation = invitations.invitation_by_id(renewal.invitation_id)
    assert device is not None  # Neither is ever deleted.
    assert invitation is not None
    member_id, team_id = renewal.member_id, renewal.team_id
    roles = {invitation.role, enrolment_role(member_id, team_id)}
    if not may_let_in(principal, device.id, team_id, "lead" if "lead" in roles else "volunteer"):
        raise ProblemError(PROBLEMS["wrong_role"])
    name, secret_hash = renewal.member_name, renewal.secret_hash
    renewals.drop(device.id)
    device.secret_hash, device.secret_renewed_at = secret_hash, now()
    readmit(actor, device, invitation)
    others = _have_others_wait(writer, principal, actor, device, renewal)
    _let_in(writer, actor, device, invitation, (member_id, name))
    publish_device(writer, device.id)
    return others


def _have_others_wait(
    writer: Writer, principal: Principal, actor: Actor, device: Device, renewal: DeviceRenewal
) -> list[dict[str, str]]:
    """Who is on the phone for a team for which the asker cannot speak waits for those who can; and all
    others do where somebody new asked, since of those the asker heard nothing; and whose time was over is
    not there by itself any more. Answers who that is."""
    found = []
    for row, _, _ in devices.enrolments_of(device.id):
        own = (row.member_id, row.team_id) == (renewal.member_id, renewal.team_id)
        role = enrolment_role(row.member_id, row.team_id)
        knows = may_let_in(principal, device.id, row.team_id, role) and not renewal.member_name
        if not own and (row.state == "ended" or (row.state == "approved" and not knows)):
            have_wait(writer, actor, row)
            found.append({"member": row.member_id, "team": row.team_id})
    return found


def _let_in(
    writer: Writer,
    actor: Actor,
    device: Device,
    invitation: Invitation,
    who: tuple[str, str | None],
) -> None:
    """The person, with a name where that is nobody yet, is on the phone for the code's team."""
    member_id, name = who
    found = devices.enrolment(device.id, member_id, invitation.team_id)
    if found is not None and found.state == "approved" and is_settled(found, invitation):
        # Whoever asked has the phone from now on, by this word.
        set_vouchers(found, voucher_of(actor, found.team_id))
        return
    if memberships.member_by_id(member_id) is None:
        new_member(member_id, name or "")
    invitations.take_use(invitation.id, now())  # The person's word counts for more than its bound.
    if found is None or found.state != "pending":
        begin_membership(actor, device.id, member_id, invitation, at_once=True)
        found = put_enrolment(
            device.id,
            member_id,
            invitation.team_id,
            state="pending",
            invitation_id=invitation.id,
            held_back=name is None,
        )
    settle_enrolment(writer, actor, found, "approved")

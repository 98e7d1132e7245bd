"""What becomes of a phone that joins by a code, before anything is written (PROTOCOL 4.7.7)."""

from collections.abc import Sequence

from server.auth.store import devices, invitations, renewals
from server.auth.tables import Device, Enrolment, Invitation
from server.auth.throttle import begin_attempt, renewal_keys
from server.database.engine import db
from server.enrolment.admit import ClaimedDevice, check_new_id, claim_of
from server.enrolment.claiming import same_person
from server.enrolment.invitation_use import is_settled, state_of
from server.organisation.tables import Member
from server.records.store.records import rows_by_id
from sync.possession import Admission, Invited, admit_joining


def count_renewal(claimed: ClaimedDevice, name: str, invitation_id: str, address: str) -> None:
    """Who would have a known phone wait for a person counts like a wrong code, but for the browser
    that waits already. Raises too_many_attempts, and what is refused anyway."""
    if claimed.answered is not None:
        return
    invitation, device = invitations.invitation_by_id(invitation_id), None
    if not claimed.phone or claimed.phone.id != claimed.device:
        device = devices.device_by_id(claimed.device)
    waits = False
    if invitation is not None and device is not None:
        waiting = renewals.of_device(device.id)
        if waiting is None or waiting.secret_hash != claimed.cookie_hash:
            namesakes = same_person(claimed.device, invitation, name)
            waits = joining_admission(claimed, device, invitation, namesakes) is Admission.WAITS
    db.session.rollback()
    if waits:
        begin_attempt("renewal", renewal_keys(claimed.device, address))


def check_joining_device(claimed: ClaimedDevice, name: str, invitation_id: str) -> None:
    """Raises what joining would raise of the phone, whoever joins on it."""
    invitation = invitations.invitation_by_id(invitation_id)
    assert invitation is not None  # They are never deleted.
    device = devices.device_by_id(claimed.device)
    if device is None:
        check_new_id(claimed.device, has_record=bool(rows_by_id(db.session(), [claimed.device])))
    joining_admission(claimed, device, invitation, same_person(claimed.device, invitation, name))
    db.session.rollback()


def joining_admission(
    claimed: ClaimedDevice,
    device: Device | None,
    invitation: Invitation,
    namesakes: Sequence[tuple[Enrolment, Member]],
) -> Admission:
    invited = _invited(device, invitation, namesakes)
    return admit_joining(claim_of("join", claimed, device), invited)


def _invited(
    device: Device | None, invitation: Invitation, namesakes: Sequence[tuple[Enrolment, Member]]
) -> Invited:
    """What a code is worth on a phone, for the person who comes with it."""
    stopped = device.revoked_at if device else None
    on_phone = devices.enrolments_of(device.id) if device else ()
    return Invited(
        state_of(invitation),
        again=any(
            row.invitation_id == invitation.id and is_settled(row, invitation)
            for row, _ in namesakes
        ),
        newer=stopped is None or invitation.created_at > stopped,
        here=any(row.team_id == invitation.team_id for row, _, _ in on_phone),
    )

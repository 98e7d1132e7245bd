"""What joining by a code and joining again by a receipt have in common: a phone, a person and that
person on the phone become known. Called inside the `writing` of either."""

import secrets as randomness

from server.clock import now
from server.extensions import db
from server.identity.principal import Phone
from server.identity.secrets import hash_token, new_token
from server.identity.store import devices
from server.identity.tables import Device, Enrolment
from server.operations.audit import Actor, record_audit
from server.organisation.tables import Member
from server.syncing.writing import Writer
from sync.phrase import PHRASES, two_word_phrase
from sync.problems import PROBLEMS, ProblemError


def admit_device(
    writer: Writer, device_id: str, key: dict[str, str] | None, phone: Phone | None
) -> str | None:
    """Makes the phone known, or makes sure that it is the one that is known under its id: by
    its cookie (`phone` is whom that names), or, if the cookie got lost, by its key, which nobody
    else was ever shown. Answers the new secret, None where the old one holds. Raises
    device_taken."""
    device = devices.device_by_id(device_id)
    if device is None:
        if writer.row(device_id) is not None:  # The id of a record that is no phone.
            raise ProblemError(PROBLEMS["device_taken"])
        secret = new_token()
        devices.add(
            Device(
                id=device_id,
                secret_hash=hash_token(secret),
                public_key=key or {},
                created_at=now(),
            )
        )
        return secret
    if phone is not None and phone.id == device.id:
        return None
    if not key or device.public_key != key:
        raise ProblemError(PROBLEMS["device_taken"])
    secret = new_token()
    device.secret_hash = hash_token(secret)
    device.secret_renewed_at = now()
    record_audit(
        db.session, Actor("device", device.id), "device_secret_renewed", ("device", device.id)
    )
    return secret


def new_member(member_id: str, name: str) -> Member:
    """A member who has agreed by joining."""
    member = Member(id=member_id, name=name, consented_at=now(), created_at=now())
    devices.add(member)
    return member


def put_enrolment(
    device_id: str,
    member_id: str,
    team_id: str,
    *,
    state: str,
    stays: bool,
    invitation_id: str | None = None,
) -> Enrolment:
    """The person on the phone for the team: approved, pending or refused. `stays`: the membership
    outlives a refusal."""
    enrolment = devices.enrolment(device_id, member_id, team_id)
    if enrolment is None:
        enrolment = Enrolment(
            device_id=device_id, member_id=member_id, team_id=team_id, created_at=now()
        )
    enrolment.state = state
    enrolment.stands_alone = stays
    enrolment.phrase = two_word_phrase(randomness.randbelow(PHRASES))
    enrolment.invitation_id = invitation_id
    enrolment.decided_at = None if state == "pending" else now()
    enrolment.decided_by = None
    devices.add(enrolment)
    return enrolment

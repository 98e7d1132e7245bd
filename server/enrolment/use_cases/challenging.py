"""A phone asks what it is to sign (PROTOCOL 4.7.6)."""

from server.auth.store import devices
from server.enrolment.proof_challenges import make_challenge
from sync.possession import Purpose


def challenge(purpose: Purpose, device_id: str) -> str:
    """A challenge for this phone and purpose, whether the phone is known or not."""
    return make_challenge(purpose, device_id, devices.device_by_id(device_id))

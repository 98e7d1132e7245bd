"""A phone asks what it is to sign (PROTOCOL 4.7.6)."""

from server.auth.rate_limits import CHALLENGES
from server.auth.store import devices
from server.auth.throttle import client_at
from server.database.engine import only_reading
from server.enrolment.proof_challenges import make_challenge
from sync.possession import Purpose


def challenge(purpose: Purpose, device_id: str, address: str) -> str:
    """A challenge for this phone and purpose, whether the phone is known or not. Raises
    too_many_attempts."""
    CHALLENGES.count(client_at(address))
    with only_reading():
        return make_challenge(purpose, device_id, devices.device_by_id(device_id))

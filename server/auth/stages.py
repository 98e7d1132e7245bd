"""How far a sign-in has come. A session begins at once and may do only what finishes it, until its
stage is `ready`; the order is factor, password, enrol, ready."""

from datetime import timedelta
from enum import StrEnum


class Stage(StrEnum):
    """What is left to do."""

    FACTOR = "factor"
    """The password was right; the second factor is not shown yet."""
    PASSWORD = "password"
    """Signed in by a password that somebody else made, which is to be changed."""
    ENROL = "enrol"
    """A second factor is demanded, and there is none."""
    READY = "ready"


LIVES = {
    Stage.FACTOR: timedelta(minutes=10),
    Stage.PASSWORD: timedelta(minutes=30),
    Stage.ENROL: timedelta(minutes=30),
}
"""How long a session may stay unfinished."""

FRESH = timedelta(minutes=15)
"""So long after the sign-in, or after the password was given once more, second factors can be changed,
and access be given to and taken from other accounts."""


def next_stage(*, has_factor: bool, password_made: bool, demanded: bool) -> Stage:
    """Where it stands when the second factor was shown, or there is none."""
    if password_made:
        return Stage.PASSWORD
    return Stage.ENROL if demanded and not has_factor else Stage.READY

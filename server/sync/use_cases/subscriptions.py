"""Which channels a phone has, for who gives it what stands in none of their rows."""

from collections.abc import Sequence

from server.auth.principal import Principal
from server.database.clock import today
from server.database.engine import autocommit_connection
from server.database.sql import fetch
from server.sync.store.grants import grants_query
from sync.channel import Grant, channels


def read_channels(principal: Principal, *, shows_activities: bool = True) -> list[str]:
    """The channels of a phone (PROTOCOL 6.2), with those that it was granted where its app shows what stands
    in them; none of who has no phone, or one that was stopped."""
    if principal.device is None or not shows_activities:
        return channels_of(principal)
    with autocommit_connection() as database:
        grants = fetch(database, grants_query(principal.device.id, today()))
    return channels_of(principal, grants)


def channels_of(principal: Principal, grants: Sequence[Grant] = ()) -> list[str]:
    """The same, where it is known what was granted."""
    if principal.device is None or principal.device.revoked:
        return []
    return channels(principal.device.id, principal.enrolments, grants, today())

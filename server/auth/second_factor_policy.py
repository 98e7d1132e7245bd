"""Of whom a second factor is demanded."""

from server.auth.principal import Kind
from server.config import current_settings
from server.organisation.tree import COMMUNE, RANKS


def requires_second_factor(role: str, unit_kind: str | None) -> bool:
    """Whether such an account must have a second factor: an administrator's, and one at a unit of a
    kind above a commune, where the setting demands it."""
    if not current_settings().second_factor_demanded:
        return False
    return role == Kind.ADMINISTRATOR or (unit_kind is not None and RANKS[unit_kind] < COMMUNE)

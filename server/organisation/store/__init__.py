"""Rows of units, teams and memberships. The names below are what other groups may ask for."""

from server.organisation.store.memberships import memberships_asked, memberships_of
from server.organisation.store.teams import UnitChains, chains_asked, unit_chain
from server.organisation.store.units import teams_below, units_counted_as

__all__ = [
    "UnitChains",
    "chains_asked",
    "memberships_asked",
    "memberships_of",
    "teams_below",
    "unit_chain",
    "units_counted_as",
]

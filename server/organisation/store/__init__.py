"""Rows of units, teams and memberships. The names below are what other groups may ask for."""

from server.organisation.store.memberships import memberships_of
from server.organisation.store.teams import UnitChains, unit_chain
from server.organisation.store.units import teams_below, units_counted_as

__all__ = ["UnitChains", "memberships_of", "teams_below", "unit_chain", "units_counted_as"]

"""Rows of units, teams and memberships. The names below are what other groups may ask for."""

from server.organisation.store.memberships import (
    affiliations_query,
    memberships_of,
    memberships_query,
    merged_among,
)
from server.organisation.store.teams import UnitChains, chains_query, unit_chain
from server.organisation.store.units import teams_below, units_counted_as

__all__ = [
    "UnitChains",
    "affiliations_query",
    "chains_query",
    "memberships_of",
    "memberships_query",
    "merged_among",
    "teams_below",
    "unit_chain",
    "units_counted_as",
]

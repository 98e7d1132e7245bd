"""The kinds of record there are. A kind that phones write has its own file."""

from . import help_session, member, place
from .kind import Codes, Fields, Kind, Op

CATALOGUE_KINDS = ("service", "outcome", "reason", "place_kind", "age_band", "affiliation")
GUIDE = "guide"
_SERVER_ONLY = ("proposal", "settlement", "device", "team", *CATALOGUE_KINDS, GUIDE)

KINDS: dict[str, Kind] = {
    help_session.NAME: help_session.KIND,
    place.NAME: place.KIND,
    member.NAME: member.KIND,
    **{name: Kind(name) for name in _SERVER_ONLY},
}

__all__ = ["CATALOGUE_KINDS", "GUIDE", "KINDS", "Codes", "Fields", "Kind", "Op"]

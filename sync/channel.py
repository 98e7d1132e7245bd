"""Channels: opaque names of what a phone subscribes to (PROTOCOL 2). Only the server decides
which ones are a phone's."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from .formats import is_uuid
from .membership import Enrolment

CATALOGUE = "catalogue"
_UUID_CHARS = 36


def team(team_id: str) -> str:
    """The channel of a team's records."""
    return f"team:{team_id}"


def device(device_id: str) -> str:
    """The channel of what concerns one phone."""
    return f"device:{device_id}"


def merged(member_id: str) -> str:
    """The channel to which the rows of members go who were merged into this one: no phone has it, so
    that these rows leave every phone (PROTOCOL 5.10)."""
    return f"merged:{member_id}"


def team_of(channel: str | None) -> str | None:
    """The team's id in the name of a team's channel, None for any other name."""
    return _owner(channel, "team:")


def device_of(channel: str | None) -> str | None:
    """The phone's id in the name of a phone's channel, None for any other name."""
    return _owner(channel, "device:")


def is_channel(value: Any) -> bool:
    """Whether it is the name of a channel of a team or of a phone."""
    return isinstance(value, str) and (team_of(value) or device_of(value)) is not None


def channels(device_id: str, enrolments: Iterable[Enrolment]) -> list[str]:
    """What a phone subscribes to (PROTOCOL 6.2): the teams of its approved people, the catalogue
    and its own channel, sorted. A phone that only waits sees the last two."""
    teams = {team(each.team) for each in enrolments if each.state == "approved"}
    return sorted(teams | {CATALOGUE, device(device_id)})


def _owner(channel: str | None, prefix: str) -> str | None:
    if channel is None or len(channel) != len(prefix) + _UUID_CHARS:
        return None
    return _owner_of(channel, prefix)


# Of a batch nearly all changes name the same.
@lru_cache(maxsize=4096)
def _owner_of(channel: str, prefix: str) -> str | None:
    owner = channel[len(prefix) :]
    return owner if channel.startswith(prefix) and is_uuid(owner) else None

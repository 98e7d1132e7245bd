"""Channels: opaque names of what a phone subscribes to (PROTOCOL 2). Only the server decides
which ones are a phone's."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from .formats import is_uuid
from .membership import Enrolment
from .protocol_limits import ACTIVITY_CHANNELS

CATALOGUE = "catalogue"
_UUID_CHARS = 36


def team(team_id: str) -> str:
    """The channel of a team's records."""
    return f"team:{team_id}"


def device(device_id: str) -> str:
    """The channel of what concerns one phone."""
    return f"device:{device_id}"


def activity(activity_id: str) -> str:
    """The channel of an activity: its programme and its papers."""
    return f"activity:{activity_id}"


def unit(unit_id: str) -> str:
    """The channel of what a unit publishes for all teams below it."""
    return f"unit:{unit_id}"


class Grant(NamedTuple):
    """A channel of an activity or a unit that a phone was granted: for what it does in a team, or itself
    (`team` None), and the day around which the channel is of use."""

    channel: str
    team: str | None
    day: str


def merged(member_id: str) -> str:
    """The channel to which the rows of members go who were merged into this one: no phone has it, so
    that these rows leave every phone (PROTOCOL 5.10)."""
    return f"merged:{member_id}"


def member(member_id: str) -> str:
    """The channel of what the desk entered for a member: no phone has it."""
    return f"member:{member_id}"


def team_of(channel: str | None) -> str | None:
    """The team's id in the name of a team's channel, None for any other name."""
    return _owner(channel, "team:")


def device_of(channel: str | None) -> str | None:
    """The phone's id in the name of a phone's channel, None for any other name."""
    return _owner(channel, "device:")


def is_channel(value: Any) -> bool:
    """Whether it is the name of a channel of a team or of a phone."""
    return isinstance(value, str) and (team_of(value) or device_of(value)) is not None


def channels(
    device_id: str,
    enrolments: Iterable[Enrolment],
    grants: Iterable[Grant] = (),
    today: str = "",
) -> list[str]:
    """What a phone subscribes to (PROTOCOL 6.2), sorted: the teams of its approved people, the catalogue,
    its own channel, and of the `grants` those to one of these teams or to itself, of activities the 30
    nearest to `today`. A phone on which nobody was let in sees the catalogue and its own channel."""
    teams = {each.team for each in enrolments if each.state == "approved"}
    own = {team(each) for each in teams} | {CATALOGUE, device(device_id)}
    granted = (each for each in grants if teams and (each.team is None or each.team in teams))
    return sorted(own | _nearest(granted, today))


def _nearest(grants: Iterable[Grant], today: str) -> set[str]:
    days = {each.channel: each.day for each in grants}
    of_activities = [each for each in days if each.startswith("activity:")]
    if len(of_activities) <= ACTIVITY_CHANNELS:
        return set(days)

    def distance(channel: str) -> tuple[int, str]:
        between = date.fromisoformat(days[channel]) - date.fromisoformat(today)
        return abs(between.days), channel

    return set(days) - set(sorted(of_activities, key=distance)[ACTIVITY_CHANNELS:])


def _owner(channel: str | None, prefix: str) -> str | None:
    if channel is None or len(channel) != len(prefix) + _UUID_CHARS:
        return None
    return _owner_of(channel, prefix)


# Of a batch nearly all changes name the same.
@lru_cache(maxsize=4096)
def _owner_of(channel: str, prefix: str) -> str | None:
    owner = channel[len(prefix) :]
    return owner if channel.startswith(prefix) and is_uuid(owner) else None

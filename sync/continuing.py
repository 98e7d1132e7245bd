"""Who comes back is counted once (PROTOCOL 5.5): a session that goes on from another one adds its turns,
and its people only where no session before it counts."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from .protocol_limits import CONTINUED_LINKS

FIELD = "continues"


class Before(NamedTuple):
    """A session that another one goes on from: its state and its fields."""

    state: str
    f: Mapping[str, Any]


def stand_in(team: str, day: str, start: str, *, handed_on: bool) -> Before:
    """What a session of which only the totals were kept is taken for (PROTOCOL 5.19). `handed_on`: the people
    of whoever goes on from it are counted in it or before it."""
    state = "counted" if handed_on else "void"
    return Before(state, {"team": team, "day": day, "start": start})


def place_of(team: Any, session_id: str) -> str:
    """Under what a session of which only the totals were kept is found beside those that stand under ids."""
    return f"{team} {session_id}"


Find = Callable[[str], Before | None]
"""The session with an id, None where there is none."""


def is_repeat(session_id: str, f: Mapping[str, Any], find: Find) -> bool:
    """Whether the people of a session were counted already: whether one of those before it counts,
    each the one that the next goes on from, in the same team and earlier by day, start and id. So
    no circle is ever walked, and no chain beyond `CONTINUED_LINKS`."""
    at, place = f, _place(session_id, f)
    for _ in range(CONTINUED_LINKS):
        if not (before_id := at.get(FIELD)):
            return False
        before = find(before_id)
        if before is None or before.f.get("team") != f.get("team"):
            return False
        earlier = _place(before_id, before.f)
        if earlier >= place:
            return False
        if before.state == "counted":
            return True
        at, place = before.f, earlier
    return False


def _place(session_id: str, f: Mapping[str, Any]) -> tuple[str, str, str]:
    return str(f.get("day")), str(f.get("start")), session_id

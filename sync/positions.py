"""What may stand where in a change (PROTOCOL 4.1): only there is an id, a code, a day or
a count no text that somebody typed. Whatever stands at a position not named here is text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .channel import device_of, team_of
from .forms import is_code, is_time, is_uuid, read_day, read_instant
from .kinds import member
from .screening import Kind
from .values import whole_number

# The server's own codes hold two digits; five begin to be somebody's number.
_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9]*){5}")
_SERVICE = "services."
LARGEST_COUNT = 10**8
OWN_WORDS = frozenset(
    ("create", "edit", "help_session", "place", "member", "live", "void", "volunteer", "lead")
)
"""Words that the protocol itself has; screening finds nothing in any of them."""


@dataclass(frozen=True, slots=True)
class Position:
    """A position of a change: `is_form` tells values that are no typed text, `inner` gives the
    positions in an object by name, `service` that of every service in it, `allowed` what a text there may
    hold, `known` whether the protocol has a name for the position."""

    is_form: Callable[[Any], bool] = lambda value: False
    inner: Mapping[str, Position] = field(default_factory=dict)
    allowed: tuple[Kind, ...] = ()
    service: Position | None = None
    known: bool = True

    def at(self, name: str) -> Position:
        """The position in an object that has this name."""
        if self.service is not None and self.names_service(name):
            return self.service
        return self.inner.get(name, UNKNOWN)

    def names_service(self, name: str) -> bool:
        """Whether a name in an object holds a catalogue code here: "services.TT04"."""
        prefix, code = name[: len(_SERVICE)], name[len(_SERVICE) :]
        return self.service is not None and prefix == _SERVICE and is_short_code(code)


def is_short_code(value: Any) -> bool:
    """A catalogue code that is nobody's number."""
    return is_code(value) and _MANY_DIGITS.search(value) is None


def _is_count(value: Any) -> bool:
    number = None if isinstance(value, str) else whole_number(value)
    return number is not None and abs(number) < LARGEST_COUNT


def _is_channel(value: Any) -> bool:
    return isinstance(value, str) and (team_of(value) or device_of(value)) is not None


UNKNOWN = Position(known=False)
_TEXT = Position()
_UUID, _CODE, _COUNT = Position(is_uuid), Position(is_short_code), Position(_is_count)
_WORD = Position(lambda value: isinstance(value, str) and value in OWN_WORDS)
_DAY = Position(lambda value: read_day(value) is not None)

_FIELD_POSITIONS: Mapping[str, Position] = {
    "day": _DAY,
    "from": _DAY,
    "start": Position(is_time),
    "place": _UUID,
    "member": _UUID,
    "companions": _UUID,
    "place_kind": _CODE,
    "age_band": _CODE,
    "affiliation": _CODE,
    "people": _COUNT,
    "status": _WORD,
    "role": _WORD,
    **dict.fromkeys(("name", "note"), _TEXT),
}
_SERVICE_POSITION = Position(inner={"people": _COUNT, "outcome": _CODE, "reasons": _CODE})
_FIELDS = Position(inner=_FIELD_POSITIONS, service=_SERVICE_POSITION)
_MEMBER_NAME = Position(allowed=("person_name",))
_MEMBER_FIELDS = Position(
    inner={**_FIELD_POSITIONS, "name": _MEMBER_NAME}, service=_SERVICE_POSITION
)


def _change(fields: Position) -> Position:
    return Position(
        inner={
            **dict.fromkeys(("id", "author", "record", "replaces"), _UUID),
            **dict.fromkeys(("no", "schema"), _COUNT),
            **dict.fromkeys(("op", "kind"), _WORD),
            "why": _TEXT,
            **dict.fromkeys(("set", "prev"), fields),
            "channel": Position(_is_channel),
            "at": Position(lambda value: read_instant(value) is not None),
        }
    )


_CHANGE, _MEMBER = _change(_FIELDS), _change(_MEMBER_FIELDS)


def change_position(change: Any) -> Position:
    """The position of a whole change; that of a member holds a volunteer's name."""
    of_member = isinstance(change, Mapping) and change.get("kind") == member.NAME
    return _MEMBER if of_member else _CHANGE

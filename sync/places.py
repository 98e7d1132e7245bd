"""What may stand at which place of a change (PROTOCOL 4.1): only there is an id, a code, a day or
a count no text that somebody typed. Whatever stands at a place not named here is text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .channel import device_of, team_of
from .forms import is_code, is_time, is_uuid, read_day, read_instant
from .values import whole_number

# The server's own codes hold two digits; five begin to be somebody's number.
_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9]*){5}")
_SERVICE = "services."
_LARGEST_COUNT = 10**8


@dataclass(frozen=True, slots=True)
class Place:
    """A place of a change: `is_form` tells values that are no typed text, `inner` gives the places
    in an object by name, `service` that of every service in it, `known` whether the protocol has
    a name for the place."""

    is_form: Callable[[Any], bool] = lambda value: False
    inner: Mapping[str, Place] = field(default_factory=dict)
    service: Place | None = None
    known: bool = True

    def at(self, name: str) -> Place:
        """The place in an object that has this name."""
        if self.service is not None and self.names_service(name):
            return self.service
        return self.inner.get(name, UNKNOWN)

    def names_service(self, name: str) -> bool:
        """Whether a name in an object holds a catalogue code here: "services.TT04"."""
        prefix, code = name[: len(_SERVICE)], name[len(_SERVICE) :]
        return self.service is not None and prefix == _SERVICE and _is_code(code)


def _is_code(value: Any) -> bool:
    return is_code(value) and _MANY_DIGITS.search(value) is None


def _is_count(value: Any) -> bool:
    number = None if isinstance(value, str) else whole_number(value)
    return number is not None and abs(number) < _LARGEST_COUNT


def _is_channel(value: Any) -> bool:
    return isinstance(value, str) and (team_of(value) or device_of(value)) is not None


UNKNOWN = Place(known=False)
_TEXT = Place()
_UUID, _CODE, _COUNT = Place(is_uuid), Place(_is_code), Place(_is_count)
_DAY = Place(lambda value: read_day(value) is not None)

_FIELDS = Place(
    inner={
        "day": _DAY,
        "from": _DAY,
        "start": Place(is_time),
        "place": _UUID,
        "member": _UUID,
        "companions": _UUID,
        "place_kind": _CODE,
        "age_band": _CODE,
        "affiliation": _CODE,
        "people": _COUNT,
        **dict.fromkeys(("name", "note", "status", "role"), _TEXT),
    },
    service=Place(inner={"people": _COUNT, "outcome": _CODE, "reasons": _CODE}),
)
CHANGE = Place(
    inner={
        **dict.fromkeys(("id", "author", "record", "replaces"), _UUID),
        **dict.fromkeys(("no", "schema"), _COUNT),
        **dict.fromkeys(("op", "kind", "why"), _TEXT),
        **dict.fromkeys(("set", "prev"), _FIELDS),
        "channel": Place(_is_channel),
        "at": Place(lambda value: read_instant(value) is not None),
    }
)

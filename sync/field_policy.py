"""What may stand where in a change (PROTOCOL 4.1): only there is an id, a code, a day or
a count no text that somebody typed. Whatever stands at a position not named here is text."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from .formats import is_code, is_time, is_uuid, read_day
from .screening import Kind
from .values import whole_number

# The server's own codes hold two digits; five begin to be somebody's number.
_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9]*){5}")
LARGEST_COUNT = 10**8


@dataclass(frozen=True, slots=True)
class Position:
    """A position of a change: `is_form` tells values that are no typed text, `inner` gives the
    positions in an object by name, `open` those of names that end in a catalogue code by what they
    begin with ("services."), `allowed` what a text there may hold, `known` whether the protocol has a
    name for the position."""

    is_form: Callable[[Any], bool] = lambda value: False
    inner: Mapping[str, Position] = field(default_factory=dict)
    allowed: tuple[Kind, ...] = ()
    open: Mapping[str, Position] = field(default_factory=dict)
    known: bool = True

    def at(self, name: str) -> Position:
        """The position in an object that has this name."""
        found = self.inner.get(name)
        if found is None and self.open:
            start, dot, code = name.partition(".")
            if is_short_code(code):
                found = self.open.get(start + dot)
        return found or UNKNOWN


def is_short_code(value: Any) -> bool:
    """A catalogue code that is nobody's number."""
    return is_code(value) and _MANY_DIGITS.search(value) is None


def _is_count(value: Any) -> bool:
    number = None if isinstance(value, str) else whole_number(value)
    return number is not None and abs(number) < LARGEST_COUNT


UNKNOWN = Position(known=False)
TEXT = Position()
ID, CODE, COUNT, TIME = map(Position, (is_uuid, is_short_code, _is_count, is_time))
DAY = Position(lambda value: read_day(value) is not None)

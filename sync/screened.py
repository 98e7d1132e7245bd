"""Screens a whole change before it is stored anywhere, whether it can be parsed or not: what is
not understood may hold a citizen's number in any place of it (PROTOCOL 5.1.2)."""

import re
from collections.abc import Mapping
from typing import Any

from .channel import device_of, team_of
from .forms import is_code, is_time, is_uuid, read_day, read_instant
from .limits import SAFE_INTEGER
from .screening import blank
from .values import nfc

TEXT_CODE_POINTS = 1000
"""A longer text is cut before anything looks at it: no field takes so much, and the work of
screening must not grow with what a stranger sends."""
_DEEPEST = 16
_LONG_NUMBER = 10**8
_HALVED = 64
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_TOO_MANY_DIGITS = re.compile(r"(?:[0-9][^0-9]*){5}")


def screen_body(value: Any) -> Any:
    """The JSON value in NFC with citizens' data blanked in every text, in the names of objects
    and in long numbers; what no database holds (NUL, lone surrogates, NaN) and what nests beyond
    16 levels is taken out, texts beyond 1,000 code points are cut. Clean changes come back
    equal."""
    return _screen(value, 0)


def _screen(value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        return None
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return {_text(str(k)): _screen(each, depth + 1) for k, each in value.items()}
    if isinstance(value, list | tuple):
        return [_screen(each, depth + 1) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _number(value)
    return None


def screened_fields(raw: Any, body: Any) -> tuple[str, ...]:
    """The names of the fields in `set` whose text lost something."""
    if not isinstance(raw, Mapping) or not isinstance(raw.get("set"), Mapping):
        return ()
    before, after = raw["set"], body["set"]
    return tuple(
        sorted(
            name
            for name, value in before.items()
            if isinstance(value, str) and name in after and nfc(value) != after[name]
        )
    )


def _storable(value: str) -> str:
    return _UNSTORABLE.sub("\ufffd", value[:TEXT_CODE_POINTS])


def _text(value: str) -> str:
    plain = _storable(value)
    if len(value) > TEXT_CODE_POINTS:
        # The cut may have halved a number, and half of one is not found.
        return blank(plain)[:-_HALVED]
    return plain if _is_form(plain) else blank(plain)


def _is_form(text: str) -> bool:
    """Ids, days and codes are no text that a person typed; screening would only break them."""
    return (
        is_uuid(text)
        or (team_of(text) or device_of(text)) is not None
        or read_day(text) is not None
        or read_instant(text) is not None
        or is_time(text)
        or (is_code(text) and _TOO_MANY_DIGITS.search(text) is None)
    )


def _number(value: int | float) -> int | float | None:
    if not abs(value) <= SAFE_INTEGER:  # NaN is neither below nor above
        return None
    is_long = abs(value) >= _LONG_NUMBER and float(value).is_integer()
    return None if is_long else value

"""Screens a whole change before it is stored anywhere, whether it can be parsed or not: what is
not understood may hold a citizen's number in any place of it (PROTOCOL 5.1.2)."""

import re
from collections.abc import Mapping
from typing import Any

from .limits import SAFE_INTEGER
from .positions import UNKNOWN, Position, change_position
from .screening import BLANK, blank, find_citizen_data
from .values import nfc

TEXT_CODE_POINTS = 1000
"""A longer text is cut before anything looks at it: no field takes so much, and the work of
screening must not grow with what a stranger sends."""
_DEEPEST = 16
_HALVED = 64
_MOST_DIGITS = 5
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_EXPONENT = re.compile(r"e.*")


def screen_body(value: Any) -> Any:
    """The JSON value in NFC with citizens' data blanked in every text, in the names of objects
    and in numbers of many digits; what no database holds (NUL, lone surrogates, NaN) and what
    nests beyond 16 levels is taken out, texts beyond 1,000 code points are cut. Clean changes come
    back equal."""
    return _screen(value, change_position(value), "", 0)


def _screen(value: Any, position: Position, name: str, depth: int) -> Any:
    """`name` is that of the nearest field: where the protocol does not know it, it may be what
    says that 2580 is a PIN."""
    if depth > _DEEPEST:
        return None
    if isinstance(value, str):
        return _text(value, position, name)
    if isinstance(value, Mapping):
        return {
            _name(str(k), position): _inner(each, position, str(k), depth)
            for k, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [_screen(each, position, name, depth + 1) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _number(value, position, name)
    return None


def _inner(value: Any, position: Position, name: str, depth: int) -> Any:
    return _screen(value, position.at(name), name, depth + 1)


_CLEAN_KEPT = 4096
_clean: dict[str, None] = {}


def is_clean(text: str) -> bool:
    """Whether a text stays as it is. Clean ones are remembered for a while, so that a note which
    comes again costs nothing; of what is not clean nothing is remembered."""
    if text in _clean:
        return True
    if len(text) > TEXT_CODE_POINTS or _storable(text) != text or blank(text) != text:
        return False
    if len(_clean) >= _CLEAN_KEPT:
        _clean.clear()
    _clean[text] = None
    return True


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


def _name(value: str, position: Position) -> str:
    is_ours = position.names_service(value) or position.at(value).known
    return value if is_ours else _text(value, UNKNOWN, "")


def _text(value: str, position: Position, name: str) -> str:
    if position.is_form(value):
        return value
    plain = _storable(value)
    if len(value) > TEXT_CODE_POINTS:
        # The cut may have halved a number, and half of one is not found.
        return blank(plain, position.allowed)[:-_HALVED]
    clean = blank(plain, position.allowed)
    return BLANK if _gives_away(name, clean, position) else clean


def _gives_away(name: str, value: str, position: Position) -> bool:
    """Whether an unknown field's name makes its value a citizen's: {"pin": "2580"}."""
    if position.known or not name or len(name) > TEXT_CODE_POINTS:
        return False
    label = blank(_storable(name)) + ": "
    return any(found.end > len(label) for found in find_citizen_data(label + value))


def _number(value: int | float, position: Position, name: str) -> int | float | None:
    if not abs(value) <= SAFE_INTEGER:  # NaN is neither below nor above
        return None
    if position.is_form(value):
        return value
    if _digits(value) > _MOST_DIGITS or _gives_away(name, str(abs(value)), position):
        return None
    return value


def _digits(value: int | float) -> int:
    """How many digits somebody would have to type for the number."""
    plain = int(value) if float(value).is_integer() else value
    return len(_EXPONENT.sub("", str(abs(plain))).replace(".", "").lstrip("0"))

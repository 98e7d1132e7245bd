"""What stands in the place of a code and is none of the catalogue's is text, in which somebody may
have written a person: "NGUYEN_VAN_AN" (PROTOCOL 5.1.2). It is looked through before it is kept, for
names only (many digits are text there anyway, sync/field_policy.py) and at next to no cost, since the
clock is held meanwhile."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from .formats import is_code
from .kinds import Codes
from .screening import BLANK
from .screening.name_words import GLUED_MIDDLES, GLUED_SURNAMES, LAST_SURNAMES

_CODES = ("place_kind", "age_band", "affiliation")
_SERVICE = "services."
_OF_SERVICE = ("outcome", "reasons")

_ANY, _SURE = "|".join(GLUED_SURNAMES).upper(), "|".join(sorted(LAST_SURNAMES)).upper()
_MIDDLE = "|".join(GLUED_MIDDLES).upper()
_NAME = re.compile(f"(?:^|_)(?:(?:{_ANY})_?(?:{_MIDDLE})_?[A-Z]|(?:{_SURE})_)|_(?:{_SURE})$")
"""A family name before "Văn" or "Thị", or one of the sure ones beside another word."""


def without_told_codes(body: Any, codes: Codes) -> Any:
    """The body of a change that is to be kept for a person, with a blank in place of each code that
    the catalogue does not have and that tells of somebody; the very same where there is none."""
    if not isinstance(body, Mapping):
        return body
    parts = {name: _fields(body[name], codes) for name in ("set", "prev") if name in body}
    return body if all(body[name] == part for name, part in parts.items()) else {**body, **parts}


def without_told_names(names: Iterable[str], codes: Codes) -> tuple[str, ...]:
    """The same for names of fields."""
    return tuple(_name(name, codes) for name in names)


def _fields(fields: Any, codes: Codes) -> Any:
    if not isinstance(fields, Mapping):
        return fields
    return {_name(name, codes): _value(name, fields[name], codes) for name in fields}


def _name(name: str, codes: Codes) -> str:
    if not name.startswith(_SERVICE):
        return name
    return _SERVICE + str(_code(name[len(_SERVICE) :], codes))


def _value(name: str, value: Any, codes: Codes) -> Any:
    if name in _CODES:
        return _code(value, codes)
    if not name.startswith(_SERVICE) or not isinstance(value, Mapping):
        return value
    return {
        part: _codes(said, codes) if part in _OF_SERVICE else said for part, said in value.items()
    }


def _codes(value: Any, codes: Codes) -> Any:
    if isinstance(value, list):
        return [_code(each, codes) for each in value]
    return _code(value, codes)


def _code(value: Any, codes: Codes) -> Any:
    """A code, or a blank where it is text that tells of somebody."""
    if not is_code(value) or _NAME.search(value) is None:
        return value
    return value if any(value in those for those in codes.values()) else BLANK

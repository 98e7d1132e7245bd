"""What stands in the place of a code and is none of the catalogue's is text, in which somebody may
have written a person: "NGUYEN_VAN_AN" (PROTOCOL 5.1.2). It is looked through before it is kept."""

from collections.abc import Iterable, Mapping
from typing import Any

from .kinds import Codes
from .screening import BLANK, find_citizen_data

_CODES = ("place_kind", "age_band", "affiliation")
_SERVICE = "services."
_OF_SERVICE = ("outcome", "reasons")


def without_told_codes(body: Any, codes: Codes) -> Any:
    """The body of a change that is to be kept for a person, with a blank in place of each code that
    the catalogue does not have and that tells of somebody; the very same where there is none."""
    if not isinstance(body, Mapping):
        return body
    catalogue = frozenset().union(*codes.values())
    parts = {name: _fields(body[name], catalogue) for name in ("set", "prev") if name in body}
    return body if all(body[name] == part for name, part in parts.items()) else {**body, **parts}


def without_told_names(names: Iterable[str], codes: Codes) -> tuple[str, ...]:
    """The same for names of fields."""
    catalogue = frozenset().union(*codes.values())
    return tuple(_name(name, catalogue) for name in names)


def _fields(fields: Any, catalogue: frozenset[str]) -> Any:
    if not isinstance(fields, Mapping):
        return fields
    return {_name(name, catalogue): _value(name, fields[name], catalogue) for name in fields}


def _name(name: str, catalogue: frozenset[str]) -> str:
    if not name.startswith(_SERVICE):
        return name
    return _SERVICE + str(_code(name[len(_SERVICE) :], catalogue))


def _value(name: str, value: Any, catalogue: frozenset[str]) -> Any:
    if name in _CODES:
        return _code(value, catalogue)
    if not name.startswith(_SERVICE) or not isinstance(value, Mapping):
        return value
    return {
        part: _codes(said, catalogue) if part in _OF_SERVICE else said
        for part, said in value.items()
    }


def _codes(value: Any, catalogue: frozenset[str]) -> Any:
    if isinstance(value, list):
        return [_code(each, catalogue) for each in value]
    return _code(value, catalogue)


def _code(value: Any, catalogue: frozenset[str]) -> Any:
    """A code, or a blank where it is text that tells of somebody, with a space for each "_"."""
    if not isinstance(value, str) or value in catalogue:
        return value
    return BLANK if find_citizen_data(value.replace("_", " ")) else value

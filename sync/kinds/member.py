"""A member of a team. A lead's phone adds one; whatever else is said of members is the server's."""

import re
import unicodedata
from collections.abc import Mapping
from typing import Any
from uuid import UUID, uuid5

from ..limits import MEMBER_NAME_CODE_POINTS
from ..refusal import ChangeRefused
from . import fields
from .kind import Codes, Fields, Kind, Op, check_code

NAME = "member"
REQUIRED = ("member", "name", "affiliation", "from")
ERASED_NAME = "Đã xóa tên"
"""What stands in the place of a name that was erased."""
DEFAULTS: Mapping[str, Any] = {"role": "volunteer"}
_BLANKS = re.compile(r"[ \t\r\n]+")


def row_id(member: str, team: str) -> str:
    """The id of the row of a member in a team. Phone and server foretell the same one, so that a
    member whom both know is one record (PROTOCOL 4.8)."""
    return str(uuid5(UUID(member), team))


def nameless(values: Any) -> Any:
    """Values of a change, as a phone sent them, with the words for an erased name in the place of a
    name."""
    named = isinstance(values, Mapping) and "name" in values
    return {**values, "name": ERASED_NAME} if named else values


def validate(set_: Mapping[str, Any], op: Op) -> Fields:
    """The clean fields of a create; phones edit no members. Raises ChangeRefused."""
    if op != "create":
        raise ChangeRefused("server_only_kind")
    clean: Fields = {}
    for name, value in set_.items():
        if name not in (*REQUIRED, *DEFAULTS):
            raise ChangeRefused("unknown_field", name)
        if value is not None:
            clean[name] = _clean(name, value)
    return {**DEFAULTS, **clean}


def check_whole(whole: Mapping[str, Any]) -> None:
    """Nothing required is missing. Raises ChangeRefused."""
    for name in REQUIRED:
        if whole.get(name) is None:
            raise ChangeRefused("bad_value", name)


def check_codes(set_: Mapping[str, Any], codes: Codes) -> None:
    """The code of clean fields stands in the catalogue. Raises ChangeRefused."""
    check_code(set_, "affiliation", "affiliation", codes)


def _clean(name: str, value: Any) -> str:
    match name:
        case "member":
            return fields.uuid(value, name)
        case "affiliation":
            return fields.code(value, name)
        case "from":
            return fields.day(value, name)
        case "role":
            return _volunteer(value)
    return _name(value)


def _volunteer(value: Any) -> str:
    """Only a coordinator appoints leads."""
    if value != "volunteer":
        raise ChangeRefused("bad_value", "role")
    return "volunteer"


def _name(value: Any) -> str:
    """A name is writing: with a letter, and without marks that turn its direction around."""
    text = _BLANKS.sub(" ", fields.text(value, "name", MEMBER_NAME_CODE_POINTS))
    hidden = any(unicodedata.category(char) in ("Cc", "Cf") for char in text)
    if hidden or not any(char.isalpha() for char in text):
        raise ChangeRefused("bad_value", "name")
    return text


KIND = Kind(NAME, validate, check_whole, check_codes)

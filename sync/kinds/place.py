"""A place on a team's list. Phones add places; only the lead changes them."""

from collections.abc import Mapping
from typing import Any

from ..limits import PLACE_NAME_CODE_POINTS
from ..refusal import ChangeRefused
from . import fields
from .kind import Codes, Fields, Kind, Op, check_code

NAME = "place"
REQUIRED = ("name", "place_kind")
DEFAULTS: Mapping[str, Any] = {"status": "live"}


def validate(set_: Mapping[str, Any], op: Op) -> Fields:
    """The clean fields of a change; a create gets its defaults. Raises ChangeRefused."""
    clean: Fields = {}
    for name, value in set_.items():
        if name not in (*REQUIRED, *DEFAULTS):
            raise ChangeRefused("unknown_field", name)
        if value is not None or op == "edit":
            clean[name] = _clean(name, value)
    return {**DEFAULTS, **clean} if op == "create" else clean


def check_whole(whole: Mapping[str, Any]) -> None:
    """A place has a name and a kind. Raises ChangeRefused."""
    for name in REQUIRED:
        if whole.get(name) is None:
            raise ChangeRefused("bad_value", name)


def check_codes(set_: Mapping[str, Any], codes: Codes) -> None:
    """The code of clean fields stands in the catalogue. Raises ChangeRefused."""
    check_code(set_, "place_kind", "place_kind", codes)


def _clean(name: str, value: Any) -> str:
    if name == "place_kind":
        return fields.code(value, name)
    if name == "status":
        return fields.status(value, name)
    text = fields.text(value, name, PLACE_NAME_CODE_POINTS)
    if not text:
        raise ChangeRefused("bad_value", name)
    return text


KIND = Kind(NAME, validate, check_whole, check_codes, lead_edits=True)

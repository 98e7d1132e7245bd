"""A help session: one team, one day, some people, and what they were helped with."""

from collections.abc import Mapping
from typing import Any

from ..forms import is_code
from ..limits import (
    COMPANIONS_MAX,
    NOTE_CODE_POINTS,
    PEOPLE_MAX,
    REASONS_MAX,
    SERVICES_MAX,
)
from ..refusal import ChangeRefused
from . import fields
from .kind import Codes, Fields, Kind, Op, check_code

NAME = "help_session"
SERVICE = "services."
CODE_STARTS = len(SERVICE)
REQUIRED = ("day", "start", "place_kind", "people")
DEFAULTS: Mapping[str, Any] = {"age_band": "KHONGHOI", "companions": [], "status": "live"}
_MAY_BE_ABSENT = ("place", "note")
_SERVER_OWNED = ("team", "author")


def validate(set_: Mapping[str, Any], op: Op) -> Fields:
    """The clean fields of a change. A create gets its defaults and no nulls; in an edit null
    takes a place, a note or a service away. Raises ChangeRefused."""
    clean: Fields = {}
    for name, value in set_.items():
        if value is None and (op == "create" or _may_be_null(name)):
            _check_known(name)
            if op == "edit":
                clean[name] = None
        else:
            clean[name] = _clean(name, value)
    if op == "create":
        clean = {**DEFAULTS, **{name: each for name, each in clean.items() if each is not None}}
    return clean


def services_of(set_: Mapping[str, Any]) -> list[tuple[str, Fields]]:
    """The services that fields name, with what was done; those that an edit takes away are not among
    them."""
    # No other name has a dot, and to look for one costs a third.
    return [
        (name, done)
        for name, done in set_.items()
        if "." in name and done is not None and name.startswith(SERVICE)
    ]


def check_whole(whole: Mapping[str, Any]) -> None:
    """What only the whole record shows: nothing required is missing, 1 to 20 services, the author
    is no companion. Raises ChangeRefused."""
    for name in REQUIRED:
        if whole.get(name) is None:
            raise ChangeRefused("bad_value", name)
    if not 1 <= len(services_of(whole)) <= SERVICES_MAX:
        raise ChangeRefused("bad_value", "services")
    if whole.get("author") in whole.get("companions", []):
        raise ChangeRefused("bad_value", "companions")


def check_settled(before: Mapping[str, Any], whole: Mapping[str, Any]) -> None:
    """A person who settles one field of several makes no session in which a service is for more
    people than were there. One that is so already may stay so (PROTOCOL 4.8), not become more so.
    Raises ChangeRefused."""
    was = _excess(before)
    for name, excess in _excess(whole).items():
        if excess > was.get(name, 0):
            raise ChangeRefused("served_too_many", name)


def _excess(whole: Mapping[str, Any]) -> dict[str, int]:
    """By service how many more people it was for than were there."""
    people = whole.get("people") or 0
    return {name: max(0, done["people"] - people) for name, done in services_of(whole)}


def check_codes(set_: Mapping[str, Any], codes: Codes) -> None:
    """The codes of clean fields stand in the catalogue. Raises ChangeRefused."""
    check_code(set_, "place_kind", "place_kind", codes)
    check_code(set_, "age_band", "age_band", codes)
    services, outcomes = codes.get("service", ()), codes.get("outcome", ())
    for name, done in services_of(set_):
        if name[CODE_STARTS:] not in services or done["outcome"] not in outcomes:
            raise ChangeRefused("unknown_code", name)
        for reason in done["reasons"]:
            if reason not in codes.get("reason", ()):
                raise ChangeRefused("unknown_code", name)


def _clean(name: str, value: Any) -> Any:
    match name:
        case "day":
            return fields.day(value, name)
        case "start":
            return fields.time(value, name)
        case "place_kind" | "age_band":
            return fields.code(value, name)
        case "place":
            return fields.uuid(value, name)
        case "people":
            return fields.count(value, name, PEOPLE_MAX)
        case "companions":
            return fields.members(value, name, COMPANIONS_MAX)
        case "note":
            return fields.text(value, name, NOTE_CODE_POINTS) or None
        case "status":
            return fields.status(value, name)
    _check_known(name)
    return _service(name, value)


def _service(name: str, value: Any) -> Fields:
    if not isinstance(value, Mapping) or not {"people", "outcome"} <= value.keys():
        raise ChangeRefused("bad_value", name)
    if not value.keys() <= {"people", "outcome", "reasons"}:
        raise ChangeRefused("bad_value", name)
    reasons = value.get("reasons")
    return {
        "people": fields.count(value["people"], name, PEOPLE_MAX),
        "outcome": fields.code(value["outcome"], name),
        "reasons": fields.codes([] if reasons is None else reasons, name, REASONS_MAX),
    }


def _may_be_null(name: str) -> bool:
    return name in _MAY_BE_ABSENT or name.startswith(SERVICE)


def _check_known(name: str) -> None:
    known = {*REQUIRED, *DEFAULTS, *_MAY_BE_ABSENT}
    is_service = name.startswith(SERVICE) and is_code(name[CODE_STARTS:])
    if name in _SERVER_OWNED or not (name in known or is_service):
        raise ChangeRefused("unknown_field", name)


KIND = Kind(NAME, validate, check_whole, check_codes, check_settled, owned=_SERVER_OWNED)

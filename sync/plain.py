"""The common change, read in one pass: what our own app writes of a help session, in today's
schema, with every value in its usual form. For such a change screening, raising and parsing have
nothing to do but to look at it, and looking once is enough.

Whatever is unusual in any way is no plain change, and goes the long way (`reception.receive`),
which gives the same answer for plain ones too: a test holds the two together."""

from collections.abc import Callable, Mapping
from typing import Any

from .change import Change
from .channel import team_of
from .forms import is_time, is_uuid, read_day, read_instant
from .kinds import help_session
from .kinds.help_session import DEFAULTS, SERVICE
from .limits import COMPANIONS_MAX, NOTE_CODE_POINTS, PEOPLE_MAX, REASONS_MAX, SCHEMA
from .positions import LARGEST_COUNT, is_short_code
from .screened import is_clean

_CREATE = {"id", "no", "author", "op", "kind", "record", "channel", "schema", "at", "set"}
_EDIT = {*_CREATE, "prev"}
_DONE = {"people", "outcome", "reasons"}
_EDGES = " \t\r\n"


class _Unusual(Exception):
    """Not a plain change."""


def _remembering(fits: Callable[[Any], bool], most: int = 4096) -> Callable[[Any], bool]:
    """The same question, asked once about each value that fits; others are not remembered."""
    known: set[Any] = set()

    def ask(value: Any) -> bool:
        if value in known:
            return True
        if not fits(value):
            return False
        if len(known) >= most:
            known.clear()
        known.add(value)
        return True

    return ask


# Of these few come again and again; ids of changes and records never do.
_is_code = _remembering(is_short_code)
_is_known_id = _remembering(is_uuid)
_is_start = _remembering(is_time)
_is_day = _remembering(lambda value: read_day(value) is not None)
_is_team = _remembering(lambda value: isinstance(value, str) and team_of(value) is not None)


def plain_change(raw: Any) -> Change | None:
    """The change in a JSON value that is plain: it is stored and hashed as it is, and holds
    nothing to take out. None for any other value, whatever it is."""
    if type(raw) is not dict:
        return None
    op = raw.get("op")
    if raw.keys() != (_EDIT if op == "edit" else _CREATE) or raw["kind"] != help_session.NAME:
        return None
    no, at, set_ = raw["no"], raw["at"], raw["set"]
    if type(no) is not int or not 1 <= no < LARGEST_COUNT:
        return None
    if type(raw["schema"]) is not int or raw["schema"] != SCHEMA or type(set_) is not dict:
        return None
    try:
        if not (is_uuid(raw["id"]) and is_uuid(raw["record"])):
            return None
        if not (_is_known_id(raw["author"]) and _is_team(raw["channel"])):
            return None
        if read_instant(at) is None:
            return None
        fields, prev = _fields(set_), {}
        if op == "edit":
            prev = _seen(raw["prev"], fields)
        elif op == "create":
            fields = {**DEFAULTS, **fields}
        else:
            return None
    except (_Unusual, TypeError):  # what cannot be hashed is no text either
        return None
    return Change(
        raw["id"], no, raw["author"], op, help_session.NAME, raw["record"], raw["channel"],
        SCHEMA, at, fields, prev,
    )  # fmt: skip


def _seen(prev: Any, fields: Mapping[str, Any]) -> dict[str, Any]:
    """What an edit saw of the fields that it sets, and of no others."""
    if type(prev) is not dict or not fields or not prev.keys() <= fields.keys():
        raise _Unusual
    seen = _fields(prev)
    return {name: seen.get(name) for name in fields}


def _fields(given: dict[str, Any]) -> dict[str, Any]:
    found = {}
    for name, value in given.items():
        fits = _FITS.get(name)
        if fits is not None:
            if not fits(value):
                raise _Unusual
            found[name] = value
        elif name[:9] == SERVICE and _is_code(name[9:]):
            found[name] = _service(value)
        elif name == "companions":
            found[name] = _sorted(value, COMPANIONS_MAX, _is_known_id)
        else:
            raise _Unusual
    return found


def _service(value: Any) -> dict[str, Any]:
    if type(value) is not dict or value.keys() != _DONE:
        raise _Unusual
    people, outcome = value["people"], value["outcome"]
    if type(people) is not int or not 1 <= people <= PEOPLE_MAX or not _is_code(outcome):
        raise _Unusual
    reasons = value["reasons"]
    if reasons == []:
        return value
    return {**value, "reasons": _sorted(reasons, REASONS_MAX, _is_code)}


def _sorted(value: Any, most: int, fits: Any) -> list[str]:
    if type(value) is not list:
        raise _Unusual
    if not value:
        return []
    found = sorted(set(value))
    if len(found) > most or not all(fits(each) for each in found):
        raise _Unusual
    return found


def _is_plain_note(value: Any) -> bool:
    """Whether a note would be kept just as it is. What screening finds in a note depends on
    nothing but the note, so a clean one is not looked through again."""
    if type(value) is not str or not value or len(value) > NOTE_CODE_POINTS:
        return False
    return value[0] not in _EDGES and value[-1] not in _EDGES and is_clean(value)


def _is_people(value: Any) -> bool:
    return type(value) is int and 1 <= value <= PEOPLE_MAX


def _is_status(value: Any) -> bool:
    return type(value) is str and value in ("live", "void")


_FITS: Mapping[str, Callable[[Any], bool]] = {
    "day": _is_day,
    "start": _is_start,
    "place_kind": _is_code,
    "age_band": _is_code,
    "people": _is_people,
    "status": _is_status,
    "place": _is_known_id,
    "note": _is_plain_note,
}

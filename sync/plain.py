"""The common change, read in one pass: what our own app writes of a help session, in today's
schema, with every value in its usual form. For such a change screening, raising and parsing have
nothing to do but to look at it, and looking once is enough.

Whatever is unusual in any way is no plain change, and goes the long way (`reception.receive`),
which gives the same answer for plain ones too: a test holds the two together."""

from collections.abc import Callable, Mapping
from typing import Any

from .budget import RequestBudget
from .change import Change
from .channel import team_of
from .forms import is_time, is_uuid, read_day, read_instant
from .kinds import help_session
from .kinds.help_session import CODE_STARTS, DEFAULTS, SERVICE
from .limits import COMPANIONS_MAX, NOTE_CODE_POINTS, PEOPLE_MAX, REASONS_MAX, SCHEMA
from .positions import LARGEST_COUNT, is_short_code
from .screened import is_clean

_CREATE = {"id", "no", "author", "op", "kind", "record", "channel", "schema", "at", "set"}
_EDIT = {*_CREATE, "prev"}
_DONE = {"people", "outcome", "reasons"}
_EDGES = " \t\r\n"


class _Unusual(Exception):
    """Not a plain change."""


class _Met(set[str]):
    """Texts of one form that were met before; `meet` one that is not among them."""

    MOST = 4096

    def __init__(self, fits: Callable[[Any], bool]) -> None:
        super().__init__()
        self._fits = fits

    def meet(self, value: Any) -> None:
        """Remembers a text of the form. Raises _Unusual for any other value."""
        if not self._fits(value):
            raise _Unusual
        if len(self) >= self.MOST:
            self.clear()
        self.add(value)


# Of these few come again and again; ids of changes and records never do.
_CODES = _Met(is_short_code)
_IDS = _Met(is_uuid)
_TEAMS = _Met(lambda value: isinstance(value, str) and team_of(value) is not None)
_SERVICES = _Met(lambda name: str(name).startswith(SERVICE) and is_short_code(name[CODE_STARTS:]))
_TEXTS: Mapping[str, _Met] = {
    "day": _Met(lambda value: read_day(value) is not None),
    "start": _Met(is_time),
    "place_kind": _CODES,
    "age_band": _CODES,
    "status": _Met(lambda value: type(value) is str and value in ("live", "void")),
    "place": _IDS,
}


def plain_change(raw: Any, budget: RequestBudget | None = None) -> Change | None:
    """The change in a JSON value that is plain: it is stored and hashed as it is, and holds
    nothing to take out. None for any other value, whatever it is. Raises batch_too_large where the
    request's budget does not suffice for a note."""
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
        if raw["author"] not in _IDS:
            _IDS.meet(raw["author"])
        if raw["channel"] not in _TEAMS:
            _TEAMS.meet(raw["channel"])
        if read_instant(at) is None:
            return None
        fields, prev = _fields(set_, budget), {}
        if op == "edit":
            prev = _seen(raw["prev"], fields, budget)
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


def _seen(prev: Any, fields: Mapping[str, Any], budget: RequestBudget | None) -> dict[str, Any]:
    """What an edit saw of the fields that it sets, and of no others."""
    if type(prev) is not dict or not fields or not prev.keys() <= fields.keys():
        raise _Unusual
    seen = _fields(prev, budget)
    return {name: seen.get(name) for name in fields}


def _fields(given: dict[str, Any], budget: RequestBudget | None) -> dict[str, Any]:
    """The fields in their usual form: the very same where nothing in them has to be sorted."""
    found = given
    for name, value in given.items():
        texts = _TEXTS.get(name)
        if texts is not None:
            if value not in texts:
                texts.meet(value)
            continue
        if name == "people":
            _check_people(value)
            continue
        if name == "note":
            _check_note(value, budget)
            continue
        usual: Any
        if name == "companions":
            usual = _sorted(value, COMPANIONS_MAX, _IDS)
        else:
            if name not in _SERVICES:
                _SERVICES.meet(name)
            usual = _service(value)
        if usual is not value:
            found = {**found, name: usual}
    return found


def _service(value: Any) -> dict[str, Any]:
    if type(value) is not dict or value.keys() != _DONE:
        raise _Unusual
    _check_people(value["people"])
    if value["outcome"] not in _CODES:
        _CODES.meet(value["outcome"])
    said = value["reasons"]
    reasons = _sorted(said, REASONS_MAX, _CODES)
    return value if reasons is said else {**value, "reasons": reasons}


def _sorted(value: Any, most: int, texts: _Met) -> list[str]:
    """Each once, in order: the very same where they are so already."""
    if type(value) is not list:
        raise _Unusual
    if not value:
        return value
    found = sorted(set(value))
    if len(found) > most:
        raise _Unusual
    for each in found:
        if each not in texts:
            texts.meet(each)
    return value if found == value else found


def _check_people(value: Any) -> None:
    if type(value) is not int or not 1 <= value <= PEOPLE_MAX:
        raise _Unusual


def _check_note(value: Any, budget: RequestBudget | None) -> None:
    """A note that would be kept just as it is. What screening finds in a note depends on nothing but
    the note, so a clean one is not looked through again."""
    if type(value) is not str or not value or len(value) > NOTE_CODE_POINTS:
        raise _Unusual
    if value[0] in _EDGES or value[-1] in _EDGES or not is_clean(value, budget):
        raise _Unusual

"""A change: one act of one person on one record, made on a phone, immutable (PROTOCOL 4.1)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from .channel import is_channel
from .formats import is_uuid, read_instant
from .kinds import KINDS, Op
from .kinds.fields import read_text
from .protocol_limits import SAFE_INTEGER, SCHEMA, WHY_CODE_POINTS
from .refusal import ChangeRefused
from .values import nfc, whole_number

__all__ = ["Change", "ChangeRefused", "Op", "parse_change"]

_NAMES = {
    "id", "no", "author", "op", "kind", "record", "channel", "schema", "at", "set", "prev",
    "replaces", "why",
}  # fmt: skip
_OPS: tuple[Op, ...] = ("create", "edit")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Change(NamedTuple):
    """A parsed change. `set` holds clean fields (a create: with its defaults and no nulls), `prev` what an edit
    saw before for the same names, `at` the phone's own time as text, `replaces` the id of the
    change it corrects, `why` what somebody says who changes what is not their own."""

    id: str
    no: int
    author: str
    op: Literal["create", "edit"]
    kind: str
    record: str
    channel: str
    schema: int
    at: str
    set: dict[str, Any]
    prev: Mapping[str, Any] = _NOTHING
    replaces: str | None = None
    why: str | None = None


def parse_change(obj: Any) -> Change:
    """The change in a JSON value of today's schema. Raises ChangeRefused and nothing else,
    whatever the value is (PROTOCOL 5.1.4)."""
    if not isinstance(obj, Mapping):
        raise ChangeRefused("bad_shape")
    schema = _number(obj, "schema")
    if schema > SCHEMA:
        raise ChangeRefused("schema_too_new", "schema")
    if not obj.keys() <= _NAMES:
        unknown = next(name for name in obj if name not in _NAMES)
        raise ChangeRefused("bad_shape", str(unknown))
    op = _op(obj)
    kind = _kind(obj)
    set_ = KINDS[kind].validate(_fields(obj, "set"), op)
    if op == "edit" and not set_:
        raise ChangeRefused("bad_shape", "set")
    return Change(
        id=_uuid(obj, "id"),
        no=_number(obj, "no"),
        author=_uuid(obj, "author"),
        op=op,
        kind=kind,
        record=_uuid(obj, "record"),
        channel=_channel(obj),
        schema=schema,
        at=_instant(obj),
        set=set_,
        prev=_prev(obj, kind, set_ if op == "edit" else {}),
        replaces=None if obj.get("replaces") is None else _uuid(obj, "replaces"),
        why=_why(obj, op),
    )


def _prev(obj: Mapping[str, Any], kind: str, set_: Mapping[str, Any]) -> dict[str, Any]:
    """What the phone saw, for the names an edit sets; a create saw nothing. It only takes part in
    comparisons, so a value that is not valid any more (an older app wrote it) is no reason to
    refuse the change."""
    seen = {} if obj.get("prev") is None else _fields(obj, "prev")
    return {name: as_seen(kind, name, seen.get(name)) for name in set_}


def as_seen(kind: str, name: str, value: Any) -> Any:
    """What somebody saw of a field, as it is compared: clean where it is valid."""
    try:
        return KINDS[kind].validate({name: value}, "edit").get(name)
    except ChangeRefused:
        return nfc(value)


def _why(obj: Mapping[str, Any], op: Op) -> str | None:
    """The reason of an edit; blank is none (PROTOCOL 4.1.8)."""
    value = obj.get("why")
    if value is None:
        return None
    if op != "edit":
        raise ChangeRefused("bad_shape", "why")
    try:
        return read_text(value, "why", WHY_CODE_POINTS) or None
    except ChangeRefused:
        raise ChangeRefused("bad_shape", "why") from None


def _fields(obj: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = obj.get(name)
    if not isinstance(value, Mapping):
        raise ChangeRefused("bad_shape", name)
    return dict(value)


def _op(obj: Mapping[str, Any]) -> Op:
    for op in _OPS:
        if obj.get("op") == op:
            return op
    raise ChangeRefused("bad_shape", "op")


def _kind(obj: Mapping[str, Any]) -> str:
    kind = obj.get("kind")
    if not isinstance(kind, str):
        raise ChangeRefused("bad_shape", "kind")
    if kind not in KINDS:
        raise ChangeRefused("unknown_kind", "kind")
    return kind


def _uuid(obj: Mapping[str, Any], name: str) -> str:
    value = obj.get(name)
    if not is_uuid(value):
        raise ChangeRefused("bad_shape", name)
    return str(value)


def _number(obj: Mapping[str, Any], name: str) -> int:
    number = whole_number(obj.get(name))
    if number is None or not 1 <= number <= SAFE_INTEGER:
        raise ChangeRefused("bad_shape", name)
    return number


def _channel(obj: Mapping[str, Any]) -> str:
    value = obj.get("channel")
    if not is_channel(value):
        raise ChangeRefused("wrong_channel", "channel")
    return str(value)


def _instant(obj: Mapping[str, Any]) -> str:
    if read_instant(obj.get("at")) is None:
        raise ChangeRefused("bad_shape", "at")
    return str(obj["at"])

"""The rule of a field, made from its line in a table: `read` returns the clean value or raises ChangeRefused
with the field's name."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from ..clean import UNSTORABLE
from ..field_policy import CODE, COUNT, DAY, ID, TIME, Position
from ..formats import is_code, is_time, is_uuid, read_day
from ..refusal import ChangeRefused
from ..values import nfc, whole_number
from .member import is_name

Spec = Mapping[str, Any]
"""One field of a table (sync/kinds/*.json)."""
Read = Callable[[Any, str], Any]

_BLANKS = " \t\r\n"
_RUNS = re.compile(r"[ \t\r\n\u00a0]+")


@dataclass(frozen=True, slots=True)
class FieldRule:
    """A field as it is read: what it may hold by its `position`, `nullable` if an edit may take it
    away, `inner` the fields of an object."""

    read: Read
    position: Position
    spec: Spec
    inner: Mapping[str, "FieldRule"] = field(default_factory=dict)
    nullable: bool = False

    def is_like(self, other: "FieldRule") -> bool:
        """Whether two fields of one name may hold the same, apart from their bounds."""
        kind, theirs = type_of(self.spec), type_of(other.spec)
        by_form = kind not in ("word", "text", "object")
        return kind == theirs and (by_form or self.spec[kind] == other.spec[kind])


def type_of(spec: Spec) -> str:
    """The type that a table gives a field. Raises ValueError where it gives none."""
    for kind in _TYPES:
        if kind in spec:
            return kind
    raise ValueError(f"a field of no type: {spec}")


def field_rule(spec: Spec) -> FieldRule:
    """The rule of a field of a table. Raises ValueError where the table names no type for it."""
    kind = type_of(spec)
    return replace(_TYPES[kind](spec, spec[kind]), nullable=bool(spec.get("nullable")))


def read_text(value: Any, name: str, most: int) -> str:
    """Text in NFC without blanks at its edges, at most `most` code points; may be empty."""
    if not isinstance(value, str) or UNSTORABLE.search(value):
        raise ChangeRefused("bad_value", name)
    clean: str = nfc(value).strip(_BLANKS)
    return clean if len(clean) <= most else _refuse(name)


def _day(spec: Spec, _: Spec) -> FieldRule:
    def read(value: Any, name: str) -> str:
        if read_day(value) is None:
            raise ChangeRefused("bad_day", name)
        return str(value)

    return FieldRule(read, DAY, spec)


def _form(fits: Callable[[Any], bool], position: Position) -> Callable[[Spec, Spec], FieldRule]:
    """Texts of one form: ids, codes, times."""

    def read(value: Any, name: str) -> str:
        return str(value) if fits(value) else _refuse(name)

    return lambda spec, _: FieldRule(read, position, spec)


def _count(spec: Spec, of: Spec) -> FieldRule:
    """A whole number from 1."""
    most: int = of["most"]

    def read(value: Any, name: str) -> int:
        number = whole_number(value)
        return number if number is not None and 1 <= number <= most else _refuse(name)

    return FieldRule(read, COUNT, spec)


def _word(spec: Spec, of: Spec) -> FieldRule:
    words = frozenset(of["of"])

    def read(value: Any, name: str) -> str:
        return value if isinstance(value, str) and value in words else _refuse(name)

    own = words_of([spec])
    position = Position(lambda value: isinstance(value, str) and value in own)
    return FieldRule(read, position, spec)


def _text(spec: Spec, of: Spec) -> FieldRule:
    most, least, is_name = of["most"], of.get("least", 0), bool(of.get("written"))
    may_hold = tuple(of.get("may_hold", ()))

    def read(value: Any, name: str) -> str | None:
        text = read_text(value, name, most)
        text = _written(text, name) if is_name else text
        return text if len(text) >= least else _refuse(name)

    return FieldRule(read if least else _or_none(read), Position(allowed=may_hold), spec)


def _written(text: str, name: str) -> str:
    squeezed = _RUNS.sub(" ", text)
    if not is_name(squeezed):
        raise ChangeRefused("bad_value", name)
    return squeezed


def _or_none(read: Read) -> Read:
    """An empty text is none."""
    return lambda value, name: read(value, name) or None


def _set_of(fits: Callable[[Any], bool], position: Position) -> Callable[[Spec, Spec], FieldRule]:
    """Lists that mean a set: each once and sorted, so that the order of tapping makes no conflict."""

    def make(spec: Spec, of: Spec) -> FieldRule:
        most: int = of["most"]

        def read(value: Any, name: str) -> list[str]:
            if not isinstance(value, list):
                raise ChangeRefused("bad_value", name)
            found = sorted({each if fits(each) else _refuse(name) for each in value})
            return found if len(found) <= most else _refuse(name)

        return FieldRule(read, position, spec)

    return make


def _object(spec: Spec, of: Spec) -> FieldRule:
    """An object of these names and no others; whatever is wrong in it is wrong with the field."""
    inner = {name: field_rule(each) for name, each in of.items()}
    required = {name for name, each in of.items() if each.get("required")}
    names = inner.keys()

    def read(value: Any, name: str) -> dict[str, Any]:
        if not isinstance(value, Mapping) or not required <= value.keys() <= names:
            raise ChangeRefused("bad_value", name)
        return {part: _part(value.get(part), rule, name) for part, rule in inner.items()}

    position = Position(inner={name: rule.position for name, rule in inner.items()})
    return FieldRule(read, position, spec, inner=inner)


def _part(value: Any, rule: FieldRule, name: str) -> Any:
    given = rule.spec.get("default") if value is None else value
    return rule.read(given, name)


def _flag(spec: Spec, _: Spec) -> FieldRule:
    def read(value: Any, name: str) -> bool:
        return value if isinstance(value, bool) else _refuse(name)

    return FieldRule(read, Position(), spec)


_TYPES: Mapping[str, Callable[[Spec, Spec], FieldRule]] = {
    "day": _day,
    "time": _form(is_time, TIME),
    "code": _form(is_code, CODE),
    "id": _form(is_uuid, ID),
    "count": _count,
    "word": _word,
    "text": _text,
    "ids": _set_of(is_uuid, ID),
    "codes": _set_of(is_code, CODE),
    "object": _object,
    "flag": _flag,
}


def _refuse(name: str) -> Any:
    raise ChangeRefused("bad_value", name)


def words_of(specs: Iterable[Spec]) -> frozenset[str]:
    """All words that the protocol has for these fields."""
    return frozenset(
        word
        for spec in specs
        if "word" in spec
        for word in (*spec["word"]["of"], *spec["word"].get("server", ()))
    )

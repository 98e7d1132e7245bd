"""The merge rule (PROTOCOL 5.4): server order, per field, compare and set by value."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .values import same


@dataclass(frozen=True, slots=True)
class Merge:
    """`applied`: the fields that go in, null for what goes away; `conflicts`: the names whose
    late value stays out; `fields`: the record afterwards, without nulls."""

    applied: dict[str, Any]
    conflicts: list[str]
    fields: dict[str, Any]


def merge(current: Mapping[str, Any], set_: Mapping[str, Any], prev: Mapping[str, Any]) -> Merge:
    """What an edit does to a record. Absent is null on all three sides. Not by phone clocks and
    not by last arrival, which would let a stale edit undo a lead's correction in silence; that
    A → B → A looks untouched is accepted."""
    applied: dict[str, Any] = {}
    conflicts: list[str] = []
    for name, value in set_.items():
        now = current.get(name)
        if same(now, value):  # 5.4.2: nothing to do
            continue
        if same(now, prev.get(name)):  # 5.4.1: set
            applied[name] = value
        else:  # 5.4.3: the server's value stays
            conflicts.append(name)
    return Merge(applied, sorted(conflicts), with_fields(current, applied))


def with_fields(current: Mapping[str, Any], applied: Mapping[str, Any]) -> dict[str, Any]:
    """The fields after `applied` went in; null takes a field away."""
    whole = {**current, **applied}
    return {name: value for name, value in whole.items() if value is not None}

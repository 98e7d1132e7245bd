"""Schemas of the dataclasses that use cases return, so that each field is written once."""

import dataclasses
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

from marshmallow import fields, validate

from server.http.schema import Schema

Result = TypeVar("Result")

_PLAIN: dict[Any, type[fields.Field[Any]]] = {
    str: fields.String,
    int: fields.Integer,
    float: fields.Float,
    bool: fields.Boolean,
    datetime: fields.AwareDateTime,
    date: fields.Date,
}


def named(key: str, **more: Any) -> Any:
    """A dataclass's field with another name in JSON, where Python does not allow that one."""
    return dataclasses.field(metadata={"data_key": key}, **more)


def one_of(values: Iterable[str]) -> Any:
    """A dataclass's field with one of these texts."""
    return dataclasses.field(metadata={"validate": validate.OneOf(list(values))})


def from_row(result: type[Result], row: object, **more: Any) -> Result:
    """A dataclass with the attributes of a row that it names, and `more`."""
    names = {each.name for each in dataclasses.fields(result)} - more.keys()  # type: ignore[arg-type]
    return result(**{name: getattr(row, name) for name in names}, **more)


@cache
def schema_of(result: type) -> type[Schema]:
    """The schema that writes a dataclass: every attribute is a required field, in the same order."""
    hints = get_type_hints(result)
    found = {
        each.name: _field(hints[each.name], each.metadata) for each in dataclasses.fields(result)
    }
    body = {"__doc__": result.__doc__, "__module__": result.__module__}
    return type(f"{result.__name__}Schema", (Schema,), {**body, **found})


def _field(hint: Any, metadata: Mapping[str, Any]) -> fields.Field[Any]:
    more = {"required": True, **metadata}
    args, origin = get_args(hint), get_origin(hint)
    if origin is UnionType and NoneType in args:
        (hint,) = (each for each in args if each is not NoneType)
        return _field(hint, {**metadata, "allow_none": True})
    if origin is Literal:
        return fields.String(validate=validate.OneOf(args), **more)
    if origin is list:
        return fields.List(_field(args[0], {}), **more)
    if origin is dict:
        return fields.Dict(keys=_field(args[0], {}), values=_field(args[1], {}), **more)
    if dataclasses.is_dataclass(hint):
        return fields.Nested(schema_of(hint), **more)  # type: ignore[arg-type]
    return _PLAIN[hint](**more)

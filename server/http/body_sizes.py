"""How many items the lists and objects of a body may have, looked at before any of them is validated:
marshmallow asks after each item first and after the length last, and an error for each of 100,000 items
costs seconds and hundreds of megabytes."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from sync.problems import PROBLEMS, ProblemError

MOST_NAMES = 1000
"""Of an object whose names are its own, and of a list without a bound."""
MOST_UNKNOWN = 50
"""Names that a schema does not know: of a newer app's body a few are told of, as always."""


def check_sizes(schema: Schema, value: Any) -> None:
    """Raises invalid_shape for the first list or object in a body that is longer than its schema takes."""
    _check_object(schema, value, "")


def _check_object(schema: Schema, value: Any, path: str) -> None:
    if not isinstance(value, dict):
        return
    by_name = {field.data_key or name: field for name, field in schema.load_fields.items()}
    if schema.unknown == RAISE and len(value) > len(by_name) + MOST_UNKNOWN:
        raise _too_long(path or "_schema")
    for name, field in by_name.items():
        inner = value.get(name)
        if isinstance(inner, dict | list):
            _check_field(field, inner, f"{path}.{name}" if path else name)


def _check_field(field: fields.Field[Any], value: Any, path: str) -> None:
    if not getattr(field, "is_bounded", True):
        return
    if isinstance(field, fields.Nested) and not field.many:
        _check_object(field.schema, value, path)
        return
    if isinstance(field, fields.List | fields.Dict | fields.Nested):
        if len(value) > _most(field):
            raise _too_long(path)
        inner = field.inner if isinstance(field, fields.List) else field
        if isinstance(inner, fields.Nested) and isinstance(value, list):
            for item in value:
                _check_object(inner.schema, item, path)


def _most(field: fields.Field[Any]) -> int:
    bounds = [each for each in field.validators if isinstance(each, validate.Length)]
    return min((each.max or each.equal or MOST_NAMES for each in bounds), default=MOST_NAMES)


def _too_long(path: str) -> ProblemError:
    return ProblemError(
        PROBLEMS["invalid_shape"],
        {"errors": {"json": {path: ["Longer than is allowed."]}}, "errors_in_all": 1},
    )

"""The form of the catalogue on the wire."""

from marshmallow import fields, validate

from server.catalogue.files import LISTS
from server.http.fields import StrictBoolean
from server.http.schema import Schema

_CODE = validate.Regexp(r"^[A-Z0-9_]{1,16}\Z")
_GROUP = validate.Regexp(r"^[A-Za-z0-9_]{1,16}\Z")
_LABEL = validate.Length(max=200)
_SORT = validate.Range(0, 10_000)


class NewItemSchema(Schema):
    """An entry to add; a service or a reason names its group. Without `sort` it comes last."""

    kind = fields.String(required=True, validate=validate.OneOf(list(LISTS)))
    code = fields.String(required=True, validate=_CODE)
    group = fields.String(load_default=None, allow_none=True, validate=_GROUP)
    label_vi = fields.String(required=True, validate=_LABEL)
    label_en = fields.String(required=True, validate=_LABEL)
    sort = fields.Integer(strict=True, load_default=None, allow_none=True, validate=_SORT)


class ItemChangeSchema(Schema):
    """What may be changed of an entry. Whether an outcome counts may not: totals hold it."""

    label_vi = fields.String(validate=_LABEL)
    label_en = fields.String(validate=_LABEL)
    sort = fields.Integer(strict=True, validate=_SORT)
    active = StrictBoolean()

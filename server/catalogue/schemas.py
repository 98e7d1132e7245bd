"""The form of the catalogue on the wire."""

from marshmallow import fields, validate

from server.catalogue.files import LISTS
from server.http.fields import StrictBoolean
from server.http.schema import Schema

_CODE = validate.Regexp(r"^[A-Z0-9_]{1,16}\Z")
_GROUP = validate.Regexp(r"^[A-Za-z0-9_]{1,16}\Z")
_LABEL = validate.Length(max=200)
_SORT = validate.Range(0, 10_000)


class CatalogueItemSchema(Schema):
    """A code of a list. `used`: how many people (sessions of a place kind or age band, volunteers'
    turns of an affiliation) the totals hold under it; what does not count is not among them."""

    kind = fields.String(attribute="item.kind", required=True, validate=validate.OneOf(list(LISTS)))
    code = fields.String(attribute="item.code", required=True)
    group = fields.String(attribute="item.group", required=True, allow_none=True)
    label_vi = fields.String(attribute="item.label_vi", required=True)
    label_en = fields.String(attribute="item.label_en", required=True)
    sort = fields.Integer(attribute="item.sort", required=True)
    active = fields.Boolean(attribute="item.active", required=True)
    flags = fields.Dict(
        attribute="item.flags", keys=fields.String(), values=fields.Boolean(), required=True
    )
    used = fields.Integer(required=True)


class CatalogueSchema(Schema):
    """All lists, each in its order, retired entries too."""

    rows = fields.List(fields.Nested(CatalogueItemSchema), required=True)


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

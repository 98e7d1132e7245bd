"""The form of guides on the wire."""

from marshmallow import fields, validate

from server.http.fields import StrictBoolean
from server.http.schema import Schema

_TEXT = validate.Length(max=400)
_SORT = validate.Range(0, 10_000)


class GuideStepToWriteSchema(Schema):
    """One step: a sentence in both languages, the name of a picture that the app has drawn, and
    whether it says what nobody may do."""

    vi = fields.String(required=True, validate=_TEXT)
    en = fields.String(required=True, validate=_TEXT)
    picture = fields.String(required=True, allow_none=True, validate=validate.Length(max=16))
    never = StrictBoolean(required=True)


class GuideToWriteSchema(Schema):
    """What a guide shall say. `version`: the one that the writer saw, 0 for a new guide."""

    version = fields.Integer(strict=True, required=True, validate=validate.Range(0, 1_000_000))
    title_vi = fields.String(required=True, validate=_TEXT)
    title_en = fields.String(required=True, validate=_TEXT)
    sort = fields.Integer(strict=True, load_default=None, allow_none=True, validate=_SORT)
    active = StrictBoolean(load_default=True)
    services = fields.List(
        fields.String(validate=validate.Length(max=16)),
        load_default=list,
        validate=validate.Length(max=20),
    )
    steps = fields.List(
        fields.Nested(GuideStepToWriteSchema), required=True, validate=validate.Length(1, 12)
    )

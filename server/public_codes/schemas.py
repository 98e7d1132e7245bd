"""The form of printed codes on the wire."""

from datetime import date

from marshmallow import fields, validate

from server.http.schema import Schema

_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_DAY = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
_LABEL = validate.Length(1, 200)
_LINK = validate.Length(1, 500)


class PrintedCodesQuerySchema(Schema):
    """Of which unit and all below it."""

    unit = fields.String(load_default=None, validate=_UUID)


class CodeTargetSchema(Schema):
    """A record of this server, such as a heritage site or an activity (server/public_codes/kinds)."""

    kind = fields.String(required=True, validate=validate.Regexp(r"^[a-z_]{1,20}\Z"))
    id = fields.String(required=True, validate=_UUID)


class CodeToPrintSchema(Schema):
    """What a code is for, the https link or the record of this server to which it leads, one of both, and from
    which day to which it holds."""

    purpose = fields.String(required=True, validate=_LABEL)
    link = fields.String(load_default=None, allow_none=True, validate=_LINK)
    target = fields.Nested(CodeTargetSchema, load_default=None, allow_none=True)
    first = fields.Date(load_default=None, allow_none=True, data_key="from", validate=_DAY)
    last = fields.Date(load_default=None, allow_none=True, data_key="to", validate=_DAY)


class CodeToWriteSchema(CodeToPrintSchema):
    """A new code of a unit."""

    unit = fields.String(required=True, validate=_UUID)


class CodeToChangeSchema(CodeToPrintSchema):
    """What there is is written anew, and stays its unit's. `before`, a link, or `before_target`, the id of a
    record, is where it led when the form was begun; both are null of one that was lost."""

    before = fields.String(required=True, allow_none=True, validate=_LINK)
    before_target = fields.String(load_default=None, allow_none=True, validate=_UUID)


class PrintedSheetToWriteSchema(Schema):
    """Where a sheet with the code was put up, and when."""

    place = fields.String(required=True, validate=_LABEL)
    day = fields.Date(required=True, validate=_DAY)


class SheetsQuerySchema(Schema):
    """Which codes, with commas between, as plaques of A4 or as labels, 24 to a page: of one code all 24."""

    codes = fields.String(
        required=True,
        validate=validate.Regexp(r"^[0-9A-HJKMNP-TV-Z]{7}(,[0-9A-HJKMNP-TV-Z]{7}){0,23}\Z"),
    )
    layout = fields.String(load_default="plaque", validate=validate.OneOf(("plaque", "labels")))


class FollowedSchema(Schema):
    """The activity that a phone follows by a code."""

    activity = fields.String(required=True)

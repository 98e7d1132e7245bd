"""The form of printed codes on the wire."""

from datetime import date

from marshmallow import fields, validate

from server.http.schema import Schema

_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_DAY = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
_LABEL = validate.Length(1, 200)
_LINK = validate.Length(1, 500)
_STATES = (
    "planned", "live", "expired", "ended", "lost", "blocked", "unpublished", "withdrawn",
)  # fmt: skip


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


class PrintedSheetSchema(Schema):
    """A sheet that hangs."""

    id = fields.String(required=True)
    place = fields.String(required=True)
    day = fields.String(required=True)


class FormerLinkSchema(Schema):
    """Where a code led before: a link, or the `title` of a record."""

    link = fields.String(required=True, allow_none=True)
    title = fields.String(required=True, allow_none=True)
    until = fields.DateTime(required=True)


class CodeTargetShownSchema(Schema):
    """A record to which a code leads or may lead. `path` is its public page, null where there is none now."""

    kind = fields.String(required=True)
    id = fields.String(required=True)
    title = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    path = fields.String(required=True, allow_none=True)


class PrintedCodeSchema(Schema):
    """A printed code. `kind`: what was printed, a sheet that leads to a link, a team's poster or a month's
    report; the two last have no `code` of these, and are looked after where they were made. `state`:
    planned, live, expired, ended, lost, of one that a restored server only knows to be there, blocked, since
    its host is not listed any more, unpublished or withdrawn, as the record is to which it leads. `scans` are
    null where nobody counts them."""

    kind = fields.String(required=True, validate=validate.OneOf(("link", "poster", "report")))
    code = fields.String(required=True, allow_none=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    purpose = fields.String(required=True)
    link = fields.String(required=True, allow_none=True)
    target = fields.Nested(CodeTargetShownSchema, required=True, allow_none=True)
    first = fields.String(required=True, allow_none=True, data_key="from")
    last = fields.String(required=True, allow_none=True, data_key="to")
    state = fields.String(required=True, validate=validate.OneOf(_STATES))
    made_at = fields.DateTime(required=True)
    scans = fields.Integer(required=True, allow_none=True)
    last_scan = fields.String(required=True, allow_none=True)
    prints = fields.List(fields.Nested(PrintedSheetSchema), required=True)
    former = fields.List(fields.Nested(FormerLinkSchema), required=True)


class PrintedCodesSchema(Schema):
    """What is printed, the latest first, whether there is `more` than these thousand, and to which hosts a
    code may lead: names, with a leading dot where all names below count; and to which records."""

    rows = fields.List(fields.Nested(PrintedCodeSchema), required=True)
    more = fields.Boolean(required=True)
    hosts = fields.List(fields.String(), required=True)
    targets = fields.List(fields.Nested(CodeTargetShownSchema), required=True)


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

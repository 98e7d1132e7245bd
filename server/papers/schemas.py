"""The form of papers on the wire."""

from datetime import UTC, date, datetime

from marshmallow import fields, validate

from server.http.fields import StrictBoolean
from server.http.schema import Schema
from server.papers.kinds import PAPER_KINDS, READERS, STATES

_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_SHA = validate.Regexp(r"^[0-9a-f]{64}\Z")
_MOMENTS = (datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 12, 31, tzinfo=UTC))
_DAY = validate.Range(date(2000, 1, 1), date(2100, 12, 31))


class PapersQuerySchema(Schema):
    """Of which activity; else of which unit and what counts as its own, without those of activities. Of those
    in one state, if given."""

    unit = fields.String(load_default=None, validate=_UUID)
    activity = fields.String(load_default=None, validate=_UUID)
    state = fields.String(load_default=None, validate=validate.OneOf(STATES))


class PaperPartsSchema(Schema):
    """What is said of a paper. `secret` has been asked, and is never true: such papers go by other roads."""

    title = fields.String(required=True, validate=validate.Length(1, 300))
    kind = fields.String(required=True, validate=validate.OneOf(PAPER_KINDS))
    number = fields.String(required=True, allow_none=True, validate=validate.Length(1, 60))
    issued = fields.Date(required=True, allow_none=True, validate=_DAY)
    issuer = fields.String(required=True, allow_none=True, validate=validate.Length(1, 200))
    readers = fields.String(required=True, validate=validate.OneOf(READERS))
    opens = fields.AwareDateTime(
        required=True, allow_none=True, format="iso", validate=validate.Range(*_MOMENTS)
    )
    ends = fields.Date(required=True, allow_none=True, validate=_DAY)
    secret = StrictBoolean(required=True, validate=validate.Equal(False))


class PaperToWriteSchema(PaperPartsSchema):
    """A new paper: whose it is, and the hash of a file that the account has sent."""

    unit = fields.String(required=True, validate=_UUID)
    activity = fields.String(required=True, allow_none=True, validate=_UUID)
    file = fields.String(required=True, validate=_SHA)


class PaperToChangeSchema(PaperPartsSchema):
    """The same of one that is there. `file` is null where it stays; else a new version begins. `edition` is
    the one that whoever writes saw."""

    file = fields.String(required=True, allow_none=True, validate=_SHA)
    edition = fields.Integer(required=True, strict=True, validate=validate.Range(1))


class PaperFileSchema(Schema):
    """What there is to read of a paper, and how many bytes it has; of pictures of pages, `of` how many pages."""

    form = fields.String(
        required=True,
        data_key="as",
        attribute="as",
        validate=validate.OneOf(["text", "pages", "original"]),
    )
    bytes = fields.Integer(required=True)
    sha = fields.String()
    type = fields.String()
    name = fields.String()
    pages = fields.List(fields.Dict())
    of = fields.Integer()


class PaperSchema(Schema):
    """A paper, what there is to read of it, how many phones have its newest version, how many people have opened
    it (null for one to four), and a printed code that leads to it. `from_above`: it is of a unit above, to be read
    only, and the numbers are those of the teams of the caller's unit alone."""

    id = fields.String(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    activity = fields.String(required=True, allow_none=True)
    title = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(PAPER_KINDS))
    number = fields.String(required=True, allow_none=True)
    issued = fields.String(required=True, allow_none=True)
    issuer = fields.String(required=True, allow_none=True)
    readers = fields.String(required=True, validate=validate.OneOf(READERS))
    opens = fields.String(required=True, allow_none=True)
    ends = fields.String(required=True, allow_none=True)
    version = fields.Integer(required=True)
    edition = fields.Integer(required=True)
    state = fields.String(required=True, validate=validate.OneOf(STATES))
    files = fields.List(fields.Nested(PaperFileSchema), required=True)
    phones = fields.Integer(required=True)
    opened = fields.Integer(required=True, allow_none=True)
    code = fields.String(required=True, allow_none=True)
    set_at = fields.String(required=True)
    from_above = fields.Boolean(required=True)


class PapersSchema(Schema):
    """Papers of an activity, the first first; of a unit the latest first."""

    rows = fields.List(fields.Nested(PaperSchema), required=True)


class PaperBlockSchema(Schema):
    """A heading (`h`, of level `l`), a paragraph, an item of a list, or the cells of a row (`tr`)."""

    t = fields.String(required=True, validate=validate.OneOf(["h", "p", "li", "tr"]))
    x = fields.Raw(required=True)
    l = fields.Integer()  # noqa: E741  # as short as the others: there are thousands


class PaperTextSchema(Schema):
    """The text of a paper, and of which version."""

    version = fields.Integer(required=True)
    blocks = fields.List(fields.Nested(PaperBlockSchema), required=True)


class PaperFetchesSchema(Schema):
    """How many phones of each unit and each of its teams have a paper, and how many people have opened it: null
    where few have. Also of teams for which it is and of which nobody has it."""

    class Row(Schema):
        class TeamRow(Schema):
            team = fields.String(required=True)
            name = fields.String(required=True)
            phones = fields.Integer(required=True)
            opened = fields.Integer(required=True, allow_none=True)

        unit = fields.String(required=True)
        name = fields.String(required=True)
        phones = fields.Integer(required=True)
        opened = fields.Integer(required=True, allow_none=True)
        teams = fields.List(fields.Nested(TeamRow), required=True)

    rows = fields.List(fields.Nested(Row), required=True)

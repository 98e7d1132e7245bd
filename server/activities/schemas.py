"""The form of activities on the wire."""

from datetime import date

from marshmallow import fields, validate

from server.activities.kinds import ACTIVITY_KINDS
from server.http.links import LINK_CHARS
from server.http.schema import Schema
from server.statistics.schemas import FiguresSchema

_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_DAY = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
_LABEL = validate.Length(1, 200)
_TIME = validate.Regexp(r"^([01][0-9]|2[0-3]):[0-5][0-9]\Z")


class ActivitiesQuerySchema(Schema):
    """Of which unit and all below it, and over which days."""

    unit = fields.String(load_default=None, validate=_UUID)
    first = fields.Date(required=True, data_key="from", validate=_DAY)
    last = fields.Date(required=True, data_key="to", validate=_DAY)


class ActivitySheetQuerySchema(ActivitiesQuerySchema):
    """The same, of one kind if given."""

    kind = fields.String(load_default=None, validate=validate.OneOf(ACTIVITY_KINDS))


class ActivityToWriteSchema(Schema):
    """An activity of a unit: when, where, which teams, and who else; `version` is that of the row that whoever
    writes saw, null of an app of before."""

    version = fields.Integer(
        load_default=None, allow_none=True, strict=True, validate=validate.Range(0)
    )
    unit = fields.String(required=True, validate=_UUID)
    name = fields.String(required=True, validate=_LABEL)
    first = fields.Date(required=True, data_key="from", validate=_DAY)
    last = fields.Date(required=True, data_key="to", validate=_DAY)
    place = fields.String(required=True, validate=_LABEL)
    partners = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=800))
    kind = fields.String(load_default="ra_quan", validate=validate.OneOf(ACTIVITY_KINDS))
    link = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=LINK_CHARS)
    )
    teams = fields.List(
        fields.String(validate=_UUID), required=True, validate=validate.Length(max=200)
    )


class TeamAtSchema(Schema):
    """A team that takes part."""

    id = fields.String(required=True)
    name = fields.String(required=True)


class ActivitySchema(Schema):
    """An activity, how many parts and lines its programme has, a printed code that leads to it, and what was
    done at it, null of one that is no day of action. `from_above`: it is of a unit above, to be read only, and
    `teams` and `totals` are those of the caller's unit alone."""

    id = fields.String(required=True)
    unit = fields.String(required=True)
    unit_name = fields.String(required=True)
    name = fields.String(required=True)
    kind = fields.String(required=True, validate=validate.OneOf(ACTIVITY_KINDS))
    link = fields.String(required=True, allow_none=True)
    slots = fields.Integer(required=True)
    agenda = fields.Integer(required=True)
    version = fields.Integer(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    place = fields.String(required=True)
    partners = fields.String(required=True, allow_none=True)
    teams = fields.List(fields.Nested(TeamAtSchema), required=True)
    code = fields.String(required=True, allow_none=True)
    totals = fields.Nested(FiguresSchema, required=True, allow_none=True)
    from_above = fields.Boolean(required=True)


class ActivitiesSchema(Schema):
    """Activities, the latest first."""

    rows = fields.List(fields.Nested(ActivitySchema), required=True)


class SlotSchema(Schema):
    """A part of an activity, such as a session of a congress or a meeting of a club; `id` holds within the
    activity."""

    id = fields.Integer(required=True, strict=True, validate=validate.Range(1, 99))
    name = fields.String(required=True, allow_none=True, validate=_LABEL)
    day = fields.Date(required=True, validate=_DAY)
    start = fields.String(required=True, validate=_TIME)
    end = fields.String(required=True, allow_none=True, validate=_TIME)
    place = fields.String(required=True, allow_none=True, validate=_LABEL)


class SlotShownSchema(SlotSchema):
    """The same as it is kept."""

    day = fields.String(required=True)  # type: ignore[assignment]


class AgendaItemSchema(Schema):
    """What comes in a part of an activity: when, for how many minutes, what, and by whom."""

    slot = fields.Integer(required=True, strict=True)
    start = fields.String(required=True, allow_none=True, validate=_TIME)
    minutes = fields.Integer(
        required=True, allow_none=True, strict=True, validate=validate.Range(1, 720)
    )
    title = fields.String(required=True, validate=validate.Length(1, 300))
    by = fields.String(required=True, allow_none=True, validate=_LABEL)


class ProgrammeToWriteSchema(Schema):
    """The whole programme, and which `version` of the activity whoever writes saw."""

    version = fields.Integer(required=True, strict=True, validate=validate.Range(0))
    slots = fields.List(fields.Nested(SlotSchema), required=True, validate=validate.Length(max=60))
    agenda = fields.List(
        fields.Nested(AgendaItemSchema), required=True, validate=validate.Length(max=200)
    )


class ProgrammeSchema(ActivitySchema):
    """An activity with its programme, the parts and their lines in the order in which they come."""

    slots = fields.List(  # type: ignore[assignment]
        fields.Nested(SlotShownSchema), required=True
    )
    agenda = fields.List(  # type: ignore[assignment]
        fields.Nested(AgendaItemSchema), required=True
    )


class TeamTargetSchema(Schema):
    """A target of a team that its sessions count for. `before` is what was counted from its first day up
    to the day before `on`: what came since, the phone counts itself."""

    measure = fields.String(required=True)
    of = fields.String(required=True)
    label_vi = fields.String(required=True, allow_none=True)
    label_en = fields.String(required=True, allow_none=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    number = fields.Integer(required=True)
    before = fields.Integer(required=True)


class TeamActivitySchema(Schema):
    """A day of action, or several, in which the team takes part."""

    id = fields.String(required=True)
    name = fields.String(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    place = fields.String(required=True)


class TeamPlanSchema(Schema):
    """The targets in force on a day, those of the shortest days first, and the days of action from then
    on, the earliest first. Where `version` is not `plan` of the team's row any more (PROTOCOL 4.9), they
    have changed."""

    on = fields.String(required=True)
    version = fields.Integer(required=True)
    targets = fields.List(fields.Nested(TeamTargetSchema), required=True)
    activities = fields.List(fields.Nested(TeamActivitySchema), required=True)

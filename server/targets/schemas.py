"""The form of targets and indicators on the wire."""

from datetime import date

from marshmallow import fields, validate

from server.http.fields import StrictBoolean
from server.http.schema import Schema
from server.targets.labels import INDICATOR
from server.targets.plans import COUNTED

MEASURES = (*COUNTED, INDICATOR)
_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
_CODE = validate.Regexp(r"^[A-Z0-9_]{1,16}\Z")
# A group of services is written as it likes; "" is all of them.
_OF = validate.Regexp(r"^[A-Za-z0-9_]{0,16}\Z")
_DAY = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
_COUNT = validate.Range(0, 10_000_000_000)
_SHARE = validate.Range(1, 1000)
_LABEL = validate.Length(max=200)
_NOTE = validate.Length(max=800)


class ScopeSchema(Schema):
    """A unit or a team."""

    unit = fields.String(load_default=None, allow_none=True, validate=_UUID)
    team = fields.String(load_default=None, allow_none=True, validate=_UUID)


class SpanSchema(ScopeSchema):
    """A unit or a team over some days."""

    first = fields.Date(required=True, data_key="from", validate=_DAY)
    last = fields.Date(required=True, data_key="to", validate=_DAY)


class AimSchema(Schema):
    """What is to be reached: a goal, or a share in tenths of a percent, with what it is a share of
    unless it is measured."""

    goal = fields.Integer(strict=True, load_default=None, allow_none=True, validate=_COUNT)
    share = fields.Integer(strict=True, load_default=None, allow_none=True, validate=_SHARE)
    denominator = fields.Integer(strict=True, load_default=None, allow_none=True, validate=_COUNT)
    denominator_name = fields.String(load_default=None, allow_none=True, validate=_LABEL)
    note = fields.String(load_default=None, allow_none=True, validate=_NOTE)


class NewTargetSchema(SpanSchema, AimSchema):
    """A target to set; `of` is a group of services or an indicator. `saw` is what the asker saw to be
    set for the same days, null where nothing was: then nobody's word is written over unseen."""

    measure = fields.String(required=True, validate=validate.OneOf(MEASURES))
    of = fields.String(load_default="", validate=_OF)
    saw = fields.Nested(AimSchema, allow_none=True)


class TargetSchema(Schema):
    """A target. `number` is what it comes to, null for a share that is measured."""

    id = fields.String(required=True)
    unit = fields.String(required=True, allow_none=True)
    team = fields.String(required=True, allow_none=True)
    measure = fields.String(required=True)
    of = fields.String(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    number = fields.Integer(required=True, allow_none=True)
    goal = fields.Integer(required=True, allow_none=True)
    share = fields.Integer(required=True, allow_none=True)
    denominator = fields.Integer(required=True, allow_none=True)
    denominator_name = fields.String(required=True, allow_none=True)
    note = fields.String(required=True, allow_none=True)


class PartStandingSchema(ScopeSchema):
    """What a unit or a team below was seen to have as its part: the number that it comes to, null for
    a share that is measured."""

    number = fields.Integer(strict=True, required=True, allow_none=True)


class SharingSchema(Schema):
    """`replaces` is what the asker saw to be set for the units or teams below and means to write over."""

    replaces = fields.List(
        fields.Nested(PartStandingSchema), load_default=list, validate=validate.Length(max=1000)
    )


class PartSchema(Schema):
    """A unit or a team below, the number that stands there and the one that it would get; null for
    none, or for a share that is measured."""

    unit = fields.String()
    team = fields.String()
    name = fields.String(required=True)
    kind = fields.String()
    number = fields.Integer(required=True, allow_none=True)
    becomes = fields.Integer(required=True, allow_none=True)


class PartsSchema(Schema):
    """The parts into which a target would be shared out."""

    rows = fields.List(fields.Nested(PartSchema), required=True)


class TargetsSchema(Schema):
    """Targets of the units or teams among which one was shared out."""

    rows = fields.List(fields.Nested(TargetSchema), required=True)


class WeightToSetSchema(Schema):
    """A weight in percent of an ordinary unit's, and why."""

    weight = fields.Integer(strict=True, required=True, validate=validate.Range(0, 1000))
    note = fields.String(load_default=None, allow_none=True, validate=_NOTE)


class WeightSchema(Schema):
    """The weight of a unit; 100 where none was set."""

    unit = fields.String(required=True)
    weight = fields.Integer(required=True)
    note = fields.String(required=True, allow_none=True)
    name = fields.String()
    kind = fields.String()


class WeightsSchema(Schema):
    """The weights of the units right below one."""

    rows = fields.List(fields.Nested(WeightSchema), required=True)


class NewIndicatorSchema(Schema):
    """An indicator to add, with what it is counted in."""

    code = fields.String(required=True, validate=_CODE)
    kind = fields.String(required=True, validate=validate.OneOf(["count", "share"]))
    label_vi = fields.String(required=True, validate=_LABEL)
    label_en = fields.String(required=True, validate=_LABEL)
    unit_vi = fields.String(load_default="%", validate=_LABEL)
    unit_en = fields.String(load_default="%", validate=_LABEL)


class IndicatorChangeSchema(Schema):
    """What may be changed of an indicator."""

    label_vi = fields.String(validate=_LABEL)
    label_en = fields.String(validate=_LABEL)
    active = StrictBoolean()


class IndicatorSchema(Schema):
    """Something that reports tell and no session counts; of kind count or share."""

    code = fields.String(required=True)
    kind = fields.String(required=True)
    label_vi = fields.String(required=True)
    label_en = fields.String(required=True)
    unit_vi = fields.String(required=True)
    unit_en = fields.String(required=True)
    sort = fields.Integer(required=True)
    active = fields.Boolean(required=True)


class IndicatorsSchema(Schema):
    """All indicators in their order."""

    rows = fields.List(fields.Nested(IndicatorSchema), required=True)


class NewValueSchema(SpanSchema):
    """What an indicator came to: a whole number, of a share tenths of a percent; and whence it is
    known."""

    indicator = fields.String(required=True, validate=_CODE)
    value = fields.Integer(strict=True, required=True, validate=_COUNT)
    source = fields.String(required=True, validate=validate.Length(1, 800))


class ValueSchema(Schema):
    """What somebody entered."""

    id = fields.String(required=True)
    indicator = fields.Nested(IndicatorSchema, required=True)
    unit = fields.String(required=True, allow_none=True)
    team = fields.String(required=True, allow_none=True)
    name = fields.String(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    value = fields.Integer(required=True)
    source = fields.String(required=True)
    entered_by = fields.String(required=True, allow_none=True)
    entered_at = fields.AwareDateTime(required=True)


class ValuesSchema(Schema):
    """What was entered, the latest days first."""

    rows = fields.List(fields.Nested(ValueSchema), required=True)


class ProgressQuerySchema(ScopeSchema):
    """Of which unit or team, and as of which day; today if none."""

    on = fields.Date(load_default=None, allow_none=True, validate=_DAY)


class PartDoneSchema(Schema):
    """What was done over some days, and what of the target falls on them."""

    done = fields.Integer(required=True)
    planned = fields.Integer(required=True, allow_none=True)


class ProgressRowSchema(Schema):
    """A target in force and how far it is. `set_here` is null for one that came over from the units
    in `carried`. `completed` is what of the turns over the target's days ended well, null where turns
    are not what is counted; a target of turns is judged by these, in `today`, `week`, `left` and
    `per_day` too. `done` is what was counted from its first day up to the day asked about, or of an
    indicator what was entered, of a share the last that was measured (null: nothing yet); `left`
    and `per_day` are null where it cannot be counted, `per_day` also when no day is left."""

    set_here = fields.Nested(TargetSchema, required=True, allow_none=True)
    may_change = fields.Boolean(required=True)
    carried = fields.List(fields.String(), required=True)
    measure = fields.String(required=True)
    of = fields.String(required=True)
    label_vi = fields.String(required=True, allow_none=True)
    label_en = fields.String(required=True, allow_none=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    number = fields.Integer(required=True, allow_none=True)
    share = fields.Integer(required=True, allow_none=True)
    denominator = fields.Integer(required=True, allow_none=True)
    today = fields.Nested(PartDoneSchema, required=True, allow_none=True)
    week = fields.Nested(PartDoneSchema, required=True, allow_none=True)
    done = fields.Integer(required=True, allow_none=True)
    completed = fields.Integer(required=True, allow_none=True)
    planned = fields.Integer(required=True, allow_none=True)
    left = fields.Integer(required=True, allow_none=True)
    days_left = fields.Integer(required=True)
    per_day = fields.Integer(required=True, allow_none=True)


class ProgressSchema(Schema):
    """The targets in force on a day, those of the shortest days first, and those to come or over."""

    on = fields.String(required=True)
    name = fields.String(required=True)
    may_set = fields.Boolean(required=True)
    rows = fields.List(fields.Nested(ProgressRowSchema), required=True)
    other = fields.List(fields.Nested(ProgressRowSchema), required=True)

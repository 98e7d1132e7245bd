"""The form of a merger, a division, a new name or a new place of units on the wire."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.http.fields import StrictBoolean
from server.http.schema import Schema
from server.organisation.schemas import (
    CODE_OF_UNIT,
    KINDS_OF_UNITS,
    TEXT,
    UNIT_DAY,
    GivenSchema,
    NamedSchema,
    UnitInfoSchema,
    UnitSchema,
)

KINDS = ("merge", "split", "rename", "move")
KINDS_OF_BELONGINGS = ("site", "code", "paper", "activity")
_MOST_UNITS, _MOST_INTO, _MOST_CHOICES = 300, 50, 5000


class TakingSchema(GivenSchema):
    """A unit that takes over: one that is there, by its id alone, or a new one."""

    id = fields.UUID()
    code = fields.String(validate=CODE_OF_UNIT)
    name = fields.String(validate=TEXT)
    kind = fields.String(validate=validate.OneOf(KINDS_OF_UNITS))
    parent = fields.UUID(allow_none=True)

    @validates_schema
    def check_form(self, given: dict[str, Any], **_: object) -> None:
        """Either or."""
        if given.keys() not in ({"id"}, {"code", "name", "kind", "parent"}):
            raise ValidationError("an id, or code, name, kind and parent")


class GoesSchema(GivenSchema):
    """To which of those that take over, counted from 0, a unit below or a team goes."""

    unit = fields.UUID(load_default=None, allow_none=True)
    team = fields.UUID(load_default=None, allow_none=True)
    into = fields.Integer(required=True, strict=True, validate=validate.Range(0, _MOST_INTO - 1))


class UnitChangesSchema(GivenSchema):
    """Units that end the day before `on`, what takes their place, and where it is not the same for
    all, what goes where."""

    kind = fields.String(required=True, validate=validate.OneOf(KINDS))
    ending = fields.List(
        fields.UUID(), data_key="units", required=True, validate=validate.Length(1, _MOST_UNITS)
    )
    into = fields.List(
        fields.Nested(TakingSchema), required=True, validate=validate.Length(1, _MOST_INTO)
    )
    on = fields.Date(required=True, validate=UNIT_DAY)
    goes = fields.List(
        fields.Nested(GoesSchema), load_default=list, validate=validate.Length(max=_MOST_CHOICES)
    )
    dry_run = StrictBoolean(required=True)


class RefusalSchema(Schema):
    """What stands in the way: the problem's code, and the unit or team (`what`) that it is about. A
    unit that has not begun yet has no id."""

    code = fields.String(required=True)
    what = fields.String(required=True)
    id = fields.UUID(required=True, allow_none=True)
    name = fields.String(required=True)


class BegunSchema(UnitSchema):
    """A unit that takes over; `is_new`: it begins with this."""

    is_new = fields.Boolean(required=True)


class AlongSchema(Schema):
    """What goes along. `codes` are open invitations, `waiting` phones that nobody has let in yet,
    `unsent` what the phones said they still hold, at least; `sessions` with their `people` count in
    the unit that takes over from the day on."""

    members = fields.Integer(required=True)
    phones = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    codes = fields.Integer(required=True)
    unsent = fields.Integer(required=True)
    sessions = fields.Integer(required=True)
    people = fields.Integer(required=True)


class GoneTeamSchema(AlongSchema):
    """A team and where it goes: null while nobody has said."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    before = fields.Nested(UnitInfoSchema, required=True)
    after = fields.Nested(UnitInfoSchema, required=True, allow_none=True)


class TogetherSchema(AlongSchema):
    """All teams together; a person and a phone in two of them are there once."""

    teams = fields.Integer(required=True)


class GoneAccountSchema(NamedSchema):
    """A coordinator's account and where it goes: null where somebody has to decide. `without_password`:
    it comes out of the reach of somebody who kept it, and nobody signs in until a password is set."""

    before = fields.Nested(UnitInfoSchema, required=True)
    after = fields.Nested(UnitInfoSchema, required=True, allow_none=True)
    without_password = fields.Boolean(required=True)


class BelongingSchema(Schema):
    """A site, a printed code, a paper or an activity of a unit that ends, and which unit looks after it
    then: null where that are several, and those above them do."""

    what = fields.String(required=True, validate=validate.OneOf(KINDS_OF_BELONGINGS))
    name = fields.String(required=True)
    before = fields.Nested(UnitInfoSchema, required=True)
    after = fields.Nested(UnitInfoSchema, required=True, allow_none=True)


class BroughtPartSchema(Schema):
    """What one unit brings of a target; a share is in tenths of a percent."""

    unit = fields.Nested(UnitInfoSchema, required=True)
    number = fields.Integer(required=True, allow_none=True)
    share = fields.Integer(required=True, allow_none=True)


class BroughtSchema(BroughtPartSchema):
    """A target that comes to a unit. `comes`: the parts are added up (sum), the unit has its own
    which stands (own), or the parts are shares that do not add up (none)."""

    measure = fields.String(required=True)
    of = fields.String(required=True)
    label_vi = fields.String(required=True, allow_none=True)
    label_en = fields.String(required=True, allow_none=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    comes = fields.String(required=True)
    parts = fields.List(fields.Nested(BroughtPartSchema), required=True)


class MovedMonthSchema(Schema):
    """A closed month whose figures are no longer those that are counted; it stays as it was."""

    unit = fields.Nested(UnitInfoSchema, required=True)
    month = fields.String(required=True)
    code = fields.String(required=True)


class UnitsChangedSchema(Schema):
    """What happened, or would: nothing did unless `done`."""

    done = fields.Boolean(required=True)
    on = fields.String(required=True)
    refusals = fields.List(fields.Nested(RefusalSchema), required=True)
    ends = fields.List(fields.Nested(UnitSchema), required=True)
    begins = fields.List(fields.Nested(BegunSchema), required=True)
    teams = fields.List(fields.Nested(GoneTeamSchema), required=True)
    together = fields.Nested(TogetherSchema, required=True)
    accounts = fields.List(fields.Nested(GoneAccountSchema), required=True)
    belongings = fields.List(fields.Nested(BelongingSchema), required=True)
    belongings_in_all = fields.Integer(required=True)
    targets = fields.List(fields.Nested(BroughtSchema), required=True)
    closed = fields.List(fields.Nested(MovedMonthSchema), required=True)

"""The form of units and teams on the wire."""

from marshmallow import Schema, fields


class NamedSchema(Schema):
    """A thing by its id and name."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)


class UnitInfoSchema(NamedSchema):
    """A unit inside other answers."""

    kind = fields.String(required=True)


class UnitSchema(UnitInfoSchema):
    """A unit of the tree; days are YYYY-MM-DD."""

    code = fields.String(required=True)
    valid_from = fields.String(required=True)
    valid_to = fields.String(required=True, allow_none=True)
    parent = fields.UUID(required=True, allow_none=True)
    successors = fields.List(fields.UUID(), required=True)


class UnitsSchema(Schema):
    """All units that the account sees."""

    rows = fields.List(fields.Nested(UnitSchema), required=True)


class TeamQuerySchema(Schema):
    """Which teams are asked for."""

    unit = fields.UUID()


class TeamBaseSchema(NamedSchema):
    """What is said of a team everywhere."""

    code = fields.String(required=True, allow_none=True)
    kind = fields.String(required=True)
    label = fields.String(required=True)
    unit = fields.Nested(UnitInfoSchema, required=True, allow_none=True)
    devices = fields.Integer(required=True)
    waiting = fields.Integer(required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)


class TeamSchema(TeamBaseSchema):
    """A team in a list; `members` is how many."""

    members = fields.Integer(required=True)


class TeamsSchema(Schema):
    """Teams, by name."""

    rows = fields.List(fields.Nested(TeamSchema), required=True)


class TeamMemberSchema(NamedSchema):
    """One membership of a member. `waiting`: on a phone that is not approved."""

    role = fields.String(required=True)
    affiliation = fields.String(required=True)
    valid_from = fields.String(data_key="from", attribute="from", required=True)
    valid_to = fields.String(data_key="to", attribute="to", required=True, allow_none=True)
    waiting = fields.Boolean(required=True)


class TeamPhoneSchema(Schema):
    """A person's phone: what it still holds, and how far its clock is ahead in seconds."""

    device = fields.UUID(required=True)
    member = fields.Nested(NamedSchema, required=True)
    state = fields.String(required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)
    pending = fields.Integer(required=True, allow_none=True)
    oldest = fields.AwareDateTime(required=True, allow_none=True)
    app = fields.String(required=True, allow_none=True)
    clock_offset = fields.Float(required=True, allow_none=True)


class TeamDetailSchema(TeamBaseSchema):
    """A team with its people and phones."""

    members = fields.List(fields.Nested(TeamMemberSchema), required=True)
    phones = fields.List(fields.Nested(TeamPhoneSchema), required=True)

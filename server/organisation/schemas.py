"""The form of units and teams on the wire."""

from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import fields, post_load, validate

from server.http.schema import Schema
from server.organisation.days import DAYS_OF_TEAMS, DAYS_OF_UNITS
from server.organisation.tree import RANKS, UNIT_CODE

KINDS_OF_UNITS = tuple(RANKS)
KINDS_OF_TEAMS = ("doi_hinh", "to_cong_dong", "khac")
# Names are judged in server/organisation/names.py; here only that nobody sends a book.
TEXT = validate.Length(max=200)
_CATALOGUE_CODE = validate.Regexp(r"^[A-Z0-9_]{1,16}\Z")
CODE_OF_UNIT = validate.Regexp(UNIT_CODE)
DAY_OF_TEAM = validate.Range(*map(date.fromisoformat, DAYS_OF_TEAMS))
UNIT_DAY = validate.Range(*map(date.fromisoformat, DAYS_OF_UNITS))


class GivenSchema(Schema):
    """What comes in; ids and days reach the use case as text, as the tables keep them."""

    @post_load
    def to_text(self, given: dict[str, Any], **_: object) -> dict[str, Any]:
        """Days as YYYY-MM-DD, ids with dashes."""
        return {name: _as_text(value) for name, value in given.items()}


def _as_text(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_text(each) for each in value]
    return str(value) if isinstance(value, date | UUID) else value


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
    """A person's phone: what it still holds, and how far its clock is ahead in seconds. `people`:
    the names of all who use it, in the teams that the asker looks after; `differs_since`: when it
    first told that what it shows is not what the server has (PROTOCOL 7.6)."""

    device = fields.UUID(required=True)
    member = fields.Nested(NamedSchema, required=True)
    people = fields.List(fields.String(), required=True)
    state = fields.String(required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)
    pending = fields.Integer(required=True, allow_none=True)
    oldest = fields.AwareDateTime(required=True, allow_none=True)
    app = fields.String(required=True, allow_none=True)
    clock_offset = fields.Float(required=True, allow_none=True)
    browser = fields.String(required=True, allow_none=True)
    differs_since = fields.AwareDateTime(required=True, allow_none=True)


class StandingSchema(Schema):
    """The unit that a team stood under, both days included; `to` null: until today."""

    unit = fields.Nested(UnitInfoSchema, required=True)
    valid_from = fields.String(data_key="from", attribute="from", required=True)
    valid_to = fields.String(data_key="to", attribute="to", required=True, allow_none=True)


class TeamDetailSchema(TeamBaseSchema):
    """A team with its people and phones, and where it stood when, oldest first."""

    members = fields.List(fields.Nested(TeamMemberSchema), required=True)
    phones = fields.List(fields.Nested(TeamPhoneSchema), required=True)
    standings = fields.List(fields.Nested(StandingSchema), required=True)


class NewUnitSchema(GivenSchema):
    """A unit to set up. Without a parent, which only an administrator may, it is a tree's top."""

    code = fields.String(required=True, validate=CODE_OF_UNIT)
    name = fields.String(required=True, validate=TEXT)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS_OF_UNITS))
    parent = fields.UUID(required=True, allow_none=True)
    valid_from = fields.Date(required=True, validate=UNIT_DAY)


class UnitChangeSchema(GivenSchema):
    """What may be corrected of a unit."""

    name = fields.String(validate=TEXT)
    code = fields.String(validate=CODE_OF_UNIT)


class EndSchema(GivenSchema):
    """The last day of a unit or a team."""

    on = fields.Date(required=True, validate=UNIT_DAY)


class TeamChangeSchema(GivenSchema):
    """What may be corrected of a team; `label` is what it goes by in the field, may be empty."""

    name = fields.String(validate=TEXT)
    kind = fields.String(validate=validate.OneOf(KINDS_OF_TEAMS))
    label = fields.String(validate=TEXT)


class NewTeamSchema(GivenSchema):
    """A team to set up; it begins today if nothing else is said."""

    name = fields.String(required=True, validate=TEXT)
    kind = fields.String(required=True, validate=validate.OneOf(KINDS_OF_TEAMS))
    label = fields.String(load_default="", validate=TEXT)
    unit = fields.UUID(required=True)
    first = fields.Date(data_key="from", load_default=None, allow_none=True, validate=DAY_OF_TEAM)


class TeamMoveSchema(GivenSchema):
    """The unit that a team goes to, and its first day there."""

    unit = fields.UUID(required=True)
    first = fields.Date(data_key="from", required=True, validate=DAY_OF_TEAM)


class NewMemberSchema(GivenSchema):
    """A volunteer to add; the time in the team begins today if nothing else is said. With an id
    of the asker's making the request can be repeated and adds one person."""

    id = fields.UUID()
    name = fields.String(required=True, validate=TEXT)
    affiliation = fields.String(load_default="DOAN", validate=_CATALOGUE_CODE)
    role = fields.String(load_default="volunteer", validate=validate.Equal("volunteer"))
    first = fields.Date(data_key="from", load_default=None, allow_none=True, validate=DAY_OF_TEAM)


class MemberNameSchema(GivenSchema):
    """The name of a member."""

    name = fields.String(required=True, validate=TEXT)


class MembershipChangeSchema(GivenSchema):
    """What may be changed of a member's time in a team; `to` null opens it again."""

    affiliation = fields.String(validate=_CATALOGUE_CODE)
    role = fields.String(validate=validate.OneOf(["volunteer", "lead"]))
    first = fields.Date(data_key="from", validate=DAY_OF_TEAM)
    last = fields.Date(data_key="to", allow_none=True, validate=DAY_OF_TEAM)


class MergeSchema(GivenSchema):
    """The member who is kept."""

    into = fields.UUID(required=True)


class MergePreviewSchema(Schema):
    """What a merge changes: how many sessions name who is merged, in how many both stand, by how many
    the volunteers' turns fall, and on how many phones that person goes on as the other."""

    merged = fields.Nested(NamedSchema, required=True)
    kept = fields.Nested(NamedSchema, required=True)
    sessions = fields.Integer(required=True)
    both = fields.Integer(required=True)
    turns = fields.Integer(required=True)
    phones = fields.Integer(required=True)


class MemberMoveSchema(GivenSchema):
    """The team that a member goes to, and the first day there."""

    team = fields.UUID(required=True)
    on = fields.Date(required=True, validate=DAY_OF_TEAM)

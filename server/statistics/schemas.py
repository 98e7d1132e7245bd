"""The form of totals, and of who took part and what brought them."""

from datetime import date

from marshmallow import fields, validate

from server.http.schema import Schema

UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
FIELD_NAME = validate.Regexp(r"^[a-z_]{1,20}(\.[A-Z0-9_]{1,16})?\Z")
CODE = validate.Regexp(r"^[A-Z0-9_]{1,16}\Z")
# Days without a neighbour on one side, such as 9999-12-31, cannot be counted from.
DAY = validate.Range(date(2000, 1, 1), date(2100, 12, 31))
BY = (
    "unit", "team", "group", "service", "day", "month", "outcome", "reason", "age_band", "place_kind"
)  # fmt: skip


class TalliesQuerySchema(Schema):
    """Which totals, divided by what."""

    unit = fields.String(load_default=None, validate=UUID)
    team = fields.String(load_default=None, validate=UUID)
    first = fields.Date(required=True, data_key="from", validate=DAY)
    last = fields.Date(required=True, data_key="to", validate=DAY)
    by = fields.String(load_default="unit", validate=validate.OneOf(BY))
    service = fields.String(load_default=None, validate=CODE)
    boundaries = fields.String(load_default="now", validate=validate.OneOf(["now", "then"]))


class SubjectSchema(Schema):
    """A unit or a team."""

    id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    kind = fields.String()


class ForcesSchema(Schema):
    """Volunteers' turns, by whose people they were."""

    union = fields.Integer(required=True)
    police = fields.Integer(required=True)
    partner = fields.Integer(required=True)
    other = fields.Integer(required=True)
    all = fields.Integer(required=True)


class TotalsSchema(Schema):
    """The three figures, and sessions; null where the question has no answer. By reason only
    people are counted, and they do not add up: somebody may have two. By place and by age none is
    told where `people` is null: so few people could be found out. Of a whole, of a service and of a group
    of them `completed` is how many of the turns were."""

    sessions = fields.Integer(required=True, allow_none=True)
    people = fields.Integer(required=True, allow_none=True)
    turns = fields.Integer(required=True, allow_none=True)
    volunteer_turns = fields.Nested(ForcesSchema, required=True, allow_none=True)
    completed = fields.Integer()


class FiguresSchema(Schema):
    """The counted figures, which are never added up with one another."""

    people = fields.Integer(required=True)
    turns = fields.Integer(required=True)
    volunteers = fields.Integer(required=True)
    sessions = fields.Integer(required=True)


class PlanSchema(Schema):
    """What of the targets falls on the days, by what is counted; null where none does."""

    people = fields.Integer(required=True, allow_none=True)
    turns = fields.Integer(required=True, allow_none=True)
    # A month that was closed before there was such a measure has none.
    completed = fields.Integer(allow_none=True)
    volunteers = fields.Integer(required=True, allow_none=True)
    sessions = fields.Integer(required=True, allow_none=True)


class TallyRowSchema(Schema):
    """One part of a total; what the catalogue names has its English label too."""

    key = fields.String(required=True)
    label = fields.String(required=True)
    label_en = fields.String()
    kind = fields.String(required=True)
    totals = fields.Nested(TotalsSchema, required=True)
    plan = fields.Nested(PlanSchema, required=True, allow_none=True)
    last_contact = fields.AwareDateTime(allow_none=True)
    has_phone = fields.Boolean()
    unsent_at_least = fields.Integer()
    # People helped on each of the seven days up to the last one, of a unit or a team.
    days = fields.List(fields.Integer())
    # Of a unit the days on which it stood.
    valid_from = fields.String()
    valid_to = fields.String(allow_none=True)


class CompletenessSchema(Schema):
    """How much is known to be missing."""

    as_of = fields.AwareDateTime(required=True)
    teams = fields.Integer(required=True)
    teams_reported_today = fields.Integer(required=True)
    teams_without_phone = fields.Integer(required=True)
    teams_with_unsent = fields.Integer(required=True)
    unsent_at_least = fields.Integer(required=True)
    oldest_unsent = fields.AwareDateTime(required=True, allow_none=True)


class TalliesSchema(Schema):
    """Totals of a unit or a team."""

    as_of = fields.AwareDateTime(required=True)
    unit = fields.Nested(SubjectSchema, required=True, allow_none=True)
    team = fields.Nested(SubjectSchema, required=True, allow_none=True)
    first = fields.Date(required=True, data_key="from", attribute="from")
    last = fields.Date(required=True, data_key="to", attribute="to")
    by = fields.String(required=True)
    boundaries = fields.String(required=True)
    total = fields.Nested(TotalsSchema, required=True)
    plan = fields.Nested(PlanSchema, required=True, allow_none=True)
    rows = fields.List(fields.Nested(TallyRowSchema), required=True)
    completeness = fields.Nested(CompletenessSchema, required=True)


class MembersAtWorkQuerySchema(Schema):
    """Whose members, over which days."""

    team = fields.String(required=True, validate=UUID)
    first = fields.Date(required=True, data_key="from", validate=DAY)
    last = fields.Date(required=True, data_key="to", validate=DAY)


class MemberAtWorkSchema(Schema):
    """In how many counted sessions of a team a member took part, and on how many days. A session in
    which two took part stands under both, so these do not add up."""

    id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)
    sessions = fields.Integer(required=True)
    days = fields.Integer(required=True)


class MembersAtWorkSchema(Schema):
    """The members who took part, those who did in most sessions first. `totals_only_until`: the last of the
    days of which it is not known any more who that was, if there are any."""

    rows = fields.List(fields.Nested(MemberAtWorkSchema), required=True)
    totals_only_until = fields.String(required=True, allow_none=True)


class PhonesQuerySchema(Schema):
    """Whose phones; without either, those of all teams in the asker's care."""

    unit = fields.String(load_default=None, validate=UUID)
    team = fields.String(load_default=None, validate=UUID)


class ReadinessSchema(Schema):
    """What a phone last said of itself. `room_mb` is what the browser lets the app have, in MB;
    `ready` and `lacks` are null where it did not say, and `lacks` where it lacks nothing."""

    installed = fields.Boolean(required=True)
    persisted = fields.Boolean(required=True, allow_none=True)
    room_mb = fields.Integer(required=True, allow_none=True)
    browser = fields.String(required=True, allow_none=True)
    ready = fields.Boolean(required=True, allow_none=True)
    lacks = fields.String(required=True, allow_none=True)
    checked_at = fields.AwareDateTime(required=True)


class PhoneSchema(Schema):
    """A person's phone in a team. `gaps` are numbers of its changes that never came, from the
    first to the last of each range, and `gaps_left` how many ranges more there are; `clock_offset` is in seconds, above 0 where it is fast;
    `people` are the names of all who use the phone in the teams that the asker looks after;
    `differs_since` is when it first told that what it shows is not what the server has, null where
    all agrees (PROTOCOL 7.6)."""

    device = fields.String(required=True)
    member = fields.Nested(SubjectSchema, required=True)
    people = fields.List(fields.String(), required=True)
    team = fields.Nested(SubjectSchema, required=True)
    unit = fields.Nested(SubjectSchema, required=True, allow_none=True)
    state = fields.String(required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)
    pending = fields.Integer(required=True, allow_none=True)
    oldest = fields.AwareDateTime(required=True, allow_none=True)
    app = fields.String(required=True, allow_none=True)
    clock_offset = fields.Float(required=True, allow_none=True)
    readiness = fields.Nested(ReadinessSchema, required=True, allow_none=True)
    gaps = fields.List(
        fields.List(fields.Integer(), validate=validate.Length(equal=2)), required=True
    )
    gaps_left = fields.Integer(required=True)
    silent_days = fields.Integer(required=True, allow_none=True)
    differs_since = fields.AwareDateTime(required=True, allow_none=True)


class PhonesSchema(Schema):
    """Phones, and how many more there are than a list holds."""

    rows = fields.List(fields.Nested(PhoneSchema), required=True)
    left = fields.Integer(required=True)


class SilentTeamsQuerySchema(PhonesQuerySchema):
    """Of whose teams, and how many of them at most."""

    limit = fields.Integer(load_default=None, validate=validate.Range(1, 100))


class SilentTeamSchema(Schema):
    """A team that sent nothing today, with the names of who leads it."""

    team = fields.Nested(SubjectSchema, required=True)
    unit = fields.Nested(SubjectSchema, required=True, allow_none=True)
    leads = fields.List(fields.String(), required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)
    unsent_at_least = fields.Integer(required=True)


class SilentTeamsSchema(Schema):
    """The teams with a phone that sent nothing today, of how many, how many more there are than the list
    holds, and the teams without a phone."""

    as_of = fields.AwareDateTime(required=True)
    teams = fields.Integer(required=True)
    rows = fields.List(fields.Nested(SilentTeamSchema), required=True)
    left = fields.Integer(required=True)
    without_phone = fields.List(fields.Nested(SubjectSchema), required=True)

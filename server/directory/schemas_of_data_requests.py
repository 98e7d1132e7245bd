"""The form of requests about people's own data, and of that data, on the wire."""

from datetime import date

from marshmallow import fields, validate

from server.certificates.schemas import LetterheadSchema
from server.http.schema import Schema
from server.organisation.schemas import NamedSchema, UnitInfoSchema
from sync.kinds import KINDS

_FIELDS = KINDS["data_request"].table["fields"]
WISHES = tuple(_FIELDS["wish"]["word"]["of"])
OUTCOMES = tuple(_FIELDS["outcome"]["word"]["of"])
STATES = ("open", "answered")
_MOST_TEXT: int = _FIELDS["text"]["text"]["most"]
_MOST: int = _FIELDS["answer"]["text"]["most"]
_REASON = 300
_UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")


class DataRequestQuerySchema(Schema):
    """Which requests: those that are open, or those that were answered."""

    state = fields.String(load_default="open", validate=validate.OneOf(STATES))


class PersonalRequestSchema(Schema):
    """What somebody asked for, and what came of it; days are YYYY-MM-DD. `text` is what they wrote."""

    id = fields.UUID(required=True)
    wish = fields.String(required=True, validate=validate.OneOf(WISHES))
    text = fields.String(required=True, allow_none=True)
    received = fields.String(required=True)
    answer_by = fields.String(required=True)
    outcome = fields.String(required=True, allow_none=True, validate=validate.OneOf(OUTCOMES))
    answer = fields.String(required=True, allow_none=True)
    answered = fields.String(required=True, allow_none=True)


class DataRequestSchema(PersonalRequestSchema):
    """The same for who answers it: of whom, in which teams, whether its day is over, and which account
    entered one that came on paper."""

    member = fields.Nested(NamedSchema, required=True)
    teams = fields.List(fields.Nested(NamedSchema), required=True)
    overdue = fields.Boolean(required=True)
    entered_by = fields.String(required=True, allow_none=True)


class DataRequestsSchema(Schema):
    """A list of requests, and how many are open and overdue, whichever are listed."""

    rows = fields.List(fields.Nested(DataRequestSchema), required=True)
    open = fields.Integer(required=True)
    overdue = fields.Integer(required=True)


class DataRequestToEnterSchema(Schema):
    """A request that a member made on paper, and the day on which it came. The desk draws `id`."""

    id = fields.String(required=True, validate=_UUID)
    member = fields.String(required=True, validate=_UUID)
    wish = fields.String(required=True, validate=validate.OneOf(WISHES))
    text = fields.String(
        load_default=None, allow_none=True, validate=validate.Length(max=_MOST_TEXT)
    )
    received = fields.Date(
        required=True, validate=validate.Range(date(2000, 1, 1), date(2100, 12, 31))
    )


class DataAnswerSchema(Schema):
    """An answer; a refusal says why."""

    outcome = fields.String(required=True, validate=validate.OneOf(OUTCOMES))
    answer = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=_MOST))


class ErasureSchema(Schema):
    """Why somebody's name is erased."""

    reason = fields.String(required=True, validate=validate.Length(min=1, max=_REASON))


class ErasedSchema(Schema):
    """Who was erased; `erased` is false where nothing was left to erase."""

    id = fields.UUID(required=True)
    erased = fields.Boolean(required=True)


class PersonalTimeSchema(Schema):
    """A time in a team."""

    team = fields.Nested(NamedSchema, required=True)
    unit = fields.Nested(UnitInfoSchema, required=True, allow_none=True)
    role = fields.String(required=True)
    affiliation = fields.String(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, allow_none=True, data_key="to", attribute="to")
    waiting = fields.Boolean(required=True)


class PersonalPhoneSchema(Schema):
    """A phone on which somebody joined a team; `this` is the one that asks."""

    this = fields.Boolean(required=True)
    team = fields.String(required=True)
    state = fields.String(required=True)
    since = fields.AwareDateTime(required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)
    app = fields.String(required=True, allow_none=True)
    browser = fields.String(required=True, allow_none=True)


class PersonalSessionSchema(Schema):
    """A session in which somebody took part, as it is kept but for who else did: of those only how many.
    `fields` is without the ids of people, and of who came along without the note."""

    id = fields.UUID(required=True)
    day = fields.String(required=True, allow_none=True)
    part = fields.String(required=True, data_key="as", attribute="as")
    state = fields.String(required=True)
    team = fields.String(required=True, allow_none=True)
    others = fields.Integer(required=True)
    place = fields.String(required=True, allow_none=True)
    record_fields = fields.Dict(required=True, data_key="fields", attribute="fields")


class PersonalOpeningSchema(Schema):
    """A paper that somebody opened, in which version and when first."""

    title = fields.String(required=True)
    version = fields.Integer(required=True)
    day = fields.String(required=True)


class PersonalCertificateSchema(Schema):
    """A certificate of the member, as it is printed."""

    code = fields.String(required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    team = fields.String(required=True)
    unit = fields.String(required=True)
    name = fields.String(required=True)
    letterhead = fields.Nested(LetterheadSchema, required=True)
    days = fields.Integer(required=True)
    sessions = fields.Integer(required=True)
    hours = fields.Float(required=True)
    issued_at = fields.AwareDateTime(required=True)
    withdrawn_at = fields.AwareDateTime(required=True, allow_none=True)


class PersonalWaitingSchema(Schema):
    """What somebody sent and a person has to look at."""

    kind = fields.String(required=True, allow_none=True)
    code = fields.String(required=True)
    received_at = fields.AwareDateTime(required=True)


class PersonalActSchema(Schema):
    """What was done about somebody, or (`own`) by them."""

    at = fields.AwareDateTime(required=True)
    action = fields.String(required=True)
    own = fields.Boolean(required=True)


class PersonalDataSchema(Schema):
    """All that is kept about who holds the phone."""

    member = fields.Nested(NamedSchema, required=True)
    consented_at = fields.AwareDateTime(required=True, allow_none=True)
    known_since = fields.AwareDateTime(required=True)
    merged = fields.List(fields.UUID(), required=True)
    teams = fields.List(fields.Nested(PersonalTimeSchema), required=True)
    phones = fields.List(fields.Nested(PersonalPhoneSchema), required=True)
    sessions = fields.List(fields.Nested(PersonalSessionSchema), required=True)
    more_sessions = fields.Boolean(required=True)
    openings = fields.List(fields.Nested(PersonalOpeningSchema), required=True)
    certificates = fields.List(fields.Nested(PersonalCertificateSchema), required=True)
    requests = fields.List(fields.Nested(PersonalRequestSchema), required=True)
    waiting = fields.List(fields.Nested(PersonalWaitingSchema), required=True)
    acts = fields.List(fields.Nested(PersonalActSchema), required=True)

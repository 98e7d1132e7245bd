"""The form of sessions, as lists and one by one."""

from marshmallow import fields, validate

from server.http.schema import Schema
from server.statistics.schemas import CODE, DAY, FIELD_NAME, UUID, SubjectSchema

SORTED_BY = (
    "when",
    "author",
    "team",
    "services",
    "people",
    "turns",
    "place",
    "age",
    "note",
    "state",
    "received",
)
"""The columns of a list of sessions, each with its order in `sorting.SORTS`."""


class SessionFilterSchema(Schema):
    """Which sessions. `state`: only those that count, or any, with those too that wait on phones of
    teams that the asker looks after; without it all that stand in the teams. `q`: words that all stand
    in what a list shows of a session, marks and capitals aside. `sort`: by which column, with `-` before
    it the largest or the last first; without it the newest day comes first."""

    unit = fields.String(load_default=None, validate=UUID)
    team = fields.String(load_default=None, validate=UUID)
    first = fields.Date(required=True, data_key="from", validate=DAY)
    last = fields.Date(required=True, data_key="to", validate=DAY)
    service = fields.String(load_default=None, validate=CODE)
    group = fields.String(load_default=None, validate=CODE)
    outcome = fields.String(load_default=None, validate=CODE)
    reason = fields.String(load_default=None, validate=CODE)
    place_kind = fields.String(load_default=None, validate=CODE)
    age_band = fields.String(load_default=None, validate=CODE)
    member = fields.String(load_default=None, validate=UUID)
    state = fields.String(load_default=None, validate=validate.OneOf(["counted", "any"]))
    q = fields.String(load_default=None, validate=validate.Length(1, 100))
    sort = fields.String(
        load_default=None,
        validate=validate.OneOf([f"{sign}{name}" for name in SORTED_BY for sign in ("", "-")]),
    )


class HelpSessionsQuerySchema(SessionFilterSchema):
    """Which page of which sessions."""

    after = fields.String(
        load_default=None,
        validate=validate.Regexp(
            r"^([0-9]{4}-[0-9]{2}-[0-9]{2}~[0-9a-f-]{36}|[A-Za-z0-9_-]{1,2000})\Z"
        ),
    )
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 100))


class DoneSchema(Schema):
    """One service of a session."""

    code = fields.String(required=True)
    people = fields.Integer(required=True)
    outcome = fields.String(required=True)
    reasons = fields.List(fields.String(), required=True)


class HelpSessionRowSchema(Schema):
    """A help session; `repeats`: its people are counted in one before it."""

    id = fields.String(required=True)
    day = fields.String(required=True)
    start = fields.String(required=True)
    end = fields.String(required=True, allow_none=True)
    team = fields.Nested(SubjectSchema, required=True, allow_none=True)
    author = fields.Nested(SubjectSchema, required=True, allow_none=True)
    people = fields.Integer(required=True)
    repeats = fields.Boolean(required=True)
    services = fields.List(fields.Nested(DoneSchema), required=True)
    place_kind = fields.String(required=True)
    place_name = fields.String(required=True, allow_none=True)
    age_band = fields.String(required=True)
    note = fields.String(required=True, allow_none=True)
    status = fields.String(required=True)
    state = fields.String(required=True)
    ver = fields.Integer(required=True)
    received_at = fields.AwareDateTime(required=True, allow_none=True)


class HelpSessionsSchema(Schema):
    """A page of sessions; `next` asks for the one after it. Where some are left out, a page may hold
    few or none and yet have a `next`: it was looked through up to there. `totals_only_until`: the last of the
    days of which only the totals were kept, if there are any."""

    rows = fields.List(fields.Nested(HelpSessionRowSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    totals_only_until = fields.String(required=True, allow_none=True)


class SessionSumsSchema(Schema):
    """What the sessions of a list that count come to."""

    sessions = fields.Integer(required=True)
    people = fields.Integer(required=True)
    turns = fields.Integer(required=True)


class HowSettledSchema(Schema):
    """How what waited of a change was settled: one field of it, or all of it."""

    field = fields.String(required=True, allow_none=True)
    outcome = fields.String(required=True)
    by_name = fields.String(required=True, allow_none=True)
    at = fields.AwareDateTime(required=True, allow_none=True)


class HistorySchema(Schema):
    """One change of a session. `waits`: a person is still to look at some of it."""

    change = fields.String(required=True)
    op = fields.String(required=True, allow_none=True)
    author_name = fields.String(required=True, allow_none=True)
    at = fields.String(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True)
    verdict = fields.String(required=True)
    waits = fields.Boolean(required=True)
    settled = fields.List(fields.Nested(HowSettledSchema), required=True)
    why = fields.String(required=True, allow_none=True)
    set = fields.Dict(required=True, allow_none=True)
    prev = fields.Dict(required=True, allow_none=True)


class HistoryQuerySchema(Schema):
    """Which page of a session's history: without, that of the latest changes."""

    after = fields.String(
        load_default=None, validate=validate.Regexp(r"^[0-9]{1,18}~[0-9a-f-]{36}\Z")
    )


class HelpSessionSchema(HelpSessionRowSchema):
    """A help session with the latest that was done to it, the last change at the end; `next` asks for
    the page of earlier ones."""

    place = fields.String(required=True, allow_none=True)
    due = fields.String(required=True, allow_none=True)
    companions = fields.List(fields.Nested(SubjectSchema), required=True)
    history = fields.List(fields.Nested(HistorySchema), required=True)
    next = fields.String(required=True, allow_none=True)


class CorrectionSchema(Schema):
    """What to set, what stood there when it was read, and why: a correction is never silent."""

    set = fields.Dict(
        keys=fields.String(validate=FIELD_NAME),
        values=fields.Raw(allow_none=True),
        required=True,
        validate=validate.Length(1, 64),
    )
    prev = fields.Dict(
        keys=fields.String(validate=FIELD_NAME),
        values=fields.Raw(allow_none=True),
        load_default=dict,
        validate=validate.Length(max=64),
    )
    why = fields.String(required=True, validate=validate.Length(1, 400))

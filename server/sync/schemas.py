"""The form of sync answers, and of the question which changes are there."""

from marshmallow import fields, validate

from server.http.schema import Schema
from server.sync.openapi import row_refs
from sync.problems import PROBLEMS

UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
CODES_OF_CHANGES = [
    # What a revoked phone still hands in goes to review under the code of the whole request.
    "device_revoked",
    *(code for code, problem in PROBLEMS.items() if problem.status == 0),
]


class ResultSchema(Schema):
    """The verdict on one change."""

    id = fields.String(required=True, allow_none=True)
    verdict = fields.String(required=True)
    code = fields.String(required=True, allow_none=True, validate=validate.OneOf(CODES_OF_CHANGES))
    fields_ = fields.List(fields.String(), required=True, data_key="fields", attribute="fields")
    row = fields.Raw(required=True, metadata={"anyOf": [*row_refs()["anyOf"], {"type": "null"}]})
    trace = fields.String()


class DigestSchema(Schema):
    """The number of rows of a channel and the sum of their hashes."""

    n = fields.Integer(required=True)
    sum = fields.String(required=True)


class ArrivalSchema(Schema):
    """Somebody's phone that waits for a team, or came in by a code for a known member."""

    device = fields.String(required=True)
    member = fields.String(required=True)
    name = fields.String(required=True)
    team = fields.String(required=True)
    state = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class AnswerSchema(Schema):
    """The answer to a round; `arrivals` and `reviews` for a phone on which somebody leads a team. With
    `same` nothing else is there: all is as the phone said (PROTOCOL 4.1.11)."""

    now = fields.AwareDateTime(required=True)
    same = fields.Boolean()
    seen = fields.List(fields.Raw(), allow_none=True)
    results = fields.List(fields.Nested(ResultSchema))
    channels = fields.List(fields.String())
    rows = fields.List(fields.Raw(metadata=row_refs()))
    cursor = fields.Dict(keys=fields.String(), values=fields.Integer())
    more = fields.Boolean()
    digest = fields.Dict(keys=fields.String(), values=fields.Nested(DigestSchema))
    upgrade = fields.Boolean()
    arrivals = fields.List(fields.Nested(ArrivalSchema))
    reviews = fields.Dict(keys=fields.String(), values=fields.Integer())


class HaveSchema(Schema):
    """POST /api/sync/v1/have."""

    changes = fields.List(
        fields.String(validate=UUID), required=True, validate=validate.Length(max=1000)
    )


class MissingSchema(Schema):
    """Those that the server does not have."""

    missing = fields.List(fields.String(), required=True)

"""The form of what waits for a person, and of the person's word on it."""

import unicodedata
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from server.http.schema import Schema
from server.sync.schemas import UUID
from sync.protocol_limits import WHY_CODE_POINTS
from sync.screening import blank

REASON_CODE_POINTS = 200
DECISIONS = ["accept", "edit", "refuse", "mend_day"]
FIELDS_MAX = 64

# Where a page of what waits ended: a moment in microseconds and an id, or a version.
REVIEW_PLACE = validate.Regexp(r"^(item~[0-9]{1,17}~[0-9a-f-]{36}|proposal~[0-9]{1,16})\Z")

TEXT = validate.Regexp(r"^[^\x00\ud800-\udfff]*\Z", error="has a character that cannot be used")


class ReviewQuerySchema(Schema):
    """Which page of what waits, and whose."""

    unit = fields.String(load_default=None, validate=UUID)
    team = fields.String(load_default=None, validate=UUID)
    after = fields.String(load_default=None, validate=REVIEW_PLACE)
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class WhoseSchema(Schema):
    """A team or a person, with the name to show."""

    id = fields.String(required=True)
    name = fields.String(required=True, allow_none=True)


class HolderSchema(Schema):
    """Who has an id: the team, and the author where the asker looks after that team."""

    team = fields.Nested(WhoseSchema, required=True, allow_none=True)
    author = fields.Nested(WhoseSchema, required=True, allow_none=True)


class LateValueSchema(Schema):
    """A field of which a late value waits, with what stands there."""

    field = fields.String(required=True)
    current = fields.Raw(required=True, allow_none=True)
    proposed = fields.Raw(required=True, allow_none=True)


class CorrectedSchema(Schema):
    """Who last changed a session of somebody else's, and why; null where that is not known."""

    name = fields.String(required=True, allow_none=True)
    why = fields.String(required=True, allow_none=True)


class ReviewRowSchema(Schema):
    """Something that waits for a person; `beside`: the other fields that are settled with it (5.7.2);
    `corrected`: who last changed the session, where that is not its author (5.4.4); `fits`: the day that
    a session may be set to, where only its day is in doubt and another one fits (5.3.3); `holder`: whose
    record stands under the id that the phone gave this one, which goes in under an id of its own (5.2.9)."""

    id = fields.String(required=True)
    kind = fields.String(required=True)
    team = fields.Nested(WhoseSchema, required=True, allow_none=True)
    author = fields.Nested(WhoseSchema, required=True, allow_none=True)
    code = fields.String(required=True, allow_none=True)
    record = fields.String(required=True, allow_none=True)
    field = fields.String(required=True, allow_none=True)
    current = fields.Raw(required=True, allow_none=True)
    proposed = fields.Raw(required=True, allow_none=True)
    beside = fields.List(fields.Nested(LateValueSchema), required=True)
    corrected = fields.Nested(CorrectedSchema, required=True, allow_none=True)
    body = fields.Dict(required=True, allow_none=True)
    fits = fields.String(required=True, allow_none=True)
    holder = fields.Nested(HolderSchema, required=True, allow_none=True)
    at = fields.String(required=True, allow_none=True)
    received_at = fields.AwareDateTime(required=True, allow_none=True)


class ReviewSchema(Schema):
    """A page of what waits; `next` asks for the one after it, `total` counts all."""

    rows = fields.List(fields.Nested(ReviewRowSchema), required=True)
    next = fields.String(required=True, allow_none=True)
    total = fields.Integer(required=True)


class SettlementSchema(Schema):
    """A person's word, and why; `mend_day` accepts a session on the day that fits, `edit` takes in
    what the person has put into `set` in place of what was sent, and needs a reason."""

    decision = fields.String(required=True, validate=validate.OneOf(DECISIONS))
    set = fields.Dict(
        keys=fields.String(validate=[validate.Length(1, 64), TEXT]),
        values=fields.Raw(allow_none=True),
        load_default=None,
        allow_none=True,
        validate=validate.Length(1, FIELDS_MAX),
    )
    reason = fields.String(
        load_default=None,
        allow_none=True,
        validate=[validate.Length(max=REASON_CODE_POINTS), TEXT],
    )

    @validates_schema
    def _check_edit(self, data: dict[str, Any], **kwargs: Any) -> None:
        edits = data["decision"] == "edit"
        if edits != (data["set"] is not None):
            raise ValidationError("Goes with the decision edit, and with no other.", "set")
        if edits and not 1 <= len(_trimmed(data["reason"])) <= WHY_CODE_POINTS:
            raise ValidationError("An edit says why.", "reason")

    @post_load
    def screen_word(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """A reason goes to phones: citizens' data in it stops here, like in a note (5.1.2)."""
        reason = data["reason"]
        most = REASON_CODE_POINTS
        if data["decision"] == "edit":
            reason, most = _trimmed(reason), WHY_CODE_POINTS
        return data | {"reason": reason and blank(reason)[:most]}


def _trimmed(reason: str | None) -> str:
    return unicodedata.normalize("NFC", reason or "").strip()


class SettledSchema(Schema):
    """What was decided."""

    id = fields.String(required=True)
    decision = fields.String(required=True)

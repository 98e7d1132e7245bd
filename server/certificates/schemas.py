"""The form of certificates on the wire."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.http.schema import Schema
from server.organisation.schemas import DAY_OF_TEAM, GivenSchema, NamedSchema


class DaysSchema(GivenSchema):
    """From which day to which, both included."""

    first = fields.Date(required=True, data_key="from", validate=DAY_OF_TEAM)
    last = fields.Date(required=True, data_key="to", validate=DAY_OF_TEAM)

    @validates_schema
    def _in_order(self, data: dict[str, Any], **_: Any) -> None:
        if data["first"] > data["last"]:
            raise ValidationError("The last day is before the first.", "to")


class WithdrawalSchema(Schema):
    """Why a certificate holds no more, if that is said."""

    reason = fields.String(load_default=None, allow_none=True, validate=validate.Length(max=400))


class LetterheadSchema(Schema):
    """What stands at the head and the foot of the paper: to whom the `issuer` reports (or nobody), who
    confirms (`organisation`, inside a sentence), where, in whose name it is signed, and by whom."""

    superior = fields.String(required=True)
    issuer = fields.String(required=True)
    organisation = fields.String(required=True)
    place = fields.String(required=True)
    on_behalf = fields.String(required=True)
    signer = fields.String(required=True)


class CertificateSchema(Schema):
    """A certificate as it was issued, and when it was withdrawn, if it was."""

    code = fields.String(required=True)
    member = fields.Nested(NamedSchema, required=True)
    team = fields.Nested(NamedSchema, required=True)
    unit_name = fields.String(required=True)
    letterhead = fields.Nested(LetterheadSchema, required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    last = fields.String(required=True, data_key="to", attribute="to")
    days = fields.Integer(required=True)
    sessions = fields.Integer(required=True)
    hours = fields.Float(required=True)
    issued_at = fields.AwareDateTime(required=True)
    issued_by = fields.String(required=True)
    withdrawn_at = fields.AwareDateTime(required=True, allow_none=True)
    reason = fields.String(required=True, allow_none=True)


class PartElsewhereSchema(NamedSchema):
    """Another team of the asker's care, and in how many sessions of it the same member took part in those
    days."""

    sessions = fields.Integer(required=True)


class CertificatePreviewSchema(Schema):
    """On how many days, in how many sessions and for how many hours, as far as sessions say when they
    were over, a member took part in a team, since when that is known; and what was issued to them about it, the latest first: 60 at
    most, those that hold before those that were withdrawn."""

    member = fields.Nested(NamedSchema, required=True)
    team = fields.Nested(NamedSchema, required=True)
    first = fields.String(required=True, data_key="from", attribute="from")
    days = fields.Integer(required=True)
    sessions = fields.Integer(required=True)
    hours = fields.Float(required=True)
    elsewhere = fields.List(fields.Nested(PartElsewhereSchema), required=True)
    rows = fields.List(fields.Nested(CertificateSchema), required=True)

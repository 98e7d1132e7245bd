"""The form of accounts on the wire."""

from typing import Any
from uuid import UUID

from marshmallow import fields, post_load, validate

from server.accounts.schemas import AccountSchema
from server.http.fields import StrictBoolean
from server.http.schema import Schema

ROLES = ("coordinator", "administrator")
_NAME = validate.Length(max=200)
_PASSWORD = validate.Length(min=1, max=1000)


class KeptAccountSchema(AccountSchema):
    """An account in the list of those who keep it. `factors` counts its passkeys and authenticator
    app; `demanded`: it must have one. `without_password`: nobody signs in until a password is set, since
    it came out of the reach of somebody who kept it."""

    disabled = fields.Boolean(required=True)
    factors = fields.Integer(required=True)
    without_password = fields.Boolean(required=True)
    demanded = fields.Boolean(required=True)
    created_at = fields.AwareDateTime(required=True)


class AccountsSchema(Schema):
    """Accounts, by name."""

    rows = fields.List(fields.Nested(KeptAccountSchema), required=True)


class PasswordSchema(Schema):
    """A password that was made at random, shown this once."""

    password = fields.String(required=True)


class NewAccountAnswerSchema(KeptAccountSchema, PasswordSchema):
    """An account when it is made."""


class _UnitSchema(Schema):
    @post_load
    def to_text(self, given: dict[str, Any], **_: object) -> dict[str, Any]:
        """The unit's id as the tables keep it."""
        unit = given.get("unit")
        return {**given, "unit": str(unit)} if isinstance(unit, UUID) else given


class NewAccountSchema(_UnitSchema):
    """An account to make: a coordinator's with a unit, an administrator's without."""

    login = fields.String(required=True, validate=validate.Regexp(r"^[a-z0-9][a-z0-9._-]{1,59}\Z"))
    name = fields.String(required=True, validate=_NAME)
    role = fields.String(load_default="coordinator", validate=validate.OneOf(ROLES))
    unit = fields.UUID(load_default=None, allow_none=True)


class AccountChangeSchema(_UnitSchema):
    """What may be changed of an account."""

    name = fields.String(validate=_NAME)
    unit = fields.UUID()
    disabled = StrictBoolean()


class OwnPasswordSchema(Schema):
    """The present password and the one that takes its place."""

    old = fields.String(required=True, validate=_PASSWORD)
    new = fields.String(required=True, validate=_PASSWORD)

"""The form of second factors, of an account's sessions and of reset links on the wire."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from server.accounts.schemas import AccountSchema
from server.http.schema import Schema
from server.organisation.schemas import UnitInfoSchema

STAGES = ("factor", "password", "enrol", "ready")
ACTIONS = ("password_renewed", "password_ended", "factor_removed", "reset_made")
FACTORS = ("passkey", "totp", "recovery")
_CODE = validate.Length(min=1, max=40)
_PASSWORD = validate.Length(min=1, max=1000)
_TOKEN = validate.Length(min=1, max=200)
_SHORT = 1_400
"""Characters of base64url, for 1 kB: ids, authenticator data and signatures; a signature of RSA with 4096
bits has 683."""
_MOST = {"attestationObject": 11_000, "clientDataJSON": 11_000}
"""For 8 kB; certificates of the authenticator's maker may stand in the first."""
_DECODED = ("attestationObject", "authenticatorData", "clientDataJSON", "signature", "userHandle")


class GuessesSchema(Schema):
    """How often somebody failed to sign in to the account, and since when."""

    count = fields.Integer(required=True)
    since = fields.AwareDateTime(required=True)


class ChangedBySchema(Schema):
    """The account of who did something."""

    name = fields.String(required=True)
    role = fields.String(required=True)
    unit = fields.Nested(UnitInfoSchema, required=True, allow_none=True)


class AccessChangeSchema(Schema):
    """What somebody else did to the ways into the account. `by` is null for a command on the server."""

    id = fields.Integer(required=True)
    at = fields.AwareDateTime(required=True)
    action = fields.String(required=True, validate=validate.OneOf(ACTIONS))
    by = fields.Nested(ChangedBySchema, required=True, allow_none=True)


class NotedSchema(Schema):
    """Up to which of them somebody has read."""

    until = fields.Integer(required=True, validate=validate.Range(1, 2**53))


class SessionSchema(Schema):
    """A session is known by its account. `stage` says how far the sign-in has come, `factors` what
    the account has of second factors, `demanded` whether it must have one. `guesses` are the failed
    sign-ins since the one before this, and `access_changes` what others did, the latest first, until
    somebody has taken note of them."""

    account = fields.Nested(AccountSchema, required=True)
    stage = fields.String(required=True, validate=validate.OneOf(STAGES))
    factors = fields.List(fields.String(validate=validate.OneOf(FACTORS)), required=True)
    demanded = fields.Boolean(required=True)
    guesses = fields.Nested(GuessesSchema, required=True, allow_none=True)
    access_changes = fields.List(fields.Nested(AccessChangeSchema), required=True)


class FactorSchema(Schema):
    """A code of the authenticator app, or one of the recovery codes."""

    code = fields.String(validate=_CODE)
    recovery = fields.String(validate=_CODE)

    @validates_schema
    def check_one(self, given: dict[str, Any], **_: object) -> None:
        """Just one of the two."""
        if len(given) != 1:
            raise ValidationError("either code or recovery")


class ConfirmSchema(Schema):
    """The own password once more."""

    password = fields.String(required=True, validate=_PASSWORD)


class CeremonySchema(Schema):
    """What a browser's navigator.credentials is asked with, as WebAuthn's JSON; `id` goes back with
    its answer."""

    id = fields.UUID(required=True)
    options = fields.Dict(keys=fields.String(), required=True)


def check_lengths(credential: dict[str, Any]) -> None:
    """Of what is decoded nothing may be longer than authenticators say it: some of it is dear."""
    response = credential.get("response")
    told = {name: credential.get(name) for name in ("id", "rawId")}
    if isinstance(response, dict):
        told |= {name: response.get(name) for name in _DECODED}
    for name, value in told.items():
        if isinstance(value, str) and len(value) > _MOST.get(name, _SHORT):
            raise ValidationError("Longer than any authenticator says it.")


class AssertionSchema(Schema):
    """What a passkey signed: WebAuthn's AuthenticationResponseJSON."""

    id = fields.UUID(required=True)
    credential = fields.Dict(keys=fields.String(), required=True, validate=check_lengths)


class NewPasskeySchema(AssertionSchema):
    """A passkey that was made: WebAuthn's RegistrationResponseJSON, and what it is called."""

    name = fields.String(required=True, validate=validate.Length(max=200))


class PasskeySchema(Schema):
    """A passkey as its owner knows it."""

    id = fields.UUID(required=True)
    name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_used_at = fields.AwareDateTime(required=True, allow_none=True)


class FactorsSchema(Schema):
    """The second factors of the own account."""

    passkeys = fields.List(fields.Nested(PasskeySchema), required=True)
    totp_since = fields.AwareDateTime(required=True, allow_none=True)
    recovery_left = fields.Integer(required=True)
    demanded = fields.Boolean(required=True)


class RecoverySchema(Schema):
    """Recovery codes, shown this once; none where the account has some already."""

    recovery = fields.List(fields.String(), required=True, allow_none=True)


class PasskeyAddedSchema(RecoverySchema):
    """A passkey that was added."""

    passkey = fields.Nested(PasskeySchema, required=True)


class TotpSchema(Schema):
    """The secret for an authenticator app, shown this once: in base32, as an address, and as a QR
    code in SVG."""

    secret = fields.String(required=True)
    uri = fields.String(required=True)
    qr = fields.String(required=True)


class TotpCodeSchema(Schema):
    """What the authenticator app shows now."""

    code = fields.String(required=True, validate=_CODE)


class OwnSessionSchema(Schema):
    """A browser in which the account is signed in; `current` is the one that asks."""

    id = fields.UUID(required=True)
    browser = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    last_seen_at = fields.AwareDateTime(required=True)
    current = fields.Boolean(required=True)


class OwnSessionsSchema(Schema):
    """Sessions of the own account, the one used last first."""

    rows = fields.List(fields.Nested(OwnSessionSchema), required=True)


class ResetLinkSchema(Schema):
    """A link by which somebody sets a new password, shown this once."""

    link = fields.String(required=True)
    expires_at = fields.AwareDateTime(required=True)


class ResetTokenSchema(Schema):
    """What stands in a reset link."""

    token = fields.String(required=True, validate=_TOKEN)


class ResetLookSchema(Schema):
    """Whose password a reset link sets."""

    login = fields.String(required=True)
    name = fields.String(required=True)


class ResetSchema(ResetTokenSchema):
    """A new password by a reset link."""

    password = fields.String(required=True, validate=_PASSWORD)

"""The form of signing in, joining, inviting and approving on the wire."""

from marshmallow import ValidationError, fields, pre_load, validate, validates_schema

from server.crypto.signatures import SIGNATURE_BYTES, public_key_of
from server.http.fields import Packed, StrictBoolean
from server.http.schema import Schema
from server.organisation.schemas import NamedSchema, UnitInfoSchema

_NOT_BLANK = validate.Length(min=1, max=200)
_PEOPLE_OF_A_PHONE = 100
_CODE = validate.Regexp(r"^[A-Z0-9_]{1,16}\Z")


class CredentialsSchema(Schema):
    """What somebody signs in with."""

    login = fields.String(required=True, validate=_NOT_BLANK)
    password = fields.String(required=True, validate=validate.Length(min=1, max=1000))


class AccountSchema(NamedSchema):
    """The account that is signed in."""

    login = fields.String(required=True)
    role = fields.String(required=True, validate=validate.OneOf(["coordinator", "administrator"]))
    unit = fields.Nested(UnitInfoSchema, required=True, allow_none=True)


class CodeSchema(Schema):
    """A code as it stands in a link, or as somebody typed it."""

    code = fields.String(required=True, validate=_NOT_BLANK)


class LookTeamSchema(Schema):
    """The team that an invitation is into."""

    name = fields.String(required=True)
    unit_name = fields.String(required=True)


class LookSchema(Schema):
    """What joining by a code would do."""

    team = fields.Nested(LookTeamSchema, required=True)
    role = fields.String(required=True)
    auto_approve = fields.Boolean(required=True)
    expires_at = fields.AwareDateTime(required=True)
    member_name = fields.String(required=True, allow_none=True)


class KeySchema(Schema):
    """The public half of a phone's ECDSA key on P-256, as a JWK. What browsers add to it beyond
    that is left out; a private half is refused."""

    kty = fields.String(required=True, validate=validate.Equal("EC"))
    crv = fields.String(required=True, validate=validate.Equal("P-256"))
    x = fields.String(required=True, validate=validate.Regexp(r"^[A-Za-z0-9_-]{43}\Z"))
    y = fields.String(required=True, validate=validate.Regexp(r"^[A-Za-z0-9_-]{43}\Z"))

    @pre_load
    def keep_public(self, data: object, **_: object) -> object:
        """Leaves only the four members that make the key."""
        if not isinstance(data, dict):
            return data
        if "d" in data:
            raise ValidationError("never send the private half")
        return {name: data[name] for name in ("kty", "crv", "x", "y") if name in data}

    @validates_schema
    def check_on_curve(self, data: dict[str, str], **_: object) -> None:
        """Refuses what no signature could ever be checked with."""
        if public_key_of(data) is None:
            raise ValidationError("no point on P-256")


class ChallengeSchema(Schema):
    """Which phone asks for something to sign, and for what."""

    device = fields.UUID(required=True)
    purpose = fields.String(required=True, validate=validate.OneOf(["join", "rejoin"]))


class NonceSchema(Schema):
    """What the phone signs, within a text that says what for."""

    nonce = fields.String(required=True)


class ProofSchema(Schema):
    """A challenge and the phone's signature: ECDSA with SHA-256 on P-256, r and s of 32 bytes each as
    base64url."""

    nonce = fields.String(required=True, validate=validate.Length(min=1, max=500))
    signature = Packed(SIGNATURE_BYTES)


class JoinSchema(CodeSchema):
    """A phone asks to join. The name is not looked at where the code is for a known member."""

    name = fields.String(required=True, validate=validate.Length(max=200))
    device = fields.UUID(required=True)
    key = fields.Nested(KeySchema, load_default=None, allow_none=True)
    proof = fields.Nested(ProofSchema, load_default=None, allow_none=True)
    consent = StrictBoolean(load_default=False)
    namesake = fields.String(
        load_default=None, allow_none=True, validate=validate.OneOf(["ask", "same"])
    )


class JoinedDeviceSchema(Schema):
    """The phone, and whether it was approved at once."""

    id = fields.UUID(required=True)
    state = fields.String(required=True, validate=validate.OneOf(["approved", "pending"]))


class JoinedTeamSchema(NamedSchema):
    """The team, and the channel of its records."""

    channel = fields.String(required=True)


class JoinedSchema(Schema):
    """What a phone gets when it has joined; its secret comes in a cookie."""

    member = fields.Nested(NamedSchema, required=True)
    device = fields.Nested(JoinedDeviceSchema, required=True)
    team = fields.Nested(JoinedTeamSchema, required=True)
    phrase = fields.String(required=True)
    receipt = fields.String(required=True)


class PersonSchema(Schema):
    """Somebody on a phone, as the phone calls them. The name is kept only for who is unknown."""

    id = fields.UUID(required=True)
    name = fields.String(required=True, validate=validate.Length(max=200))


class RejoinSchema(Schema):
    """A phone that a restored server has forgotten: what it holds of joining."""

    device = fields.UUID(required=True)
    key = fields.Nested(KeySchema, load_default=None, allow_none=True)
    proof = fields.Nested(ProofSchema, load_default=None, allow_none=True)
    receipts = fields.List(
        fields.String(validate=validate.Length(min=1, max=1000)),
        required=True,
        validate=validate.Length(min=1, max=_PEOPLE_OF_A_PHONE),
    )
    people = fields.List(
        fields.Nested(PersonSchema),
        load_default=list,
        validate=validate.Length(max=_PEOPLE_OF_A_PHONE),
    )


class RejoinedPersonSchema(Schema):
    """How somebody stands in a team on the phone; `unknown`: there is no such team."""

    member = fields.UUID(required=True)
    team = fields.UUID(required=True)
    state = fields.String(
        required=True,
        validate=validate.OneOf(["approved", "pending", "refused", "ended", "unknown"]),
    )


class RejoinedSchema(Schema):
    """Whether the server knows the phone now, and each of its people; its secret comes in a cookie."""

    known = fields.Boolean(required=True)
    people = fields.List(fields.Nested(RejoinedPersonSchema), required=True)


class KnownPhoneSchema(Schema):
    """A phone as the server last heard of it."""

    device = fields.UUID(required=True)
    last_contact = fields.AwareDateTime(required=True, allow_none=True)
    pending = fields.Integer(required=True, allow_none=True)


class OwnPhoneSchema(Schema):
    """The phone that asks, if the server knows it."""

    phone = fields.Nested(KnownPhoneSchema, required=True, allow_none=True)


class InvitationWishSchema(Schema):
    """What kind of invitation is asked for; bounds depend on the kind. With a member it lets that
    one person in on another phone, as what the membership says, whatever role and affiliation say.
    """

    role = fields.String(load_default="volunteer", validate=validate.OneOf(["volunteer", "lead"]))
    auto_approve = StrictBoolean(load_default=True)
    hours = fields.Integer(strict=True)
    max_uses = fields.Integer(strict=True)
    affiliation = fields.String(load_default="DOAN", validate=_CODE)
    member = fields.UUID()


class InvitationSchema(Schema):
    """An invitation as it can be shown again: without its codes."""

    id = fields.UUID(required=True)
    member = fields.Nested(NamedSchema, required=True, allow_none=True)
    role = fields.String(required=True)
    affiliation = fields.String(required=True)
    auto_approve = fields.Boolean(required=True)
    expires_at = fields.AwareDateTime(required=True)
    max_uses = fields.Integer(required=True)
    uses = fields.Integer(required=True)
    created_at = fields.AwareDateTime(required=True)
    revoked_at = fields.AwareDateTime(required=True, allow_none=True)


class NewInvitationSchema(InvitationSchema):
    """An invitation when it is made, the only time that its codes are shown."""

    code = fields.String(required=True)
    link = fields.String(required=True)
    short_code = fields.String(required=True)


class InvitationsSchema(Schema):
    """Invitations, the newest first."""

    rows = fields.List(fields.Nested(InvitationSchema), required=True)


class EnrolmentQuerySchema(Schema):
    """Which phones are asked for."""

    unit = fields.UUID()
    state = fields.String(
        load_default="pending",
        validate=validate.OneOf(["pending", "approved", "refused", "ended"]),
    )


class EnrolmentSchema(Schema):
    """A person's phone in a team, with the phrase that both sides see. `namesake`: another of the
    team is called the same, with a phone or only added by name. `claimed`: whoever came by the team's
    code says to be this member, whom the team had before. `renewal`: the id of what a known phone
    asks, to come back without having proven that it is the one, and `others`: whose it is so far."""

    device = fields.UUID(required=True)
    member = fields.Nested(NamedSchema, required=True)
    team = fields.Nested(NamedSchema, required=True)
    role = fields.String(required=True)
    state = fields.String(required=True)
    phrase = fields.String(required=True)
    namesake = fields.String(
        required=True, allow_none=True, validate=validate.OneOf(["phone", "no_phone"])
    )
    claimed = fields.Boolean(required=True)
    renewal = fields.UUID(required=True, allow_none=True)
    others = fields.List(fields.String(), required=True)
    created_at = fields.AwareDateTime(required=True)


class EnrolmentsSchema(Schema):
    """Phones, the longest waiting first."""

    rows = fields.List(fields.Nested(EnrolmentSchema), required=True)


class DecisionSchema(Schema):
    """Whether a phone is let in; with `renewal`, as it was listed, the one that asks to come back."""

    decision = fields.String(required=True, validate=validate.OneOf(["approve", "refuse"]))
    renewal = fields.UUID(load_default=None, allow_none=True)


class DecidedSchema(Schema):
    """How a person's phone stands now."""

    device = fields.UUID(required=True)
    member = fields.UUID(required=True)
    state = fields.String(required=True)


class PinResetSchema(Schema):
    """In which team the person is whose PIN is taken away."""

    team = fields.UUID(required=True)

"""The form of what one phone made and another one, or a person, brings (PROTOCOL 8.4)."""

from typing import Any

from marshmallow import fields, post_load, validate

from server.auth.body_limits import MAX_BODY_BYTES
from server.crypto.signatures import SIGNATURE_BYTES
from server.http.fields import Packed
from server.http.schema import Schema
from server.sync.bundles import Bundle
from server.sync.schemas import CODES_OF_CHANGES, UUID


class BundleSchema(Schema):
    """POST /api/bundles (PROTOCOL 8.4): the phone that made it, its changes packed, its signature."""

    device = fields.String(required=True, validate=UUID)
    payload = Packed(MAX_BODY_BYTES)
    signature = Packed(SIGNATURE_BYTES)

    @post_load
    def as_bundle(self, data: dict[str, Any], **kwargs: Any) -> Bundle:
        """What the use case takes."""
        return Bundle(**data)


class CarriedResultSchema(Schema):
    """The verdict on a change of a bundle."""

    id = fields.String(required=True, allow_none=True)
    verdict = fields.String(required=True)
    code = fields.String(required=True, allow_none=True, validate=validate.OneOf(CODES_OF_CHANGES))
    fields_ = fields.List(fields.String(), required=True, data_key="fields", attribute="fields")


class CarriedSchema(Schema):
    """The verdicts on a bundle's changes, in its order."""

    results = fields.List(fields.Nested(CarriedResultSchema), required=True)

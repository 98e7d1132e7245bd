"""The form of asking for a poster."""

from marshmallow import fields, validate

from server.http.schema import Schema


class PosterWishSchema(Schema):
    """The codes of an invitation as they stood in the answer that made it: nothing keeps them."""

    code = fields.String(required=True, validate=validate.Regexp(r"^v1\.[A-Za-z0-9_-]{22}\Z"))
    short_code = fields.String(required=True, validate=validate.Length(min=1, max=20))

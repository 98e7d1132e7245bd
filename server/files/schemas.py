"""The form of what is asked of files."""

from marshmallow import fields, validate

from server.files.papers import MOST_PAPER_BYTES
from server.http.schema import Schema

_SHA = validate.Regexp(r"^[0-9a-f]{64}\Z")
_MOST_ASKED = 200


class PieceHeadersSchema(Schema):
    """Where in its file a piece begins, and how long the file is, in bytes."""

    offset = fields.Integer(
        required=True, data_key="Upload-Offset", validate=validate.Range(0, MOST_PAPER_BYTES)
    )
    length = fields.Integer(
        required=True, data_key="Upload-Length", validate=validate.Range(1, MOST_PAPER_BYTES)
    )


class BlobsToAskSchema(Schema):
    """Files by their hashes."""

    blobs = fields.List(
        fields.String(validate=_SHA), required=True, validate=validate.Length(max=_MOST_ASKED)
    )


class BlobsMissingSchema(Schema):
    """Those that the server does not have from the account."""

    missing = fields.List(fields.String(), required=True)

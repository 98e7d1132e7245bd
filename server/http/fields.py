"""Forms of JSON values that several groups share."""

from typing import Any

from marshmallow import ValidationError, fields

from server.crypto.signatures import decode_base64url


class StrictBoolean(fields.Boolean):
    """JSON's true and false alone: not 1, which equals true, and not "yes"."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Packed(fields.Field[bytes]):
    """Bytes as base64url without padding, at most so many."""

    def __init__(self, most: int) -> None:
        super().__init__(required=True)
        self.most = most

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bytes:
        if not isinstance(value, str) or len(value) > self.most * 4 // 3 + 4:
            raise ValidationError("Not a text, or too long.")
        try:
            return decode_base64url(value)
        except ValueError as error:
            raise ValidationError("Not base64url.") from error

"""Forms of JSON values that several groups share."""

from typing import Any

from marshmallow import fields


class Truth(fields.Boolean):
    """JSON's true and false alone: not 1, which equals true, and not "yes"."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value

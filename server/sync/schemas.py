"""The form of sync requests and answers. Only the envelope: each change is looked at alone, so
that a bad one never fails its neighbours."""

from typing import Any

from marshmallow import EXCLUDE, ValidationError, fields, post_load, validate, validates

from server.http.fields import StrictBoolean
from server.http.schema import Schema
from server.sync.envelope import (
    BROWSER,
    CHANNEL_CHARS,
    CHECKS,
    HIGHEST,
    MOMENTS,
    ROOM_MB,
    VERSION,
    VERSION_CHARS,
    WHOLE,
    common_round,
    is_seen,
)
from server.sync.openapi import change_refs, row_refs
from sync.channel import CATALOGUE, device_of, team_of
from sync.problems import PROBLEMS

UUID = validate.Regexp(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\Z")
TEXT = validate.Regexp(r"^[^\x00\ud800-\udfff]*\Z", error="has a character that cannot be used")
CODES_OF_CHANGES = [
    # What a revoked phone still hands in goes to review under the code of the whole request.
    "device_revoked",
    *(code for code, problem in PROBLEMS.items() if problem.status == 0),
]
MOMENT = validate.Range(*MOMENTS)
IS_BROWSER = validate.Regexp(rf"^{BROWSER.pattern}\Z")
CHANNEL_NAME = [validate.Length(1, CHANNEL_CHARS), TEXT]


class Whole(fields.Integer):
    """A JSON number without a fraction: not true, not "7"."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValidationError("Not a whole number.")
        return value


class SeenField(fields.Field[tuple[int, str]]):
    """The pair [number, tag]."""

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> tuple[int, str]:
        if not is_seen(value):
            raise ValidationError("Not a number and a tag of ours.")
        return value[0], value[1]


class ReadinessToldSchema(Schema):
    """What a phone knows of itself: whether the app is installed, whether the browser promised
    to keep its data, the room that is left in MB, the browser's name and version, whether it is ready to
    be carried where there is no network, and the first thing that it lacks."""

    class Meta:
        unknown = EXCLUDE

    installed = StrictBoolean(required=True)
    persisted = StrictBoolean(load_default=None, allow_none=True)
    room_mb = Whole(load_default=None, allow_none=True, validate=validate.Range(*ROOM_MB))
    browser = fields.String(load_default=None, allow_none=True, validate=IS_BROWSER)
    ready = StrictBoolean(load_default=None, allow_none=True)
    lacks = fields.String(load_default=None, allow_none=True, validate=validate.OneOf(CHECKS))


class Lenient(fields.Nested):
    """What is kept if it is understood. Nothing of it is worth refusing a round for."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> Any:
        try:
            return super()._deserialize(*args, **kwargs)
        except ValidationError:
            return None


class Changes(fields.List[Any]):
    """A list of whatever the phone sent: none of it is looked at here."""

    is_bounded = False  # of too many the phone hears batch_too_large, and halves them

    def _deserialize(self, value: Any, *args: Any, **kwargs: Any) -> list[Any]:
        if not isinstance(value, list):
            raise self.make_error("invalid")
        return value


class Channels(fields.List[str]):
    """Names of channels, as the phone has them; none where it says nothing."""

    def __init__(self) -> None:
        super().__init__(
            fields.String(validate=CHANNEL_NAME),
            load_default=list,
            validate=validate.Length(max=100),
        )


class RoundSchema(Schema):
    """POST /api/sync/v1 (PROTOCOL 4.1)."""

    class Meta:
        unknown = EXCLUDE

    protocol = Whole(required=True, validate=validate.Range(*WHOLE["protocol"]))
    app = fields.String(required=True, validate=[validate.Length(1, VERSION_CHARS), TEXT])
    schema = Whole(required=True, validate=validate.Range(*WHOLE["schema"]))
    device = fields.String(required=True, validate=UUID)
    now = fields.AwareDateTime(required=True, validate=MOMENT)
    seen = SeenField(load_default=None, allow_none=True)
    cursor = fields.Dict(
        keys=fields.String(validate=CHANNEL_NAME),
        values=Whole(validate=validate.Range(0, HIGHEST)),
        load_default=dict,
    )
    pending = Whole(load_default=0, validate=validate.Range(*WHOLE["pending"]))
    oldest = fields.AwareDateTime(load_default=None, allow_none=True, validate=MOMENT)
    ready = Lenient(ReadinessToldSchema, load_default=None, allow_none=True)
    limit = Whole(load_default=500, validate=validate.Range(*WHOLE["limit"]))
    once = StrictBoolean(load_default=False)
    brief = StrictBoolean(load_default=False)
    changes = Changes(fields.Raw(allow_none=True, metadata=change_refs()), load_default=list)
    bundles = fields.List(fields.Raw(), load_default=list)
    repaired = Channels()
    differing = Channels()

    def load(self, data: Any, **kwargs: Any) -> Any:
        """The round; of a common one not each field is asked."""
        return common_round(data) or super().load(data, **kwargs)

    @post_load
    def drop_unknown(self, data: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
        """All of this is kept and logged: a version that is none, and names that are no channels',
        could hold anything."""
        app = data["app"] if VERSION.fullmatch(data["app"]) else "?"
        names = {
            field: [name for name in data[field] if _is_channel(name)]
            for field in ("repaired", "differing")
        }
        return data | {"app": app} | names

    @validates("bundles")
    def _check_bundles(self, value: list[Any], **kwargs: Any) -> None:
        if value:
            raise ValidationError("This server takes no bundles.")


def _is_channel(name: str) -> bool:
    return name == CATALOGUE or (team_of(name) or device_of(name)) is not None


class ResultSchema(Schema):
    """The verdict on one change."""

    id = fields.String(required=True, allow_none=True)
    verdict = fields.String(required=True)
    code = fields.String(required=True, allow_none=True, validate=validate.OneOf(CODES_OF_CHANGES))
    fields_ = fields.List(fields.String(), required=True, data_key="fields", attribute="fields")
    row = fields.Raw(required=True, metadata={"anyOf": [*row_refs()["anyOf"], {"type": "null"}]})
    trace = fields.String()


class DigestSchema(Schema):
    """The number of rows of a channel and the sum of their hashes."""

    n = fields.Integer(required=True)
    sum = fields.String(required=True)


class ArrivalSchema(Schema):
    """Somebody's phone that waits for a team, or came in by a code for a known member."""

    device = fields.String(required=True)
    member = fields.String(required=True)
    name = fields.String(required=True)
    team = fields.String(required=True)
    state = fields.String(required=True)
    at = fields.AwareDateTime(required=True)


class AnswerSchema(Schema):
    """The answer to a round; `arrivals` and `reviews` for a phone on which somebody leads a team. With
    `same` nothing else is there: all is as the phone said (PROTOCOL 4.1.11)."""

    now = fields.AwareDateTime(required=True)
    same = fields.Boolean()
    seen = fields.List(fields.Raw(), allow_none=True)
    results = fields.List(fields.Nested(ResultSchema))
    channels = fields.List(fields.String())
    rows = fields.List(fields.Raw(metadata=row_refs()))
    cursor = fields.Dict(keys=fields.String(), values=fields.Integer())
    more = fields.Boolean()
    digest = fields.Dict(keys=fields.String(), values=fields.Nested(DigestSchema))
    upgrade = fields.Boolean()
    arrivals = fields.List(fields.Nested(ArrivalSchema))
    reviews = fields.Dict(keys=fields.String(), values=fields.Integer())


class HaveSchema(Schema):
    """POST /api/sync/v1/have."""

    changes = fields.List(
        fields.String(validate=UUID), required=True, validate=validate.Length(max=1000)
    )


class MissingSchema(Schema):
    """Those that the server does not have."""

    missing = fields.List(fields.String(), required=True)

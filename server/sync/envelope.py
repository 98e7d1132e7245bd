"""The envelope of a round (PROTOCOL 4.1). Each change in it is parsed alone later, so that a bad one never
fails its neighbours."""

import re
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta, Struct, field

from server.http.first_errors import first_errors
from server.http.json_body import UNKEPT
from server.sync.openapi import change_refs
from sync.channel import CATALOGUE, device_of, team_of
from sync.problems import PROBLEMS, ProblemError
from sync.protocol_limits import SAFE_INTEGER

# Clocks may be wrong by decades, but years near 1 and 9999 have no UTC on every database.
MOMENTS = (datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))
VERSION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){1,2}(-[a-z]{1,5}\.?[0-9]{0,3})?", re.ASCII)
# "$" alone would accept a line break at the end.
_END = r"$(?!\n)"

Check = Literal["installed", "kept", "survives", "room", "clock", "shell", "lists"]
"""What a phone checks before it calls itself ready (pwa/src/store/checks.ts)."""
Whole = Annotated[int, Meta(ge=0, le=SAFE_INTEGER)]
Uuid = Annotated[str, Meta(pattern=rf"^[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}{_END}")]
Moment = Annotated[datetime, Meta(tz=True)]
Tag = Annotated[str, Meta(pattern=rf"^[ -~]{{0,16}}{_END}")]
ChannelName = Annotated[str, Meta(min_length=1, max_length=48)]
Browser = Annotated[str, Meta(pattern=rf"^[A-Za-z]{{2,12}}( [0-9]{{1,4}})?{_END}")]


class ReadinessTold(Struct):
    """The phone's own state: whether the app is installed, whether the browser promised to keep its data, free
    MB, browser and version, whether it is ready to work without a network, and the first check that failed."""

    installed: bool
    persisted: bool | None = None
    room_mb: Annotated[int, Meta(ge=0, le=100_000_000)] | None = None
    browser: Browser | None = None
    ready: bool | None = None
    lacks: Check | None = None


# msgspec cannot encode half a surrogate pair.
_MALFORMED = (msgspec.ValidationError, UnicodeEncodeError)

READINESS = {"anyOf": [{"$ref": "#/components/schemas/ReadinessTold"}, {"type": "null"}]}


class Round(Struct, kw_only=True):
    """The body of POST /api/sync/v1. Unknown fields are ignored."""

    protocol: Annotated[int, Meta(ge=1, le=1000)]
    app: Annotated[str, Meta(min_length=1, max_length=20)]
    schema: Annotated[int, Meta(ge=1, le=10_000)]
    device: Uuid
    now: Moment
    seen: tuple[Whole, Tag] | None = None
    cursor: Annotated[dict[ChannelName, Whole], Meta(max_length=1000)] = field(default_factory=dict)
    pending: Annotated[int, Meta(ge=0, le=1_000_000)] = 0
    oldest: Moment | None = None
    ready: Annotated[Any, Meta(extra_json_schema=READINESS)] = None
    limit: Annotated[int, Meta(ge=1, le=2000)] = 500
    once: bool = False
    brief: bool = False
    changes: Annotated[list[Any], Meta(extra_json_schema={"items": change_refs()})] = field(
        default_factory=list
    )
    bundles: Annotated[list[Any], Meta(max_length=0)] = field(default_factory=list)
    repaired: Annotated[list[str], Meta(max_length=100)] = field(default_factory=list)
    differing: Annotated[list[str], Meta(max_length=100)] = field(default_factory=list)

    def __post_init__(self) -> None:
        """Replaces what is logged or stored and could hold any text."""
        if not MOMENTS[0] <= self.now <= MOMENTS[1]:
            raise ValueError("Out of range - at `$.now`")
        if self.oldest is not None and not MOMENTS[0] <= self.oldest <= MOMENTS[1]:
            raise ValueError("Out of range - at `$.oldest`")
        if UNKEPT.search("".join([self.app, *self.cursor])):
            raise ValueError("A character that cannot be stored - at `$`")
        if VERSION.fullmatch(self.app) is None:
            self.app = "?"
        self.ready = _read_readiness(self.ready)
        self.repaired = [name for name in self.repaired if _is_channel(name)]
        self.differing = [name for name in self.differing if _is_channel(name)]


def read_round(value: Any) -> Round:
    """The envelope in a JSON value. Raises invalid_shape."""
    try:
        return msgspec.convert(_known_fields(value, Round), Round)
    except _MALFORMED as error:
        message, _, path = str(error).partition(" - at `$")
        if isinstance(error, UnicodeEncodeError):
            message = "A character that cannot be stored"
        errors = {"json": {path.strip(".`") or "_schema": [message]}}
        raise ProblemError(PROBLEMS["invalid_shape"], first_errors(errors)) from error


def _read_readiness(value: Any) -> dict[str, Any] | None:
    """A malformed readiness is dropped: it is no reason to refuse changes."""
    if value is None:
        return None
    try:
        readiness = msgspec.convert(_known_fields(value, ReadinessTold), ReadinessTold)
    except _MALFORMED:
        return None
    return msgspec.structs.asdict(readiness)


def _known_fields(value: Any, form: type[Struct]) -> Any:
    """An object without the fields that `form` does not have: msgspec would have to encode their names."""
    if not isinstance(value, dict):
        return value
    return {name: value[name] for name in form.__struct_fields__ if name in value}


def _is_channel(name: str) -> bool:
    return name == CATALOGUE or (team_of(name) or device_of(name)) is not None

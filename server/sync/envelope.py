"""What a round says besides its changes: the bounds of it, and the common envelope read in one pass.

That one is what our own app sends, with every value in its usual form. Whatever is unusual in any way
goes through the schema, which gives the same for a common one too: a test holds the two together."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sync.formats import is_uuid, read_instant

HIGHEST = 2**53 - 1
WHOLE = {
    "protocol": (1, 1000),
    "schema": (1, 10_000),
    "pending": (0, 1_000_000),
    "limit": (1, 2000),
}
"""Whole numbers, and from where to where they go."""
ROOM_MB = (0, 100_000_000)
CHANNEL_CHARS = 48
TAG_CHARS = 16
# Clocks may be wrong by decades, but years near 1 and 9999 have no UTC on every database.
MOMENTS = (datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC))
# A name and a version could hold anything else, so nothing else gets through.
BROWSER = re.compile(r"[A-Za-z]{2,12}( [0-9]{1,4})?")
VERSION = re.compile(r"[0-9]{1,3}(\.[0-9]{1,3}){1,2}(-[a-z]{1,5}\.?[0-9]{0,3})?", re.ASCII)
VERSION_CHARS = 20
CHECKS = ["installed", "kept", "survives", "room", "clock", "shell", "lists"]
"""What a phone looks at before it calls itself ready (pwa/src/store/checks.ts)."""

_NAMES = {
    *WHOLE, "app", "device", "now", "seen", "cursor", "oldest", "ready", "once", "brief", "changes",
}  # fmt: skip
_READY = {"installed", "persisted", "room_mb", "browser", "ready", "lacks"}
_NOT_SAID = {"bundles", "repaired", "differing"}


def common_round(said: Any) -> dict[str, Any] | None:
    """What the schema makes of a round as our own app spells it; None for any other."""
    if type(said) is not dict or said.keys() != _NAMES:
        return None
    for name, (least, most) in WHOLE.items():
        if not _is_whole(said[name], least, most):
            return None
    app, seen, oldest, ready = said["app"], said["seen"], said["oldest"], said["ready"]
    now = _moment(said["now"])
    common = (
        type(app) is str
        and len(app) <= VERSION_CHARS
        and VERSION.fullmatch(app) is not None
        and is_uuid(said["device"])
        and now is not None
        and (seen is None or is_seen(seen))
        and _is_cursor(said["cursor"])
        and (ready is None or _is_ready(ready))
        and type(said["once"]) is bool
        and type(said["brief"]) is bool
        and type(said["changes"]) is list
    )
    if oldest is not None:
        oldest = _moment(oldest)
        common = common and oldest is not None
    if not common:
        return None
    found = {**said, "now": now, "oldest": oldest, "seen": None if seen is None else tuple(seen)}
    for name in _NOT_SAID:
        found[name] = []
    return found


def is_seen(value: Any) -> bool:
    """Whether a value is the number of a commit and its tag."""
    if type(value) is not list or len(value) != 2:
        return False
    number, tag = value
    if not _is_whole(number, 0, HIGHEST) or type(tag) is not str:
        return False
    return tag.isascii() and len(tag) <= TAG_CHARS


def _is_whole(value: Any, least: int, most: int) -> bool:
    return type(value) is int and least <= value <= most


def _moment(value: Any) -> datetime | None:
    found = read_instant(value)
    return found if found is not None and MOMENTS[0] <= found <= MOMENTS[1] else None


def _is_cursor(value: Any) -> bool:
    if type(value) is not dict:
        return False
    names = "".join(value)
    return (
        names.isascii()
        and (names.isprintable())
        and all(0 < len(name) <= CHANNEL_CHARS for name in value)
        and all(_is_whole(number, 0, HIGHEST) for number in value.values())
    )


def _is_ready(value: Any) -> bool:
    return type(value) is dict and value.keys() == _READY and _is_told(value)


def _is_told(value: Mapping[str, Any]) -> bool:
    room, browser, lacks = value["room_mb"], value["browser"], value["lacks"]
    return (
        type(value["installed"]) is bool
        and type(value["persisted"]) in (bool, type(None))
        and type(value["ready"]) in (bool, type(None))
        and (room is None or _is_whole(room, *ROOM_MB))
        and (browser is None or (type(browser) is str and BROWSER.fullmatch(browser) is not None))
        and (lacks is None or lacks in CHECKS)
    )

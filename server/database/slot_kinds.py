"""What slots are for, and what a request needs one for as its bytes tell (server/database/slots.py)."""

import re
from dataclasses import dataclass
from math import inf
from urllib.parse import unquote_to_bytes

from server.database.timeouts import FILE_WAIT, HASH_WAIT, READ_WAIT, WRITE_WAIT

_READ_METHODS = (b"GET", b"HEAD", b"OPTIONS")
_ROUND, _HAVE = b"/api/sync/v1", b"/api/sync/v1/have"
_HASHES = re.compile(
    rb"/api/(session(/confirm|/password)?|reset|accounts|accounts/[^/]+/password)$"
)
"""Where a password is compared, set or made."""
_IGNORED = bytes(range(0x21))
"""What gunicorn drops of an address, or refuses in one."""
MOST_READ = 4000
"""Bytes of a body: a round that is longer than that brings changes. One that brings none and names fifty channels
has 2,800, and 1,500 where the browser can pack it."""


@dataclass(frozen=True)
class Kind:
    """What a slot is for. `wait`: seconds until who waits for one is told the problem `code`; `room`: so many
    wait at most, those who are known and all others each, and of one asker `share`; whoever comes then is
    told it at once."""

    name: str
    wait: float
    code: str
    room: float = inf
    share: float = inf


WRITE = Kind("write", WRITE_WAIT, "server_busy", share=4)
LOOK = Kind("look", HASH_WAIT, "server_busy")
HASH = Kind("hash", HASH_WAIT, "server_busy", room=8, share=4)
READ = Kind("read", READ_WAIT, "server_busy")
FILE = Kind("file", FILE_WAIT, "files_busy")


def kind_of(received: bytes) -> Kind | None:
    """What a request surely needs a slot for, told from its bytes; None where that is not sure."""
    method, _, rest = received.partition(b" ")
    if method in _READ_METHODS:
        return None
    path = rest[: rest.find(b" ")].partition(b"?")[0]
    if path == _HAVE:
        return None
    if path == _ROUND:
        is_long = len(received) - received.find(b"\r\n\r\n") - 4 > MOST_READ
        return WRITE if is_long else None
    return LOOK if method != b"DELETE" and _may_hash(path) else WRITE


def _may_hash(path: bytes) -> bool:
    """However the path is spelled: with the server's name before it, or as %73 for s."""
    spelled = path.partition(b"#")[0].translate(None, _IGNORED)
    return _HASHES.search(unquote_to_bytes(spelled)) is not None

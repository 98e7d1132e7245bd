"""Reading a paper that somebody sent: with distrust, in a process of its own (server/parsing/child.py), one at a
time. However it is broken, it is only not read: it is offered as it was sent then."""

import json
import signal
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import structlog

from server.config import current_settings
from server.confined.running import run
from server.confined.turn import NotYourTurn, hold_turn, lock_of
from server.parsing.blocks import Block
from server.parsing.bounds import LIMITS
from sync.problems import PROBLEMS, ProblemError

log = structlog.get_logger()

COMMAND = (sys.executable, "-E", "-s", "-B", "-m", "server.parsing.child")
_GRACE_SECONDS = 2
_ASK_AGAIN = 10
_PDF = "application/pdf"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
READ = frozenset({_PDF, _DOCX})
"""Types of papers that are read."""


@dataclass(frozen=True)
class Paper:
    """The text of a paper, in NFC and without any HTML, or of a PDF without text `pictures` of its first pages
    as lossless WebP. `pages`: how many a PDF has; a DOCX has them only when it is printed."""

    blocks: list[Block]
    pages: int | None
    pictures: list[bytes]


def read_paper(file: bytes, type_: str) -> Paper | None:
    """What there is to read of a paper of this media type. None for one that is not read: of another type, broken,
    longer than is looked at, or where the operator switched reading off (READ_PAPERS=0). Takes up to half a
    minute. Raises server_busy while another one is read."""
    if type_ not in READ or not current_settings().reads_papers:
        return None
    told, rest = _parts(_ask({"do": "read", "is_pdf": type_ == _PDF}, file))
    if told is None:
        return None
    return Paper(told["blocks"], told["pages"], _divided(rest, told["pictures"]))


@dataclass(frozen=True)
class Rendition:
    """A smaller picture: of which `type`, for which width it was `wanted`, and its sides in pixels."""

    type: str
    wanted: int
    width: int
    height: int
    data: bytes


def render_picture(file: bytes, sizes: Sequence[tuple[int, int]]) -> list[Rendition] | None:
    """Of a JPEG, WebP or PNG of at most 12 million pixels for each width and most bytes an AVIF and a JPEG
    without metadata, never wider than the picture is. None for one that cannot be read or made so small.
    Raises server_busy."""
    told, rest = _parts(_ask({"do": "render", "sizes": list(sizes)}, file))
    if told is None:
        return None
    parts = _divided(rest, [each.pop("bytes") for each in told])
    return [Rendition(**each, data=data) for each, data in zip(told, parts, strict=True)]


def _parts(answer: bytes | None) -> tuple[Any, bytes]:
    """The line of JSON, and the bytes behind it."""
    line, _, rest = (answer or b"null").partition(b"\n")
    return json.loads(line), rest


def _divided(data: bytes, lengths: Sequence[int]) -> list[bytes]:
    return [data[begin:end] for begin, end in pairwise(accumulate(lengths, initial=0))]


def _ask(wanted: dict[str, Any], file: bytes) -> bytes | None:
    """What the process says; None where it did not come to its end."""
    request = json.dumps(wanted).encode() + b"\n" + file
    try:
        with hold_turn(lock_of("-papers")) as held:
            ended = run(COMMAND, request, LIMITS.wall_seconds + _GRACE_SECONDS, held)
    except NotYourTurn as error:
        raise ProblemError(PROBLEMS["server_busy"], retry_after=_ASK_AGAIN) from error
    if ended.status > 0:
        log.error("paper_not_read", status=ended.status, bytes=len(file))
    elif ended.status < 0:
        stopped = signal.Signals(-ended.status).name
        log.warning("paper_stopped", signal=stopped, bytes=len(file))
    return ended.said if ended.status == 0 else None

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
    """What stands in a paper, in NFC and without any HTML. `pages`: of a PDF how many; a DOCX has them only
    when it is printed."""

    blocks: list[Block]
    pages: int | None


def read_paper(file: bytes, type_: str) -> Paper | None:
    """The text of a paper of this media type. None for one that is not read: of another type, broken, longer
    than is looked at, or where the operator switched reading off (READ_PAPERS=0). Of a scan without text the
    blocks are empty. Takes up to half a minute. Raises server_busy while another one is read."""
    if type_ not in READ or not current_settings().reads_papers:
        return None
    said = _ask({"do": "read", "is_pdf": type_ == _PDF}, file)
    told: Any = json.loads(said or b"null")
    return None if told is None else Paper(told["blocks"], told["pages"])


def draw_pages(
    file: bytes, width: int, *, first: int = 0, most: int = 30, most_bytes: int = 6_000_000
) -> list[bytes] | None:
    """Pages of a PDF as lossless WebP of that width in pixels, from one on (counted from 0), as many as fit.
    None and raises as `read_paper`."""
    if not current_settings().reads_papers:
        return None
    wanted = {"do": "draw", "width": width, "first": first, "most": most, "most_bytes": most_bytes}
    said = _ask(wanted, file)
    head, _, rest = (said or b"null").partition(b"\n")
    lengths: list[int] | None = json.loads(head)
    if lengths is None:
        return None
    return [rest[begin:end] for begin, end in pairwise(accumulate(lengths, initial=0))]


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
    said = _ask({"do": "render", "sizes": list(sizes)}, file)
    head, _, rest = (said or b"null").partition(b"\n")
    told: list[dict[str, Any]] | None = json.loads(head)
    if told is None:
        return None
    ends = accumulate((each.pop("bytes") for each in told), initial=0)
    parts = [rest[begin:end] for begin, end in pairwise(ends)]
    return [Rendition(**each, data=data) for each, data in zip(told, parts, strict=True)]


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

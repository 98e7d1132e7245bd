"""Whether a change that comes again is the one that came before (PROTOCOL 5.2.1).

The hash is of the screened change, so it is another one as soon as the rules of screening are.
What is kept is then held against what came, each "…" standing for something: that tells the same
change under whatever rules, and needs nothing kept of what screening took out."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from .reception import Received, parse_body
from .screened import TEXT_CODE_POINTS, mend_body
from .screening.blanking import BLANK
from .situation import Known
from .values import same


def is_repeat(known: Known, received: Received) -> bool:
    """Whether what came is what the stored verdict speaks of."""
    if known.payload_hash == received.payload_hash:
        return True
    if known.body is not None:
        return is_same_body(known.body, received)
    change, _ = parse_body(mend_body(received.unscreened))
    if known.parsed is None or change is None:
        return False
    came = {name: each for name, each in asdict(change).items() if name in known.parsed}
    return _covers(known.parsed, came)


def is_same_body(body: Any, received: Received) -> bool:
    """Whether a body that was screened and kept is the one that came."""
    return _covers(body, mend_body(received.unscreened))


def _covers(kept: Any, came: Any) -> bool:
    if isinstance(kept, str) and isinstance(came, str):
        return _covers_text(kept, came)
    if isinstance(kept, Mapping) and isinstance(came, Mapping):
        return _covers_object(kept, came)
    if isinstance(kept, list) and isinstance(came, list):
        return len(kept) == len(came) and all(map(_covers, kept, came))
    return same(kept, came)


def _covers_object(kept: Mapping[str, Any], came: Mapping[str, Any]) -> bool:
    left = {name: each for name, each in kept.items() if each is not None}
    for name, value in came.items():
        if value is None:
            continue
        blanked = (each for each in left if BLANK in each and _covers_text(each, name))
        found = name if name in left else next(blanked, None)
        if found is None or not _covers(left.pop(found), value):
            return False
    return not left


def _covers_text(kept: str, came: str) -> bool:
    """Blanking takes spaces beside a blank too. Part by part from the left, so the work grows
    only with the text."""
    head, *parts = (part.strip(" ") for part in kept.split(BLANK))
    text, was_cut = came.strip(" "), len(came) == TEXT_CODE_POINTS
    if not parts:
        return came == kept or (was_cut and came.startswith(kept))
    if not text.startswith(head):
        return False
    at = _after_spaces(text, len(head))
    for part in parts if was_cut else parts[:-1]:
        at = text.find(part, at + 1)
        if at < 0:
            return False
        at = _after_spaces(text, at + len(part))
    return was_cut or (at + len(parts[-1]) < len(text) and text.endswith(parts[-1]))


def _after_spaces(text: str, at: int) -> int:
    return len(text) - len(text[at:].lstrip(" "))

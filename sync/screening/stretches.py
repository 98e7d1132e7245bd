"""Stretches of a note between spaces, for values that no rule of words or numbers can part."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .folding import OTHER

# How far one stretch is read.
LONGEST = 64

_OPENING = "\"'`([{<,.;-*>:=" + OTHER
_CLOSING = ",.;:)]}>\"'`" + OTHER
_LABEL = re.compile(r"[a-z]+[:=]")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Signs, then a core without spaces, at [start, end) of the folded text."""

    start: int
    end: int
    after_sign: bool  # ":", "=" or ">" stands before the core
    stops: bool  # a sentence ends here


def next_stretch(chars: str, at: int) -> Stretch | None:
    """Read the next stretch at or after `at`, or None at the end of the note."""
    after_sign = False
    while at < len(chars) and (chars[at] == " " or chars[at] in _OPENING):
        after_sign = after_sign or chars[at] in ":=>"
        at += 1
    if at == len(chars):
        return None
    label = _LABEL.match(chars[at : at + LONGEST])
    limit = at + label.end() - 1 if label else min(len(chars), at + LONGEST)
    space = chars.find(" ", at, limit)
    full = limit if space < 0 else space
    end = max(min(at + 1, full), at + len(chars[at:full].rstrip(_CLOSING)))
    return Stretch(at, end, after_sign, any(sign in ".;" for sign in chars[end:full]))

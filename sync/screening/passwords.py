"""Passwords in letters: "mật khẩu là abc123", "mk: Abc@123", "pass hoahong75".

The words alone, and plain speech after them, are what the work is about and must pass:
"lấy lại mật khẩu cho 3 người", "mật khẩu: không nhớ". So a stretch is a value only if it
does not read as speech. Passwords of digits only are found with the numbers (near). Names
of mailboxes ("gmail: hoanguyen1980") are found the same way.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .account_names import is_account_name
from .field_forms import is_field_form
from .findings import Claim
from .keywords import CONNECTORS, EQUALS, SECRET_WORDS, Keyword, Topic
from .near import KIND, Surroundings
from .stretches import LONGEST, next_stretch
from .syllables import is_word

# How many words may stand between the keyword and the value, and how many stretches are looked
# at: both bound the work that one keyword can cause.
_REACH = 4
_MOST = 16

_SPECIAL = re.compile(r"[@#$%^&*_+!~?]")
_DIGIT = re.compile(r"[0-9]")
_LETTER = re.compile(r"[a-z]")
_SIGN = re.compile(r"[./-]")
_STRONG_SPECIAL = re.compile(r"[@#$*_!?^]")
_GLUED = re.compile(r"[@#$*_!][a-z0-9]*[0-9]")
_SPELLED = re.compile(r"[^ ]( [^ ]){3,24}(?= |$)")
_PART = re.compile(r"[a-z]+|[0-9]+")


def _reads_as_speech(core: str) -> bool:
    """Tell whether all parts between signs are words, small numbers or forms of the field."""
    for part in re.split(r"[^a-z0-9]+", core):
        if part and not is_field_form(part):
            if part[0].isdigit():
                if not part.isdigit() or len(part) > 4:
                    return False
            elif not is_word(part):
                return False
    return True


def _is_value(core: str, explicit: bool) -> bool:
    """Tell whether a stretch after a keyword is a password. `explicit`: after "là", ":", "="."""
    digits = _DIGIT.search(core) is not None
    special = _SPECIAL.search(core) is not None
    if not digits and not special and _SIGN.search(core):
        return False  # addresses and "wifi/zalo"
    if not _LETTER.search(core):
        return False
    parts = _PART.findall(core)
    size = sum(map(len, parts))
    strong = _STRONG_SPECIAL.search(core.rstrip("!?")) is not None
    if digits:
        if is_field_form(core):
            return False
        if explicit:
            return size >= 4
        return strong or ((size >= 6 or special) and not _reads_as_speech(core))
    if special:
        return strong and size >= (4 if explicit else 6)
    return explicit and size >= 5 and not all(is_word(part) for part in parts)


class _Place(NamedTuple):
    """How far a search for values has come: where it reads on, whether "là" or a sign stood before,
    and how many words stood between."""

    topic: Topic
    at: int
    explicit: bool = False
    fillers: int = 0


def _look(around: Surroundings, place: _Place) -> tuple[Claim | None, _Place | None]:
    """Read one stretch: what it claims, and where to go on. A value renews the reach, for two may
    follow."""
    chars, topic = around.folded.chars, place.topic
    stretch = next_stretch(chars, place.at)
    if stretch is None or place.fillers > (0 if topic == "mailbox" else _REACH):
        return None, None
    explicit = place.explicit or stretch.after_sign
    core = chars[stretch.start : stretch.end]
    spelled = explicit and _SPELLED.match(chars[stretch.start : stretch.start + LONGEST])
    if spelled:
        end = stretch.start + spelled.end()
        return Claim(KIND[topic], stretch.start, end), _Place(topic, end)
    mixed = _DIGIT.search(core) is not None
    wanted = topic == "secret" or (mixed and (explicit or topic == "mailbox"))
    named = topic == "mailbox" and is_account_name(core)
    if wanted and (named or _is_value(core, explicit)):
        return Claim(KIND[topic], stretch.start, stretch.end), _Place(topic, stretch.end)
    if core in SECRET_WORDS or (stretch.stops and place.fillers > 0):
        return None, None  # the next keyword, or the next sentence, speaks for itself
    explicit = core in EQUALS or (explicit and core in CONNECTORS)
    filler = core not in CONNECTORS and (mixed or _LETTER.search(core) is not None)
    return None, _Place(topic, stretch.end, explicit, place.fillers + filler)


_Seen = dict[_Place, _Place | None]


def _values_after(around: Surroundings, keyword: Keyword, seen: _Seen) -> list[Claim]:
    """Claim every value that follows a keyword. What a keyword before it looked at is not looked at
    again: many in a row cost what one does."""
    chars = around.folded.chars
    at = around.tokens[keyword.last].end
    claims: list[Claim] = []
    if keyword.topic == "secret" and _GLUED.match(chars[at : at + LONGEST]):
        start = around.tokens[keyword.first].start  # "Pass@123" is itself the password
        whole = next_stretch(chars, at)
        at = whole.end if whole else at
        claims.append(Claim(KIND[keyword.topic], start, at))
    place: _Place | None = _Place(keyword.topic, at)
    for _ in range(_MOST):
        if place is None:
            break
        if place not in seen:
            claim, seen[place] = _look(around, place)
            claims.extend([claim] if claim else [])
        place = seen[place]
    return claims


def passwords(around: Surroundings) -> list[Claim]:
    """Claim the passwords of a note, and codes and names of mailboxes in letters and digits."""
    claims: list[Claim] = []
    seen: _Seen = {}
    for keyword in around.ending.values():
        if keyword.topic in ("secret", "code", "pin", "mailbox"):
            claims.extend(_values_after(around, keyword, seen))
    return claims

"""Passwords in letters: "mật khẩu là abc123", "mk: Abc@123", "pass hoahong75".

The words alone, and plain speech after them, are what the work is about and must pass:
"lấy lại mật khẩu cho 3 người", "mật khẩu: không nhớ". So a stretch is a value only if it
does not read as speech. Passwords of digits only are found with the numbers (near). Names
of mailboxes ("gmail: hoanguyen1980") are found the same way.
"""

from __future__ import annotations

import re

from .account_names import is_account_name
from .field_forms import is_field_form
from .findings import Claim
from .keywords import CONNECTORS, EQUALS, SECRET_WORDS, Keyword
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


def _values_after(around: Surroundings, keyword: Keyword) -> list[Claim]:
    """Claim every value that follows a keyword; a value renews the reach, for two may follow."""
    chars = around.folded.chars
    at = around.tokens[keyword.last].end
    kind = KIND[keyword.topic]
    claims: list[Claim] = []
    if keyword.topic == "secret" and _GLUED.match(chars[at : at + LONGEST]):
        start = around.tokens[keyword.first].start  # "Pass@123" is itself the password
        whole = next_stretch(chars, at)
        at = whole.end if whole else at
        claims.append(Claim(kind, start, at))
    reach = 0 if keyword.topic == "mailbox" else _REACH
    explicit, fillers = False, 0
    for _ in range(_MOST):
        stretch = next_stretch(chars, at)
        if stretch is None or fillers > reach:
            break
        explicit = explicit or stretch.after_sign
        core = chars[stretch.start : stretch.end]
        spelled = _SPELLED.match(chars[stretch.start : stretch.start + LONGEST])
        if explicit and spelled:
            at = stretch.start + spelled.end()
            claims.append(Claim(kind, stretch.start, at))
            explicit, fillers = False, 0
            continue
        at = stretch.end
        mixed = any("0" <= char <= "9" for char in core)
        wanted = keyword.topic == "secret" or (mixed and (explicit or keyword.topic == "mailbox"))
        named = keyword.topic == "mailbox" and is_account_name(core)
        if wanted and (named or _is_value(core, explicit)):
            claims.append(Claim(kind, stretch.start, stretch.end))
            explicit, fillers = False, 0
        elif core in SECRET_WORDS or (stretch.stops and fillers > 0):
            break  # the next keyword, or the next sentence, speaks for itself
        else:
            explicit = core in EQUALS or (explicit and core in CONNECTORS)
            fillers += core not in CONNECTORS and (mixed or _LETTER.search(core) is not None)
    return claims


def passwords(around: Surroundings) -> list[Claim]:
    """Claim the passwords of a note, and codes and names of mailboxes in letters and digits."""
    claims: list[Claim] = []
    for keyword in around.ending.values():
        if keyword.topic in ("secret", "code", "pin", "mailbox"):
            claims.extend(_values_after(around, keyword))
    return claims

"""Letters and digits together that are the field's own, not a password or an address."""

from __future__ import annotations

import re

from .syllables import is_word

# Forms of the field that mix letters and digits: 8h30, 50k, DD06, T2, QĐ2345, 12A1, 3 người
# written together.
_CLOCK = re.compile(r"[0-9]{1,2}[hg]([0-9]{1,2}p?)?")
_SUM = re.compile(r"[0-9.,]{1,11}(k|d|tr|trieu|nghin|ngan|ty|dong|vnd)[0-9]{0,3}")
_CODE = re.compile(r"(dd|dv|tt|bh|kn|at|dt|kh)[0-9]{2}")
_PAPER = re.compile(r"(qd|nd|nq|tb|kh|tt|cv|hd|ct|so)-?[0-9]{1,4}(-[a-z]{1,4})?")
_DECREE = re.compile(r"[0-9]{1,5}(/[0-9]{4})?/[a-z][a-z0-9/-]{0,20}")
_LETTER = re.compile(r"[0-9]{1,5}-(kh|qd|cv|nq|bc|hd|tb|ct|tt)(/[a-z0-9-]{1,20})?")
_NAMED = re.compile(
    r"(to|tdp|thon|xom|khu|lop|muc|cap|android|ios|win|iphone|t|m|k|khoa|quy|vneid|covid)[0-9]{1,3}"
)
_COUNT = re.compile(r"([0-9]{1,4})([a-z]{1,7})")
_FIELD_FORM = re.compile(
    "|".join(
        f"(?:{form.pattern})" for form in (_CLOCK, _SUM, _CODE, _PAPER, _DECREE, _LETTER, _NAMED)
    )
)


def is_field_form(core: str) -> bool:
    """Tell whether the stretch is a time, sum, code, decree or count of the field."""
    if _FIELD_FORM.fullmatch(core):
        return True
    count = _COUNT.fullmatch(core)
    return count is not None and len(count.group(2)) > 1 and is_word(count.group(2))

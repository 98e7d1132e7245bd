"""One text, screened: what is left of it once citizens' data is blanked (PROTOCOL 5.1.2)."""

import re

from .budget import TEXT_CODE_POINTS, Budget
from .screening import BLANK, Kind, blank

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_CLEAN_KEPT = 4096
_clean: dict[str, None] = {}


def screened(text: str, allowed: tuple[Kind, ...], budget: Budget) -> str:
    """The text without citizens' data; a blank for one that may not be looked through, and for a
    blank, which costs nothing: so what was screened is screened again to the same."""
    if text in _clean:
        return text if budget.may_look(text, is_remembered=True) else BLANK
    if text == BLANK or len(text) > TEXT_CODE_POINTS:
        return BLANK
    found = blank(_storable(text), allowed, budget.may_look)
    if found == text and not allowed:
        if len(_clean) >= _CLEAN_KEPT:
            _clean.clear()
        _clean[text] = None
    return found


def _storable(value: str) -> str:
    return UNSTORABLE.sub("\ufffd", value)

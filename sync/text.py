"""Text for searching, without marks, without đ, without capitals; and what orders it."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
# Đ is a letter and not a mark; ð and ɖ are drawn like it.
_CROSSED_D = str.maketrans("đðɖ", "ddd")
_SPACES = re.compile(r"[ \t\r\n\u00a0]+")
_DECIDING = 80
"""So many letters of a text decide its place: an address holds the one at which a page ends."""
# Letters of their own, behind the one that they look like; what is left of a mark is a tone.
_LETTERS = str.maketrans({"đ": "d}", "\u0306": "{", "\u0302": "|", "\u031b": "}"})
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))


def fold(text: str) -> str:
    """ "Đức  Phổ" gives "duc pho"."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).translate(_CROSSED_D)
    return _SPACES.sub(" ", plain).strip(" ")


def collated(text: str | None) -> str:
    """What orders a text as a Vietnamese dictionary does: ă, â, đ, ê, ô, ơ and ư are letters, a tone only
    tells apart what is spelled alike otherwise. No database that is served here orders so: Đ would come
    after V."""
    lower = (text or "").lower()[:_DECIDING]
    letters = unicodedata.normalize("NFD", lower).translate(_TONES).translate(_LETTERS)
    return f"{letters}\0{lower}"

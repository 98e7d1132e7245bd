"""Text for searching: without marks, without đ, without capitals."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
# Đ is a letter and not a mark; ð and ɖ are drawn like it.
_CROSSED_D = str.maketrans("đðɖ", "ddd")
_SPACES = re.compile(r"[ \t\r\n\u00a0]+")


def fold(text: str) -> str:
    """ "Đức  Phổ" gives "duc pho"."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).translate(_CROSSED_D)
    return _SPACES.sub(" ", plain).strip(" ")

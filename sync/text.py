"""Text for searching: without marks, without đ, without capitals."""

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]")
_SPACES = re.compile(r"[ \t\r\n\u00a0]+")


def fold(text: str) -> str:
    """ "Đức  Phổ" gives "duc pho". NFD alone leaves đ, which is a letter and not a mark."""
    plain = _MARKS.sub("", unicodedata.normalize("NFD", text.lower())).replace("đ", "d")
    return _SPACES.sub(" ", plain).strip(" ")

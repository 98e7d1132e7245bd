"""Where somebody lives or owns land: "số nhà 12", "số 12 đường Lê Lợi", "đ/c: 12 Lê Lợi", "thửa 45 tờ 7",
and as maps say it: a link to one, "7P8QRX6W+2C", 14°48'44"N, 14.8123°N.

Nothing finer than a hamlet may be kept. Alleys, stalls, posts and schools with a number may.
"""

from __future__ import annotations

import re

from .findings import Claim
from .folding import OTHER
from .heroes import hero_at
from .name_words import DOUBTFUL_SURNAMES, SURNAMES
from .syllables import words
from .writing import Writing

_STREETS = words("đường phố duong pho hẻm kiệt ngõ")
# With a number these are places everybody may know: "điểm số 2 đường Lê Lợi".
_PUBLIC = words(
    "diem chot cot cong to ban truong cau tuyen quay nhom doi phong sap lo cua tram kiet hem ngo khu "
    "mau muc hoc thpt thcs tdp pho cho den bien dien cum xom thon lop bai tru cap van"
)
_COUNTED = words("ho nha nguoi can cai tang luot xong da")
_PARCEL = words("thửa")
_HOUSES = words("so nha o tai sn chi c dc")
_BEGINNINGS = _HOUSES | words("thua to")
_PARTS = 3
_LINKS = words("la cua so thu")
_LINK_TO_MAP = (
    r"(?:maps[.]app[.]goo[.]gl|goo[.]gl/maps|google[.]com/maps|maps[.]google[.]com|maps[.]apple[.]com|"
    r"plus[.]codes)[/?][^ ;)]+"
)
_DEGREES = (
    rf"[0-9]{{1,3}} ?{OTHER} ?[0-9]{{1,2}} ?['{OTHER}] ?[0-9][0-9.]{{0,6}} ?[\"'{OTHER}]{{0,2}} ?"
    r"[nsewbd](?![a-z0-9])"
)
# Without "°" a decimal more: "12.000 b" may be said of money. NFKD makes "º" an "o".
_DECIMALS = (
    rf"[0-9]{{1,3}}[.,](?:[0-9]{{3,9}} ?[{OTHER}o] ?[nsewbd]|[0-9]{{4,9}} ?[nsew])(?![a-z0-9])"
)
_ON_MAPS = re.compile(f"{_LINK_TO_MAP}|{_DEGREES}|{_DECIMALS}")
_PLUS_CODE = re.compile(
    r"(^|[^a-z0-9])([2-9cfghjmpqrvwx]{4,8}[+][2-9cfghjmpqrvwx]{2,3})(?![a-z0-9])"
)


def _last_part(note: Writing, at: int) -> int:
    """Give the last number of a house number that begins at a place: "45/2/6"."""
    last = at
    while last - at < _PARTS and note.gap(last) == "/" and note.number(last + 1):
        last += 1
    return last


def _number_end(note: Writing, at: int) -> int:
    """Give where a house number ends: "12", "45/2", "12a", "15/3B"."""
    last = _last_part(note, at)
    letter = note.text(last + 1)
    return note.tokens[last + 1 if len(letter) == 1 and note.gap(last) == "" else last].end


def _is_called_like_somebody(note: Writing, at: int) -> bool:
    """Tell whether "Trần Quang Diệu" or another name that streets bear begins at a place."""
    capitals = note.capital(at) and note.capital(at + 1) and note.joined(at)
    family = note.spelled(at, SURNAMES | DOUBTFUL_SURNAMES)
    return (capitals and family) or hero_at(note, at) > 0


def _is_street(note: Writing, at: int) -> bool:
    """Tell whether a street begins at a place: "đường số 5", "đường Hoa Phượng", "Lê Lợi"."""
    if not note.spelled(at, _STREETS):
        return _is_called_like_somebody(note, at)
    numbered = note.text(at + 1) == "so" or note.number(at + 1) != ""
    return numbered or note.capital(at + 1) or _is_called_like_somebody(note, at + 1)


def _counted_house(note: Writing, at: int) -> int:
    """Give the place of the number after "số nhà" or "nhà số", or -1 where houses are counted."""
    place = at + 2 + (note.text(at + 2) in _LINKS)
    counted = note.text(at - 1) == "tong" or note.text(place + 1) in _COUNTED
    return -1 if counted else place


def _house(note: Writing, at: int) -> int:
    """Give the place of the house number that the words at a place speak of, or -1."""
    word, place = note.text(at), at + 1
    if (word, note.text(place)) in (("so", "nha"), ("nha", "so")):
        return _counted_house(note, at)
    if word not in _HOUSES or not note.number(place):
        return -1
    street = _last_part(note, place) + 1
    if _is_street(note, street):
        return -1 if word == "so" and note.text(at - 1) in _PUBLIC else place
    if word in ("so", "dc"):  # "đc 2 ngõ" is how many alleys
        return -1
    short = word == "sn" and len(note.number(place)) <= 3
    return place if short or note.spelled(street, _STREETS) else -1


def _begins_parcel(note: Writing, at: int) -> bool:
    """Tell whether a word speaks of a piece of land, or of its sheet of the map."""
    if note.text(at) == "thua":
        after_sheet = note.text(at - 2) == "do" and note.number(at - 1) != ""
        return note.spelled(at, _PARCEL) or note.text(at + 1) in ("dat", "so") or after_sheet
    if note.text(at) != "to":
        return False
    of_map = (note.text(at + 1), note.text(at + 2)) == ("ban", "do")
    return of_map or "thua" in (note.text(at - back) for back in (2, 3, 4))


def _parcel(note: Writing, at: int) -> int:
    """Give the place of the number of a piece of land or of its sheet, or -1."""
    if not _begins_parcel(note, at):
        return -1
    place = at + 1
    while note.text(place) in ("dat", "so", "ban", "do", "la") and place - at < 5:
        place += 1
    return -1 if note.text(place + 1) in ("m", "ha", "sao") else place


def _on_maps(chars: str) -> list[Claim]:
    """Claim links to a place on a map, its plus code and its degrees, minutes and seconds."""
    plus_codes = (
        found.span(2) for found in _PLUS_CODE.finditer(chars) if not found[2][:4].isdigit()
    )
    found = (found.span() for found in _ON_MAPS.finditer(chars))
    return [Claim("address", start, end) for start, end in (*found, *plus_codes)]


def homes(note: Writing) -> list[Claim]:
    """Claim the numbers of houses and of pieces of land in a note, and places as maps write them."""
    claims = _on_maps(note.folded.chars)
    for at in range(len(note.tokens)):
        if note.text(at) not in _BEGINNINGS:
            continue
        for place in (_house(note, at), _parcel(note, at)):
            # After a comma, or a blank, stands another thing: "số nhà …, 3 người".
            close = note.gap(place - 1).strip(" :.=#-") == ""
            if place >= 0 and close and 0 < len(note.number(place)) <= 5:
                start = note.tokens[place].start
                claims.append(Claim("address", start, _number_end(note, place)))
    return claims

"""Days and years of birth: "sinh ngày 12/03/1975", "ns: 12.3.75", "bà Lan sn 1952", "bà cụ 12/3/60".

Years of birth of many ("sinh từ 1950", "học sinh sinh năm 2010", "sinh 1945, 1951") tell of nobody.
"""

from __future__ import annotations

from .findings import Claim
from .folding import OTHER
from .name_words import TITLES
from .syllables import words
from .writing import Writing

_FIRST, _LAST = 1900, 2029
_REACH = 6

_NO_BIRTH_AFTER = words(
    "hoc ve an khai thi phat ho tai trung y si vi loai hy moi du ky giam song giao loi"
)
_NO_BIRTH_BEFORE = words("hoat vien trac hoc ke con loi thai to doi san thanh ly ton")
# May stand between "sinh" and the day, and between "sinh" and the year.
_BEFORE_DAY = words(
    "ngay nam thang la vao cua bac ba ong co chu di cau anh chi em cu chau no me tren cccd the giay "
    "to dung sai ghi that nhat khai sinh bhyt moi phai"
)
_BEFORE_YEAR = words("nam la vao cua bac ba ong co chu di cau anh chi em cu chau no that dung ghi")
# Who were born in one year together.
_MANY = words("tre cac nhung nguoi lua nhom doi tuong hoc sinh thanh nien cong dan khoa khoi ai")
_GOING_ON = words("tro den toi hoac va do")
_UNITS = words("m m2 kg d k dong nghin ngan tan nguoi luot ho to phieu suat nay")
_SIGNS = "/.-"
# No other whole day of so long ago stands in a note of help; these are celebrated.
_LONG_AGO = "2012"
_FEASTS = ((30, 4, "1975"), (2, 9, "1945"), (26, 3, "1931"))
_SHORT_LONG_AGO = "30"
_INITIALS = (("s", "n"), ("n", "s"))
_BEGINNING = frozenset({"sn", "ns", "sinh", "s", "n"})


def _is_between(digits: str, longest: int, least: int, most: int) -> bool:
    return 0 < len(digits) <= longest and least <= int(digits) <= most


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and _is_between(digits, 4, _FIRST, _LAST)


def _is_short(note: Writing, at: int) -> bool:
    """Tell whether a year is said by its last two figures: "sinh năm 62", "năm sinh 62"."""
    digits = note.number(at)
    return (
        len(digits) == 2
        and digits >= _SHORT_LONG_AGO
        and "nam" in (note.text(at - 1), note.text(at - 2))
    )


def _sign(note: Writing, at: int) -> str:
    """Give the sign between two numbers of a date, or ""."""
    sign = note.gap(at).strip(" ")
    return sign if len(sign) == 1 and sign in _SIGNS and len(note.gap(at)) <= 3 else ""


def _spoken_date(note: Writing, at: int) -> int:
    """Give the last token of "12 tháng 3 năm 1975" or "12/3 năm 1975", or -1."""
    if note.text(at + 1) != "thang" and not _sign(note, at):
        return -1
    month = at + 2 if note.text(at + 1) == "thang" else at + 1
    year = month + 2 if note.text(month + 1) == "nam" else month + 1
    fits = _is_between(note.number(at), 2, 1, 31) and _is_between(note.number(month), 2, 1, 12)
    spoken = month == at + 2 or year == month + 2
    return year if fits and spoken and _is_year(note.number(year)) else -1


def _date(note: Writing, at: int) -> int:
    """Give the last token of a day or month of birth that begins at a number, or -1."""
    spoken = _spoken_date(note, at)
    if spoken >= 0:
        return spoken
    day, month, year = (note.number(at + offset) for offset in range(3))
    sign = _sign(note, at)
    if sign and sign == _sign(note, at + 1) and _is_between(day, 2, 1, 31):
        short = len(year) == 2
        if _is_between(month, 2, 1, 12) and (short or _is_year(year)):
            return at + 2
    if sign and _is_between(day, 2, 1, 12) and _is_year(month):
        return at + 1
    compact = len(day) == 8 and "01" <= day[:2] <= "31" and "01" <= day[2:4] <= "12"
    return at if compact and _is_year(day[4:]) and day[4:] < "2020" else -1


def _begins(note: Writing, at: int) -> bool:
    """Tell whether a word says that a birth follows."""
    if note.text(at) in ("sn", "ns") or (note.text(at - 1), note.text(at)) in _INITIALS:
        return True
    if note.text(at) != "sinh" or note.text(at + 1) in _NO_BIRTH_BEFORE:
        return False
    return note.text(at - 1) not in _NO_BIRTH_AFTER


def _is_feast(note: Writing, at: int) -> bool:
    """Tell whether a birth is celebrated: "kỷ niệm 136 năm ngày sinh"."""
    return any(note.text(at - back) == "niem" for back in range(1, 6))


def _is_of_many(note: Writing, at: int, year: int) -> bool:
    """Tell whether a year of birth is that of many people."""
    begin = at - 1 if note.text(at - 1) == "nam" else at
    if any(note.text(begin - back) in _MANY for back in (1, 2)):
        return True
    if note.number(begin - 1) or (note.number(begin - 2) and note.text(begin - 1)):
        return True
    goes_on = note.gap(year).strip(" ") in ("-", ",", "/", ";") and _is_year(note.number(year + 1))
    return goes_on or (note.joined(year) and note.text(year + 1) in _GOING_ON)


def _born(note: Writing, at: int) -> Claim | None:
    """Read the day or year of birth after the word at a place."""
    if _is_feast(note, at):
        return None
    direct = True
    for place in range(at + 1, at + 1 + _REACH):
        if OTHER in note.gap(place - 1):
            break  # what was there has been blanked
        if note.number(place):
            last = _date(note, place)
            if last < 0 and direct and (_is_year(note.number(place)) or _is_short(note, place)):
                budget = note.text(at) != "sinh" and note.number(place) > "2020"
                last = -1 if budget or _is_of_many(note, at, place) else place
            if last < 0:
                return None
            return Claim("birth_date", note.tokens[place].start, note.tokens[last].end)
        if note.text(place) not in _BEFORE_DAY:
            break
        direct = direct and note.text(place) in _BEFORE_YEAR
    return None


def year_beside(note: Writing, last: int) -> list[Claim]:
    """Claim the day or year that stands right after somebody's name: "Nguyễn Thị Lan, 1952"."""
    place = last + 1
    if not note.number(place) or note.gap(last).strip(" ,(:;-") or len(note.gap(last)) > 3:
        return []
    end = _date(note, place)
    if end < 0 and _is_year(note.number(place)) and note.text(place + 1) not in _UNITS:
        end = place
    return [Claim("birth_date", note.tokens[place].start, note.tokens[end].end)] if end >= 0 else []


def _aged(note: Writing, at: int) -> Claim | None:
    """Read the year after somebody's given name: "bà Lan (1952)", where nothing goes on after it."""
    year = note.number(at)
    if not (_is_year(year) and year < "2000"):
        return None
    if not (note.joined(at - 2) and note.spelled(at - 2, TITLES)):
        return None
    sign = note.gap(at - 1).strip(" ")
    written = note.capital(at - 1) or (sign != "" and not note.unmarked(at - 2))
    ends = at + 1 == len(note.tokens) or note.gap(at).strip(" ") != ""
    fits = written and ends and sign in ("", ",", "(", "-") and len(note.gap(at - 1)) <= 3
    return Claim("birth_date", note.tokens[at].start, note.tokens[at].end) if fits else None


def _long_ago(note: Writing, at: int) -> Claim | None:
    """Read a whole day of long ago that no word calls a birth: "12/3/1960", or "bà cụ 12/3/60"."""
    last = at + 2
    day, month, year = (note.number(place) for place in range(at, last + 1))
    if not _sign(note, at) or not year or _sign(note, at - 1) or _date(note, at) != last:
        return None
    if len(year) == 2:
        titled = any(note.spelled(at - back, TITLES) for back in (1, 2))
        old = titled and note.joined(at - 1) and year >= _SHORT_LONG_AGO
    else:
        old = year < _LONG_AGO and (int(day), int(month), year) not in _FEASTS
    issued = "cap" in (note.text(at - 1), note.text(at - 2))
    if not old or issued or _is_feast(note, at):
        return None
    return Claim("birth_date", note.tokens[at].start, note.tokens[last].end)


def births(note: Writing) -> list[Claim]:
    """Claim the days and years of birth in a note."""
    claims: list[Claim] = []
    for at, token in enumerate(note.tokens):
        if token.is_number:
            found = _aged(note, at) or _long_ago(note, at)
        else:
            begins = token.text in _BEGINNING and _begins(note, at)
            found = _born(note, at) if begins else None
        if found is not None:
            claims.append(found)
    return claims

"""Names under which somebody is found: "fb.com/hoale", "tiktok @lan79", "zalo tên Lan Phố".

Pages of the Union, of communes and of schools may stay, and so may speech: "zalo tên nhóm Tổ 5".
"""

from __future__ import annotations

import re

from .account_names import is_account_name, is_public_page
from .findings import Claim
from .stretches import next_stretch
from .syllables import is_word, words
from .writing import Writing

_PAGE = re.compile(
    r"(^|[^a-z0-9])((?:facebook[.]com|fb[.]com|fb[.]me|m[.]me|messenger[.]com|zalo[.]me|tiktok[.]com|"
    r"instagram[.]com|t[.]me)/)([^ ,;)]{2,60})"
)
_MENTION = re.compile(r"(^|[^a-z0-9._+@-])(@[a-z][a-z0-9._-]{3,39})")
_NETWORKS = words(
    "fb face facebook zalo tiktok insta instagram telegram viber messenger mess skype"
)
_ACCOUNTS = words("nick user username id login")
# The last words of what _is_login knows.
_LOGINS = _ACCOUNTS | {"nhap", "apple"}
# "ID number", "login page": only a mixed name is one after these.
_LOOSE = words("id login")
# Between one of these words and the name.
_BETWEEN = words(
    "la cua ten nick id apple icloud vssid vneid zalo fb facebook bac co chu anh chi em ong ba cu "
    "no con moi dang nhap tai khoan vao"
)
_MAILBOXES = words("gmail mail email")
_REACH = 5
# After "zalo tên" this is no person's name.
_NO_NAMES = words(
    "nhom to thon xom doi hoi doan truong xa phuong lop gia that cu moi gi sai khac khong chua va cho "
    "nguoi minh hien thi dung bang bi do co de roi cong tieng la cua ai thay doan chi khu tdp"
)


def _pages(note: Writing) -> list[Claim]:
    claims: list[Claim] = []
    for found in _PAGE.finditer(note.folded.chars):
        path = found[3].rstrip(".:!?\"'")
        if not is_public_page(path):
            claims.append(Claim("account_name", found.end(1), found.start(3) + len(path)))
    return claims


def _mentions(note: Writing) -> list[Claim]:
    """Claim "@lannguyen90", and "youtube.com/@lannguyen"; "@minh.nguyen" alone calls a friend."""
    claims: list[Claim] = []
    for found in _MENTION.finditer(note.folded.chars):
        core, start = found[2].rstrip("."), found.start(2)
        named = is_account_name(core if found[1] == "/" else core[1:])
        if named and _is_plain(note, start, start + len(core)):
            claims.append(Claim("account_name", start, start + len(core)))
    return claims


def _is_plain(note: Writing, start: int, end: int) -> bool:
    """Tell whether a stretch is written without marks, as all names of accounts are."""
    places = note.folded.at[start:end]
    return all(note.folded.source[place] < "\u0080" for place in places)


def _is_login(note: Writing, at: int) -> bool:
    """Tell whether the word is the last of "tên đăng nhập" or of another word for an account."""
    if note.text(at) == "nhap":
        return (note.text(at - 2), note.text(at - 1)) == ("ten", "dang")
    return note.text(at) in _ACCOUNTS or (
        note.text(at) == "apple" and "id" in (note.text(at - 1), note.text(at + 1))
    )


def _name_after(note: Writing, at: int, made_up: bool) -> list[Claim]:
    """Claim the name of an account that follows the word at a place; `made_up`: one of letters
    alone, "lanpho", is one too."""
    chars, end = note.folded.chars, note.tokens[at].end
    for _ in range(_REACH):
        stretch = next_stretch(chars, end)
        if stretch is None:
            return []
        start, end = stretch.start, stretch.end
        core = chars[start:end]
        letters = made_up and core.isalpha() and len(core) > 4 and not is_word(core)
        if _is_plain(note, start, end) and (is_account_name(core) or letters):
            return [Claim("account_name", start, end)]
        if core not in _BETWEEN or stretch.stops:
            return []
    return []


def _shown_name(note: Writing, at: int) -> list[Claim]:
    """Claim the name that somebody shows: "zalo tên Lan Phố", "facebook tên là hoa le"."""
    if note.text(at + 1) != "ten":
        return []
    first = at + 3 if note.text(at + 2) == "la" else at + 2
    if not note.text(first) or note.text(first) in _NO_NAMES or not note.joined(first - 1):
        return []
    last = first
    while last - first < 3 and note.joined(last) and note.text(last + 1):
        if not note.capital(last + 1) and (note.capital(first) or last > first):
            break
        last += 1
    return [Claim("account_name", note.tokens[first].start, note.tokens[last].end)]


def _spaced_mailbox(note: Writing, at: int) -> list[Claim]:
    """Claim "hoang lan 79" after "gmail … là": a name in pieces that ends in digits."""
    first = at + 1
    while first < at + 6 and note.text(first) in _BETWEEN and note.text(first) != "la":
        first += 1
    first += note.text(first) == "la"
    last = first
    while last < first + 4 and note.text(last) and note.unmarked(last) and note.joined(last):
        last += 1
    named = last > first and 2 <= len(note.number(last)) <= 4
    ends = last + 1 == len(note.tokens) or note.gap(last).strip(" ") != ""
    told = (ends and note.text(first - 1) == "la") or note.text(last + 1) == "cham"
    start = note.tokens[first].start if named else 0
    return [Claim("email", start, note.tokens[last].end)] if named and told else []


def handles(note: Writing) -> list[Claim]:
    """Claim the names of people's accounts in a note."""
    claims = [*_pages(note), *_mentions(note)]
    for at in range(len(note.tokens)):
        word = note.text(at)
        if word in _NETWORKS:
            claims.extend(_shown_name(note, at) or _name_after(note, at, False))
        elif word in _LOGINS and _is_login(note, at):
            claims.extend(_name_after(note, at, word not in _LOOSE))
        elif word in _MAILBOXES:
            claims.extend(_spaced_mailbox(note, at))
    return claims

"""E-mail addresses, also as people write them around a filter: "hoa [at] gmail . com",
"hoanguyen gmail chấm com", "hoa a còng yahoo com".

The search starts at each sign or word for "@" and reads outwards, so it costs little.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .account_names import is_account_name
from .field_forms import is_field_form
from .findings import Claim
from .folding import Folded
from .syllables import is_word, words
from .tokens import Token

_PROVIDERS = words(
    "gmail gmai gmal gmial yahoo ymail hotmail outlook icloud live msn zoho protonmail yandex "
    "vneid vnn fpt"
)
# The providers people name without any "@": the others are words of their own.
_MAILBOXES = words("gmail gmai gmal gmial yahoo ymail hotmail outlook icloud")
_ENDINGS = words("com vn net org edu gov info biz me io co us uk asia name pro xyz app ac")
_AT_WORDS = frozenset({"at", "acong", "amoc", "avong"})
_AT_TAILS = frozenset({"cong", "moc", "vong"})
# Words before a spaced address that are no part of it.
_BEFORE = words("la email mail gmail emai thu chi dia cua bac co chu anh ong ba vao qua ghi cho")
# And words before "gmail com" said of the mailbox itself: "tạo gmail com".
_NO_NAMES = _BEFORE | words(
    "tao mo lap vao dang nhap ky trang web dung bang tren tu hop va hoac khoan ho tro lay lai "
    "quen doi mat khau xem gui nhan tai ve app ung dan den toi o moi cai nguoi voi the cu nay "
    "duoc chua co bi loi nho them"
)
# First labels of web pages: "mail.yahoo.com" is where one goes, nobody's address.
_PAGES = frozenset({"www", "mail", "accounts", "login", "m", "http", "https"})

_LOCAL = "abcdefghijklmnopqrstuvwxyz0123456789._+-\u00a4"
_LABEL = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_DOT = re.compile(
    r"(?: {0,3}[.]| {0,3}[(\[{<] ?(?:cham|dot|[.]) ?[)\]}>]| {0,3}(?:cham|dot)(?![a-z0-9])|,(?! )) {0,3}"
)
# "gờ meo": gmail as it is said.
_SPOKEN_GMAIL = re.compile(r"(?:g[oi]|j[oi]|de) ?me[ol](?![a-z0-9])")
# As far as one label and its dot reach; slices keep both languages' regexes anchored.
_SIGHT = 80


@dataclass(frozen=True, slots=True)
class _At:
    """A sign or word for "@" at [start, end) of the folded text; tight: letters on both sides."""

    start: int
    end: int
    tight: bool
    plain_word: bool


def _find_ats(folded: Folded, tokens: list[Token]) -> list[_At]:
    chars = folded.chars
    spots = [(i, i + 1, False) for i, char in enumerate(chars) if char == "@"]
    for index, token in enumerate(tokens):
        tail = tokens[index + 1] if index + 1 < len(tokens) else token
        if token.text in _AT_WORDS:
            spots.append((token.start, token.end, token.text == "at"))
        elif token.text == "a" and chars[token.end : token.end + 1] in (")", "]", "}", ">"):
            spots.append((token.start, token.end, True))
        elif token.text == "a" and tail.text in _AT_TAILS and tail.start - token.end <= 2:
            spots.append((token.start, tail.end, False))
    ats: list[_At] = []
    for start, end, word in spots:
        before, after = chars[max(0, start - 2) : start], chars[end : end + 2]
        if before.strip(" ")[-1:] in ("(", "[", "{", "<") and after.strip(" ")[:1] in (
            ")",
            "]",
            "}",
            ">",
        ):
            opening = start - 1 if before[-1:] != " " else start - 2
            closing = end + 1 if after[:1] != " " else end + 2
            ats.append(_At(opening, closing, False, False))
        else:
            tight = chars[start] == "@" and " " not in (before[-1:], after[:1])
            ats.append(_At(start, end, tight, word))
    return ats


def _label_at(chars: str, at: int) -> str:
    spoken = _SPOKEN_GMAIL.match(chars[at : at + _SIGHT])
    label = spoken or _LABEL.match(chars[at : at + _SIGHT])
    return label.group() if label else ""


def _dot_at(chars: str, at: int) -> str:
    dot = _DOT.match(chars[at : at + _SIGHT])
    return dot.group() if dot else ""


def _goes_on(last: str, dot: str, label: str) -> bool:
    """Tell whether label belongs to the domain: sure after a tight or spoken dot, else endings."""
    if dot in (".", ",") or any(char not in " .," for char in dot):
        return label != ""
    if label not in _ENDINGS:
        return False
    return last not in _ENDINGS or label == "vn"


def _word_before(chars: str, at: int) -> str:
    start, end = _chunk_before(chars, at)
    return chars[start:end]


def _domain(chars: str, at: _At) -> int:
    """Give the end of the domain after an "@", or 0 when none follows."""
    end = at.end
    while end < len(chars) and end - at.end < 3 and chars[end] == " ":
        end += 1
    last = _label_at(chars, end)
    if not last:
        return 0
    end += len(last)
    last = "gmail" if _SPOKEN_GMAIL.match(last) else last
    provider = last in _PROVIDERS
    labels, all_tight = 1, at.tight
    while labels < 8:
        dot = _dot_at(chars, end)
        label = _label_at(chars, end + len(dot)) if dot else ""
        if not label or not _goes_on(last, dot, label):
            break
        all_tight = all_tight and dot == "."
        last, end, labels = label, end + len(dot) + len(label), labels + 1
    if labels == 1 and provider:
        label = _label_at(chars, end + 1) if chars[end : end + 1] == " " else ""
        if label in ("com", "vn"):
            return end + 1 + len(label)
        # "nhờ @VNeID" calls on somebody, "hoa @gmail" is an address cut short.
        named = not at.plain_word or is_account_name(_word_before(chars, at.start))
        return end if at.tight or (last in _MAILBOXES and named) else 0
    named = last in _ENDINGS or provider
    return end if labels > 1 and (named or (all_tight and last.isalpha() and len(last) > 1)) else 0


def _chunk_before(chars: str, at: int) -> tuple[int, int]:
    """Give the stretch without spaces before `at`, over at most three spaces; empty if none."""
    end = at
    while end > 0 and at - end < 3 and chars[end - 1] == " ":
        end -= 1
    start = end
    while start > 0 and end - start < _SIGHT and chars[start - 1] != " ":
        start -= 1
    return start, end


def _local(chars: str, at: int, loose: bool) -> int:
    """Give where the name before an "@" at `at` begins, or `at` when there is none.

    Around a loose "@" the name may be in pieces: single letters, or words back to one that
    is surely no part of it ("mail là hoa nguyen [at] …").
    """
    end = at
    while loose and end > 0 and at - end < 3 and chars[end - 1] == " ":
        end -= 1
    start = len(chars[:end].rstrip(_LOCAL))
    while start < end and not chars[start].isalnum():
        start += 1
    if start == end:
        return at
    if not loose:
        return start
    chunks: list[tuple[int, int]] = []
    edge = start
    for _ in range(5):
        begin, stop = _chunk_before(chars, edge)
        if begin == stop or edge == stop:
            break
        if chars[begin:stop].rstrip(":=") in _BEFORE or chars[stop - 1] in ":=":
            return chunks[-1][0] if chunks else start
        chunks.append((begin, stop))
        edge = begin
    for begin, stop in chunks:
        if stop - begin > 1 or not chars[begin].isalnum():
            break
        start = begin
    return start


def _nameless(chars: str, token: Token) -> tuple[int, int] | None:
    """Read "hoa75 gmail.com" or "… gmail chấm com": a mailbox with its "@" left out."""
    dot = _dot_at(chars, token.end)
    spaced = not dot and chars[token.end : token.end + 1] == " "
    gap = " " if spaced else dot
    label = _label_at(chars, token.end + len(gap)) if gap else ""
    if label not in _ENDINGS or (spaced and label not in ("com", "vn")):
        return None
    end = token.end + len(gap) + len(label)
    if _dot_at(chars, end) == "." and _label_at(chars, end + 1) == "vn":
        end += len(".vn")
    if not spaced and dot != ".":
        return _local(chars, token.start, True), end
    start, stop = _chunk_before(chars, token.start)
    name = chars[start:stop].rstrip(".-_")
    if "@" in name:
        return None  # a whole address, claimed already
    if stop == token.start:  # joined by signs: "hoa.nguyen.gmail.com"
        page = name.split(".")[0].split(":")[0] in _PAGES
        return (start, end) if name and not page else None
    letters = any("a" <= char <= "z" for char in name)
    if spaced and letters and name.isalnum() and name not in _NO_NAMES and not is_field_form(name):
        return start, end
    made_up = letters and len(name) >= 4 and not is_word(name) and not is_field_form(name)
    return (start, end) if made_up else None


def _cut_short(chars: str, at: _At) -> Claim | None:
    """Read "a.b@c", whose name is an address's although its domain is none."""
    label = _label_at(chars, at.end) if at.tight else ""
    start = _local(chars, at.start, False) if label else at.start
    name = chars[start : at.start]
    parted = any(sign in name[:-1] for sign in "._+") and any("a" <= char <= "z" for char in name)
    return Claim("email", start, at.end + len(label)) if parted and label[0] >= "a" else None


def _mailboxes(chars: str, tokens: list[Token]) -> list[Token]:
    """Give the words that name a mailbox, "gờ meo" as one."""
    out: list[Token] = []
    for index, token in enumerate(tokens):
        if token.text in _MAILBOXES:
            out.append(token)
        before = tokens[index - 1].start if index > 0 else token.start
        if token.text in ("meo", "mel") and _SPOKEN_GMAIL.fullmatch(chars[before : token.end]):
            out.append(Token(False, "gmail", before, token.end))
    return out


def emails(folded: Folded, tokens: list[Token]) -> list[Claim]:
    """Claim the e-mail addresses of a note."""
    claims: list[Claim] = []
    for at in _find_ats(folded, tokens):
        end = _domain(folded.chars, at)
        start = _local(folded.chars, at.start, not at.tight) if end else at.start
        cut_short = None if end else _cut_short(folded.chars, at)
        if start < at.start:
            claims.append(Claim("email", start, end))
        elif cut_short:
            claims.append(cut_short)
    for token in _mailboxes(folded.chars, tokens):
        span = _nameless(folded.chars, token)
        if span:
            claims.append(Claim("email", *span))
    return claims

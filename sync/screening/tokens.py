"""Words and numbers of a folded note.

A number is what a person means as digits: "0912", "O912" with a letter O, or "không chín
một hai ba bốn" spelled out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from .folding import Folded, fold
from .numbering import LONGEST, strong_shape
from .numerals import numeral


class Token(NamedTuple):
    """A word or number at [start, end) of the folded text; a number's text is digits only."""

    is_number: bool
    text: str
    start: int
    end: int


_RUN = re.compile(r"[a-z0-9]+")
_PIECE = re.compile(r"[0-9]+|[a-z]+")

# Letters used for digits, as they stand in the note: their marked sisters (ô, ơ) are not.
_LOOKALIKES = {
    **dict.fromkeys("oO\uff4f\uff2fоОοΟ", "0"),
    **dict.fromkeys("lI\uff4c\uff29", "1"),
}

# Words so often spelled with a zero ("0TP", "passw0rd") that the run is read as the word.
_SPELT_WITH_ZERO = frozenset({"otp", "password", "passcode"})

# Letters that make a short number a time or a sum, "08h30": no mere filling between digits.
_UNIT_LETTERS = frozenset("hgpkdtm")

# The longest word that is mere filling between long groups of digits: "rồi", "đuôi".
_FILLING = 4
# Before the last digits of a number that are told before its first ones.
_ENDS = frozenset({"duoi", "cuoi"})

# Both as written with marks and without; other marks on the same letters ("bà", "tạm")
# are other words.
_DIGIT_WORDS = {
    "không": "0", "khong": "0", "o": "0", "một": "1", "mot": "1", "mốt": "1", "hai": "2", "ba": "3",
    "bốn": "4", "bon": "4", "tư": "4", "năm": "5", "nam": "5", "lăm": "5", "sáu": "6",
    "sau": "6", "bảy": "7", "bay": "7", "bẩy": "7", "tám": "8", "tam": "8", "chín": "9",
    "chin": "9", "lẻ": "0", "linh": "0", "hông": "0", "hong": "0", "hổng": "0", "ko": "0",
    "zero": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
# Tens and hundreds say no digit by themselves.
_NUMERAL_WORDS = frozenset({"mười", "mươi", "muoi", "trăm", "tram", "le"})
# Most words are none of these, as their folded text tells at once.
_FOLDED_DIGIT_WORDS = frozenset(fold(word).chars for word in _DIGIT_WORDS)
_FOLDED_NUMERAL_WORDS = frozenset(fold(word).chars for word in _NUMERAL_WORDS)


def _raw(folded: Folded, start: int, end: int) -> str:
    return folded.source[folded.at[start] : folded.at[end - 1] + 1]


def _as_digits(folded: Folded, start: int, end: int) -> str | None:
    """Read letters [start, end) as digits, or None when one of them looks like none."""
    digits: list[str] = []
    for index in range(start, end):
        digit = _LOOKALIKES.get(folded.source[folded.at[index]])
        if digit is None:
            return None
        digits.append(digit)
    return "".join(digits)


def _split_run(folded: Folded, start: int, end: int) -> list[Token]:
    """Part a run of letters and digits ("sdt0912", "O912", "8h30") into tokens."""
    run = folded.chars[start:end]
    if run.isalpha() or run.isdigit():
        return [Token(run < "a", run, start, end)]
    if "0" in run and len(run) <= 8 and run.replace("0", "o") in _SPELT_WITH_ZERO:
        return [Token(False, run.replace("0", "o"), start, end)]
    pieces = list(_PIECE.finditer(run))
    tokens: list[Token] = []
    number: list[str] = []  # digits and look-alikes read so far, from `begin` on
    begin = start
    for piece in pieces:
        at, to = start + piece.start(), start + piece.end()
        text: str | None = piece.group()
        if piece.group() >= "a":
            text = _as_digits(folded, at, to) if len(pieces) > 1 else None
        if text is not None:
            begin = begin if number else at
            number.append(text)
        else:
            if number:
                tokens.append(Token(True, "".join(number), begin, at))
                number = []
            tokens.append(Token(False, piece.group(), at, to))
    if number:
        tokens.append(Token(True, "".join(number), begin, end))
    return tokens


def _read_lone_zeros(tokens: list[Token], folded: Folded) -> list[Token]:
    """Read a letter O that stands alone beside a number as its zero: "O 912", "0 9 O 5"."""
    if all(token.text != "o" for token in tokens):
        return tokens
    out: list[Token] = []
    for index, token in enumerate(tokens):
        if token.text == "o" and folded.source[folded.at[token.start]] in _LOOKALIKES:
            after = tokens[index + 1] if index + 1 < len(tokens) else None
            short = len(out) > 0 and out[-1].is_number and len(out[-1].text) <= 4
            beside = (short and token.start - out[-1].end <= 3) or (
                after is not None and after.is_number and after.start - token.end <= 3
            )
            if beside:
                token = Token(True, "0", token.start, token.end)
        out.append(token)
    return out


def said(word: Token, folded: Folded) -> str:
    """Give a short word as written, in small letters; no word of numbers has over five letters."""
    short = not word.is_number and word.end - word.start <= 5
    return _raw(folded, word.start, word.end).lower() if short else ""


def digit_of(word: Token, folded: Folded) -> str | None:
    """Give the digit that a word says, or None."""
    if word.text not in _FOLDED_DIGIT_WORDS:
        return None
    return _DIGIT_WORDS.get(said(word, folded))


def _is_spoken_number(words: int, values: list[str]) -> bool:
    count = sum(map(len, values))
    if words >= 6 or (words >= 4 and count >= 9):
        return True
    return words > 0 and count <= LONGEST and strong_shape("".join(values), True) is not None


def _read_digit_words(tokens: list[Token], folded: Folded) -> list[Token]:
    """Read digits said as words, where so many stand together that they are one number.

    Few together are plain speech ("hai ba năm", "sau ba năm không dùng"): it takes six
    words, or four among nine digits, or a sure shape all together ("0 chín 1 hai …").
    """
    out = list(tokens)
    first = 0
    while first < len(tokens):
        values: list[str] = []
        words = 0
        while first + len(values) < len(tokens):
            token = tokens[first + len(values)]
            value = token.text if token.is_number else digit_of(token, folded)
            if value is None:
                break
            words += not token.is_number
            values.append(value)
        if _is_spoken_number(words, values):
            for offset, value in enumerate(values):
                old = tokens[first + offset]
                out[first + offset] = Token(True, value, old.start, old.end)
        first += len(values) + 1
    return out


# Parts of a run of tokens: how many tokens each takes and what digits it says.
_Parts = list[tuple[int, str]]


def _spoken_run(tokens: list[Token], folded: Folded, first: int) -> tuple[list[str], list[str]]:
    """Give the words of numbers that stand together from `first` on: as written, and the digits
    that each says by itself."""
    written: list[str] = []
    digits: list[str] = []
    for index in range(first, len(tokens)):
        token = tokens[index]
        word = said(token, folded)
        digit = token.text if token.is_number else _DIGIT_WORDS.get(word, "")
        if word == "lam" and written and written[-1] == "muoi":
            digit = "5"
        if not digit and word not in _NUMERAL_WORDS:
            break
        written.append(word)
        digits.append(digit)
    return written, digits


def _parted(written: list[str], digits: list[str], round_: bool) -> _Parts:
    parts: _Parts = []
    at = 0
    while at < len(written):
        count, value = numeral(written, digits, at, round_)
        alone = "0" if written[at] == "le" else digits[at]
        parts.append((count, value) if count else (1, alone))
        at += max(count, 1)
    return parts


def _is_sure(parts: _Parts) -> bool:
    """Tell whether parts make a phone or identity number, or nine digits in threes."""
    digits = "".join(value for _, value in parts)
    threes = len(digits) == 9 and all(len(value) == 3 for _, value in parts)
    return threes or (len(digits) <= LONGEST and strong_shape(digits, True) is not None)


def _read_numerals(tokens: list[Token], folded: Folded) -> list[Token]:
    """Read what is said in tens and hundreds, where all together is surely a number:
    "không chín trăm lẻ năm, một trăm mười hai, …"."""
    if _FOLDED_NUMERAL_WORDS.isdisjoint([token.text for token in tokens]):
        return tokens
    out: list[Token] = []
    first = 0
    while first < len(tokens):
        written, digits = _spoken_run(tokens, folded, first)
        at = first
        first += max(1, len(written))
        spoken = not _NUMERAL_WORDS.isdisjoint(written)
        readings = [_parted(written, digits, round_) for round_ in (False, True)] if spoken else []
        parts = next(filter(_is_sure, readings), None)
        if parts is None:
            out.extend(tokens[at:first])
            continue
        for count, value in parts:
            if value:
                out.append(Token(True, value, tokens[at].start, tokens[at + count - 1].end))
            at += count
    return out


def _fills(tokens: list[Token], index: int) -> bool:
    """Tell whether token `index` is a single letter put between two groups of digits, or a short
    word between long ones: "0912 gọi 345 rồi 678"."""
    word = tokens[index]
    if word.is_number or len(word.text) > _FILLING or index + 1 >= len(tokens):
        return False
    before, after = tokens[index - 1], tokens[index + 1]
    if not (before.is_number and after.is_number):
        return False
    if word.start - before.end > 1 or after.start - word.end > 1:
        return False
    long = min(len(before.text), len(after.text)) >= 3
    return long or (len(word.text) == 1 and word.text not in _UNIT_LETTERS)


def _filled_from(tokens: list[Token], first: int) -> int:
    """Give the last token of a sure number with letters put into it from `first`, or -1."""
    digits, last = tokens[first].text, first
    if first + 1 < len(tokens) and len(tokens[first + 1].text) > 1 and digits[0] != "0":
        return -1  # a count and what is counted
    while last + 2 < len(tokens) and len(digits) <= LONGEST and _fills(tokens, last + 1):
        last += 2
        digits += tokens[last].text
        if len(digits) <= LONGEST and strong_shape(digits, True) is not None:
            return last
    return -1


def _read_filled_numbers(tokens: list[Token]) -> list[Token]:
    """Read a sure number with single letters or short words between its groups as one:
    "0912a345b678"."""
    out: list[Token] = []
    first = 0
    while first < len(tokens):
        token = tokens[first]
        last = _filled_from(tokens, first) if token.is_number else -1
        if last >= 0:
            digits = "".join(part.text for part in tokens[first : last + 1] if part.is_number)
            token = Token(True, digits, token.start, tokens[last].end)
        out.append(token)
        first = max(first, last) + 1
    return out


def _told_from_its_end(tokens: list[Token], at: int) -> str:
    """Give the digits of "đuôi 678, đầu 0912345" from its last group's word on, "" for none."""
    if at + 3 >= len(tokens) or tokens[at].text not in _ENDS or tokens[at + 2].text != "dau":
        return ""
    _, end, _, begin = tokens[at : at + 4]
    digits = begin.text + end.text if end.is_number and begin.is_number else ""
    return digits if len(digits) <= LONGEST and strong_shape(digits, True) is not None else ""


def _read_ends(tokens: list[Token]) -> list[Token]:
    """Read a sure number whose end is told first as one."""
    if _ENDS.isdisjoint([token.text for token in tokens]):
        return tokens
    out: list[Token] = []
    at = 0
    while at < len(tokens):
        out.append(tokens[at])
        digits = _told_from_its_end(tokens, at)
        if digits:
            out.append(Token(True, digits, tokens[at + 1].start, tokens[at + 3].end))
        at += 4 if digits else 1
    return out


def tokenise(folded: Folded) -> list[Token]:
    """Give the words and numbers of a folded note in order."""
    tokens: list[Token] = []
    for run in _RUN.finditer(folded.chars):
        tokens.extend(_split_run(folded, run.start(), run.end()))
    spoken = _read_numerals(_read_lone_zeros(tokens, folded), folded)
    return _read_ends(_read_filled_numbers(_read_digit_words(spoken, folded)))

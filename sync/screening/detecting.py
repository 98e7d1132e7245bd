"""All detectors over one note."""

from __future__ import annotations

from collections.abc import Collection

from .births import births
from .chains import chains
from .emails import emails
from .findings import Claim, Finding, Kind, merge_overlaps
from .folding import Folded, fold, to_nfc
from .handles import handles
from .homes import homes
from .honest import mark
from .keywords import find_keywords
from .names import names
from .near import Surroundings, numbers_near_words
from .papers import papers
from .parting import part
from .passwords import passwords
from .phrases import phrases
from .shapes import Numbers, strong_numbers, weak_numbers
from .spoken_codes import spoken_codes
from .tokens import tokenise
from .writing import Writing

_LOOKS_AT_WORDING = (names, births, homes, handles)
_LOOKS_NEAR_WORDS = (passwords, phrases, spoken_codes)


def _with_opening(folded: Folded, start: int, end: int) -> int:
    """Move a number's start over its "+", and over a bracket that closes inside it."""
    signs = "+(" if ")" in folded.chars[start:end] else "+"
    while start > 0 and folded.chars[start - 1] in signs:
        start -= 1
    return start


def _take(taken: list[bool], found: list[Numbers]) -> None:
    for first, last, _ in found:
        taken[first : last + 1] = [True] * (last - first + 1)


def _numbers(around: Surroundings) -> list[Claim]:
    """Claim numbers: by a sure shape first, then by a word beside them, then by mere length."""
    claims: list[Claim] = []
    for chain in chains(around.tokens, around.folded):
        marks = mark(chain, around.tokens, around.folded)
        taken = [False] * len(chain.numbers)
        sure = strong_numbers(chain, marks)
        _take(taken, sure)
        named = numbers_near_words(around, chain, marks, taken)
        _take(taken, named)
        for first, last, kind in (*sure, *named):
            start, end = chain.numbers[first].start, chain.numbers[last].end
            claims.append(Claim(kind, _with_opening(around.folded, start, end), end))
        claims.extend(weak_numbers(chain, marks, taken))
    return claims


def _place(claim: Claim, folded: Folded) -> Finding:
    """Turn a claim on folded text into a finding on the note, invisible tail included."""
    start, at_last = folded.at[claim.start], folded.at[claim.end - 1]
    after = folded.at[claim.end] if claim.end < len(folded.at) else len(folded.source)
    return Finding(claim.kind, start, max(after, at_last + 1))


def _names_in_parts(folded: Folded, allowed: Collection[Kind]) -> list[Finding]:
    """Find the names of which something else than a space parts the words."""
    parted = part(folded) if "person_name" not in allowed else None
    if parted is None:
        return []
    claims = names(Writing(parted, tokenise(parted)))
    return [_place(claim, parted) for claim in claims if claim.kind == "person_name"]


def find_citizen_data(text: str, allowed: Collection[Kind] = ()) -> list[Finding]:
    """Give what a note must not hold, in order and without overlaps.

    Accepts any string; offsets count code points of `to_nfc(text)`. Kinds that are `allowed` are
    not looked for: a volunteer's name is one. An empty list does not prove a note clean: it may
    still tell of somebody.
    """
    folded = fold(to_nfc(text))
    tokens = tokenise(folded)
    note = Writing(folded, tokens)
    around = Surroundings(note, find_keywords(tokens))
    claims = [
        *emails(folded, tokens),
        *(claim for look in _LOOKS_NEAR_WORDS for claim in look(around)),
        *_numbers(around),
        *papers(folded),
        *(claim for look in _LOOKS_AT_WORDING for claim in look(note)),
    ]
    found = [_place(claim, folded) for claim in claims if claim.kind not in allowed]
    return merge_overlaps([*found, *_names_in_parts(folded, allowed)])

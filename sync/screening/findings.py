"""What a screening reports, and how overlapping reports become one.

Kept apart from the detectors so that each of them may claim a stretch of text without
knowing what the others claim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal[
    "identity_number",
    "phone_number",
    "card_or_account",
    "email",
    "one_time_code",
    "secret",
    "person_name",
    "birth_date",
    "address",
    "account_name",
]

KINDS: tuple[Kind, ...] = (
    "identity_number",
    "phone_number",
    "card_or_account",
    "email",
    "one_time_code",
    "secret",
    "person_name",
    "birth_date",
    "address",
    "account_name",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """A stretch of a note that may tell who a citizen is, or open their account.

    `start` and `end` (exclusive) count Unicode code points of the NFC-normalised note.
    """

    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A detector's wish: a kind over [start, end) of the folded text (see folding)."""

    kind: Kind
    start: int
    end: int


def merge_overlaps(findings: list[Finding]) -> list[Finding]:
    """Order findings by place; those that share a code point become one.

    The joint finding keeps the kind of the longest part, for it names best what a person
    has to remove; on a tie the earlier in the given order wins.
    """
    in_order = sorted(enumerate(findings), key=lambda item: (item[1].start, item[0]))
    merged: list[Finding] = []
    longest = 0
    for _, finding in in_order:
        length = finding.end - finding.start
        if merged and finding.start < merged[-1].end:
            last = merged[-1]
            kind = finding.kind if length > longest else last.kind
            longest = max(longest, length)
            merged[-1] = Finding(kind, last.start, max(last.end, finding.end))
        else:
            merged.append(finding)
            longest = length
    return merged

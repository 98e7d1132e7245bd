"""Takes the findings out of a note, for records that are kept although a text was not clean."""

from __future__ import annotations

from collections.abc import Callable, Collection

from .detecting import find_citizen_data
from .findings import Finding, Kind
from .folding import to_nfc

BLANK = "…"

# What stands on both sides of a blank may make a new number; notes need one or two rounds.
_ROUNDS = 6


def _without(nfc: str, findings: list[Finding]) -> str:
    """Put a blank in the place of each finding, with at most one space on either side."""
    out = ""
    at = 0
    for finding in findings:
        before = nfc[at : finding.start]
        kept = before.strip(" ")
        lead = " " if at > 0 and before.startswith(" ") else ""
        tail = " " if kept and before.endswith(" ") else ""
        out += lead + kept + tail + BLANK
        at = finding.end
    rest = nfc[at:]
    kept = rest.strip(" ")
    return out + (" " if kept and rest.startswith(" ") else "") + kept


def blank(
    text: str,
    allowed: Collection[Kind] = (),
    may_look: Callable[[str], bool] = lambda text: True,
) -> str:
    """Give the note in NFC with "…" for each finding that is not of an `allowed` kind; nothing
    else is found in what is returned.

    A note without findings comes back unchanged but for NFC. Should blanks go on making new
    findings, which no real note does, the whole note is given up; so is one that may not be looked
    through (once more), of which `may_look` is asked each time.
    """
    nfc = to_nfc(text)
    for _ in range(_ROUNDS):
        if not may_look(nfc):
            break
        findings = find_citizen_data(nfc, allowed)
        if not findings:
            return nfc
        nfc = to_nfc(_without(nfc, findings))
    return BLANK

"""Screening: finds in a note what could tell who a citizen is, or open their account.

The phone runs the twin of this package (pwa/src/rules/screening) before it saves a note, the
server runs this one before it stores anything. Both read sync/cases/screening.json. Names of
persons cannot be told from other words reliably and are not looked for.

    to_nfc      the form all offsets count in
    folding     the note in a small alphabet
    tokens      words, numbers, chains of numbers
    honest      which of them are dates, sums, counts
    shapes      numbers that tell by themselves; near: those a word gives away
    passwords, emails
    blanking    the note with every finding taken out
"""

from .blanking import BLANK, blank
from .detecting import find_citizen_data
from .findings import KINDS, Finding, Kind
from .folding import to_nfc

__all__ = ["BLANK", "KINDS", "Finding", "Kind", "blank", "find_citizen_data", "to_nfc"]

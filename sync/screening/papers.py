"""Numbers of papers with letters in them: plates, passports, case files, customers of the power.

Each has a form of its own, so no word is needed beside it.
"""

from __future__ import annotations

import re

from .findings import Claim
from .folding import Folded
from .honest import is_compact_date

# What stands before is matched too, since old phones know no lookbehind.
# 76A-12345, 76B1-234.56, 29LD 123.45, 76 C1 12345
_PLATE = re.compile(
    r"(^|[^a-z0-9])([1-9][0-9][-. ]?)([a-z]{1,2})([0-9]?)([-. ]?)([0-9]{3}[.]?[0-9]{1,2})(?![a-z0-9/])"
)
# H48.15-250611-0001, 000.00.01.H48-250702-0012
_FILE = re.compile(
    r"(^|[^a-z0-9])((?:[0-9]{3}[.][0-9]{2}[.][0-9]{2}[.])?[a-z][0-9]{2}(?:[.][0-9]{2,3}){0,3}-)"
    r"([0-9]{6})(-[0-9]{4,6})(?![a-z0-9])"
)
# Passports, B7654321; customers of the power, PC05QQ0123456, PC05 QQ 0123456
_OTHERS = re.compile(
    r"(^|[^a-z0-9])([bcknp][0-9]{7,8}|p[a-e][0-9]{2} ?[a-z]{2} ?[0-9]{7})(?![a-z0-9])"
)
_UNITS = "kdhmtg"
_VEHICLE = re.compile(r"\b(xe|bien|bsx|bks)\b")


def _is_plate(found: re.Match[str], folded: Folded) -> bool:
    """Tell a plate from "30k 50000", "12-HD-2026", "lô 12B 1200 m2" and "24h 2000"."""
    series, letters, gap = found[3], folded.at[found.start(3)], found[5]
    digits = found[6].replace(".", "")
    parted = " " in found[2]
    if parted and len(digits) < 5:
        return False
    capital = folded.source[letters] != folded.source[letters].lower()
    if _VEHICLE.search(folded.chars[max(0, found.end(1) - 16) : found.end(1)]):
        return True
    if (
        (parted or gap == " ")
        and "." not in found[6]
        and not (capital and (found[4] or len(digits) == 5))
    ):
        return False
    year = len(digits) == 4 and "1900" <= digits <= "2099"
    return not year and not (series in _UNITS and digits.endswith("00"))


def papers(folded: Folded) -> list[Claim]:
    """Claim the numbers of papers in a note."""
    found = [each for each in _PLATE.finditer(folded.chars) if _is_plate(each, folded)]
    found += [each for each in _FILE.finditer(folded.chars) if is_compact_date("20" + each[3])]
    found += _OTHERS.finditer(folded.chars)
    return [Claim("identity_number", each.end(1), each.end()) for each in found]

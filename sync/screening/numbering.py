"""The numbering plans: what Vietnam's phone and identity numbers look like as digits."""

from __future__ import annotations

from .findings import Kind

# "0084 (0) 2" and nine digits more: the longest phone number anybody writes.
LONGEST = 15
SHORTEST = 10
"""No shape of fewer digits is told by itself."""


def strong_shape(digits: str, in_pieces: bool) -> Kind | None:
    """Name what these digits are by their length and first digits alone, or None.

    Mobiles and landlines by the plan in force since 2018 (10 and 11 digits), with the old
    eleven-digit mobiles; identity numbers of twelve digits begin with the 0 of a province
    code. In pieces the second digit of a phone number must be one in use, since
    "01 02 03 04 05" are five hamlets.
    """
    count = len(digits)
    if count == 10 and digits[0] == "0" and (not in_pieces or digits[1] in "235789"):
        return "phone_number"
    if count == 11 and (digits[:2] == "02" or (digits[:2] == "01" and not in_pieces)):
        return "phone_number"
    abroad = digits[4:] if digits[:4] == "0084" else digits[2:] if digits[:2] == "84" else ""
    abroad = abroad[1:] if abroad[:1] == "0" else abroad
    if (len(abroad) == 9 and abroad[0] in "35789") or (len(abroad) == 10 and abroad[0] == "2"):
        return "phone_number"
    if count == 12 and digits[0] == "0":
        return "identity_number"
    return None

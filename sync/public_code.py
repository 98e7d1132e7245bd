"""Codes on printed sheets and plaques: six letters and digits, and a seventh that shows a slip.

The seventh is a check character over GF(32), the field of x⁵+x²+1, with the weights α¹ … α⁶: any one wrong
character and any two that changed places give another one."""

from sync.code import ALPHABET, letters

LENGTH = 7
_BODY = LENGTH - 1
_FIELD = 0b100101
HOW_MANY = len(ALPHABET) ** _BODY
"""How many codes there are."""


def public_code(number: int) -> str:
    """The code of a number below 2^30, from a good source of randomness."""
    if not 0 <= number < HOW_MANY:
        raise ValueError("a public code holds 30 bits")
    body = "".join(ALPHABET[number >> (5 * place) & 31] for place in reversed(range(_BODY)))
    return body + _check_character(body)


def normalise(text: str) -> str | None:
    """What a person typed or a camera read as a code, None if it cannot be one: also where its last
    character does not fit the others."""
    plain = letters(text)
    if len(plain) != LENGTH or any(char not in ALPHABET for char in plain):
        return None
    return plain if _check_character(plain[:_BODY]) == plain[_BODY] else None


def grouped(code: str) -> str:
    """The code as it is printed: "K3F-7Q2A"."""
    return f"{code[:3]}-{code[3:]}"


def _check_character(body: str) -> str:
    """The sum of the characters, each times its weight; by Horner's rule, from the last."""
    total = 0
    for char in reversed(body):
        total = _times_alpha(total ^ ALPHABET.index(char))
    return ALPHABET[total]


def _times_alpha(value: int) -> int:
    doubled = value << 1
    return doubled ^ _FIELD if doubled >= len(ALPHABET) else doubled

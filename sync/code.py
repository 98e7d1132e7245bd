"""Short join codes: ten letters and digits that survive being read aloud or copied by hand."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
# By hand 5 and S look alike: new codes have neither. Older ones may have both, and hold.
_NEW = ALPHABET.translate(str.maketrans("", "", "5S"))
LENGTH = 10
CODES = len(_NEW) ** LENGTH
"""How many new codes there may be: 49 bits."""
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = str.maketrans("", "", " \t\r\n\u00a0-–—.")


def short_code(number: int) -> str:
    """The code of a number below CODES, from a good source of randomness."""
    if not 0 <= number < CODES:
        raise ValueError("a short code holds 49 bits")
    digits = [_NEW[number // len(_NEW) ** place % len(_NEW)] for place in range(LENGTH)]
    return "".join(reversed(digits))


def is_clear(code: str) -> bool:
    """Whether a code has no letter that looks like another one by hand."""
    return all(char in _NEW for char in code)


def normalise(text: str) -> str | None:
    """What a person typed as a code, None if it cannot be one. Spaces, dashes and case do not
    matter; O is 0, I and L are 1."""
    plain = letters(text)
    return plain if len(plain) == LENGTH and all(char in ALPHABET for char in plain) else None


def letters(text: str) -> str:
    """What a person typed as a code of any kind, without blanks, dashes and case, O as 0, I and L as 1."""
    return text.translate(_IGNORED).upper().translate(_ALIKE)


def grouped(code: str) -> str:
    """The code as it is printed: "ABCDE-FGHJK"."""
    return f"{code[: LENGTH // 2]}-{code[LENGTH // 2 :]}"

"""Short join codes: ten letters and digits that survive being read aloud or copied by hand."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base32: no I, L, O, U
LENGTH = 10
_ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
_IGNORED = str.maketrans("", "", " \t\r\n\u00a0-–—.")


def short_code(number: int) -> str:
    """The code of a number below 2^50, from a good source of randomness."""
    if not 0 <= number < len(ALPHABET) ** LENGTH:
        raise ValueError("a short code holds 50 bits")
    digits = [ALPHABET[number >> (5 * place) & 31] for place in range(LENGTH)]
    return "".join(reversed(digits))


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

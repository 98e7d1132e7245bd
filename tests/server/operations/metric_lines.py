"""What `/metrics` says, as numbers."""

import re

_LINE = re.compile(r"(\w+(?:\{.*\})?) ([-+.\dE]+|NaN|\+Inf)", re.IGNORECASE)


def numbers_of(text: str) -> dict[str, float]:
    """Each series, spelled as it is there, with its value."""
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    found = [_LINE.fullmatch(line) for line in lines]
    assert all(found), lines
    return {match[1]: float(match[2]) for match in found if match}

"""Values as both languages see them: typed JSON, text in NFC, absent the same as null."""

import json
import unicodedata
from collections.abc import Callable
from typing import Any


def nfc(value: Any) -> Any:
    """The JSON value with every text in it in NFC, names of objects too."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list | tuple):
        return [nfc(inner) for inner in value]
    if isinstance(value, dict):
        return {nfc(name): nfc(inner) for name, inner in value.items()}
    return value


def same(a: Any, b: Any) -> bool:
    """Whether two JSON values are one value (PROTOCOL 4.3): true is not 1, 1 is 1.0, NFC and NFD
    are one text, and a name that is absent from an object equals null there."""
    return _same(nfc(a), nfc(b))


def _same(a: Any, b: Any) -> bool:
    if isinstance(a, bool) or isinstance(b, bool):
        return a is b
    if isinstance(a, dict) and isinstance(b, dict):
        return all(_same(a.get(name), b.get(name)) for name in a.keys() | b.keys())
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(map(_same, a, b))
    if isinstance(a, int | float) and isinstance(b, int | float):
        return a == b
    return type(a) is type(b) and bool(a == b)


Dumps = Callable[[Any], bytes]
"""What gives the canonical spelling of a JSON value: `canonical`, or what does the same faster."""


def canonical(value: Any) -> bytes:
    """The one spelling of a JSON value, for hashing: NFC, sorted names, no spaces, 1.0 as 1.
    Raises ValueError for what is not JSON (NaN) and UnicodeEncodeError for lone surrogates."""
    text = json.dumps(
        _plain(nfc(value)),
        sort_keys=True,
        separators=(",", ":"),
        ensure_ascii=False,
        allow_nan=False,
    )
    return text.encode("utf-8")


def _plain(value: Any) -> Any:
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return value


def whole_number(value: Any) -> int | None:
    """The int that a JSON number means, None if it is no whole number. 2.0 is 2, as on phones."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float):
        return int(value) if value.is_integer() else None
    return value if isinstance(value, int) else None

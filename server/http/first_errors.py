"""What is wrong with a body, as much of it as somebody reads: a body that was made to be wrong in a hundred
thousand places would else be answered with megabytes."""

from collections.abc import Iterator, Mapping
from typing import Any

MOST_ERRORS = 20
_MOST_CHARACTERS = 200
"""Of a sentence, and of a name, which the asker may have made up."""

Place = tuple[str, ...]


def first_errors(found: Mapping[Any, Any]) -> dict[str, Any]:
    """{"errors", "errors_in_all"}: the first MOST_ERRORS of marshmallow's errors, in the same form, and
    how many there are. JSON sorts the names of an object, and a list's errors stand under numbers among
    texts, so all names are texts."""
    errors: dict[str, Any] = {}
    count = 0
    for place, sentence in _each(found):
        count += 1
        if count <= MOST_ERRORS:
            _put(errors, place, sentence)
    return {"errors": errors, "errors_in_all": count}


def _each(found: Any, place: Place = ()) -> Iterator[tuple[Place, Any]]:
    """Every single error with the names that lead to it."""
    if isinstance(found, Mapping):
        for name, inner in found.items():
            yield from _each(inner, (*place, str(name)[:_MOST_CHARACTERS]))
    elif isinstance(found, list):
        for inner in found:
            yield from _each(inner, place)
    else:
        yield place, found[:_MOST_CHARACTERS] if isinstance(found, str) else found


def _put(errors: dict[str, Any], place: Place, sentence: Any) -> None:
    *outer, last = place or ("",)
    for name in outer:
        errors = errors.setdefault(name, {})
    errors.setdefault(last, []).append(sentence)

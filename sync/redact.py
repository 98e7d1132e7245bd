"""Screens a whole change before it is stored anywhere, whether it can be parsed or not: what is
not understood may hold a citizen's number in any place of it (PROTOCOL 5.1.2)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from operator import is_
from typing import Any

from .budget import (
    CHANGE_CODE_POINTS,
    ENTRIES,
    TEXT_CODE_POINTS,
    Budget,
    RequestBudget,
)
from .channel import is_channel
from .clean import screened
from .field_policy import COUNT, ID, TEXT, Position
from .formats import read_instant
from .kinds import FROM_PHONES, OWN_WORDS, position_of
from .protocol_limits import SAFE_INTEGER
from .screening import BLANK, find_citizen_data
from .values import nfc

_DEEPEST = 16
_MOST_DIGITS = 5
_EXPONENT = re.compile(r"e.*")


_WORD = Position(lambda value: isinstance(value, str) and value in OWN_WORDS)
_ENVELOPE = {
    **dict.fromkeys(("id", "author", "record", "replaces"), ID),
    **dict.fromkeys(("no", "schema"), COUNT),
    **dict.fromkeys(("op", "kind"), _WORD),
    "why": TEXT,
    "channel": Position(is_channel),
    "at": Position(lambda value: read_instant(value) is not None),
}


def _change(kind: str | None) -> Position:
    return Position(inner={**_ENVELOPE, **dict.fromkeys(("set", "prev"), position_of(kind))})


_CHANGES, _OTHER = {kind: _change(kind) for kind in FROM_PHONES}, _change(None)


def change_position(change: Any) -> Position:
    """The position of a whole change, by its kind: that of a member holds a volunteer's name."""
    kind = change.get("kind") if isinstance(change, Mapping) else None
    return _CHANGES.get(kind, _OTHER) if isinstance(kind, str) else _OTHER


def screen_body(value: Any, request: RequestBudget | None = None) -> Any:
    """The JSON value in NFC with citizens' data blanked in every text, in the names of objects
    and in numbers of many digits; what no database holds (NUL, lone surrogates, NaN) and what
    nests beyond 16 levels is taken out. What lies beyond the change's budget, and a text that no
    field takes, is blanked without being looked through. A clean value comes back itself, not as a copy.
    Raises batch_too_large where the request's budget does not suffice."""
    return _screen(value, change_position(value), "", 0, Budget(request))


def _screen(value: Any, position: Position, name: str, depth: int, budget: Budget) -> Any:
    """`name` is that of the nearest field: where the protocol does not know it, it may be what
    says that 2580 is a PIN."""
    if depth > _DEEPEST:
        return None
    if position.is_form(value):
        return value
    if isinstance(value, str):
        return _text(value, position, name, budget)
    if isinstance(value, dict):
        return BLANK if len(value) > ENTRIES else _object(value, position, depth, budget)
    if isinstance(value, list | tuple):
        return BLANK if len(value) > ENTRIES else _list(value, position, name, depth, budget)
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, int | float):
        return _number(value, position, name, budget)
    return None


def _object(value: dict[str, Any], position: Position, depth: int, budget: Budget) -> Any:
    """Names that the protocol knows go first, so that none of them falls to what a stranger added,
    then the others by their spelling: the order in which they came says nothing."""
    at = {name: position.at(name) for name in value}
    others = [name for name, inner in at.items() if not inner.known]
    order = sorted(at)
    if others:
        budget.open()
        order.sort(key=lambda name: not at[name].known)
    found: dict[str, tuple[str, Any]] = {}
    is_clean = True
    for name in order:
        if name != BLANK and not budget.may_visit():
            return {**_in_order(value, found), BLANK: BLANK}
        inner, before = at[name], value[name]
        clean = name if inner.known else screened(name, (), budget)
        after = _screen(before, inner, name, depth + 1, budget)
        is_clean = is_clean and after is before and clean == name
        found[name] = clean, after
    return value if is_clean else _in_order(value, found)


def _in_order(names: Iterable[str], found: Mapping[str, tuple[str, Any]]) -> dict[str, Any]:
    return dict(found[name] for name in names if name in found)


def _list(
    value: Sequence[Any], position: Position, name: str, depth: int, budget: Budget
) -> Sequence[Any]:
    are_forms = depth < _DEEPEST and all(map(position.is_form, value))
    if are_forms and budget.may_visit(len(value)):
        return value
    if not are_forms:
        budget.open()
    found: list[Any] = []
    for each in value:
        if each != BLANK and not budget.may_visit():
            return [*found, BLANK]
        found.append(_screen(each, position, name, depth + 1, budget))
    return value if all(map(is_, found, value)) else found


def is_within_budget(value: Any) -> bool:
    """Whether a value is so small that screening may have left it as it is. No text in it is too
    long to be spelled: to sort a run of marks takes quadratic time."""
    level, seen = [value], 0
    while level:
        seen += len(level)
        if seen > 2 * CHANGE_CODE_POINTS:
            return False
        inner: list[Any] = []
        for each in level:
            if isinstance(each, str) and len(each) > TEXT_CODE_POINTS:
                return False
            if isinstance(each, Mapping):
                inner += [*each.keys(), *each.values()]
            elif isinstance(each, list | tuple):
                inner += each
        level = inner
    return True


def screened_fields(raw: Any, body: Any) -> tuple[str, ...]:
    """The names of the fields in `set` whose text lost something."""
    before, after = (each.get("set") if isinstance(each, Mapping) else None for each in (raw, body))
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return ()
    return tuple(
        sorted(
            name
            for name, value in before.items()
            if isinstance(value, str) and name in after and _lost(value, after[name])
        )
    )


def fields_too_long(raw: Any) -> list[str]:
    """The names of the fields in `set` whose text is longer than any field takes."""
    said = raw.get("set") if isinstance(raw, Mapping) else None
    if not isinstance(said, Mapping):
        return []
    long = [k for k, v in said.items() if isinstance(v, str) and len(v) > TEXT_CODE_POINTS]
    return sorted(map(str, long))


def _lost(value: str, after: Any) -> bool:
    # The form of a long text is not asked for: to sort a run of marks takes quadratic time.
    return len(value) > TEXT_CODE_POINTS or bool(nfc(value) != after)


def _text(value: str, position: Position, name: str, budget: Budget) -> str:
    clean = screened(value, position.allowed, budget)
    return BLANK if _gives_away(name, clean, position, budget) else clean


def _gives_away(name: str, value: str, position: Position, budget: Budget) -> bool:
    """Whether an unknown field's name makes its value a citizen's: {"pin": "2580"}. A blank cannot be
    one, and a name that is one says nothing; what may not be looked at any more may be."""
    if position.known or name in ("", BLANK) or value == BLANK or len(name) > TEXT_CODE_POINTS:
        return False
    label = screened(name, (), budget) + ": "
    if not budget.may_look(label + value):
        return True
    return any(found.end > len(label) for found in find_citizen_data(label + value))


def _number(
    value: int | float, position: Position, name: str, budget: Budget
) -> int | float | None:
    if not abs(value) <= SAFE_INTEGER:  # NaN is neither below nor above
        return None
    if _digits(value) > _MOST_DIGITS or _gives_away(name, str(abs(value)), position, budget):
        return None
    return value


def _digits(value: int | float) -> int:
    """How many digits somebody would have to type for the number."""
    plain = int(value) if float(value).is_integer() else value
    return len(_EXPONENT.sub("", str(abs(plain))).replace(".", "").lstrip("0"))

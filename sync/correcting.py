"""A coordinator's correction of a session (PROTOCOL 5.8). No phone made it: nobody waits for a
verdict, so what somebody else changed meanwhile is told at once instead of becoming a proposal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from .change import as_seen
from .correction import FIELD, correction_by_name
from .kinds import KINDS
from .kinds.fields import read_text
from .merge import merge
from .protocol_limits import WHY_CODE_POINTS
from .refusal import ChangeRefused
from .settling import check_vouched, overrule
from .situation import Record


@dataclass(frozen=True, slots=True)
class CorrectionRequest:
    """What a coordinator wants of a session: the fields to set, what they were when the page was
    read, why, and the name under which the session's author reads of it."""

    set: Mapping[str, Any]
    prev: Mapping[str, Any]
    why: str
    name: str


@dataclass(frozen=True, slots=True)
class Corrected:
    """`applied`: what goes in, null for what goes away, empty where all of it stands there already;
    `late`: the fields that somebody else changed meanwhile, for which nothing goes in at all;
    `record`: the session afterwards, with who corrected it."""

    applied: dict[str, Any]
    late: tuple[str, ...]
    record: Record


def correct(
    there: Record,
    wish: CorrectionRequest,
    members: frozenset[str],
    codes: Mapping[str, frozenset[str]],
    today: date,
) -> Corrected:
    """The session with what a coordinator wants of it. Whoever corrects vouches for the day, not
    for people: companions must be among `members`, who once stood in the team. Raises
    ChangeRefused."""
    why = read_text(wish.why, "why", WHY_CODE_POINTS)
    if not why:
        raise ChangeRefused("bad_value", "why")
    kind = KINDS[there.kind]
    clean = kind.validate(wish.set, "edit")
    seen = {name: as_seen(there.kind, name, wish.prev.get(name)) for name in clean}
    merged = merge(there.fields, clean, seen)
    if merged.conflicts or not merged.applied:
        return Corrected({}, tuple(merged.conflicts), there)
    kind.check_codes(merged.applied, codes)
    check_vouched(merged.applied, members, today)
    applied = {**merged.applied, FIELD: correction_by_name(wish.name, why)}
    return Corrected(applied, (), overrule(there, applied))

"""Who last changed a session that is not their own, and why (PROTOCOL 5.4.4)."""

from collections.abc import Mapping
from typing import Any

from .change import Change
from .kinds import KINDS
from .merge import Merge, with_fields
from .values import same

FIELD = "corrected"


def correction(change: Change, author: str | None) -> dict[str, Any] | None:
    """What a session of `author` says of an edit that went into it: by whom and why; None where
    the author made it and gives no reason. One who takes back what somebody else voided gives one."""
    if change.author == author and not change.why:
        return None
    return {"by": change.author, "why": change.why} if change.why else {"by": change.author}


def correction_by_name(name: str, why: str | None = None) -> dict[str, Any]:
    """What a session says of a coordinator's correction: coordinators are no members, so the name
    stands there itself (PROTOCOL 5.8)."""
    return {"name": name, "why": why} if why else {"name": name}


def correction_by_member(
    member: str, author: str | None, why: str | None = None
) -> dict[str, Any] | None:
    """What a session of `author` says of what a lead settled; None where it is the lead's own."""
    if member == author:
        return None
    return {"by": member, "why": why} if why else {"by": member}


def with_correction(change: Change, merged: Merge) -> Merge:
    """The outcome of an edit together with what the session says of it. An edit of which nothing
    went in says nothing."""
    if not KINDS[change.kind].tells_who or not merged.applied:
        return merged
    said = correction(change, merged.fields.get("author"))
    if same(merged.fields.get(FIELD), said):
        return merged
    fields: Mapping[str, Any] = {FIELD: said}
    return Merge({**merged.applied, **fields}, merged.conflicts, with_fields(merged.fields, fields))

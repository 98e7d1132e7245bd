"""Members who were entered twice and made one (PROTOCOL 5.10): what a phone, or a record, still says of
the one who was merged is said of the one who was kept. Pure functions of who was merged into whom."""

from collections.abc import Mapping
from typing import Any

from .change import Change
from .correction import FIELD as CORRECTED

_COMPANIONS = "companions"


def change_of_kept(change: Change, merged: Mapping[str, str], author: str | None) -> Change:
    """A change with everybody's present id. `author` is that of the record which stands, None where
    there is none yet. Who is the record's author by now is no companion of it any more, also in what
    an edit saw before: else it would meet another value."""
    maker = merged.get(change.author, change.author)
    whose = author or maker
    return change._replace(
        author=maker,
        set=_with_companions(change.set, merged, whose),
        prev=_with_companions(change.prev, merged, whose),
    )


def fields_of_kept(fields: Mapping[str, Any], merged: Mapping[str, str]) -> dict[str, Any]:
    """Those fields of a record, by name, that name somebody who was merged, as they read by now."""
    author = fields.get("author")
    author = merged.get(author, author) if isinstance(author, str) else None
    whole = {**_with_companions(fields, merged, author), "author": author}
    said = fields.get(CORRECTED)
    if isinstance(said, Mapping) and said.get("by") in merged:
        whole[CORRECTED] = {**said, "by": merged[said["by"]]}
    if fields.get("field") == _COMPANIONS:  # A proposal; its author may not be the session's.
        for name in ("current", "proposed"):
            whole[name] = _people(fields.get(name), merged, None)
    return {name: value for name, value in whole.items() if fields.get(name) != value}


def _with_companions(
    fields: Mapping[str, Any], merged: Mapping[str, str], author: str | None
) -> dict[str, Any]:
    if _COMPANIONS not in fields:
        return dict(fields)
    return {**fields, _COMPANIONS: _people(fields[_COMPANIONS], merged, author)}


def _people(named: Any, merged: Mapping[str, str], author: str | None) -> Any:
    """A list that means a set: sorted, each once. What is none stays as it is, and so does a list in
    which nobody stands who was merged, nor an author who was kept."""
    if not isinstance(named, list) or not all(isinstance(each, str) for each in named):
        return named
    if merged.keys().isdisjoint(named) and not (author in named and author in merged.values()):
        return named
    return sorted({merged.get(each, each) for each in named} - {author})

"""The catalogue as files: one CSV for each list."""

import csv
from pathlib import Path
from typing import Any

from sync.kinds import KINDS

# Each list and its file, in the order in which coordinators see them.
LISTS = {
    "service": "services.csv",
    "outcome": "outcomes.csv",
    "reason": "reasons.csv",
    "place_kind": "place_kinds.csv",
    "age_band": "age_bands.csv",
    "affiliation": "affiliations.csv",
}
GROUPED = tuple(kind for kind in LISTS if "group" in KINDS[kind].table["fields"])

_OF_ALL = ("code", "label_vi", "label_en", "sort", "active")
_FLAGS = {
    kind: [
        name for name in KINDS[kind].table["fields"] if name not in (*_OF_ALL, "group", "is_group")
    ]
    for kind in LISTS
}
"""The yes/no columns that only this list has."""


def read_catalogue(folder: Path) -> list[dict[str, Any]]:
    """The items of all lists in a folder, in the columns of the table `catalogue_item`. Raises
    ValueError with file and line for what cannot be read."""
    return [item for kind, name in LISTS.items() for item in _read_list(kind, folder / name)]


def published_fields(item: dict[str, Any]) -> dict[str, Any]:
    """The fields of the record that phones get for an item."""
    fields: dict[str, Any] = {name: item[name] for name in _OF_ALL} | item["flags"]
    if item["kind"] in GROUPED:
        fields["group"] = item["group_code"]
    return fields


def _read_list(kind: str, path: Path) -> list[dict[str, Any]]:
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    seen: set[str] = set()
    items = []
    for number, row in enumerate(rows, start=1):
        where = f"{path.name}, line {number + 1}"
        if None in row.values() or None in row or not row.get("code"):
            raise ValueError(f"{where}: a column is missing or too many")
        if row["code"] in seen:
            raise ValueError(f"{where}: the code {row['code']} stands twice")
        seen.add(row["code"])
        items.append(_item(kind, row, number, where))
    return items


def _item(kind: str, row: dict[str, str], sort: int, where: str) -> dict[str, Any]:
    extra: dict[str, Any] = {name: _yes(row[name], where) for name in _FLAGS[kind]}
    if kind == "service":
        extra["is_group"] = row["kind"] == "group"
    return {
        "kind": kind,
        "code": row["code"],
        "group_code": row.get("group") or None,
        "label_vi": row["label_vi"],
        "label_en": row["label_en"],
        "sort": sort,
        "active": _yes(row.get("active", "yes"), where),
        "flags": extra,
    }


def _yes(text: str, where: str) -> bool:
    if text not in ("yes", "no"):
        raise ValueError(f"{where}: {text!r} must be yes or no")
    return text == "yes"

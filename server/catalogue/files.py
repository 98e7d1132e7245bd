"""The catalogue as files: one CSV for each list."""

import csv
from pathlib import Path
from typing import Any

# Kind of item, its file, and the yes/no columns that only it has.
LISTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "service": ("services.csv", ()),
    "outcome": ("outcomes.csv", ("counts", "asks_reason")),
    "reason": ("reasons.csv", ()),
    "place_kind": ("place_kinds.csv", ()),
    "age_band": ("age_bands.csv", ()),
    "affiliation": ("affiliations.csv", ("counts_as_union_member",)),
}

GROUPED = ("service", "reason")


def read_catalogue(folder: Path) -> list[dict[str, Any]]:
    """The items of all lists in a folder, in the columns of the table `catalogue_item`. Raises
    ValueError with file and line for what cannot be read."""
    return [
        item
        for kind, (name, flags) in LISTS.items()
        for item in _read_list(kind, folder / name, flags)
    ]


def published_fields(item: dict[str, Any]) -> dict[str, Any]:
    """The fields of the record that phones get for an item."""
    names = ("code", "label_vi", "label_en", "sort", "active")
    fields: dict[str, Any] = {name: item[name] for name in names} | item["flags"]
    if item["kind"] in GROUPED:
        fields["group"] = item["group_code"]
    return fields


def _read_list(kind: str, path: Path, flags: tuple[str, ...]) -> list[dict[str, Any]]:
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
        items.append(_item(kind, row, number, flags, where))
    return items


def _item(
    kind: str, row: dict[str, str], sort: int, flags: tuple[str, ...], where: str
) -> dict[str, Any]:
    extra: dict[str, Any] = {name: _yes(row[name], where) for name in flags}
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

"""Loading the catalogue and publishing it to every phone."""

from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from server.audit.writing import SYSTEM, record_audit
from server.catalogue import store
from server.catalogue.files import published_fields, read_catalogue
from server.catalogue.tables import CatalogueItem
from server.database.engine import db
from server.records.writer import writing
from sync.channel import CATALOGUE

DATA = Path(__file__).parents[1] / "data"


def import_catalogue(folder: Path = DATA) -> tuple[int, int]:
    """Loads the CSV files of a folder: (how many items, how many of them new or changed). What
    a file does not name any more is retired, never deleted: records name it. What somebody added
    or changed by hand stands above every file. Raises ValueError for a file that cannot be read,
    and for an outcome that would count otherwise than before, since totals already hold it: retire
    that one and give the new meaning a new code."""
    items = read_catalogue(folder)
    with writing(db.session, len(items)) as writer:
        known = {(item.kind, item.code): row_of(item) for item in store.items(db.session)}
        given = {(item["kind"], item["code"]): item for item in items}
        for key, item in known.items():
            given.setdefault(key, {**item, "active": False})
        given |= {key: known[key] for key in store.edited_codes(db.session)}
        changed = [item for key, item in given.items() if known.get(key) != item]
        _check_counting(known, changed)
        store.put_items(db.session, changed)
        for item in given.values():
            writer.put(
                item["kind"],
                record_id(item["kind"], item["code"]),
                CATALOGUE,
                published_fields(item),
            )
        details = {"items": len(given), "changed": len(changed)}
        record_audit(db.session, SYSTEM, "catalogue_imported", ("catalogue", CATALOGUE), details)
    db.session.commit()
    return len(given), len(changed)


def record_id(kind: str, code: str) -> str:
    """The id under which phones know a catalogue item, the same on every server."""
    return str(uuid5(NAMESPACE_URL, f"tungngo:{kind}:{code}"))


def row_of(item: CatalogueItem) -> dict[str, Any]:
    """An entry in the columns of its table."""
    return {
        "kind": item.kind,
        "code": item.code,
        "group_code": item.group,
        "label_vi": item.label_vi,
        "label_en": item.label_en,
        "sort": item.sort,
        "active": item.active,
        "flags": item.flags,
    }


def _check_counting(
    known: dict[tuple[str, str], dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    for item in changed:
        before = known.get((item["kind"], item["code"]))
        if before and before["flags"].get("counts") != item["flags"].get("counts"):
            raise ValueError(
                f"{item['code']} cannot count otherwise than before: give the new meaning a new code"
            )

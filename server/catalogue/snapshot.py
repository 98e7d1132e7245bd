"""The catalogue as the app ships it, for phones that record before they ever met a server:
`python -m server.catalogue.snapshot` writes pwa/src/rules/catalogue.json anew."""

import json
from pathlib import Path
from typing import Any

from server.catalogue.files import LISTS, published_fields, read_catalogue

DATA = Path(__file__).parent / "data"
TARGET = Path(__file__).parents[2] / "pwa/src/rules/catalogue.json"


def catalogue_snapshot(folder: Path = DATA) -> dict[str, list[dict[str, Any]]]:
    """Kind of item → its items, with the fields of the rows that a server publishes."""
    items = read_catalogue(folder)
    return {
        kind: [published_fields(item) for item in items if item["kind"] == kind] for kind in LISTS
    }


if __name__ == "__main__":
    text = json.dumps(catalogue_snapshot(), ensure_ascii=False, indent=2)
    TARGET.write_text(text + "\n", encoding="utf-8")

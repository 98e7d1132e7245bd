"""The guides as a file, and as the records that phones get."""

import json
from pathlib import Path
from typing import Any

from server.guides.pictures import PICTURES

DATA = Path(__file__).parent / "data" / "guides.json"

CONTENT = ("title_vi", "title_en", "sort", "active", "services", "steps")
"""What a writing of a guide sets; the columns of `guide_version` beside code, version and writer."""


def read_guides(file: Path = DATA) -> list[dict[str, Any]]:
    """The guides of a file in their order: code, and what `CONTENT` names. Raises ValueError for a code
    that stands twice and a picture that nobody drew."""
    guides: list[dict[str, Any]] = json.loads(file.read_text(encoding="utf-8"))
    codes = [guide["code"] for guide in guides]
    if len(set(codes)) != len(codes):
        raise ValueError(f"{file.name}: a code stands twice")
    for guide in guides:
        drawn = {step["picture"] for step in guide["steps"]} - {None}
        if unknown := sorted(drawn - PICTURES):
            raise ValueError(f"{file.name}, {guide['code']}: nobody drew {', '.join(unknown)}")
    return [{**guide, "sort": place, "active": True} for place, guide in enumerate(guides, start=1)]


def published_fields(guide: dict[str, Any]) -> dict[str, Any]:
    """The fields of the record that phones get for a guide."""
    return {name: guide[name] for name in ("code", "version", *CONTENT)}

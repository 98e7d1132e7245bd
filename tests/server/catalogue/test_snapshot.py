"""The catalogue that the app ships."""

import json

from server.catalogue.snapshot import TARGET, catalogue_snapshot


def test_the_shipped_catalogue_is_the_one_of_the_files() -> None:
    shipped = json.loads(TARGET.read_text(encoding="utf-8"))
    assert shipped == catalogue_snapshot(), "run python -m server.catalogue.snapshot"


def test_every_list_is_there() -> None:
    sizes = {kind: len(items) for kind, items in catalogue_snapshot().items()}
    assert sizes == {
        "service": 52,
        "outcome": 8,
        "reason": 28,
        "place_kind": 8,
        "age_band": 7,
        "affiliation": 4,
    }

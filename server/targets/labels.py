"""What is aimed at, in words of the catalogue."""

from collections.abc import Mapping

from server.targets.tables import Indicator
from server.targets.target_math import Key

INDICATOR = "indicator"


def show_key(
    key: Key, indicators: Mapping[str, Indicator], groups: Mapping[str, str]
) -> dict[str, str | None]:
    """What a target is about, as JSON. An indicator's name in Vietnamese and English, a group of services'
    in both; None for what the measure alone says."""
    vi = en = groups.get(key.of) if key.of else None
    if key.measure == INDICATOR:
        indicator = indicators[key.of]
        vi, en = indicator.label_vi, indicator.label_en
    return {
        "measure": key.measure,
        "of": key.of,
        "label_vi": vi,
        "label_en": en,
        "from": key.first.isoformat(),
        "to": key.last.isoformat(),
    }

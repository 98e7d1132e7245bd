"""What is aimed at, in words of the catalogue."""

from collections.abc import Mapping

from server.targets.tables import Indicator
from server.targets.target_math import Key

INDICATOR = "indicator"


def labels_of(
    key: Key, indicators: Mapping[str, Indicator], groups: Mapping[str, str]
) -> tuple[str | None, str | None]:
    """An indicator's name in Vietnamese and English, a group of services' in both; None for what
    the measure alone says."""
    if key.measure == INDICATOR:
        indicator = indicators[key.of]
        return indicator.label_vi, indicator.label_en
    name = groups.get(key.of) if key.of else None
    return name, name

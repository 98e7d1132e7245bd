"""Walked by test_recipes.py in a copy of the project that has one setting more: not collected in the
project itself."""

import pytest

from server.config import ConfigError, read_settings


def test_it_is_read_has_its_default_and_is_refused_where_it_is_wrong() -> None:
    assert read_settings({}).tool_days == 30  # type: ignore[attr-defined]
    assert read_settings({"TOOL_DAYS": "7"}).tool_days == 7  # type: ignore[attr-defined]
    with pytest.raises(ConfigError, match="TOOL_DAYS"):
        read_settings({"TOOL_DAYS": "soon"})

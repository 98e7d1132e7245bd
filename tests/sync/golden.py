"""The golden cases: one file a rule, read by pytest here and by vitest in pwa/src/rules."""

import json
from pathlib import Path
from typing import Any

import pytest

CASES = Path(__file__).parents[2] / "sync/cases"


def golden(name: str) -> dict[str, Any]:
    """The whole file."""
    found: dict[str, Any] = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    return found


def each_case(name: str) -> pytest.MarkDecorator:
    """Parametrises a test over the cases of a file, as argument `case`."""
    cases = golden(name)["cases"]
    return pytest.mark.parametrize("case", cases, ids=[case["name"] for case in cases])

"""The night has other colours than the day and nothing else: so what the journeys prove of a screen
by day, but for its colours, holds by night too."""

import re

import pytest

from tests.machine.needs import ROOT

STYLES = ROOT / "pwa" / "src" / "styles"
# All colours of the app, and those of practice, which must not look like it.
SHEETS = ("tokens.css", "practice.css")
NIGHT = re.compile(
    r"@media \(prefers-color-scheme: dark\) \{\s*:root(?:\[data-practice\])? \{([^{}]*)\}\s*\}"
)
NAMED = re.compile(r"(--[a-z-]+): ([^;]+);")
COLOUR = re.compile(r"#[0-9a-f]{6}|rgb\(\d+ \d+ \d+ / \d+%\)")


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_night_changes_colours_only(sheet: str) -> None:
    tokens = (STYLES / "tokens.css").read_text(encoding="utf-8")
    (night,) = NIGHT.findall((STYLES / sheet).read_text(encoding="utf-8"))
    day = dict(NAMED.findall(NIGHT.sub("", tokens)))
    changed = dict(NAMED.findall(night))
    assert NAMED.sub("", night).strip() == ""
    for name, value in changed.items():
        assert COLOUR.sub("…", value) == COLOUR.sub("…", day[name])


def test_nothing_else_knows_of_the_night() -> None:
    files = [file for file in (ROOT / "pwa" / "src").rglob("*") if file.is_file()]
    said = {file.name: file.read_text(encoding="utf-8", errors="replace") for file in files}
    asks = re.compile(r"prefers-color-scheme|light-dark\(")
    found = {name: len(asks.findall(text)) for name, text in said.items() if asks.search(text)}
    assert found == dict.fromkeys(SHEETS, 1)

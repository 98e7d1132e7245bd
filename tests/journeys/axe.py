"""axe, run in the page: what it finds, in a few words each."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

MOST_LOOKS = 10
RESULTS = {"resultTypes": ["violations"]}
EVERYTHING = RESULTS | {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "rules": {"target-size": {"enabled": True}},
}
COLOURS = RESULTS | {
    "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
}
"""Of all those rules the ones that look at colours."""


def violations(page: Page, options: dict[str, Any] = EVERYTHING) -> list[str]:
    """One line for each rule that the page breaks, with the first elements that break it.

    The window is made as high as the page first: what happens to lie half under the tabs only
    waits to be scrolled, but axe would take the half for the whole target. A page to which something
    came while it was looked at is looked at again, since that may have gone under the tabs.
    """
    size = page.viewport_size
    assert size
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[dict[str, Any]] = []
    seen, height, looks = 0, height_of(page), 0
    while seen != height:
        looks += 1
        assert looks < MOST_LOOKS, "the page never stands still"
        unfolded = {"width": size["width"], "height": max(size["height"], height)}
        page.set_viewport_size(unfolded)  # type: ignore[arg-type]
        found = page.evaluate(
            "(options) => axe.run(document, options).then((r) => r.violations)", options
        )
        page.set_viewport_size(size)
        seen, height = height, height_of(page)
    return [f"{rule['id']}: {[node['html'][:160] for node in rule['nodes'][:3]]}" for rule in found]


def height_of(page: Page) -> int:
    """How high the whole page is, px."""
    return int(page.evaluate("() => document.documentElement.scrollHeight"))

"""A province's totals by its 3,000 teams, opened on a slow phone."""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import Page, sync_playwright

from server.app.factory import create_app
from tests.bench.figures import Figure
from tests.bench.province import LOGIN, PASSWORD, TEAMS, build_province
from tests.bench.setting import slow_down
from tests.journeys.browsing import Phone
from tests.journeys.house import House
from tests.journeys.steps import log_in

SESSIONS = 10_000
OPENED = 5
SLOWER = 4
USABLE, LONGEST = 1000, 150
"""Milliseconds: from the browser's navigation until the figures are there and a tap is heeded, and of
the longest task until then and for a second after."""

WATCH = """
window.tasks = []
new PerformanceObserver((list) => {
  for (const { duration } of list.getEntries()) window.tasks.push(duration)
}).observe({ type: 'longtask', buffered: true })
new MutationObserver((_, watching) => {
  if (!document.querySelector('[data-figure=people][data-of]')) return
  watching.disconnect()
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => { window.usable = performance.now() }
    channel.port2.postMessage(0)
  })
}).observe(document, { subtree: true, childList: true })
"""


def measure() -> Iterator[Figure]:
    """Medians of the page opened anew, with the last answer on the phone and the server asked again,
    and the first time, when there is none."""
    with tempfile.TemporaryDirectory(prefix="tungngo-bench-") as name, sync_playwright() as playing:
        folder = Path(name)
        (folder / "instance").mkdir()
        house = House(folder / "instance")
        house.flask("db", "upgrade")
        build_province(create_app(house.environment), SESSIONS)
        house.start()
        phone = Phone(playing, folder / "phone", house.url)
        try:
            log_in(phone.open("/desk/login"), LOGIN, PASSWORD)
            phone.wait_for_worker()
            first, *later = [_open(phone.page, house.url) for _ in range(OPENED + 1)]
        finally:
            phone.close()
            house.stop()
    of = f"{TEAMS:,} teams' totals, CPU ÷{SLOWER}"
    yield Figure(f"{of}, for the first time", first["usable"], "ms")
    yield Figure(f"{of}: usable", median(each["usable"] for each in later), "ms", USABLE)
    longest = max(each["longest"] for each in (first, *later))
    yield Figure(f"{of}: the longest task", longest, "ms", LONGEST)


def _open(page: Page, url: str) -> dict[str, Any]:
    page.add_init_script(WATCH)
    slow_down(page, SLOWER)
    page.goto(f"{url}/desk?by=team")
    page.wait_for_function("() => window.usable !== undefined")
    # What comes after: the new answer is kept, read again and drawn.
    page.evaluate("() => new Promise((done) => setTimeout(done, 1000))")
    return dict(page.evaluate("() => ({ usable, longest: Math.max(0, ...tasks) })"))

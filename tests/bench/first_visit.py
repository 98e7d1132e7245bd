"""The very first visit, on slow 4G and a processor 4 and 10 times slower: how soon something to look
at is there, how long the page does not answer meanwhile, and how far it jumps."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.setting import Setting, slow_down
from tests.journeys.browsing import Phone

VISITS = 5
# What Lighthouse calls slow 4G: bytes a second each way, and milliseconds there and back.
SLOW_4G = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6e6 / 8,
    "uploadThroughput": 750e3 / 8,
}
GOALS = {4: (1600, 50, 0.02), 10: (None, None, 0.02)}

WATCH = """
window.seen = { largest: 0, blocked: 0, moved: 0 }
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.largest = entry.startTime
}).observe({ type: 'largest-contentful-paint', buffered: true })
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) seen.blocked += Math.max(0, entry.duration - 50)
}).observe({ type: 'longtask', buffered: true })
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) seen.moved += entry.value
}).observe({ type: 'layout-shift', buffered: true })
"""


def measure(place: Setting) -> Iterator[Figure]:
    """Medians: ms of the largest paint, ms that long tasks blocked, and the sum of layout shifts;
    each visit with a new profile, until the service worker has kept all files."""
    for times, goals in GOALS.items():
        visits = [_visit(place, f"visit-{times}-{n}", times) for n in range(VISITS)]
        for name, key, unit, goal in zip(
            ("largest paint", "blocking time", "layout shift"),
            ("largest", "blocked", "moved"),
            ("ms", "ms", ""),
            goals,
            strict=True,
        ):
            value = median(visit[key] for visit in visits)
            yield Figure(f"first visit on slow 4G, {name}, CPU ÷{times}", value, unit, goal)


def _visit(place: Setting, name: str, times: int) -> dict[str, float]:
    phone = Phone(place.playwright, place.folder / name, place.house.url)
    page = phone.open("")
    try:
        page.add_init_script(WATCH)
        network = page.context.new_cdp_session(page)
        network.send("Network.enable")
        network.send("Network.emulateNetworkConditions", SLOW_4G)
        slow_down(page, times)
        page.goto(f"{phone.url}/")
        phone.wait_for_worker()  # what looks for a part of the page again and again would be measured too
        found: dict[str, float] = page.evaluate("() => window.seen")
        return found
    finally:
        phone.close()

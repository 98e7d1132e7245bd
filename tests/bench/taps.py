"""From the finger to "saved" and to the new number, on a processor 4 and 10 times slower."""

from collections.abc import Callable, Iterator
from statistics import median

from playwright.sync_api import Page, expect

from tests.bench.figures import Figure
from tests.bench.setting import Setting, slow_down
from tests.journeys.steps import expect_state, log
from tests.journeys.words import t

TAPS = 9
DURABLE = {4: 100, 10: 250}
PAINTED = {4: 60, 10: 160}

# Counts from the event itself, not from the test's request for it. "Saved" is said only when the
# transaction is complete; a number is painted when the frame after its change has been drawn.
WATCH = """
() => {
  const measured = { }
  window.measured = measured
  let begin = 0
  let said = null
  let number = ''
  const tally = () => document.querySelector('.tally')?.textContent
  document.addEventListener('pointerdown', (event) => {
    begin = event.timeStamp
    said = document.querySelector('.snackbar')
    number = tally()
    delete measured.saved
    delete measured.painted
  }, true)
  let waiting = false
  new MutationObserver(() => {
    if (!begin) return
    const now = document.querySelector('.snackbar')
    if (measured.saved === undefined && now && now !== said) measured.saved = performance.now() - begin
    if (measured.painted === undefined && !waiting && tally() !== number) {
      waiting = true
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.onmessage = () => {
          measured.painted = performance.now() - begin
          waiting = false
        }
        channel.port2.postMessage(0)
      })
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true })
}
"""


def measure(place: Setting) -> Iterator[Figure]:
    """Medians in milliseconds of "+1 nữa", with the network off."""
    phone = place.joined_phone("Lan")
    try:
        page = phone.page
        expect_state(page, here=0, received=0)
        phone.network(False)
        yield Figure("a usual session", _count(page, lambda: log(page)), "taps", 2)
        once_more = page.get_by_role("button", name=t("home.once_more", n=1))
        yield Figure("the same again", _count(page, once_more.click), "taps", 1)
        expect_state(page, here=2, received=0)
        page.evaluate(WATCH)
        for times in (4, 10):
            slow_down(page, times)
            taps = [_tap(page) for _ in range(TAPS)]
            saved = median(tap["saved"] for tap in taps)
            painted = median(tap["painted"] for tap in taps)
            yield Figure(f"tap to saved durably, CPU ÷{times}", saved, "ms", DURABLE[times])
            yield Figure(f"tap to new number painted, CPU ÷{times}", painted, "ms", PAINTED[times])
    finally:
        phone.close()


def _count(page: Page, work: Callable[[], None]) -> int:
    """How often the screen is touched meanwhile."""
    page.evaluate(
        """() => {
          window.touched = 0
          document.onpointerdown = () => { window.touched += 1 }
        }"""
    )
    work()
    touched: int = page.evaluate("() => window.touched")
    return touched


def _tap(page: Page) -> dict[str, float]:
    button = page.get_by_role("button", name=t("home.once_more", n=1))
    expect(button).to_be_enabled()
    page.evaluate("() => new Promise((done) => requestIdleCallback(done))")
    button.click()
    page.wait_for_function(
        "() => window.measured.saved !== undefined && window.measured.painted !== undefined"
    )
    found: dict[str, float] = page.evaluate("() => window.measured")
    return found

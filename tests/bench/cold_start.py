"""Opening the app with no network and 10,000 sessions of the team on the phone: when a tile can be tapped,
and when today's figures stand there."""

from collections.abc import Iterator
from statistics import median

from tests.bench.figures import Figure
from tests.bench.setting import Setting, slow_down
from tests.journeys.steps import expect_state, log

ROWS = 10_000
STARTS = 5
GOALS = {4: (600, None), 10: (1300, None)}

# Rows as the server sends them, written straight into the phone's copy.
FILL = """
async (rows) => {
  const db = await new Promise((done, failed) => {
    const asked = indexedDB.open('tungngo')
    asked.onsuccess = () => done(asked.result)
    asked.onerror = () => failed(asked.error)
  })
  const all = (store, how) => new Promise((done) => {
    const asked = how(db.transaction(store).objectStore(store))
    asked.onsuccess = () => done(asked.result)
  })
  const base = await all('base', (store) => store.getAll())
  const one = base.find((row) => row.kind === 'help_session')
  const writing = db.transaction('base', 'readwrite')
  const store = writing.objectStore('base')
  for (let n = 0; n < rows; n += 1) {
    const day = new Date(Date.now() - (n % 180) * 86400000).toISOString().slice(0, 10)
    store.put({ ...one, id: crypto.randomUUID(), ver: one.ver + n, f: { ...one.f, day } })
  }
  await new Promise((done) => { writing.oncomplete = done })
  db.close()
}
"""
# Painted from the last visit, a tile takes a tap that the app carries out (pwa/public/boot.js).
USABLE = """
window.seen = {}
const note = (what) => {
  if (what in seen) return
  seen[what] = 0
  requestAnimationFrame(() => { seen[what] = performance.now() })
}
new MutationObserver(() => {
  if (document.querySelector('button.tile')) note('tile')
  if (document.querySelector('#app:not([hidden]) .tally b')) note('figures')
}).observe(document, { subtree: true, childList: true, attributes: true })
"""
KEPT = "() => localStorage.getItem('tungngo.early')"


def measure(place: Setting) -> Iterator[Figure]:
    """Medians in milliseconds from the browser's navigation; the browser is a new process each time."""
    phone = place.joined_phone("Minh")
    log(phone.page)
    expect_state(phone.page, here=0, received=1)
    phone.network(False)
    phone.page.evaluate(FILL, ROWS)
    phone.page.wait_for_function(KEPT)
    phone.close()
    for times, goals in GOALS.items():
        found: list[dict[str, float]] = []
        for _ in range(STARTS):
            page = phone.open("", offline=True)
            try:
                page.add_init_script(USABLE)
                slow_down(page, times)
                page.goto(f"{phone.url}/")
                page.wait_for_function("() => seen.tile && seen.figures")
                found.append(page.evaluate("() => seen"))
            finally:
                phone.close()
        for key, what, goal in zip(("tile", "figures"), ("a tile", "figures"), goals, strict=True):
            name = f"offline cold start with 10,000 rows, {what}, CPU ÷{times}"
            yield Figure(name, median(one[key] for one in found), "ms", goal)

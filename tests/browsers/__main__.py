"""Usage: python -m tests.browsers   (or make browsers)

In each engine: join, start with no server, log, come back when there is one, and be counted once.
Ends with 1 if any of them failed; an engine that cannot be had is named, and is no failure."""

import sys
import tempfile
import time
from pathlib import Path

from tests.browsers.firefox import firefox
from tests.browsers.webkit import webkit
from tests.browsers.windows import Window, wait
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed, seed
from tests.journeys.steps import INSTALL
from tests.journeys.words import standing, t
from tests.machine.needs import Unavailable

# What a person sees by its words, as far as a smoke has to.
FIND = """
const named = (selector, text) => [...document.querySelectorAll(selector)]
  .find((one) => one.getClientRects().length > 0
    && (one.ariaLabel ?? one.textContent).trim().startsWith(text))
"""
IS_THERE = FIND + "return Boolean(named(arguments[0], arguments[1]))"
PRESS = FIND + "named(arguments[0], arguments[1]).click(); return true"
TYPE = """
const field = document.querySelector(arguments[0])
field.focus()
document.execCommand('insertText', false, arguments[1])
return field.value
"""
KEPT = """
if (!navigator.serviceWorker?.controller) return false
return caches.match('/index.html', { ignoreSearch: true }).then(Boolean)
"""

ENGINES = {"Firefox": firefox, "WebKit": webkit}
NAMES = {"Firefox": "Nguyễn Thị Lan", "WebKit": "Trần Văn Minh"}
"""Who holds each engine's phone: a name that the team has already would be asked about."""


def press(window: Window, kind: str, text: str) -> None:
    """Wait for something with this text, and press it."""
    wait(window, IS_THERE, kind, text)
    window.run(PRESS, kind, text)


def day_of_a_phone(window: Window, house: House, found: Seed, who: str) -> None:
    """Joined with a server, opened and used without, counted once when it is back."""
    desk = Desk(house.url, COORDINATOR, found.password)
    before = len(desk.sessions(found.team))
    window.go(desk.invite(found.team)["link"])
    wait(window, IS_THERE, "button", t("join.take"))
    assert window.run(TYPE, "main input[type=text], main input:not([type])", who)
    window.run("document.querySelector('main input[type=checkbox]').click()")
    press(window, "button", t("join.take"))
    press(window, "a", t("join.done.start"))
    wait(window, IS_THERE, "button", INSTALL)
    wait(window, KEPT)

    house.stop()
    window.go(f"{house.url}/")
    press(window, "button", INSTALL)
    press(window, "dialog button", t("do.save"))
    wait(window, IS_THERE, "a.pill", standing(1, 0))
    window.go(f"{house.url}/")  # what was saved is there after the page is gone
    wait(window, IS_THERE, "a.pill", standing(1, 0))

    house.start()
    window.go(f"{house.url}/sent")
    press(window, "button", t("do.send"))
    wait(window, IS_THERE, "a.pill", standing(0, 1))
    desk = Desk(house.url, COORDINATOR, found.password)
    assert len(desk.sessions(found.team)) == before + 1


def main() -> int:
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        house = House(Path(folder))
        found = seed(house)
        for name, open_window in ENGINES.items():
            began = time.monotonic()
            try:
                if not house.runs:
                    house.start()
                with open_window() as window:
                    day_of_a_phone(window, house, found, NAMES[name])
                    said = f"passed     {window.name}"
            except Unavailable as reason:
                said = f"not tried  {name}: {reason}"
            except Exception as reason:
                said, failed = f"FAILED     {name}: {reason}", True
            print(f"{said}  ({time.monotonic() - began:.0f} s)", flush=True)
        house.stop()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())

"""Phones: Chromium with a profile on disk, that can be killed and opened again; or, where a journey
does neither, a profile in the memory of a browser that serves one journey after the other."""

import os
import signal
from contextlib import suppress
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright, Request, Response

from tests.machine import chromium

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 800}
BOTH_SIZES = (PHONE, DESKTOP)


# Nothing tells a page what its worker has put away.
_KEPT = """async (part) => {
  for (const until = Date.now() + 40_000; ; ) {
    if (Date.now() > until) throw new Error(`${part} is not kept`)
    const kept = await (await caches.open('kept-on-first-use')).keys()
    if (kept.some(({ url }) => url.includes(part))) return
    await new Promise((done) => setTimeout(done, 100))
  }
}"""

# As a window that keeps nothing answers: the app takes it quietly, and does without.
_REFUSE_WORKERS = """if (globalThis.ServiceWorkerContainer) {
  ServiceWorkerContainer.prototype.register = () =>
    Promise.reject(new DOMException('No worker here', 'SecurityError'))
}"""


class Phone:
    """One profile folder and, while it is open, the browser on it."""

    _killed = False
    _worker = True

    def __init__(
        self,
        playwright: Playwright,
        profile: Path,
        url: str,
        viewport: dict[str, int] = PHONE,
        extra: tuple[str, ...] = (),
    ) -> None:
        self._playwright = playwright
        self.profile = profile
        self.url = url
        self.viewport = viewport
        self._extra = extra
        self._context: BrowserContext | None = None
        self.complaints: list[str] = []
        self._forgiven: list[str] = []
        self._unanswered: list[str] = []
        self._overtaken: list[str] = []

    def open(self, path: str = "/", *, offline: bool = False) -> Page:
        """Start the browser on its profile and go to a path of the app."""
        self._context = self._start(offline)
        self._context.set_default_timeout(15_000)
        page = self.page
        page.on(
            "console", lambda said: self._hear(said.type, f"{said.text} {said.location['url']}")
        )
        page.on("request", self._hear_request)
        page.on("response", self._hear_answer)
        page.on("pageerror", lambda error: self._hear("error", str(error)))
        if path:
            page.goto(f"{self.url}{path}")
        return page

    def _start(self, offline: bool) -> BrowserContext:
        return self._playwright.chromium.launch_persistent_context(
            str(self.profile),
            executable_path=str(chromium.ensure()),
            chromium_sandbox=chromium.sandboxed(),
            args=[*chromium.ARGUMENTS, *self._extra],
            offline=offline,
            **self._looks(),
        )

    def _looks(self) -> dict[str, Any]:
        """What sort of device it is, to whoever asks."""
        return {
            "viewport": self.viewport,
            "has_touch": self.viewport is PHONE,
            "locale": "vi-VN",
            "timezone_id": "Asia/Ho_Chi_Minh",
        }

    @property
    def context(self) -> BrowserContext:
        """The open browser."""
        assert self._context is not None, "the phone is not open"
        return self._context

    @property
    def page(self) -> Page:
        """The page that it shows."""
        return self.context.pages[0]

    def go(self, path: str) -> Page:
        """Open a path as by typing its address."""
        self.page.goto(f"{self.url}{path}")
        return self.page

    def network(self, on: bool) -> None:
        """Flight mode off or on; it also reaches the service worker."""
        self.context.set_offline(not on)

    def wait_for_worker(self) -> None:
        """Until the service worker can open the app without a network."""
        assert self._worker, "this phone refuses workers: make it with worker=True"
        self.page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")

    def kill(self) -> None:
        """SIGKILL to the browser's own process, as when a phone's battery ends. Chromium writes a
        cookie down half a minute late: a phone that was killed before asks once without, and joins
        again by itself."""
        self._killed = True
        os.kill(self.pid, signal.SIGKILL)
        with suppress(Error):  # closing what is already gone
            self.context.close()
        self._context = None

    def close(self) -> None:
        """Close the browser, if it is open."""
        context, self._context = self._context, None
        if context is not None:
            context.close()

    @property
    def pid(self) -> int:
        """The browser's own process, which its others come from."""
        flag = f"--user-data-dir={self.profile}"
        for entry in Path("/proc").iterdir():
            if entry.name.isdecimal():
                try:
                    words = (entry / "cmdline").read_bytes().decode(errors="replace").split("\0")
                except OSError:
                    continue
                if flag in words and not any(word.startswith("--type=") for word in words):
                    return int(entry.name)
        raise AssertionError(f"no browser runs on {self.profile}")

    def wait_for_kept(self, part: str) -> None:
        """Wait until the worker keeps a file with this in its address that it did not begin with."""
        assert self._worker, "this phone refuses workers: make it with worker=True"
        self.page.evaluate(_KEPT, part)

    def wait_for_leads_screens(self) -> None:
        """Wait until the worker keeps all that a lead's screens are made of."""
        self.wait_for_kept("/lead/")

    def forgive(self, part: str) -> None:
        """Drops complaints that belong to what the journey is about, those still on their way too."""
        self._forgiven.append(part)
        self.complaints = [said for said in self.complaints if part not in said]

    def _hear(self, kind: str, text: str) -> None:
        # The browser itself tells of a request that found no network or no server.
        lost = self._killed and "401 (UNAUTHORIZED)" in text and text.endswith("/api/sync/v1")
        forgiven = any(part in text for part in self._forgiven)
        if kind != "error" or "net::ERR_" in text or lost or forgiven or self._was_overtaken(text):
            return
        self.complaints.append(text)

    def _was_overtaken(self, text: str) -> bool:
        for url in self._overtaken:
            # On a phone that somebody has joined with it is theirs then, and may not be for them.
            if text.endswith((f"401 (UNAUTHORIZED) {url}", f"403 (FORBIDDEN) {url}")):
                self._overtaken.remove(url)
                return True
        return False

    def _hear_request(self, request: Request) -> None:
        # What is on its way when somebody signs out may reach the server behind that.
        if request.method == "DELETE" and request.url.endswith("/api/session"):
            self._overtaken += self._unanswered
        elif request.method == "GET":
            self._unanswered.append(request.url)

    def _hear_answer(self, answer: Response) -> None:
        if answer.request.method == "GET" and answer.url in self._unanswered:
            self._unanswered.remove(answer.url)
        # A page that was left or reloaded may have left its push in work: the next page's is told to wait
        # for a second, no other one so shortly, and comes again by itself (PROTOCOL 4.5.6).
        if answer.status == 429 and answer.headers.get("retry-after") == "1":
            self.forgive("status of 429")


class PassingPhone(Phone):
    """A phone for one sitting: its profile lies in the memory of a browser that runs already, and
    is gone when it is closed. It begins in a fraction of the time, and where nobody opens a page
    without a network it takes no worker (`worker`), whose installation is a third of the rest."""

    def __init__(
        self,
        browser: Browser,
        url: str,
        viewport: dict[str, int] = PHONE,
        agent: str | None = None,
        *,
        worker: bool = False,
    ) -> None:
        self._browser, self._agent, self._worker = browser, agent, worker
        self._context: BrowserContext | None = None
        self.url = url
        self.viewport = viewport
        self.complaints: list[str] = []
        self._forgiven: list[str] = []
        self._unanswered: list[str] = []
        self._overtaken: list[str] = []

    def _start(self, offline: bool) -> BrowserContext:
        assert self._context is None, "it has been open: what it kept would be gone"
        context = self._browser.new_context(
            offline=offline, user_agent=self._agent, **self._looks()
        )
        if not self._worker:
            context.add_init_script(_REFUSE_WORKERS)
        context.new_page()
        return context

    def _looks(self) -> dict[str, Any]:
        """Of somebody who wants nothing to move, as many do; the phones that last move."""
        return {**super()._looks(), "reduced_motion": "reduce"}

    def kill(self) -> None:
        """Not this one: its browser is others' too."""
        raise AssertionError("only a phone with a profile of its own can be killed")

    def close(self) -> None:
        """End the sitting."""
        if self._context is not None:
            self._context.close()


def start_browser(playwright: Playwright) -> Browser:
    """A browser for passing phones."""
    return playwright.chromium.launch(
        executable_path=str(chromium.light()),
        chromium_sandbox=chromium.sandboxed(),
        args=chromium.ARGUMENTS,
    )

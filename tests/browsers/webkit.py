"""WebKitGTK's little browser through WebDriver. It is not Safari, but of the same engine."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browsers.windows import Window, program
from tests.machine.needs import Unavailable

MINI_BROWSER = Path("/usr/lib/x86_64-linux-gnu/webkit2gtk-4.1/MiniBrowser")


class WebKit:
    """WebKitGTK's little browser through WebDriver. It is not Safari, but of the same engine."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self.name = f"WebKitGTK {driver.capabilities['browserVersion']}"

    def go(self, url: str) -> None:
        self._driver.get(url)

    def run(self, script: str, *arguments: Any) -> Any:
        return self._driver.execute_script(script, *arguments)


@contextmanager
def webkit() -> Iterator[Window]:
    """A window of WebKitGTK on a screen that nobody sees. Raises Unavailable."""
    driver_program = program("WebKitWebDriver", "webkit2gtk-driver")
    screen_program = program("Xvfb", "xvfb")
    if not MINI_BROWSER.is_file():
        raise Unavailable(f"no {MINI_BROWSER}")
    with _screen(screen_program) as display, tempfile.TemporaryDirectory() as home:
        options = Options()
        options.binary_location = str(MINI_BROWSER)
        options.add_argument("--automation")
        folders = {"HOME": home, "XDG_DATA_HOME": home, "XDG_CACHE_HOME": home}
        service = Service(
            driver_program, env={"DISPLAY": display, "PATH": "/usr/bin:/bin"} | folders
        )
        driver = webdriver.WebKitGTK(options=options, service=service)
        try:
            yield WebKit(driver)
        finally:
            driver.quit()


@contextmanager
def _screen(program: str) -> Iterator[str]:
    """A display of its own, whose number the server itself chooses and tells."""
    screen = subprocess.Popen(
        [program, "-displayfd", "1", "-screen", "0", "400x800x24", "-nolisten", "tcp"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    assert screen.stdout is not None
    try:
        yield f":{screen.stdout.readline().strip()}"
    finally:
        screen.terminate()
        screen.wait(10)

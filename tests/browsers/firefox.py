"""Firefox ESR through its own remote protocol; it needs no driver beside it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from marionette_driver.marionette import Marionette

from tests.browsers.windows import Window, program


class Firefox:
    """Firefox ESR through its own remote protocol; it needs no driver beside it."""

    def __init__(self, driver: Any) -> None:
        self._driver = driver
        self.name = f"Firefox {driver.session_capabilities['browserVersion']}"

    def go(self, url: str) -> None:
        self._driver.navigate(url)

    def run(self, script: str, *arguments: Any) -> Any:
        return self._driver.execute_script(script, script_args=list(arguments))


@contextmanager
def firefox() -> Iterator[Window]:
    """A window of Firefox without a screen. Raises Unavailable."""
    binary = program("firefox-esr", "firefox-esr")
    driver = Marionette(bin=binary, headless=True)
    driver.start_session()
    try:
        yield Firefox(driver)
    finally:
        driver.cleanup()

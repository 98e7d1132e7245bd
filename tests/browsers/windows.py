"""The few things that the smoke does with a window, whatever the browser."""

import shutil
import time
from typing import Any, Protocol

from tests.machine.needs import Unavailable, apt_install, can_install

PATIENCE_SECONDS = 40


class Window(Protocol):
    """A browser's window."""

    name: str

    def go(self, url: str) -> None: ...

    def run(self, script: str, *arguments: Any) -> Any:
        """The value that a script returns; its arguments are `arguments[0]` and so on."""


def wait(window: Window, script: str, *arguments: Any) -> None:
    """Until a script returns something true. Another engine's driver tells of nothing by itself."""
    until = time.monotonic() + PATIENCE_SECONDS
    while not window.run(script, *arguments):
        if time.monotonic() > until:
            shown = window.run("return document.body.innerText")
            raise AssertionError(
                f"{window.name} waits for {script} {arguments}; it shows:\n{shown}"
            )
        time.sleep(0.1)


def program(name: str, package: str) -> str:
    """Its path; installs the Debian package that has it, where we may. Raises Unavailable."""
    found = shutil.which(name)
    if found is None and can_install():
        apt_install(package)
        found = shutil.which(name)
    if found is None:
        raise Unavailable(f"no {name}: install Debian's {package}")
    return found

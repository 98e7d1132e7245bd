"""A Chromium for the browser tests, with letters for Vietnamese.

python -m tests.machine.chromium     installs it if need be and prints where it is
"""

import os
import shutil
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path

from .needs import CACHE, Unavailable, apt_install, can_install, run

LIGHT = "chromium-headless-shell"
"""Debian has it beside its chromium, in the same version."""
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKED = Path(__file__).parent / "browser"
UNPACKED = CACHE / "browser"

# Without these it looks for its maker's servers, many at a time, while a test is being timed.
ARGUMENTS = [
    "--disable-gpu",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
]


def sandboxed() -> bool:
    """Chromium refuses its own sandbox to root."""
    return not (hasattr(os, "geteuid") and os.geteuid() == 0)


def find() -> Path | None:
    """The browser that is here already, or None; installs nothing."""
    named = os.environ.get("CHROMIUM")
    if named:
        return Path(named)
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return Path(found)
    packed = UNPACKED / "chromium"
    return packed if packed.is_file() else None


def available() -> bool:
    return find() is not None


@cache
def ensure() -> Path:
    """The browser's path; installs it if this machine has none. Raises Unavailable."""
    found = find()
    if found is None:
        if can_install():
            apt_install("chromium")
        else:
            unpack()
        found = find()
    if found is None:
        raise Unavailable("no Chromium: install Debian's chromium, or set CHROMIUM to its path")
    if can_install():
        ensure_letters()
    return found


def ensure_both() -> Path:
    """The browser's path; the light one is here then too. Raises Unavailable."""
    light()
    return ensure()


@cache
def light() -> Path:
    """The same engine without windows, for whatever needs no profile on disk: it costs a quarter less of
    a processor. Where there is none, it is the usual browser. Raises Unavailable."""
    usual = ensure()
    if usual != Path(shutil.which("chromium") or ""):
        return usual
    if not shutil.which(LIGHT) and can_install():
        with suppress(Unavailable):
            apt_install(LIGHT)
    found = shutil.which(LIGHT)
    return Path(found) if found else usual


def ensure_letters() -> None:
    """A font with every Vietnamese letter, or screenshots show boxes."""
    if not run(["fc-list", ":lang=vi", "family"]).stdout.strip():
        apt_install("fonts-noto-core")


def unpack() -> None:
    """Chromium out of an npm package, for a machine where we are not root."""
    done = run(["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"], PACKED)
    if done.returncode == 0:
        UNPACKED.mkdir(parents=True, exist_ok=True)
        done = run(["node", "unpack.mjs", UNPACKED], PACKED)
    if done.returncode:
        raise Unavailable(f"Chromium from npm failed: {done.stdout.strip()[-300:]}")


if __name__ == "__main__":
    try:
        print(ensure())
    except Unavailable as reason:
        sys.exit(str(reason))

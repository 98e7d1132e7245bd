"""`make test`: what the tests need, then every test there is, and in the end what was missing."""

import contextlib
import os
import subprocess
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from . import check, chromium, chroot, leftovers, postgres, programs
from .needs import BIN, ROOT, Unavailable

NEEDS: dict[str, Callable[[], Path]] = {
    "browser": chromium.ensure_both,
    "postgresql": postgres.ensure,
    "nginx": programs.nginx,
    "systemd": programs.systemd_analyze,
    "jq": programs.jq,
    "promtool": programs.promtool,
    "chroot": chroot.ensure,
}
WORKERS = (os.cpu_count() or 1) + 1
"""One more than there are processors: there is always one that waits for a browser or a fault."""
PREFIX = "tungngo-run-"


def run() -> bool:
    began = time.monotonic()
    missing = gather()
    app_tests: deque[str] = deque(maxlen=60)
    stages = {
        "check": check.run,
        "vitest": lambda: run_vitest(app_tests),
        # The documentation was checked with the rest.
        "pytest": lambda: run_pytest(missing, "--ignore=tests/docs"),
    }
    failed = [name for name, stage in stages.items() if not shown(name, stage)]
    if "vitest" in failed:  # whose failures stand half an hour further up
        print(f"\n── vitest ended with\n{''.join(app_tests)}", end="")
    print(f"\n{time.monotonic() - began:.0f} s", end="")
    print(f"; failed: {', '.join(failed)}" if failed else "; all passed")
    for name, reason in missing.items():
        print(f"NOT TESTED on this machine, for want of a {name}: {reason}")
    return not failed and not (missing and os.environ.get("CI") == "true")


def gather() -> dict[str, str]:
    """Install what the tests need; what this machine cannot have, with the reason."""
    missing: dict[str, str] = {}
    for name, ensure in NEEDS.items():
        try:
            print(f"{name}: {ensure()}", flush=True)
        except Unavailable as reason:
            missing[name] = str(reason)
    return missing


def run_vitest(last: deque[str]) -> bool:
    """The app's tests, shown as they run; `last` gets the last lines of it, in which failures stand."""
    command = (str(BIN / "npm"), "test", "--silent")
    with subprocess.Popen(
        command,
        cwd=ROOT / "pwa",
        env=with_tools(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as running:
        for line in running.stdout or ():
            print(line, end="", flush=True)
            last.append(line)
    return running.returncode == 0


def run_pytest(missing: dict[str, str], *which: str) -> bool:
    """All of it, or what pytest is told, by several workers at once. What they write lies in memory, if
    that has room, like PostgreSQL's data: who takes the power away has a disk of its own."""
    # Each of some hundred processes would compile the server anew.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    with contextlib.ExitStack() as stack:
        place = leftovers.place(PREFIX, {os.geteuid()}, in_memory=True)
        files = f"--basetemp={stack.enter_context(place) / 'tests'}"
        if "postgresql" not in missing:
            try:
                stack.enter_context(postgres.shared_cluster())
            except Unavailable as reason:
                missing["postgresql"] = str(reason)
        workers = ["-n", str(WORKERS)]
        told = [*workers, files, *without(missing), *which]
        return succeeds(ROOT, BIN / "python", "-m", "pytest", *told)


def without(missing: dict[str, str]) -> list[str]:
    """What tells pytest to leave out the tests marked with what is missing."""
    return ["-m", " and ".join(f"not {name}" for name in missing)] if missing else []


def shown(name: str, stage: Callable[[], bool]) -> bool:
    print(f"\n── {name}", flush=True)
    return stage()


def succeeds(folder: Path, *command: str | Path) -> bool:
    words = [str(part) for part in command]
    return subprocess.run(words, cwd=folder, env=with_tools()).returncode == 0


def with_tools() -> dict[str, str]:
    """The environment, with what was installed for the tests found first."""
    return {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"}

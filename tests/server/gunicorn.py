"""A real gunicorn for tests of what only a real one shows."""

import http.client
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.machine.ports import free_port

BROKEN = (URLError, http.client.HTTPException, ConnectionError, TimeoutError)


@contextmanager
def gunicorn(
    app: str,
    database_url: str,
    folder: Path,
    config: str = "server.gunicorn_conf",
    log: Path | None = None,
    workers: int = 1,
    **settings: str,
) -> Iterator[str]:
    """The address of an application, such as "tests.server.reports.failing:app", on a database. `log`:
    a file for what it writes to stderr."""
    address = f"127.0.0.1:{free_port()}"
    environment = {
        "DATABASE_URL": database_url,
        "INSTANCE_DIR": str(folder),
        "PUBLIC_URL": f"http://{address}",
        "LOG_LEVEL": "error",
        **settings,
    }
    command = [sys.executable, "-m", "gunicorn", "--bind", address]
    command += ["--workers", str(workers), "--config", f"python:{config}", app]
    with (log or Path(os.devnull)).open("ab") as told:
        process = subprocess.Popen(
            command,
            env={**os.environ, **environment},
            stdout=subprocess.DEVNULL,
            stderr=told,
        )
    try:
        wait_for(f"http://{address}")
        yield f"http://{address}"
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def worker_pids(address: str) -> list[int]:
    """The processes that answer there: of those with the address among their words all but the first,
    which started them."""
    bound = ["--bind", address.removeprefix("http://")]
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except OSError:  # gone meanwhile
            continue
        if any(words[at : at + 2] == bound for at in range(len(words))):
            found.append(int(folder.name))
    return [pid for pid in found if _parent(pid) in found]


def _parent(pid: int) -> int:
    status = Path(f"/proc/{pid}/stat").read_text()
    return int(status.rpartition(")")[2].split()[1])


def wait_for(address: str, path: str = "/healthz") -> None:
    """Until the server answers, at most a minute and a half."""
    until = time.monotonic() + 90
    while True:
        try:
            with urlopen(f"{address}{path}", timeout=5):
                return
        except BROKEN:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)

"""A real gunicorn, started as the Procfile starts it, that can be killed, frozen and started again."""

import os
import shlex
import signal
import subprocess
import time
from pathlib import Path

from tests.faults.gate import Gate
from tests.faults.worker import GATE
from tests.machine.needs import BIN, ROOT
from tests.machine.ports import free_port
from tests.server.gunicorn import wait_for

APP = "tests.faults.worker:app"
LOG = "gunicorn.log"


def web_command(port: int) -> list[str]:
    """The command of the Procfile's `web`, on this port of this machine, with `worker.py`."""
    lines = dict(line.split(": ", 1) for line in (ROOT / "Procfile").read_text().splitlines())
    words = shlex.split(lines["web"])
    words[words.index("--bind") + 1] = f"127.0.0.1:{port}"
    assert words[-1] == "server:create_app()"
    config = str(Path(__file__).with_name("gunicorn_config.py"))
    return [str(BIN / words[0]), *words[1:-1], "--config", config, APP]


class Served:
    """The application on a database, with two workers; `gate` holds requests that ask for it."""

    def __init__(self, database_url: str, folder: Path, sabotage: str = "") -> None:
        self.gate = Gate()
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self._environment = {
            "DATABASE_URL": database_url,
            "INSTANCE_DIR": str(folder),
            "PUBLIC_URL": self.address,
            "LOG_LEVEL": "error",
            "WEB_CONCURRENCY": "2",
            "SABOTAGE": sabotage,
            GATE: str(self.gate.port),
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        with (self.folder / LOG).open("ab") as log:
            self._process = subprocess.Popen(
                web_command(self.port),
                cwd=ROOT,
                env={**os.environ, **self._environment},
                stdout=log,
                stderr=log,
                process_group=0,
            )
        wait_for(self.address)

    def freeze(self) -> None:
        """Stops all its processes where they are, and answers when they stand."""
        assert self._process is not None
        os.killpg(self._process.pid, signal.SIGSTOP)
        for pid in processes_of(self._process.pid):
            wait_until_stopped(pid)

    def kill(self) -> None:
        """SIGKILL to all of it."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Ends it in an orderly way, if it runs."""
        self.gate.close()
        self._end(signal.SIGTERM)

    def log(self) -> str:
        """What it has written so far."""
        return (self.folder / LOG).read_text(errors="replace")

    def _end(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            os.killpg(self._process.pid, number)
            self._process.wait(35)


def processes_of(group: int) -> list[int]:
    """The processes of a group."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal() and stat_of(int(entry.name))[2:3] == [str(group)]:
            found.append(int(entry.name))
    return found


def wait_until_stopped(pid: int) -> None:
    """Until a process that was sent SIGSTOP stands still, or is gone."""
    until = time.monotonic() + 10
    while stat_of(pid)[:1] not in ([], ["T"], ["Z"]):
        assert time.monotonic() < until, f"process {pid} does not stand still"
        time.sleep(0.001)


def stat_of(pid: int) -> list[str]:
    """State, parent, group and so on, as proc(5) tells them; nothing if it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []

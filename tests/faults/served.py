"""A real gunicorn, started as the Procfile starts it, that can be killed, frozen and started again."""

import json
import os
import shlex
import signal
import subprocess
from pathlib import Path
from typing import Any

from tests.faults.gate import Gate
from tests.faults.points import GATE
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
    return [str(BIN / words[0]), *words[1:-1], APP]


class Served:
    """The application on a database, with two workers; `gate` holds requests that ask for it. With
    the `port` of one that is gone it takes that one's place. `project`: the folder whose server it is.
    `settings` stand above the usual ones."""

    def __init__(
        self,
        database_url: str,
        folder: Path,
        sabotage: str = "",
        port: int = 0,
        log_level: str = "error",
        project: Path = ROOT,
        **settings: str,
    ) -> None:
        self.gate = Gate()
        self.port = port or free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.folder = folder
        self.project = project
        self._environment = {
            "DATABASE_URL": database_url,
            "INSTANCE_DIR": str(folder),
            "PUBLIC_URL": self.address,
            "LOG_LEVEL": log_level,
            "WEB_CONCURRENCY": "2",
            "SABOTAGE": sabotage,
            GATE: str(self.gate.port),
            "PYTHONPATH": str(ROOT),
            **settings,
        }
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        with (self.folder / LOG).open("ab") as log:
            self._process = subprocess.Popen(
                web_command(self.port),
                cwd=self.project,
                env={**os.environ, **self._environment},
                stdout=log,
                stderr=log,
                process_group=0,
            )
        wait_for(self.address, "/api/probe")

    @property
    def pid(self) -> int:
        """The process that its workers come from."""
        assert self._process is not None
        return self._process.pid

    def stop(self) -> None:
        """Ends it in an orderly way, if it runs."""
        self.gate.close()
        if self._process is not None:
            self._process.send_signal(signal.SIGTERM)
            self._process.wait(35)

    def log(self) -> list[dict[str, Any]]:
        """What it has written so far; fails where a line is no JSON."""
        lines = (self.folder / LOG).read_text(errors="replace").splitlines()
        return [json.loads(line) for line in lines]

"""One JSON line for each event on stderr, whoever has something to say."""

import json
import signal
import subprocess
import sys
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.machine.needs import ROOT
from tests.machine.ports import free_port
from tests.server.gunicorn import wait_for


def test_every_line_of_a_server_is_json(tmp_path: Path) -> None:
    address, log = f"127.0.0.1:{free_port()}", tmp_path / "log"
    command = [sys.executable, "-m", "gunicorn", "--bind", address, "--config"]
    with log.open("wb") as file:
        running = subprocess.Popen(
            [*command, "python:server.serving", "tests.server.operations.talkative:app"],
            cwd=ROOT,
            stdout=file,
            stderr=file,
        )
    try:
        wait_for(f"http://{address}")
        with urlopen(f"http://{address}/talk", timeout=10) as answer:
            assert answer.status == 200
        with pytest.raises(HTTPError):
            urlopen(f"http://{address}/fail", timeout=10)
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait(20)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    said = json.dumps(lines)
    for who in ("us", "a thread", "nobody", "a request"):
        assert f"said by {who}" in said
    assert "said as a warning" in said
    told = next(line for line in lines if line.get("logger") == "sqlalchemy.pool")
    assert (told["event"], told["level"]) == ("said by\na library", "error")
    assert told["exception"][0]["exc_type"] == "OSError"
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)

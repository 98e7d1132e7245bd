"""One JSON line for each event on stderr, whoever has something to say."""

import json
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from tests.server.gunicorn import gunicorn


def test_every_line_of_a_server_is_json(tmp_path: Path) -> None:
    log = tmp_path / "log"
    url, talkative = f"sqlite:///{tmp_path / 'logs.db'}", "tests.server.operations.talkative:app"
    with gunicorn(talkative, url, tmp_path, log=log, LOG_LEVEL="info") as address:
        with urlopen(f"{address}/talk", timeout=10) as answer:
            assert answer.status == 200
        with pytest.raises(HTTPError):
            urlopen(f"{address}/fail", timeout=10)
    lines = [json.loads(line) for line in log.read_text().splitlines()]
    said = json.dumps(lines)
    for who in ("us", "a thread", "nobody", "a request"):
        assert f"said by {who}" in said
    assert "said as a warning" in said
    told = next(line for line in lines if line.get("logger") == "sqlalchemy.pool")
    assert (told["event"], told["level"]) == ("said by\na library", "error")
    assert told["exception"][0]["exc_type"] == "OSError"
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)

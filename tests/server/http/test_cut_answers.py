"""An answer that fails behind what its reader has not taken yet costs its own line alone."""

from pathlib import Path

from tests.demo.loading import command
from tests.server.gunicorn import gunicorn, worker_pids
from tests.server.http.test_buffering_worker import SHORT, Line


def test_what_fails_on_the_way_leaves_the_worker_alive(tmp_path: Path) -> None:
    assert command(tmp_path, "db", "upgrade").returncode == 0
    database, app = f"sqlite:///{tmp_path}/tungngo.sqlite", "tests.server.http.cut_off:app"
    # One thread: whoever is answered now was asked after the one before had ended.
    with gunicorn(app, database, tmp_path, GUNICORN_CMD_ARGS="--threads 1") as address:
        workers, other = worker_pids(address), Line(address)
        assert other.say(SHORT).status() == 200
        for _ in range(2):
            cut = Line(address, room=4096).say(SHORT.replace(b"/api/probe", b"/cut"))
            assert cut.readline() == b"HTTP/1.1 200 OK\r\n"
            cut.shut()
            assert [other.say(SHORT).status() for _ in range(3)] == [200] * 3
        assert worker_pids(address) == workers
        other.shut()

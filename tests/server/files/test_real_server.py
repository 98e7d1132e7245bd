"""Files on a real server: one that is killed in a piece, and one that gives a long paper away."""

import random
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from server.files.papers import MOST_PAPER_BYTES
from tests.server.files.sending import PDF, hash_of, large_photo, missing, offset, patch, pieces
from tests.server.gunicorn import BROKEN, gunicorn, wait_for, worker_pids
from tests.town import Town
from tests.wires import Answer, Browser, OverHttp


class Remembering:
    """A browser's connection over HTTP that has cookies already."""

    def __init__(self, address: str, cookies: Mapping[str, str]) -> None:
        self._wire = OverHttp(address)
        self._cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())

    def send(
        self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]
    ) -> Answer:
        return self._wire.send(method, path, body, {**headers, "Cookie": self._cookies})


@pytest.fixture
def address(town: Town, database_url: str, sort: str, tmp_path: Path) -> Iterator[str]:
    """SQLite has files in its folder, PostgreSQL in itself."""
    store = "folder" if sort == "sqlite" else "database"
    settings = {"SECRET_KEY": town.app.config["SETTINGS"].secret_key, "FILES": store}
    settings["KILLED"] = str(tmp_path / "killed")
    with gunicorn("tests.server.files.served:app()", database_url, tmp_path, **settings) as found:
        yield found


def test_a_server_that_is_killed_in_a_piece_has_all_that_it_said(
    town: Town, address: str, tmp_path: Path
) -> None:
    """In the piece itself, before its bytes, between them and the row, and between that and the answer."""
    web, data = Browser(Remembering(address, town.desk().remembered())), large_photo()
    sha, said = hash_of(data), 0
    for point in ("piece", "answer", "write", "bytes", "answer"):
        (at, piece), *_ = pieces(data, said)
        (tmp_path / "killed").write_text(point)
        with pytest.raises(BROKEN):
            patch(web, sha, piece, at, len(data))
        wait_for(address)
        here = offset(web, sha) or 0
        assert here == (at + len(piece) if point == "answer" else said)
        said = here
    assert said == len(data)
    assert missing(web, sha) == []


def test_a_long_paper_is_given_away_without_being_held(town: Town, address: str) -> None:
    web = Browser(Remembering(address, town.desk().remembered()))
    filling = random.Random(5).randbytes(MOST_PAPER_BYTES - len(PDF))
    data = PDF[:9] + filling.replace(b"/", b".") + PDF[9:]
    sha = hash_of(data)
    for at, piece in pieces(data):
        assert patch(web, sha, piece, at, len(data)).status == 204
    (worker,) = worker_pids(address)
    Path(f"/proc/{worker}/clear_refs").write_text("5")  # the most that it held, from now on
    before = _most_held(worker)
    answer = web.get(f"/api/blobs/{sha}")
    assert answer.status == 200
    assert hash_of(answer.body) == sha
    assert answer.headers["Content-Disposition"] == (
        "attachment; filename=\"van-kien.pdf\"; filename*=UTF-8''V%C4%83n%20ki%E1%BB%87n.pdf"
    )
    assert _most_held(worker) - before < 6 * 1024


def _most_held(pid: int) -> int:
    """KiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0])

"""What was erased stands in no byte of the database's files, whatever stood where before."""

import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from server.database.engine import db
from server.operations import disk_cleanup
from tests.restoring import KeepingPhone, joins
from tests.server.gunicorn import gunicorn
from tests.server.operations.test_commands import run
from tests.town import Town

WORD, NAME = "vungrieng", "Bimatxomdinh"
WHY = ("--reason", "Theo ý bà con")


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


def raw(town: Town) -> bytes:
    """Every byte of the database's files, with its log. Another process reads them: who closes a file gives
    up all locks that SQLite has on it in the same process, and then a reader keeps nothing."""
    file = Path(town.app.config["SETTINGS"].database_url.partition(":///")[2])
    files = sorted(file.parent.glob(f"{file.name}*"))
    return subprocess.run(["cat", *files], capture_output=True, check=False).stdout


def written(lan: KeepingPhone) -> str:
    """The id of a session whose note was long, short, and long again, so that it stood in many places
    of the file; among others, so that pages were filled and divided. A change of it that nobody
    understands takes pages of its own."""
    made = lan.record(note=f"{WORD}{' dài' * 25}")
    for number in range(30):
        lan.record(note=f"Việc {number}")
    before = made["set"]["note"]
    for note in (f"Ngắn {WORD}", f"{WORD}{' rất dài' * 12}", f"Cuối {WORD}"):
        (told,) = lan.hand_in(lan.edit(made["record"], {"note": note}, {"note": before}))
        assert told["verdict"] == "applied"
        before = note
    (odd,) = lan.sync(lan.edit(made["record"], {"mood": f"{WORD} {'dài ' * 2000}"}, {}))
    assert odd["code"] == "unknown_field"
    return str(made["record"])


only_sqlite = pytest.mark.parametrize("sort", ["sqlite"], indirect=True)


@only_sqlite
def test_of_a_session(town: Town) -> None:
    record = written(joins(town))
    assert WORD.encode() in raw(town)
    assert run(town.app, "erase", "record", record, *WHY) == (0, "erased for ever\n")
    assert WORD.encode() not in raw(town)


@only_sqlite
def test_of_a_members_name(town: Town) -> None:
    phone = joins(town, NAME)
    phone.record()
    assert NAME.encode() in raw(town)
    code, said = run(town.app, "erase", "member", phone.member, *WHY)
    assert (code, said) == (0, "erased for ever\n")
    assert NAME.encode() not in raw(town)


@only_sqlite
def test_of_what_waits_for_a_person(town: Town) -> None:
    lan, minh = joins(town), joins(town, "Minh")
    made = lan.record(note=f"Ghi {WORD}")
    minh.sync()
    strange = minh.edit(made["record"], {"note": f"Lạ {WORD}"}, {"note": made["set"]["note"]})
    unknown = lan.edit(made["record"], {"mood": f"{WORD} {'dài ' * 900}"}, {})
    (first,), (second,) = minh.sync(strange), lan.sync(unknown)
    assert (first["verdict"], second["verdict"]) == ("review", "review")
    assert run(town.app, "erase", "record", made["record"], *WHY)[0] == 0
    assert WORD.encode() not in raw(town)


@only_sqlite
def test_of_what_an_older_version_deleted(town: Town) -> None:
    """It overwrote nothing, where SQLite was not built to do so by itself."""
    file = town.app.config["SETTINGS"].database_url.partition(":///")[2]
    with closing(sqlite3.connect(file)) as old:
        old.execute("PRAGMA secure_delete=OFF")
        old.execute("CREATE TABLE old (id INTEGER PRIMARY KEY, words TEXT)")
        old.execute("INSERT INTO old VALUES (1, ?), (2, ?)", (WORD * 1000, WORD))
        old.execute("DELETE FROM old")
        old.execute("DROP TABLE old")
        old.commit()
    assert WORD.encode() in raw(town)
    code, said = run(town.app, "vacuum")
    assert (code, said) == (0, "nothing is left in the database's files of what was deleted\n")
    assert WORD.encode() not in raw(town)


def test_a_reader_is_waited_for(town: Town, wait_for_log: Callable[[float], None]) -> None:
    record = written(joins(town))
    wait_for_log(20)
    with reader(town) as release:
        threading.Timer(1, release).start()
        assert run(town.app, "erase", "record", record, *WHY)[0] == 0
    if town.app.config["SETTINGS"].database_url.startswith("sqlite"):
        assert WORD.encode() not in raw(town)


@only_sqlite
def test_a_reader_that_never_ends_is_told(
    town: Town, wait_for_log: Callable[[float], None]
) -> None:
    record = written(joins(town))
    wait_for_log(0.1)
    with reader(town):
        code, said = run(town.app, "erase", "record", record, *WHY)
    assert code == 1
    assert said.startswith("erased for ever\n")
    assert "run `flask --app server vacuum`" in said
    assert run(town.app, "vacuum")[0] == 0
    assert WORD.encode() not in raw(town)


@only_sqlite
def test_a_server_empties_later_what_a_reader_kept(
    town: Town, tmp_path: Path, wait_for_log: Callable[[float], None]
) -> None:
    record = written(joins(town))
    wait_for_log(0.1)
    url = town.app.config["SETTINGS"].database_url
    with gunicorn("server:create_app()", url, tmp_path, "tests.server.soon_emptied"):
        with reader(town):
            assert run(town.app, "erase", "record", record, *WHY)[0] == 1
            assert WORD.encode() in raw(town)
        until = time.monotonic() + 20
        while WORD.encode() in raw(town):
            assert time.monotonic() < until


@pytest.mark.parametrize(
    "sort", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True
)
def test_postgresql_frees_dead_rows(town: Town) -> None:
    record = written(joins(town))
    before = vacuumed(town)
    assert run(town.app, "erase", "record", record, *WHY)[0] == 0
    until = time.monotonic() + 10
    while vacuumed(town) <= before:
        assert time.monotonic() < until
    assert run(town.app, "vacuum")[0] == 0


def vacuumed(town: Town) -> int:
    """How many times the table of changes was."""
    with town.app.app_context(), db.engine.connect() as connection:
        asked = text("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'change'")
        return int(connection.scalar(asked) or 0)


@pytest.fixture
def wait_for_log(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Says for how long a reader is waited for."""

    def patience(seconds: float) -> None:
        monkeypatch.setattr(disk_cleanup, "_PATIENCE", seconds)

    return patience


@contextmanager
def reader(town: Town) -> Iterator[Callable[[], None]]:
    """A look at the database in a transaction that stays open until it is released."""
    with town.app.app_context():
        connection = db.engine.connect().execution_options(sqlite_immediate=False)
    connection.execute(text("SELECT count(*) FROM member")).all()
    yield connection.close
    connection.close()

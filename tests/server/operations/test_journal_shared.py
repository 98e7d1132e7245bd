"""One journal for several servers: a table in a database apart, which of several journals a database knows,
and a database that has lost what its journal tells (PROTOCOL 5.9.4, 5.9.5)."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from server.audit.journal import read_journal
from server.audit.journal_file import FileJournal
from server.audit.journal_store import open_journal
from server.audit.journal_table import LOCK, TableJournal
from server.audit.tables import AuditEntry
from server.audit.writing import SYSTEM, record_audit
from server.config import ConfigError, read_settings
from server.database.engine import db
from server.operations.health import NotDurable
from server.operations.use_cases.replaying import replay_journal
from tests.machine import postgres
from tests.machine.ports import free_port
from tests.restoring import back_up, joins, restore
from tests.server.operations.conftest import MakeApp, Numbers
from tests.server.operations.test_commands import run
from tests.server.operations.test_journal import AT, line, stop
from tests.town import Town

ON_POSTGRESQL = pytest.mark.postgresql


@pytest.fixture
def address(cluster: postgres.Cluster) -> Iterator[str]:
    """Of an empty database for a journal."""
    found = cluster.create_database()
    yield found
    open_journal(found).close()


@pytest.fixture
def keep_in(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Path | str], None]:
    """Has the server keep its journal there from now on, as another server of the same database may. The
    database knows none yet."""
    with app.app_context():
        db.session.execute(text("DELETE FROM journal_identity"))
        db.session.commit()

    def keep(place: Path | str) -> None:
        monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], journal=place))

    return keep


@pytest.fixture
def shared(address: str, keep_in: Callable[[Path | str], None]) -> str:
    """The journal of the server is in a database apart."""
    keep_in(address)
    return address


def actions(place: Path | str) -> list[str]:
    return [each.action for each in read_journal(place)]


def state(town: Town) -> str:
    answer = town.desk().get("/healthz")
    assert answer.json["journal"] is True
    return str(answer.json["journal_state"])


def told(number: int, minutes: int, action: str = "device_revoked") -> dict[str, Any]:
    return line(number, at=(AT + timedelta(minutes=minutes)).isoformat(), action=action)


@ON_POSTGRESQL
def test_a_line_is_there_before_its_act_and_goes_with_it(app: Flask, shared: str) -> None:
    with app.app_context():
        record_audit(db.session, SYSTEM, "device_revoked", ("device", "x"))
        assert actions(shared) == []
        db.session.rollback()
        assert open_journal(shared).read() == []
        record_audit(db.session, SYSTEM, "device_revoked", ("device", "x"))
        db.session.commit()
        assert actions(shared) == ["device_revoked"]
        record_audit(db.session, SYSTEM, "member_erased", ("member", "x"))
        db.session.add(AuditEntry(action="a"))
        with pytest.raises(SQLAlchemyError):
            db.session.commit()
        db.session.rollback()
        assert len(open_journal(shared).read()) == 4  # its id, and one that took a line back
        assert actions(shared) == ["device_revoked"]


@ON_POSTGRESQL
def test_without_its_database_the_act_does_not_happen(
    town: Town, shared: str, keep_in: Callable[[Path | str], None]
) -> None:
    lan = joins(town)
    gone = f"postgresql://nobody@127.0.0.1:{free_port()}/none"
    keep_in(gone)
    answer = town.desk().delete(f"/api/devices/{lan.device}")
    assert (answer.status, answer.code) == (503, "server_busy")
    assert state(town) == "unknown"
    lan.sync(lan.session())
    keep_in(shared)
    assert state(town) == "current"
    assert actions(shared) == ["joined"]


def _tell_many(address: str, first: int) -> None:
    journal = TableJournal(address)
    for number in range(first, first + 25):
        journal.append([line(number), line(-number)])
    journal.close()


_WAITING = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"


@ON_POSTGRESQL
def test_servers_that_begin_it_together_make_one(address: str) -> None:
    journal = open_journal(address)
    assert isinstance(journal, TableJournal)
    with journal.connect() as connection, ThreadPoolExecutor() as pool:
        connection.execute(text(LOCK))
        servers = [pool.submit(_tell_many, address, n * 100) for n in range(1, 5)]
        while connection.scalar(text(_WAITING)) < len(servers):
            assert not any(each.done() for each in servers)
        connection.rollback()
        for each in servers:
            each.result()
    assert len(journal.ids()) == 1
    lines = [each.id for each in read_journal(address)]
    assert len(lines) == len(set(lines)) == 200
    own = [each for each in lines if not each.startswith("-")]
    assert all(lines.index(each) < lines.index(f"-{each}") for each in own)
    for first in range(100, 500, 100):
        assert [int(each) for each in own if int(each) // 100 * 100 == first] == [
            *range(first, first + 25)
        ]
    assert [json.loads(each)["id"] for each in journal.last(2)] == lines[-2:]


def test_another_servers_file_is_told_and_may_be_adopted(
    town: Town, tmp_path: Path, keep_in: Callable[[Path | str], None], numbers: Numbers
) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    keep_in(one)
    lan = joins(town)
    assert state(town) == "current"
    keep_in(other)
    assert state(town) == "foreign"
    assert numbers()['tungngo_journal_state{state="foreign"}'] == 1
    stop(town, lan.device)
    assert actions(other) == ["device_revoked"]
    assert state(town) == "foreign"
    keep_in(one)
    assert state(town) == "current"
    keep_in(other)
    code, said = run(town.app, "journal", "adopt")
    assert (code, "make a new backup now" in said) == (0, True)
    assert state(town) == "current"
    assert run(town.app, "journal", "adopt")[1] == "the database knows this journal already\n"
    keep_in(one)
    assert state(town) == "foreign"


def test_another_file_under_the_same_name_is_another_journal(
    town: Town, tmp_path: Path, keep_in: Callable[[Path | str], None]
) -> None:
    """A disk that was lost; and a file of before there were ids is still the same once it has one."""
    file = tmp_path / "journal.jsonl"
    file.write_text(json.dumps(line(1)) + "\n")
    keep_in(file)
    assert FileJournal(file).ids() == []
    joins(town)
    assert state(town) == "current"
    first = FileJournal(file).ids()
    joins(town, "Minh")
    assert FileJournal(file).ids() == first
    file.unlink()
    assert state(town) == "foreign"
    joins(town, "Tư")
    assert FileJournal(file).ids() != first
    assert state(town) == "foreign"


@ON_POSTGRESQL
def test_files_of_two_servers_come_together_in_the_order_of_their_acts(
    town: Town, tmp_path: Path, address: str, keep_in: Callable[[Path | str], None]
) -> None:
    one, other = tmp_path / "one.jsonl", tmp_path / "other.jsonl"
    FileJournal(one).append([told(1, 0), told(3, 20), told(5, 40)])
    FileJournal(other).append([told(2, 10), {"undone": "2"}, told(4, 30)])
    keep_in(one)
    code, said = run(town.app, "journal", "import", str(other))
    assert (code, "set JOURNAL to the postgresql://" in said) == (1, True)
    lan = joins(town)
    keep_in(address)
    stop(town, lan.device)
    assert state(town) == "foreign"
    said = run(town.app, "journal", "import", str(one), str(other))[1]
    assert said.startswith("9 lines more")
    assert [each.id for each in read_journal(address)][:4] == ["1", "3", "4", "5"]
    assert actions(address)[4:] == ["joined", "device_revoked"]
    assert state(town) == "current"
    ids = open_journal(address).ids()
    assert set(ids) >= {*FileJournal(one).ids(), *FileJournal(other).ids()}
    assert run(town.app, "journal", "import", str(one))[1].startswith("0 lines more")


@pytest.mark.parametrize("kept", ["file", pytest.param("address", marks=ON_POSTGRESQL)])
def test_a_database_that_lost_its_last_acts_is_told(
    town: Town,
    kept: str,
    tmp_path: Path,
    request: pytest.FixtureRequest,
    keep_in: Callable[[Path | str], None],
) -> None:
    """A failover to a copy that was seconds behind."""
    place = tmp_path / "j.jsonl" if kept == "file" else str(request.getfixturevalue("address"))
    keep_in(place)
    lan, minh = joins(town), joins(town, "Minh")
    stop(town, minh.device)
    copy = back_up(town)
    town.clock.move(seconds=30)
    stop(town, lan.device)
    restore(town, copy)
    town.signed_in.clear()
    assert state(town) == "current"  # it may be under way
    town.clock.move(minutes=2)
    assert state(town) == "ahead"
    code, said = run(town.app, "journal", "replay")
    assert (code, "done again: device_revoked 1" in said) == (0, True), said
    assert state(town) == "current"
    assert lan.sync(lan.session())[0]["code"] == "device_revoked"
    town.clock.move(days=1)
    assert state(town) == "current"


@ON_POSTGRESQL
def test_what_a_table_tells_is_replayed(town: Town, shared: str) -> None:
    lan = joins(town)
    copy = back_up(town)
    town.clock.move(hours=1)
    stop(town, lan.device)
    restore(town, copy)
    with town.app.app_context():
        found = replay_journal(shared)
        assert found.done == {"device_revoked": 1}
        assert replay_journal(shared).done == {}


@pytest.mark.parametrize(
    "database",
    ["postgresql://a@kho/tungngo", "postgresql://b:x@/tungngo?host=nha&host=kho:5432", "postgresql://a@/tungngo?host=kho"],
)  # fmt: skip
def test_the_journal_stands_in_no_database_that_is_restored(tmp_path: Path, database: str) -> None:
    given = {
        "INSTANCE_DIR": str(tmp_path),
        "PUBLIC_URL": "http://localhost",
        "DATABASE_URL": database,
    }
    journal = "postgres://a@kho/tungngo"
    with pytest.raises(ConfigError, match="the database of DATABASE_URL itself"):
        read_settings({**given, "JOURNAL": journal})
    apart = read_settings({**given, "JOURNAL": "postgres://a@kho/journal"}).journal
    assert apart == "postgresql://a@kho/journal?sslmode=require"
    with pytest.raises(ConfigError, match="JOURNAL leads to another machine with sslmode=prefer"):
        read_settings({**given, "JOURNAL": f"{journal}s?sslmode=prefer"})


@ON_POSTGRESQL
def test_a_journal_that_would_forget_stops_the_start(address: str, other_app: MakeApp) -> None:
    other_app(JOURNAL=address)
    with pytest.raises(NotDurable, match=r"the journal's database would lose"):
        other_app(JOURNAL=f"{address}?options=-csynchronous_commit%3Doff")

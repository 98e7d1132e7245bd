"""`backup` and `restore`: the whole way, on both databases, with what phones and the journal bring."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import UUID, uuid5

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from server.audit.journal import read_journal
from server.database.engine import db
from server.operations.backups import BackupError, postgresql
from server.operations.backups.drafts import draft_of
from server.operations.journal_commands import ACTS_LEFT
from server.operations.use_cases.backing_up import back_up, restore
from server.records.writer import writing
from server.totals.use_cases.recounting import recount
from tests.applications import SORTS
from tests.machine.needs import ROOT
from tests.restoring import approve, counted, joins
from tests.server.operations.test_commands import run
from tests.town import TEAM, Town


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


@contextmanager
def open_elsewhere(town: Town) -> Iterator[None]:
    """Another process that has the database open and reads it, as a server has."""
    engine = create_engine(make_url(town.app.config["SETTINGS"].database_url))
    with engine.connect().execution_options(sqlite_immediate=False) as connection:
        connection.execute(text("SELECT count(*) FROM member")).all()
        yield
    engine.dispose()


def kept(town: Town, folder: Path) -> Path:
    """A backup of now."""
    with town.app.app_context():
        return back_up(folder / "backup").file


def test_the_whole_way(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    lan, stopped = joins(town), joins(town, "Tư")
    lan.record(people=2)
    with open_elsewhere(town):
        code, said = run(town.app, "backup", str(file))
    assert (code, said) == (0, f"{file}: {file.stat().st_size:,} bytes\n")
    assert file.stat().st_mode & 0o077 == 0
    town.clock.move(hours=1)
    minh = joins(town, "Minh")
    made, late = minh.record(people=3), lan.record(people=4)
    assert town.desk().delete(f"/api/devices/{stopped.device}").status == 204
    town.clock.move(hours=1)

    code, said = run(town.app, "restore", str(file))
    assert code == 0, said
    assert "of before" in said
    assert "device_revoked 1" in said
    assert counted(town) == 1
    assert [each["id"] for each in lan.come_back()] == [late["id"]]
    assert [each["id"] for each in minh.come_back()] == [made["id"]]
    assert stopped.sync(stopped.session())[0]["code"] == "device_revoked"
    approve(town, minh)
    assert minh.standing() == {TEAM: "pending"}
    minh.sync()
    assert minh.standing() == {TEAM: "approved"}
    assert counted(town) == 3
    with town.app.app_context():
        assert recount().differences == []
    assert "done again: none\n" in run(town.app, "journal", "replay")[1]
    assert run(town.app, "db", "check")[0] == 0


def test_a_backup_that_knows_another_journal_says_so_before_the_start(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new machine, to which the former journal was not brought; and then is."""
    lan, file = joins(town), kept(town, tmp_path)
    town.clock.move(minutes=1)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    with monkeypatch.context() as patch:
        town.clock.move(minutes=1)
        settings = replace(town.app.config["SETTINGS"], journal=tmp_path / "new.jsonl")
        patch.setitem(town.app.config, "SETTINGS", settings)
        joins(town, "Tư")  # so that the new one tells something, too
        result = town.app.test_cli_runner().invoke(args=["restore", str(file)])
        again = town.app.test_cli_runner().invoke(args=["journal", "replay"])
    for each in (result, again):
        assert each.exit_code == ACTS_LEFT, each.output
        assert "NOT taken away again" in each.stderr
    assert "Start the server" not in result.output
    town.clock.move(minutes=1)
    code, said = run(town.app, "journal", "replay")
    assert (code, "device_revoked 1" in said) == (0, True)
    assert town.desk().get("/healthz").json["journal_state"] == "current"
    assert lan.sync(lan.session())[0]["code"] == "device_revoked"


def test_what_only_a_newer_copy_of_the_journal_tells_is_done_too(
    town: Town, tmp_path: Path
) -> None:
    """At the restore there was one of the night before; and what a person gave in between stays."""
    lan, tu, file = joins(town), joins(town, "Tư"), kept(town, tmp_path)
    journal = town.app.config["SETTINGS"].journal
    town.clock.move(minutes=1)
    assert town.desk().delete(f"/api/devices/{tu.device}").status == 204
    older = journal.read_bytes()
    town.clock.move(minutes=1)
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    whole = journal.read_bytes()
    town.clock.move(minutes=1)
    journal.write_bytes(older)
    assert "device_revoked 1" in run(town.app, "restore", str(file))[1]
    tu.come_back()
    tu.join(town.invite(), "Tư")
    approve(town, tu)
    town.clock.move(minutes=1)
    journal.write_bytes(whole)
    code, said = run(town.app, "journal", "replay")
    assert (code, "device_revoked 1" in said) == (0, True)
    assert lan.sync(lan.session())[0]["code"] == "device_revoked"
    tu.sync()
    assert tu.standing() == {TEAM: "approved"}


def test_without_its_journal_nothing_is_restored(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lan, file = joins(town), kept(town, tmp_path)
    lan.record(people=2)
    other = tmp_path / "list.txt"
    other.write_text("gạo\nmắm\n")
    settings = town.app.config["SETTINGS"]
    for journal, sentence in (
        ("postgresql://tungngo@127.0.0.1:1/journal", "the journal of JOURNAL is not to be read"),
        (other, "JOURNAL names something that is no journal"),
    ):
        with monkeypatch.context() as patch:
            patch.setitem(town.app.config, "SETTINGS", replace(settings, journal=journal))
            code, output = run(town.app, "restore", str(file))
        assert (code, sentence in output) == (1, True)
    assert counted(town) == 1


def test_a_line_that_cannot_be_read_is_told_and_all_others_are_done(
    town: Town, tmp_path: Path
) -> None:
    lan, file = joins(town), kept(town, tmp_path)
    town.clock.move(minutes=1)
    journal = town.app.config["SETTINGS"].journal
    line = {"id": "1", "at": "hôm qua", "action": "record_erased", "subject": lan.device}
    before = journal.read_text()
    journal.write_text(f"{before}{json.dumps(line)}\n")
    assert town.desk().delete(f"/api/devices/{lan.device}").status == 204
    result = town.app.test_cli_runner().invoke(args=["restore", str(file)])
    assert result.exit_code == ACTS_LEFT, result.output
    number = before.count("\n") + 1
    assert f"cannot be read: {number}. Before the server starts" in result.stderr
    assert "done again: device_revoked 1\n" in result.output


def test_an_act_that_cannot_be_replayed_keeps_no_other_from_being_done(
    town: Town, tmp_path: Path
) -> None:
    """In the backup something stands under the id of a row that erasing writes."""
    file = tmp_path / "backup"
    lan, desk = joins(town), town.desk()
    stolen, lost = joins(town, "Tư"), joins(town, "Năm")
    made = lan.record(people=2)
    in_the_way = str(uuid5(UUID(made["id"]), f"settlement {lan.device}"))
    with town.app.app_context():
        with writing(db.session) as writer:
            writer.put("device", in_the_way, f"device:{in_the_way}", {})
        db.session.commit()
        back_up(file)
        db.session.execute(text("DELETE FROM record WHERE id = :id"), {"id": in_the_way})
        db.session.commit()
    town.clock.move(minutes=1)
    assert desk.delete(f"/api/devices/{stolen.device}").status == 204
    assert run(town.app, "erase", "record", made["record"], "--reason", "xin xóa")[0] == 0
    assert desk.delete(f"/api/devices/{lost.device}").status == 204

    result = town.app.test_cli_runner().invoke(args=["restore", str(file)])
    assert result.exit_code == ACTS_LEFT, result.output
    assert "done again: device_revoked 2\n" in result.output
    assert f"not replayed: record_erased {made['record']}: record_exists: record\n" in result.stderr
    assert "Start the server" not in result.output
    assert desk.get("/api/teams").status == 401
    for phone in (stolen, lost):
        assert phone.sync(phone.session())[0]["code"] == "device_revoked"
    with town.app.app_context():
        assert recount().differences == []
        assert db.session.scalar(text("SELECT count(*) FROM record WHERE erased")) == 0
        told = [each.action for each in read_journal(town.app.config["SETTINGS"].journal)]
        assert told.count("device_revoked") == 4
        with writing(db.session):  # the cause is mended
            db.session.execute(text("DELETE FROM record WHERE id = :id"), {"id": in_the_way})
        db.session.commit()
    code, said = run(town.app, "journal", "replay")
    assert (code, said.endswith("done again: record_erased 1\n")) == (0, True), said
    assert "done again: none\n" in run(town.app, "journal", "replay")[1]


def test_the_old_database_is_kept(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    with town.app.app_context():
        back_up(file)
    joins(town)
    with town.app.app_context():
        kept = restore(file).kept
        assert db.session.scalar(text("SELECT count(*) FROM member")) == 0
        if isinstance(kept, Path):
            with closing(sqlite3.connect(kept)) as old:
                assert old.execute("SELECT count(*) FROM member").fetchone() == (1,)
            assert not list(kept.parent.glob("*-wal*.before*"))
        else:
            assert db.session.scalar(text(f"SELECT count(*) FROM {kept}.member")) == 1
        db.session.remove()  # it holds SQLite's lock, for which the backup's outcome would wait
        again = tmp_path / "again"
        back_up(again)
        assert again.stat().st_size < file.stat().st_size * 1.5


def test_a_backup_takes_no_files_place(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    file.write_text("một bản khác")
    code, said = run(town.app, "backup", str(file))
    assert code == 1
    assert "is there already" in said
    assert file.read_text() == "một bản khác"
    code, said = run(town.app, "backup", str(tmp_path / "none" / "backup"))
    assert code == 1
    assert "there is no folder" in said
    assert list(tmp_path.glob("*.part*")) == []


KILLED_WHILE_IT_LOOKS = """
import os, signal, sys
from pathlib import Path
from server import create_app
from server.operations.backups import {sort}
from server.operations.backups.drafts import draft_of
from server.operations.use_cases.backing_up import back_up
{sort}.os.link = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with create_app().app_context():
    back_up(Path(sys.argv[1]))
"""


def test_nothing_is_left_of_backups_that_were_killed_or_failed(
    sort: str, town: Town, tmp_path: Path
) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    (folder / "somebody-elses.part").write_text("một tệp khác")
    settings = {
        "DATABASE_URL": town.app.config["SETTINGS"].database_url,
        "INSTANCE_DIR": str(tmp_path),
    }
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WHILE_IT_LOOKS.format(sort=sort), str(folder / "monday")],
        cwd=ROOT,
        env={**os.environ, **settings},
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    (left,) = folder.glob("monday*")
    assert left.stat().st_mode & 0o077 == 0
    left.with_name(f"{left.name}-wal").write_bytes(b"")
    left.with_name("sunday.backup.part-shm").write_bytes(b"")
    with draft_of(folder / "elsewhere") as running:
        assert run(town.app, "backup", str(folder / "tuesday"))[0] == 0
        assert running.exists()
    assert {each.name for each in folder.iterdir()} == {"tuesday", "somebody-elses.part"}
    (folder / "wednesday").mkdir()
    assert run(town.app, "backup", str(folder / "wednesday"))[0] != 0
    assert list(folder.glob("*.backup.part*")) == []


def test_nothing_is_restored_under_a_running_server(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    with town.app.app_context():
        back_up(file)
    lan = joins(town)
    with town.app.app_context():
        db.engine.dispose()
    with open_elsewhere(town):
        code, said = run(town.app, "restore", str(file))
    assert code == 1
    assert "stop" in said
    lan.sync()


@pytest.mark.parametrize("share", [0.0, 0.01, 0.5, 0.95])
def test_what_is_no_whole_backup_changes_nothing(town: Town, tmp_path: Path, share: float) -> None:
    file = tmp_path / "backup"
    with town.app.app_context():
        back_up(file)
    with file.open("r+b") as part:
        part.truncate(int(file.stat().st_size * share))
    lan = joins(town)
    code, said = run(town.app, "restore", str(file))
    assert code == 1
    assert said.startswith("Error: ")
    lan.sync()
    assert lan.standing() == {TEAM: "approved"}


TRIGGERS = {
    "sqlite": "CREATE TRIGGER evil AFTER INSERT ON change BEGIN DELETE FROM change; END",
    "postgresql": "CREATE TRIGGER evil BEFORE UPDATE ON change FOR EACH ROW "
    "EXECUTE FUNCTION suppress_redundant_updates_trigger()",
}


@pytest.mark.parametrize("holds", ["trigger", "table"])
def test_what_is_no_backup_of_this_server_changes_nothing(
    sort: str, town: Town, tmp_path: Path, holds: str
) -> None:
    """It has a trigger, or lacks a table."""
    spoil = TRIGGERS[sort] if holds == "trigger" else "ALTER TABLE change RENAME TO exchange"
    mend = "DROP TRIGGER evil" if holds == "trigger" else "ALTER TABLE exchange RENAME TO change"
    with town.app.app_context():
        if holds == "trigger" and sort == "postgresql":
            mend += " ON change"
        db.session.execute(text(spoil))
        db.session.commit()
        file = back_up(tmp_path / "backup").file
        db.session.execute(text(mend))
        db.session.commit()
    lan = joins(town)
    code, said = run(town.app, "restore", str(file))
    assert (code, holds in said) == (1, True), said
    lan.sync()


def test_a_backup_of_a_newer_version_changes_nothing(town: Town, tmp_path: Path) -> None:
    file = tmp_path / "backup"
    with town.app.app_context():
        (own,) = db.session.execute(text("SELECT version_num FROM alembic_version")).one()
        db.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        db.session.commit()
        back_up(file)
        db.session.execute(text("UPDATE alembic_version SET version_num = :own"), {"own": own})
        db.session.commit()
    lan = joins(town)
    code, said = run(town.app, "restore", str(file))
    assert code == 1
    assert "newer version" in said
    lan.sync()


@pytest.mark.parametrize("sort", ["sqlite"], indirect=True)
def test_in_the_place_of_a_broken_or_missing_file(town: Town, tmp_path: Path) -> None:
    file, database = tmp_path / "backup", tmp_path / "tungngo.sqlite"
    lan = joins(town)
    with town.app.app_context():
        back_up(file)
        db.session.remove()
        db.engine.dispose()
        database.write_bytes(b"hong" * 1000)
        kept = restore(file).kept
        assert isinstance(kept, Path)
        assert kept.read_bytes() == b"hong" * 1000
        kept.unlink()
        db.session.remove()
        db.engine.dispose()
        database.unlink()
        assert restore(file).kept is None
    lan.sync()


@pytest.mark.parametrize("sort", SORTS[1:], indirect=True)
def test_without_the_programs_it_says_what_is_missing(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with town.app.app_context(), pytest.raises(BackupError, match="pg_dump is not installed"):
        back_up(tmp_path / "backup")


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://ha:bi-mat@nha:5433/ten",
        "postgresql+psycopg://ha@nha:5433/ten?password=bi-mat",
    ],
)
def test_a_password_stands_in_no_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str
) -> None:
    fake = tmp_path / "pg_dump"
    fake.write_text('#!/bin/sh\necho "$@" "$PGPASSWORD" >&2\nexit 1\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(BackupError) as raised:
        postgresql.back_up(url, tmp_path / "backup")
    said = raised.value.message
    assert {"-d", "host=nha", "dbname=ten", "user=ha", "port=5433"} <= set(said.split())
    assert said.count("bi-mat") == 1
    assert said.endswith(" bi-mat")

"""Backups that are made by themselves, encrypted where there is a key, and the drill that proves them, by the
real commands on both databases."""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pyrage
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url

from server.config import ConfigError, read_settings
from server.database.engine import db
from server.operations.backups import BackupError, sqlite
from server.operations.backups.naming import backup_name
from server.operations.backups.postgresql import SCRATCH
from server.operations.backups.sealing import is_sealed
from server.operations.backups.temporary_folders import TRIED, private_folder
from server.operations.disk_cleanup import clear_remains
from server.operations.use_cases import backing_up, drilling
from tests.machine.needs import ROOT
from tests.machine.ports import free_port
from tests.restoring import counted, joins
from tests.server.operations.conftest import Numbers
from tests.server.operations.test_commands import run
from tests.tables import read_tables, write_tables
from tests.town import Town


@pytest.fixture
def town(own_town: Town) -> Town:
    return own_town


@pytest.fixture
def scratches(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Holds that nothing is left of what the drill made: no folder, no database."""
    place = tmp_path / "tmp"
    place.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    yield
    assert list(place.iterdir()) == []
    with town.app.app_context():
        if db.engine.dialect.name == "postgresql":
            named = text(f"SELECT datname FROM pg_database WHERE starts_with(datname, '{SCRATCH}')")
            assert db.session.scalars(named).all() == []


@pytest.fixture
def with_key(town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A server with a public key; the file that has the secret one."""
    secret, other = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
    settings = replace(town.app.config["SETTINGS"], backup_public_key=str(secret.to_public()))
    monkeypatch.setitem(town.app.config, "SETTINGS", settings)
    (tmp_path / "other").write_text(f"# created: today\n{other}\n")
    file = tmp_path / "identity"
    file.write_text(f"# created: today\n# public key: {secret.to_public()}\n{secret}\n")
    return file


def succeeds(town: Town, *words: str) -> str:
    code, said = run(town.app, *words)
    assert code == 0, said
    return said


def fails(town: Town, *words: str) -> str:
    code, said = run(town.app, *words)
    assert code == 1, said
    return said


def test_a_backup_that_is_made_each_night(town: Town, tmp_path: Path, numbers: Numbers) -> None:
    folder = tmp_path / "backups"
    made = []
    for _ in range(4):
        said = succeeds(town, "backup", "--to", str(folder), "--keep", "2d")
        made.append(backup_name(town.clock(), is_sealed=False))
        assert said.startswith(f"{folder / made[-1]}: ")
        (folder / "notes.txt").touch()
        town.clock.move(days=1)
    assert said.endswith(f"no longer kept: {made[1]}\n")
    assert {each.name for each in folder.iterdir()} == {*made[2:], "notes.txt"}
    assert all(stat.S_IMODE((folder / name).stat().st_mode) == 0o600 for name in made[2:])
    found = numbers()
    last = 'tungngo_operation_last_success_timestamp_seconds{operation="backup"}'
    assert found[last] == town.clock().timestamp() - 86400
    assert found["tungngo_backup_size_bytes"] == (folder / made[-1]).stat().st_size


@pytest.mark.usefixtures("scratches")
def test_a_clock_that_was_once_ahead_costs_no_backup(town: Town, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    future = backup_name(town.clock() + timedelta(days=400), is_sealed=False)
    (folder / future).write_text("of a clock that was ahead")
    assert future in fails(town, "drill", str(folder))
    made = backup_name(town.clock(), is_sealed=False)
    said = succeeds(town, "backup", "--to", str(folder), "--keep", "1d")
    assert f"left alone: {future}" in said
    assert {each.name for each in folder.iterdir()} == {made, future}
    said = succeeds(town, "drill", str(folder))
    assert said.startswith(f"{folder / made}: restored and proved")
    assert f"left alone: {future}" in said
    assert said.endswith("nothing is newer than it\n")


def test_what_is_asked_wrongly_makes_nothing(town: Town, tmp_path: Path) -> None:
    folder = str(tmp_path / "backups")
    for words in ((), (f"{folder}/x", "--to", folder), (f"{folder}/x", "--keep", "7d")):
        assert run(town.app, "backup", *words)[0] == 2
    assert "7d4w12m" in fails(town, "backup", "--to", folder, "--keep", "7")
    (tmp_path / "file").touch()
    assert "not to be used" in fails(town, "backup", "--to", str(tmp_path / "file" / "backups"))
    assert not Path(folder).exists()


def test_a_backup_into_a_file_that_fails_is_kept_as_that(
    town: Town, tmp_path: Path, numbers: Numbers
) -> None:
    assert "there is no folder" in fails(town, "backup", str(tmp_path / "none" / "backup"))
    assert numbers()['tungngo_operation_last_run_timestamp_seconds{operation="backup"}'] > 0
    assert numbers()['tungngo_operation_last_run_success{operation="backup"}'] == 0


@pytest.mark.usefixtures("scratches")
def test_the_drill_says_what_a_restore_would_lose(
    town: Town, tmp_path: Path, numbers: Numbers, with_key: Path
) -> None:
    folder = tmp_path / "backups"
    lan, minh = joins(town), joins(town, "Minh")
    lan.record(people=2)
    succeeds(town, "backup", "--to", str(folder))
    town.clock.move(hours=1)
    lan.record(people=3)
    minh.record(people=4)
    minh.record(people=5)
    desk = town.desk()
    assert desk.delete(f"/api/devices/{minh.device}").status == 204
    with town.app.app_context():
        before = read_tables()
    said = succeeds(town, "drill", str(folder), "--identity", str(with_key))
    assert "1 sessions" in said
    assert "all equal to what the changes give" in said
    assert "newer than it: 3 changes by 2 phones" in said
    assert "newer than it: 1 acts at the desk" in said
    with town.app.app_context():
        after = read_tables()
    assert {name for name in after if after[name] != before[name]} <= {"operation_outcome"}
    assert counted(town) == 4
    found = numbers()
    assert found["tungngo_drill_newer_changes"] == 3
    assert found["tungngo_drill_newer_phones"] == 2
    assert found["tungngo_drill_newer_acts"] == 1
    assert found["tungngo_drill_duration_seconds"] > 0
    assert found['tungngo_operation_last_run_success{operation="drill"}'] == 1
    last = 'tungngo_operation_last_success_timestamp_seconds{operation="drill"}'
    assert found[last] == town.clock().timestamp()


@pytest.mark.usefixtures("scratches")
def test_what_only_the_desk_did_is_newer_too(town: Town, tmp_path: Path) -> None:
    """By no phone: what the server itself writes then is no phone's change."""
    folder, lan = tmp_path / "backups", joins(town)
    made, desk = lan.record(people=2), town.desk()
    succeeds(town, "backup", "--to", str(folder))
    assert desk.delete(f"/api/devices/{lan.device}").status == 204
    succeeds(town, "erase", "record", made["record"], "--reason", "xin xóa")
    with town.app.app_context():
        own = text("SELECT COUNT(*) FROM change WHERE device_id IS NULL")
        assert db.session.scalar(own)
    said = succeeds(town, "drill", str(folder))
    assert "newer than it: 2 acts at the desk" in said
    assert "changes by" not in said
    assert "nothing is newer" not in said


def test_nobody_but_the_drill_proves(town: Town) -> None:
    assert "for the drill alone" in fails(town, "prove")


@pytest.mark.usefixtures("scratches")
def test_a_backup_that_proves_nothing_is_told(town: Town, tmp_path: Path, numbers: Numbers) -> None:
    """There is none; it is cut off; it is another database's; its totals are wrong."""
    joins(town).record(people=2)
    for n, (spoil, said) in enumerate(SPOILT):
        folder = tmp_path / f"backups {n}"
        folder.mkdir()
        spoil(town, folder)
        with town.app.app_context():
            before = read_tables()
        assert said in fails(town, "drill", str(folder))
        with town.app.app_context():
            after = read_tables()
        assert {name for name in after if after[name] != before[name]} <= {"operation_outcome"}
        found = numbers()
        assert found['tungngo_operation_last_run_timestamp_seconds{operation="drill"}'] > 0
        assert found['tungngo_operation_last_run_success{operation="drill"}'] == 0
        assert found['tungngo_operation_last_success_timestamp_seconds{operation="drill"}'] == 0


def _backup_of(town: Town, folder: Path, statement: str) -> None:
    """A backup of a database in which that was done, which is undone here."""
    with town.app.app_context():
        rows = read_tables()
        db.session.execute(text(statement))
        db.session.commit()
        db.session.remove()
    succeeds(town, "backup", "--to", str(folder))
    with town.app.app_context():
        write_tables(rows)


def _cut(town: Town, folder: Path) -> None:
    succeeds(town, "backup", "--to", str(folder))
    (file,) = folder.iterdir()
    with file.open("r+b") as part:
        part.truncate(file.stat().st_size // 2)


_OTHERS_TAGS = "UPDATE sync_commit SET tag = 'xxxxxxxx'"
_WRONG_TOTALS = "UPDATE session_tally SET sessions = sessions + 1"
SPOILT: list[tuple[Callable[[Town, Path], None], str]] = [
    (lambda town, folder: None, "there is no backup in"),
    (_cut, "Error: "),
    (lambda town, folder: _backup_of(town, folder, _OTHERS_TAGS), "none of this database"),
    (lambda town, folder: _backup_of(town, folder, _WRONG_TOTALS), "differ from the changes"),
]


@pytest.mark.usefixtures("scratches")
def test_an_encrypted_backup_opens_with_the_key_alone(
    town: Town, tmp_path: Path, with_key: Path
) -> None:
    folder = tmp_path / "backups"
    lan = joins(town)
    lan.record(people=2)
    succeeds(town, "backup", "--to", str(folder))
    (file,) = folder.iterdir()
    assert file.name.endswith(".age")
    assert is_sealed(file)
    assert b"sync_commit" not in file.read_bytes()
    plain = tmp_path / "plain"  # as Debian's `age` does it, without this program
    pyrage.decrypt_file(str(file), str(plain), [_key_in(with_key)])
    assert plain.read_bytes()[:5] in (b"SQLit", b"PGDMP")
    assert file.stat().st_mode & 0o077 == 0
    late = lan.record(people=3)
    for words in (("drill", str(folder)), ("restore", str(file))):
        assert "say --identity FILE" in fails(town, *words)
        other = ("--identity", str(tmp_path / "other"))
        assert "for another key" in fails(town, *words, *other)
        empty = ("--identity", str(tmp_path / "empty"))
        (tmp_path / "empty").touch()
        assert "has no key of age" in fails(town, *words, *empty)
        binary = ("--identity", str(tmp_path / "binary"))
        (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
        assert "has no key of age" in fails(town, *words, *binary)
        (tmp_path / "binary").write_bytes(b"AGE-SECRET-KEY-\xff")
        assert "is not whole" in fails(town, *words, *binary)
        gone = ("--identity", str(tmp_path / "gone"))
        assert "is not to be read" in fails(town, *words, *gone)
    lan.sync()
    succeeds(town, "restore", str(file), "--identity", str(with_key))
    assert [each["id"] for each in lan.come_back()] == [late["id"]]
    assert counted(town) == 2


@pytest.mark.usefixtures("scratches")
def test_a_drill_without_its_key_or_folder_is_kept_as_failed(
    town: Town, tmp_path: Path, numbers: Numbers, with_key: Path
) -> None:
    folder = tmp_path / "backups"
    ended = 'tungngo_operation_last_run_timestamp_seconds{operation="drill"}'
    fails(town, "drill", str(folder))
    assert numbers()[ended] == town.clock().timestamp()
    town.clock.move(minutes=1)
    succeeds(town, "backup", "--to", str(folder))
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    fails(town, "drill", str(folder), "--identity", str(tmp_path / "binary"))
    assert numbers()[ended] == town.clock().timestamp()


def test_a_disk_that_is_full_while_it_encrypts_leaves_no_backup(
    sort: str, town: Town, tmp_path: Path, numbers: Numbers, with_key: Path
) -> None:
    """SQLite's copy fits to the last page, and what is encrypted is some bytes longer."""
    folder = tmp_path / "backups"
    succeeds(town, "backup", "--to", str(folder))
    (whole,) = folder.iterdir()
    size = whole.stat().st_size
    town.clock.move(days=1)
    if sort == "sqlite":  # its log is longer than the database, and is to take that this failed
        with town.app.app_context():
            assert clear_remains()
    with files_end_at(size // 4096 * 4096 if sort == "sqlite" else size // 2):
        said = fails(town, "backup", "--to", str(folder))
    assert said.startswith("Error: the backup was not encrypted")
    assert list(folder.iterdir()) == [whole]
    assert numbers()['tungngo_operation_last_run_success{operation="backup"}'] == 0


@contextmanager
def files_end_at(size: int) -> Iterator[None]:
    """Beyond it nothing is written, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


SEEN_WHILE_IT_ENCRYPTS = """
import os, signal, sys
from pathlib import Path
from server import create_app
from server.operations.backups import sealing
from server.operations.use_cases.backing_up import back_up
sealing.pyrage.encrypt_io = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
with create_app().app_context():
    back_up(Path(sys.argv[1]))
"""


def test_nothing_plain_lies_in_the_folder_while_it_is_encrypted(
    town: Town, tmp_path: Path, with_key: Path
) -> None:
    folder, settings = tmp_path / "backups", town.app.config["SETTINGS"]
    folder.mkdir()
    told = {
        "DATABASE_URL": settings.database_url,
        "INSTANCE_DIR": str(tmp_path),
        "BACKUP_PUBLIC_KEY": settings.backup_public_key,
    }
    killed = subprocess.run(
        [sys.executable, "-c", SEEN_WHILE_IT_ENCRYPTS, str(folder / "night")],
        cwd=ROOT, env={**os.environ, **told}, check=False,
    )  # fmt: skip
    assert killed.returncode == -signal.SIGKILL
    assert [each.read_bytes() for each in folder.iterdir()] == [b""]
    succeeds(town, "backup", str(folder / "night"))  # takes away what that one left
    assert list(tmp_path.rglob("*.part*")) == []


def test_a_plain_copy_never_fills_the_disk_of_the_database(tmp_path: Path) -> None:
    database = tmp_path / "tungngo.sqlite"
    database.touch()
    os.truncate(database, shutil.disk_usage(tmp_path).free)  # takes no room itself
    key = str(pyrage.x25519.Identity.generate().to_public())
    with pytest.raises(BackupError, match="bytes free"):
        sqlite.back_up(database, tmp_path / "backup", key)


def end_while_it_lies_open(town: Town, number: signal.Signals, said: Path, *words: str) -> None:
    """In a process of its own: a command that is ended while something lies decrypted."""

    def end(*_: object) -> None:
        assert list(said.parent.rglob("tungngo-*/**/*.backup")), "nothing lies open"
        os.kill(os.getpid(), number)

    backing_up.known_versions = drilling._restored = end  # type: ignore[assignment]
    code, told = run(town.app, *words)
    said.write_text(told)
    sys.exit(code)


@pytest.mark.usefixtures("scratches")
def test_nothing_that_was_decrypted_outlives_a_command_that_is_ended(
    town: Town, tmp_path: Path, with_key: Path, numbers: Numbers
) -> None:
    """Told to end it takes it away itself; killed, the next one does."""
    folder, place = tmp_path / "backups", tmp_path / "tmp"
    lan = joins(town)
    succeeds(town, "backup", "--to", str(folder))
    (file,) = folder.iterdir()
    key = ("--identity", str(with_key))
    with town.app.app_context():
        db.session.remove()
        db.engine.dispose()

    def open_ones() -> list[Path]:
        return [each for each in tmp_path.rglob("tungngo-*") if each.is_dir()]

    def ends(number: signal.Signals, *words: str) -> int | None:
        asked = (town, number, tmp_path / "said", *words, *key)
        ending = get_context("fork").Process(target=end_while_it_lies_open, args=asked)
        ending.start()
        ending.join()
        return ending.exitcode

    for words in (("drill", str(folder)), ("restore", str(file))):
        assert ends(signal.SIGTERM, *words) == 1
        assert "Error: it was stopped" in (tmp_path / "said").read_text()
        assert open_ones() == []
        assert ends(signal.SIGKILL, *words) == -signal.SIGKILL
        left = open_ones()
        assert left
        with private_folder(TRIED, place) as in_use:
            fails(town, "drill", str(folder))  # without the key
            assert in_use.exists()
        assert not any(each.exists() for each in left)
    assert numbers()['tungngo_operation_last_run_success{operation="drill"}'] == 0
    lan.sync()


def _key_in(file: Path) -> pyrage.x25519.Identity:
    return pyrage.x25519.Identity.from_str(file.read_text().split()[-1])


def test_a_key_that_is_none_stops_the_start() -> None:
    with pytest.raises(ConfigError, match="age-keygen"):
        read_settings({"BACKUP_PUBLIC_KEY": "age1nhầm"})


@pytest.mark.parametrize("sort", [pytest.param("postgresql", marks=pytest.mark.postgresql)], indirect=True)  # fmt: skip
@pytest.mark.usefixtures("scratches")
def test_an_address_with_several_hosts_is_backed_up_and_proved(
    town: Town, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As SQLAlchemy takes it: the first host is gone, the second one answers."""
    url = make_url(town.app.config["SETTINGS"].database_url)
    hosts = f"host=127.0.0.1:{free_port()}&host={url.host}:{url.port}"
    several = f"postgresql://{url.username}@/{url.database}?{hosts}"
    settings = replace(town.app.config["SETTINGS"], database_url=several)
    monkeypatch.setitem(town.app.config, "SETTINGS", settings)
    succeeds(town, "backup", "--to", str(tmp_path / "backups"))
    said = succeeds(town, "drill", str(tmp_path / "backups"))
    assert said.endswith("nothing is newer than it\n")

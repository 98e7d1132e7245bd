"""What is loaded late is there when somebody asks for it (tests/server/operations/test_start.py: and not
before)."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from click import Context
from flask import Flask

from server.database.compatibility import newest_migration
from server.database.engine import MIGRATIONS
from tests.applications import dispose, make_app
from tests.demo.loading import command
from tests.town import Clock


def test_every_command_is_within_reach(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["--help"]).output
    names = "account backup catalogue db demo erase guides invite journal openapi recount restore team units welcome"
    for name in names.split():
        assert f"\n  {name} " in told, name


def test_the_newest_migration_is_told_without_the_library() -> None:
    assert ScriptDirectory(MIGRATIONS).get_heads() == [newest_migration()]


@pytest.mark.parametrize("words", ["recount", "db upgrade", "units import"])
@pytest.mark.parametrize(
    "address",
    ["postgresql://tungngo@127.0.0.1:1/tungngo", "sqlite:////nowhere/tungngo.sqlite"],
    ids=["postgresql", "sqlite"],
)
def test_a_database_that_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, address: str, words: str
) -> None:
    nowhere = make_app(address, Clock(), tmp_path)
    told = nowhere.test_cli_runner().invoke(args=words.split())
    dispose(nowhere)
    assert told.exit_code == 1
    assert told.output.startswith("Error: there is no way to the database: ")
    assert len(told.output.splitlines()) == 1


def test_a_command_leaves_the_database_in_one_file(tmp_path: Path) -> None:
    """Which somebody may copy once nothing runs."""
    assert command(tmp_path, "db", "upgrade").returncode == 0
    named = ("account", "create", "quan", "--name", "Quân", "--role", "administrator")
    assert command(tmp_path, *named).returncode == 0
    assert [each.name for each in tmp_path.glob("tungngo.sqlite*")] == ["tungngo.sqlite"]
    with closing(sqlite3.connect(tmp_path / "tungngo.sqlite")) as database:
        assert database.execute("SELECT count(*) FROM account").fetchone() == (1,)


def test_a_command_is_told_of_once_however_many_applications_there_are(tmp_path: Path) -> None:
    for number in range(3):
        made = make_app(f"sqlite:///{tmp_path / str(number)}", Clock(), tmp_path)
        made.test_cli_runner().invoke(args=["--help"])
    found = made.cli.get_command(Context(made.cli), "recount")
    assert found is not None
    layers = [found.callback]
    while hasattr(layers[-1], "__wrapped__"):
        layers.append(layers[-1].__wrapped__)
    names = [each.__code__.co_name for each in layers if each is not None]
    assert names.count("run_or_say") == 1

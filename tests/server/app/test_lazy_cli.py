"""What is loaded late is there when somebody asks for it (tests/server/operations/test_start.py: and not
before)."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from flask import Flask

from server.database.compatibility import newest_migration
from server.database.engine import MIGRATIONS
from tests.applications import dispose, make_app
from tests.town import Clock


def test_every_command_is_within_reach(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["--help"]).output
    names = "account backup catalogue db demo erase guides invite journal openapi recount restore team units welcome"
    for command in names.split():
        assert f"\n  {command} " in told, command


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
    assert told.output.startswith("Error: the database does not answer: ")
    assert len(told.output.splitlines()) == 1

"""What is loaded late is there when somebody asks for it (tests/server/operations/test_start.py: and not
before)."""

from alembic.script import ScriptDirectory
from flask import Flask

from server.database.compatibility import newest_migration
from server.database.engine import MIGRATIONS


def test_every_command_is_within_reach(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["--help"]).output
    names = "account backup catalogue db demo erase guides invite journal openapi recount restore team units welcome"
    for command in names.split():
        assert f"\n  {command} " in told, command


def test_the_newest_migration_is_told_without_the_library() -> None:
    assert ScriptDirectory(MIGRATIONS).get_heads() == [newest_migration()]

"""What serving does not need is not loaded until somebody asks for it: with two workers every megabyte that
a request loads counts twice."""

import subprocess
import sys
from pathlib import Path

from alembic.script import ScriptDirectory
from flask import Flask

from server.config import Settings
from server.late import MIGRATIONS
from server.operations.health import newest_migration

_LARGE = {"alembic", "flask_migrate", "xlsxwriter", "openpyxl", "qrcode", "PIL", "server.commands"}
_SERVE = """
import sys
from server import create_app

client = create_app().test_client()
for path in ("/healthz", "/readyz", "/api/probe"):
    assert client.get(path).status_code == 200, path
print(*sys.modules)
"""


def test_a_server_that_serves_loads_nothing_large(app: Flask, tmp_path: Path) -> None:
    settings: Settings = app.config["SETTINGS"]
    environment = {"DATABASE_URL": settings.database_url, "INSTANCE_DIR": str(tmp_path)}
    served = subprocess.run(
        [sys.executable, "-c", _SERVE], env=environment, capture_output=True, text=True, check=True
    )
    assert not _LARGE & set(served.stdout.split())


def test_every_command_is_within_reach(app: Flask) -> None:
    told = app.test_cli_runner().invoke(args=["--help"]).output
    names = "account backup catalogue db demo erase guides invite journal openapi recount restore team units welcome"
    for command in names.split():
        assert f"\n  {command} " in told, command


def test_the_newest_migration_is_told_without_the_library() -> None:
    assert ScriptDirectory(MIGRATIONS).get_heads() == [newest_migration()]

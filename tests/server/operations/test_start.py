"""What a server loads before anybody asks for anything."""

import os
import subprocess
import sys
from pathlib import Path

from tests.machine.needs import ROOT

SELDOM = (
    "docx", "lxml", "openpyxl", "reportlab", "xlsxwriter", "qrcode", "PIL", "alembic", "flask_migrate",
    "webauthn", "cbor2", "OpenSSL", "zxcvbn",
    "server.app.commands",
)  # fmt: skip
LOADED = f"""
import sys
from server.app.factory import create_app
client = create_app().test_client()
for path in ("/healthz", "/readyz", "/api/probe"):
    client.get(path)
print(*(name for name in {SELDOM} if name in sys.modules))
"""


def test_what_is_seldom_needed_is_loaded_when_it_is(tmp_path: Path) -> None:
    """Papers, sheets, posters, commands and migrations: 30 of 127 MB when this was measured. A worker
    that is asked for one has them for itself then, where all shared them before; few ever are."""
    command = [sys.executable, "-c", LOADED]
    settings = {"INSTANCE_DIR": str(tmp_path), "PUBLIC_URL": "http://127.0.0.1:8000"}
    environment = {**os.environ, **settings}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == []

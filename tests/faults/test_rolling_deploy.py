"""A version is deployed step by step: the one before it goes on working on the new tables until it is ended,
and nothing that phones send meanwhile fails, is lost or is counted twice."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from server.database.compatibility import newest_migration
from tests.applications import build_app, new_database
from tests.faults.grounds import Ground, let_go
from tests.faults.served import Served
from tests.machine.needs import BIN, ROOT
from tests.phones import Phone
from tests.town import Clock, Town
from tests.wires import Browser, OverHttp

WIDER = '''"""What the next version adds."""
import sqlalchemy as sa
from alembic import op

revision, down_revision = "9998", "{newest}"
branch_labels = depends_on = None


def upgrade():
    op.add_column("team", sa.Column("motto", sa.String(20), nullable=True))
    op.create_table("motto", sa.Column("id", sa.Integer(), primary_key=True))
'''
MIGRATIONS = Path("server") / "migrations" / "versions"


def next_server(folder: Path) -> Path:
    """A server that is one migration further."""
    for part in ("server", "sync"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / part, folder / part, ignore=ignored)
    (folder / "pwa").mkdir()
    shutil.copy(ROOT / "pwa/package.json", folder / "pwa")  # the version
    text = WIDER.replace("{newest}", newest_migration())
    (folder / MIGRATIONS / "9998_wider.py").write_text(text)
    return folder


def begin_upgrade(project: Path, url: str, instance: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [str(BIN / "flask"), "--app", "server", "db", "upgrade"],
        cwd=project,
        env={**os.environ, "DATABASE_URL": url, "INSTANCE_DIR": str(instance)},
        stdout=subprocess.DEVNULL,
    )


def is_ready(served: Served) -> bool:
    return Browser(OverHttp(served.address)).get("/readyz").status == 200


def turn(phone: Phone, served: Served) -> None:
    """As a balancer that sends its lines elsewhere."""
    assert isinstance(phone.web.wire, OverHttp)
    phone.web.wire.turn_to(served.address)


@pytest.mark.parametrize("sort", ["sqlite", "postgresql"], scope="session")
def test_two_versions_work_side_by_side(
    sort: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    url = new_database(sort, tmp_path, request)
    town = Town(build_app(url, Clock(), tmp_path), Clock())
    next_one = next_server(tmp_path / "next")
    old, new = (Served(url, tmp_path, project=each) for each in (ROOT, next_one))
    try:
        old.start()
        ground = Ground(town, old)
        lan, ha = ground.phone("Lan"), ground.phone("Hà")
        told = []

        def push() -> None:
            for phone in (lan, ha):
                phone.save_session()
                told.append(phone.round())

        push()
        upgrading = begin_upgrade(next_one, url, tmp_path)
        while upgrading.poll() is None:
            push()
        assert upgrading.returncode == 0
        assert is_ready(old), "what a balancer asks: it would have no node left"
        push()
        new.start()
        assert is_ready(new)
        turn(ha, new)
        for _ in range(5):
            push()
        old.stop()
        turn(lan, new)
        push()
        assert {each.status if each else "none" for each in told} == {200}
        assert (lan.outbox, ha.outbox) == ({}, {})
        reckoned = Ground(town, new).reckon(lan, ha)
        assert (reckoned.lost, reckoned.doubled) == (0, 0)
    finally:
        old.stop()
        new.stop()
        let_go(town)

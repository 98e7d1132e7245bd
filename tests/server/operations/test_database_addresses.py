"""A database address reaches PostgreSQL's own programs as the server itself takes it."""

from pathlib import Path

import pytest

from server.operations.backups import BackupError, postgresql
from tests.machine import postgres
from tests.machine.postgres import Cluster


def test_several_hosts_are_told_as_libpq_takes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQLAlchemy writes each with its port; libpq wants all hosts, and then all ports."""
    fake = tmp_path / "pg_dump"
    fake.write_text('#!/bin/sh\necho "$@" >&2\nexit 1\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    url = "postgresql://ha:bi-mat@/ten?host=nha:5433&host=kho:5434&target_session_attrs=read-write"
    with pytest.raises(BackupError) as raised:
        postgresql.back_up(url, tmp_path / "backup")
    said = set(raised.value.message.split())
    assert {"host=nha,kho", "port=5433,5434", "dbname=ten", "user=ha"} <= said
    assert "target_session_attrs=read-write" in said
    assert "bi-mat" not in raised.value.message


@pytest.mark.postgresql
def test_the_programs_are_of_the_servers_version_or_the_next_newer_one(
    cluster: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    major = postgres.version(cluster.binaries / "initdb")

    def install(folder: str, version: int) -> Path:
        program = tmp_path / folder / "bin" / "pg_dump"
        program.parent.mkdir(parents=True)
        program.write_text(
            f'#!/bin/sh\n[ "$1" = --version ] && echo "pg_dump (PostgreSQL) {version}.1" && exit\n'
            'echo "called: $0" >&2\nexit 1\n'
        )
        program.chmod(0o755)
        return program

    monkeypatch.setattr(postgresql, "_BESIDE", ((str(tmp_path), "*/bin"),))
    monkeypatch.setenv("PATH", str(install("usual", major - 2).parent), prepend=":")
    install("older", major - 1)
    for folder, version in (("much-newer", major + 2), ("newer", major + 1), ("same", major)):
        fit = install(folder, version)
        with pytest.raises(BackupError, match=f"called: {fit}"):
            postgresql.back_up(cluster.create_database(), tmp_path / "backup")

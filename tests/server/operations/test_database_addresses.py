"""A database address reaches PostgreSQL's own programs as the server itself takes it."""

from pathlib import Path

import pytest

from server.operations.backups import BackupError, postgresql


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

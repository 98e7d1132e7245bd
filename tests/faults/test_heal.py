"""A few phones of the drill that `make heal` does with as many as one likes: the database and the files of a week
are lost, and a backup of its first evening, the journal, phones and desk bring all of it back."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.faults.heal import lose_a_week
from tests.machine import postgres

PHONES, DAYS = 12, 3


def test_a_lost_week_comes_back(
    sort: str,
    copy_town: Callable[[Path], str],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if sort == "postgresql":
        cluster: postgres.Cluster = request.getfixturevalue("cluster")
        monkeypatch.setenv("PATH", str(cluster.binaries), prepend=":")
    found = lose_a_week(copy_town(tmp_path), tmp_path, PHONES, DAYS)
    assert found.is_whole, "\n".join(found.lines())
    # What the drill said that phones would bring, they brought, and the journal did the rest.
    assert found.drill.changes == found.healing.changes > PHONES
    assert found.drill.phones == PHONES
    assert found.healing.files == DAYS - 1
    assert "done again: device_revoked 1, record_erased 1" in found.restored
    assert "made at the desk since the backup, and lost, by son: paper_added 2" in found.restored
    assert "photos and papers were brought back" in found.restored

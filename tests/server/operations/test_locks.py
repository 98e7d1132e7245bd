"""Where the locks of the machine's workers lie: under the unit the program's folder cannot be written."""

from collections.abc import Callable
from pathlib import Path

import pytest

from server.auth.change_lock import changes_in_work
from server.auth.file_limiter import downloads
from server.database.machine_locks import MachineLocks
from tests.keys import SECRET_KEY
from tests.server.operations.conftest import MakeApp


@pytest.mark.parametrize("locks_of", [changes_in_work, downloads])
def test_locks_lie_on_the_disk_that_lasts(
    locks_of: Callable[[], MachineLocks], same_app: MakeApp, tmp_path: Path
) -> None:
    """As what each has pushed and read does."""
    disk = tmp_path / "disk"
    with same_app(LASTING_DISK=str(disk), SECRET_KEY=SECRET_KEY).app_context():
        locks = locks_of()
        place = locks.place("Lan")
        before = {each.name for each in disk.iterdir()}
        assert locks.take(place)
        locks.give_back(place)
    assert len({each.name for each in disk.iterdir()} - before) == 1

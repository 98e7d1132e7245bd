"""How the workers of a run share the tests: one by one, but what has to be made for many of them is
made by one worker, which then has all of those, and the shortest go out by the file.

xdist's own mark for this, `xdist_group`, does nothing with pytest 9.2, and says nothing."""

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]

TOGETHER = (
    "tests/journeys/test_screens.py",
    "tests/journeys/test_crew_screens.py",
    "tests/demo/test_demonstration.py",
)
SHORT = ("tests/docs/", "tests/protocol/", "tests/server/", "tests/sync/")
"""Where to give a test out takes as long as to run it."""
BY_SORT = ("tests/faults/", "tests/server/matrix/")
SORTS = ("sqlite", "postgresql")


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker one group after the other, the largest first."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)


def group(nodeid: str) -> str:
    """Of files that go through one house, all tests; of the faults and the matrix, those on one sort
    of database, whose server or town stays; of short ones, those of a file on one sort; any other
    test is a group by itself."""
    file, _, name = nodeid.partition("::")
    if file in TOGETHER:
        return file
    sort = next((each for each in SORTS if each in name.partition("[")[2]), "")
    for folder in BY_SORT:
        if file.startswith(folder):
            return f"{folder}{sort}" if sort else nodeid
    return f"{file}{sort}" if file.startswith(SHORT) else nodeid

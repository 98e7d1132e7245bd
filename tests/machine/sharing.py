"""How the workers of a run share the tests: one by one, but what has to be made for many of them is
made by one worker, which then has all of those, and the shortest go out by the file. What takes
long comes first, so that all end together.

xdist's own mark for this, `xdist_group`, does nothing with pytest 9.2, and says nothing."""

from collections.abc import Mapping, Sized

from xdist.scheduler import LoadScopeScheduling  # type: ignore[import-untyped]
from xdist.workermanage import WorkerController  # type: ignore[import-untyped]

TOGETHER = (
    "tests/journeys/test_screens.py",
    "tests/journeys/test_crew_screens.py",
    "tests/journeys/test_figures.py",
    "tests/journeys/test_paper.py",
    "tests/journeys/test_second_factor.py",
    "tests/demo/test_demonstration.py",
    "tests/machine/test_audit.py",
)
SHORT = ("tests/docs/", "tests/protocol/", "tests/server/", "tests/sync/")
"""Where to give a test out takes as long as to run it."""
BY_SORT = ("tests/faults/", "tests/server/matrix/")
SORTS = ("sqlite", "postgresql")
WAITING = ("tests/faults/", "tests/simulation/")
"""Up to half a minute each, in which many only wait."""


class Sharing(LoadScopeScheduling):  # type: ignore[misc]
    """Gives a worker one group after the other, the largest first and single tests last. The first
    worker begins with those that wait: so the others compute meanwhile, and never do all wait."""

    def _split_scope(self, nodeid: str) -> str:
        return group(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        chosen = next_group(self.workqueue, waits=node is self.nodes[0])
        self.workqueue.move_to_end(chosen, last=False)
        super()._assign_work_unit(node)


def next_group(left: Mapping[str, Sized], *, waits: bool) -> str:
    """The group that a worker gets next, of those that are left, and the first of equals."""
    return max(left, key=lambda name: (name.startswith(WAITING) is waits, len(left[name])))


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

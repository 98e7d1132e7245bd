"""Which tests one worker has together, and that it is so in a run."""

import inspect
from collections.abc import Iterator

import pytest

from tests.machine.needs import ROOT
from tests.machine.sharing import BY_SORT, SHORT, TOGETHER, WAITING, Sharing, group, next_group


def test_what_is_made_once_is_used_by_one_worker() -> None:
    for file in TOGETHER:
        assert (ROOT / file).is_file()
        assert group(f"{file}::test_one") == group(f"{file}::test_two[/x]")
    for folder in BY_SORT:
        assert (ROOT / folder).is_dir()
        on = f"{folder}test_one.py::test_a_line"
        assert group(f"{on}[sqlite-request]") == group(f"{folder}test_two.py::test_one[sqlite]")
        assert group(f"{on}[sqlite-request]") != group(f"{on}[postgresql-request]")
    for folder in SHORT:
        assert (ROOT / folder).is_dir()
    short = "tests/server/test_one.py::test_a_line"
    assert group(f"{short}[sqlite]") == group("tests/server/test_one.py::test_two[sqlite-/x]")
    assert group(f"{short}[sqlite]") != group(f"{short}[postgresql]")
    long = "tests/simulation/test_one.py::test"
    assert group(f"{long}_one[sqlite]") != group(f"{long}_two[sqlite]")


def test_one_worker_begins_with_what_waits_and_the_largest_comes_first() -> None:
    for folder in WAITING:
        assert (ROOT / folder).is_dir()
    left = {
        "tests/journeys/a": "1",
        "tests/faults/b": "1",
        "tests/sync/c": "123",
        "tests/faults/d": "12",
    }
    assert [*taken(left, waits=True)] == ["d", "b", "c", "a"]
    assert [*taken(left, waits=False)] == ["c", "a", "d", "b"]


def taken(left: dict[str, str], *, waits: bool) -> Iterator[str]:
    queue = {**left}
    while queue:
        name = next_group(queue, waits=waits)
        del queue[name]
        yield name[-1]


def test_a_run_with_workers_shares_its_tests_so(pytestconfig: pytest.Config) -> None:
    asked = pytestconfig.hook.pytest_xdist_make_scheduler.get_hookimpls()
    assert Sharing in [inspect.signature(one.function).return_annotation for one in asked]

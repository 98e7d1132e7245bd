"""Who shares the tests, and what only some of them need: the rules start without a server."""

import gc
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.machine.sharing import Sharing

# Before any file is collected: each test keeps what holds when it is defined. How long an example takes
# tells of the machine, too.
settings.register_profile(
    "tungngo", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True
)
settings.register_profile("long", settings.get_profile("tungngo"), max_examples=2000)
settings.load_profile("tungngo")

HERE = Path(__file__).parent
WITHOUT_SERVER = ("docs", "sync")
"""Folders whose tests need neither Flask nor a browser, and so do not wait for their imports."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Sharing:
    """Who of several workers gets which tests."""
    return Sharing(config, log)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> None:
    """The fixtures of servers and browsers, before the first file that may ask for them."""
    if module_path.relative_to(HERE).parts[0] not in WITHOUT_SERVER:
        parent.config.pluginmanager.import_plugin("tests.servers")


def pytest_collection_finish() -> None:
    """Some ten thousand tests stay to the end: they are not looked through for garbage each time, nor is
    that done as often as Python does by itself, which took a tenth of the run. Any more seldom, and a worker
    would hold half as much again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(10_000, 10, 10)

"""The phones' program, once for all tests here."""

from collections.abc import Iterator

import pytest
from flask import Flask

from tests.simulation.host import Host, phones
from tests.simulation.world import World
from tests.town import Clock


@pytest.fixture(scope="session")
def host() -> Iterator[Host]:
    with phones() as running:
        yield running


@pytest.fixture
def world(app: Flask, clock: Clock, host: Host) -> World:
    """Hà leads, Lan shares her phone with Tâm, Minh waits; nothing goes wrong but what a test
    scripts."""
    made = World(app, clock, host, seed=1)
    made.people()
    return made

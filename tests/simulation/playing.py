"""One seed played from its beginning to its end."""

import subprocess
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pytest

from tests.applications import cheap_passwords
from tests.kept import Shelf
from tests.simulation.chance import seeded
from tests.simulation.host import Host
from tests.simulation.oracles import faults
from tests.simulation.world import World
from tests.town import Clock

DAYS = 7
SECRET = "the same one for every seed and process"


@dataclass
class Played:
    """What came of one seed or of many."""

    seeds: int = 0
    device_days: int = 0
    changes: int = 0
    happened: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def add(self, other: "Played") -> None:
        self.seeds += other.seeds
        self.device_days += other.device_days
        self.changes += other.changes
        self.happened += other.happened
        self.faults += other.faults


def play(shelf: Shelf, clock: Clock, host: Host, seed: int, days: int = DAYS) -> tuple[Played, str]:
    """A town from nothing, so many days, and what the oracles say; and the hash of all that went
    over the network. Every fault names the seed and the commit that show it."""
    shelf.begin()
    with seeded(seed), cheap_passwords(), pytest.MonkeyPatch.context() as patch:
        # Receipts are signed with it, and go over the network. Other tests share the application, and
        # real servers with the key of its settings.
        patch.setitem(shelf.app.config, "SECRET_KEY", SECRET)
        world = World(shelf.app, clock, host, seed)
        world.people()
        world.run(days)
        found = [f"seed {seed} at {commit()}: {each}" for each in faults(world)]
    changes = len({change for handset in world.handsets for change in handset.saved})
    played = Played(1, len(world.handsets) * days, changes, world.happened, found)
    return played, world.trace


@cache
def commit() -> str:
    """Which program was tried."""
    asked = ["git", "describe", "--always", "--dirty"]
    try:
        folder = Path(__file__).parent
        done = subprocess.run(asked, cwd=folder, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return "a commit that nobody knows"
    return done.stdout.strip()

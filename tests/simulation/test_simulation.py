"""The phone's real core and the real server through a few hundred days of phones, on both databases
(PROTOCOL 1). `make soak SECONDS=…` goes on from here."""

from collections import Counter
from collections.abc import Callable

import pytest

from server.sync.use_cases import pull
from tests.kept import Shelf
from tests.simulation.host import Host
from tests.simulation.network import FATES
from tests.simulation.playing import Played, play
from tests.town import Clock

SEEDS = {"sqlite": range(1, 6), "postgresql": range(10, 15)}
"""So few that all that may befall a phone does befall one; `make soak` plays as many as one likes."""
ALIKE = (9,)
BEFALLS = {
    *FATES,
    "killed between transactions",
    "came again later",
    "handed over",
    "phone approved",
    "phone put back",
    "phone cloned",
    "phone stopped",
    "clock changed",
    "app too old",
    "server restored",
    "settled",
    "edited",
    "day mended",
    "corrected",
    "member moved",
    "somebody joined",
    "record erased",
    "taken away again",
    "a thief waits",
    "a thief is refused",
    "thief refused",
}


def test_nothing_is_lost_or_doubled(
    sort: str, build: Callable[[str], Shelf], clock: Clock, host: Host
) -> None:
    shelf = build(sort)
    all_of_it = Played()
    for seed in SEEDS[sort]:
        all_of_it.add(play(shelf, clock, host, seed)[0])
    assert all_of_it.faults == []
    assert {name for name in BEFALLS if not all_of_it.happened[name]} == set()
    assert all_of_it.device_days >= 125


def test_pages_may_end_by_their_bytes(
    sort: str,
    build: Callable[[str], Shelf],
    clock: Clock,
    host: Host,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pull, "PAGE_BYTES", 1500)
    shelf = build(sort)
    assert play(shelf, clock, host, seed=21)[0].faults == []
    config = shelf.app.config
    assert config["SECRET_KEY"] == config["SETTINGS"].secret_key, "others have the application next"


def test_a_seed_gives_the_same_run_again(
    build: Callable[[str], Shelf], clock: Clock, host: Host
) -> None:
    shelf = build("sqlite")
    played = [play(shelf, clock, host, seed) for seed in (*ALIKE, 6, *ALIKE)]
    happened = sum((each.happened for each, _ in played), Counter[str]())
    assert {"server restored", "somebody joined", "record erased"} <= happened.keys()
    traces = [trace for _, trace in played]
    assert traces[: len(ALIKE)] == traces[len(ALIKE) + 1 :]
    assert len(set(traces)) == len(ALIKE) + 1

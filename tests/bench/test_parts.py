"""Each part of `make bench` runs, in its shortest form: no figure is judged here. Lighthouse has no test,
since it once found no start of a page in its own trace (NO_NAVSTART) beside other tests."""

import gc
from collections.abc import Iterator
from contextlib import nullcontext
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Playwright

from server.auth import read_limiter
from server.auth.rate_limits import Rate
from tests.bench import (
    cold_start,
    exports,
    first_visit,
    many_teams,
    province,
    retention,
    server,
    setting,
    sync,
    taps,
    upload,
)
from tests.bench.__main__ import ALONE, ON_A_PHONE
from tests.bench.sync import attack, channels, counting, crowd, held, idle, pull, push, totals
from tests.bench.sync import yardstick as bare
from tests.machine import postgres

SHORT: dict[ModuleType, dict[str, Any]] = {
    province: {"CLUSTERS": 2, "COMMUNES": 4, "TEAMS": 20},
    read_limiter: {
        "READ": Rate("little", 6_000, 10**6, "read_too_much")
    },  # 0.3 s: less than the server's part reads
    server: {"FEW": 200, "ASKED": 2, "PUSHED": 100},
    many_teams: {"TEAMS": 20, "SESSIONS": 200, "OPENED": 1},
    exports: {"TEAMS": 2, "EACH": 10, "ROUNDS": 1},
    retention: {"ALONE_SECONDS": 0.5, "NAMES": ("Trần Thị Hoa",)},
    push: {"ROUNDS": 1, "REQUESTS": 1},
    pull: {"ROUNDS": 1},
    idle: {"ASKED": 2, "ROUNDS": 1, "TOGETHER": 4, "EACH": 2},
    channels: {"ASKED": 2, "ROUNDS": 1, "PUSHES": 1},
    crowd: {"PHONES": 2, "NEW": 2, "ROUNDS": 1},
    held: {"PUSHING": 2, "ASKING": 2, "ROUNDS": 2},
    attack: {"PHONES": 1, "ASKED": 3, "SECONDS": 0.5},
    totals: {"ASKED": 2},
    counting: {"PAIRS": 1, "ASKED": 2},
    bare: {"BATCHES": 1, "ASKED": 2, "PHONES": 2, "EACH": 2},
    taps: {"TAPS": 1},
    cold_start: {"ROWS": 10, "STARTS": 1, "GOALS": {4: (None, None)}},
    first_visit: {"VISITS": 1, "GOALS": {4: (None, None, None)}},
    upload: {"SESSIONS": 10},
}


@pytest.fixture(autouse=True)
def short(monkeypatch: pytest.MonkeyPatch, playwright: Playwright) -> Iterator[None]:
    for module in (setting, many_teams):  # a process can have only one
        monkeypatch.setattr(module, "sync_playwright", lambda: nullcontext(playwright))
    for module, names in SHORT.items():
        for name, value in names.items():
            monkeypatch.setattr(module, name, value)
    for name, value in {"PROVINCE": 400, "FILED": 40, "SESSIONS": 20, "STOCK": 0}.items():
        monkeypatch.setenv(name, str(value))
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)


@pytest.mark.parametrize("name", sorted(set(ALONE) - {"many_teams", "sync"}))
def test_a_part_of_its_own_runs(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "available", lambda: False)
    assert list(ALONE[name]())


@pytest.mark.postgresql
def test_the_sync_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sync, "sorts", lambda: ["PostgreSQL"])  # exports have SQLite
    assert list(sync.measure())


@pytest.mark.browser
def test_the_totals_of_many_teams_are_measured() -> None:
    assert list(many_teams.measure())


@pytest.mark.browser
def test_the_parts_on_a_phone_run() -> None:
    with setting.setting() as place:
        for name in sorted(set(ON_A_PHONE) - {"lighthouse"}):
            assert list(ON_A_PHONE[name](place)), name

"""A server and phones for measuring, the same as for the journeys."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.journeys.browsing import Phone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.seed import COORDINATOR, Seed, seed
from tests.journeys.steps import join, start_logging


@dataclass
class Setting:
    """A running house with Phổ Cường's team."""

    playwright: Playwright
    folder: Path
    house: House
    found: Seed

    def joined_phone(self, name: str, url: str | None = None) -> Phone:
        """A phone that has just joined and stands on its first screen, open and online; by another
        address where one is given."""
        invitation = Desk(self.house.url, COORDINATOR, self.found.password).invite(self.found.team)
        phone = Phone(self.playwright, self.folder / name, url or self.house.url)
        page = phone.open(invitation["link"].removeprefix(self.house.url))
        join(page, f"Nguyễn Thị {name}")
        start_logging(page)
        phone.wait_for_worker()
        return phone


@contextmanager
def setting() -> Iterator[Setting]:
    """A new house, gone with all it holds at the end."""
    with tempfile.TemporaryDirectory(prefix="tungngo-bench-") as name, sync_playwright() as running:
        folder = Path(name)
        (folder / "instance").mkdir()
        house = House(folder / "instance")
        found = seed(house)
        house.start()
        try:
            yield Setting(running, folder, house, found)
        finally:
            house.stop()


def slow_down(page: Page, times: int) -> None:
    """Let the page's processor be so many times slower, from now on."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})

"""A new version comes: the person is asked, the page reloads once, nothing unsent is lost."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, Playwright, expect

from tests.journeys.browsing import Phone
from tests.journeys.desk import Desk
from tests.journeys.house import House, copy_project
from tests.journeys.seed import COORDINATOR, Seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.journeys.words import t

MARK = '<meta name="build" content="2">'
KEPT_LEADS = """async () => (await (await caches.open('kept-on-first-use')).keys())
  .map(({ url }) => url).filter((url) => url.includes('/lead/lead-'))"""


def build_again(dist: Path) -> None:
    """A second version of the app: another page, every file of it under another name, and a worker
    that knows them."""
    page = dist / "index.html"
    page.write_text(page.read_text().replace("<head>", f"<head>{MARK}", 1))
    renamed = {each.name: _renamed(each.name) for each in dist.glob("assets/**/*-????????.*")}
    assert len(renamed) > 20
    for file in [*dist.rglob("*.js"), *dist.rglob("*.css"), page]:
        text = file.read_text()
        for name, other in renamed.items():
            text = text.replace(name, other)
        file.write_text(text)
    for file in [*dist.glob("assets/**/*.*")]:
        file.rename(file.with_name(_renamed(file.name)))
    worker = dist / "sw.js"
    entry = re.compile(
        r"""(["']?url["']?:\s*["'`]index\.html["'`],\s*["']?revision["']?:\s*["'`])\w+|(["']?revision["']?:\s*["'`])\w+(["'`],\s*["']?url["']?:\s*["'`]index\.html)"""
    )
    text, count = entry.subn(lambda m: (m[1] or m[2]) + "2" * 32 + (m[3] or ""), worker.read_text())
    assert count == 1, "the worker does not name index.html"
    worker.write_text(text)
    for packed in dist.rglob("*.gz"):
        packed.unlink()


def _renamed(name: str) -> str:
    """Of the same build under another name."""
    other = {"2": "3"}
    return re.sub(
        r"-([\w-]{7})([\w-])(\.\w+)",
        lambda m: f"-{m[1]}{other.get(m[2], '2')}{m[3]}",
        name,
        count=1,
    )


@pytest.fixture
def alone(tmp_path: Path, project: Path, seeded: tuple[Path, Seed]) -> Iterator[House]:
    """A server whose app may be built again."""
    folder = Path(shutil.copytree(seeded[0], tmp_path / "instance"))
    house = House(folder, project=copy_project(tmp_path / "project", project))
    house.start()
    yield house
    house.kill()


@pytest.fixture
def phone(alone: House, playwright: Playwright, tmp_path: Path) -> Iterator[Phone]:
    """A phone of this server; nothing may complain on its console."""
    phone = Phone(playwright, tmp_path / "phone", alone.url)
    yield phone
    phone.close()
    assert phone.complaints == []


def bring_update(alone: House, phone: Phone) -> None:
    """The server has a new build, and the phone has heard of it."""
    page = phone.page
    dist = alone.project / "pwa" / "dist"
    for file in dist.glob("assets/scanner/*"):
        # The old app may not have fetched its scanner by now, and asks for it in vain.
        phone.forgive(file.name)
    alone.stop()
    build_again(dist)
    alone.start()
    page.evaluate("() => navigator.serviceWorker.getRegistration().then((r) => r.update())")
    # Under a finger nothing is pushed away: it is offered when the screen is opened again.
    page.get_by_role("link", name=t("tab.me"), exact=True).click()
    expect(page.get_by_role("button", name=t("home.update.take"), exact=True)).to_be_visible()
    page.get_by_role("link", name=t("tab.home"), exact=True).click()
    page.locator(".notice [aria-expanded=false]").click()  # graver ones may be before it
    expect(page.get_by_text(t("home.update"), exact=True)).to_be_visible()


def take_update(page: Page) -> list[str]:
    """The person takes it; where the page went meanwhile."""
    loads: list[str] = []
    page.on("load", lambda loaded: loads.append(loaded.url))
    with page.expect_event("load"):
        page.get_by_role("button", name=t("home.update.take"), exact=True).click()
    expect(page.locator('meta[name="build"]')).to_have_count(1)
    return loads


def test_an_update_reloads_once_and_keeps_what_is_unsent(alone: House, phone: Phone) -> None:
    page = phone.open("/")
    phone.wait_for_worker()
    page.reload()  # from now on the worker serves the page
    for _ in range(3):
        log(page)
    expect_state(page, here=3, received=0)
    bring_update(alone, phone)
    loads = take_update(page)
    expect_state(page, here=3, received=0)
    expect(page.get_by_text(t("home.update"), exact=True)).to_have_count(0)
    assert len(loads) == 1


def test_a_lead_who_takes_an_update_with_no_network_still_has_the_teams_screens(
    alone: House, phone: Phone, seeded: tuple[Path, Seed]
) -> None:
    found = seeded[1]
    desk = Desk(alone.url, COORDINATOR, found.password)
    invitation = desk.invite(found.team, role="lead", max_uses=1)
    join(phone.open(invitation["link"].removeprefix(alone.url)), "Trần Thị Hà")
    start_logging(phone.page)
    phone.wait_for_worker()
    phone.wait_for_leads_screens()
    bring_update(alone, phone)
    phone.network(on=False)
    take_update(phone.page)
    expect(phone.page.get_by_role("link", name=t("tab.own_team"), exact=True)).to_be_visible()
    page = phone.go("/team")
    expect(page.get_by_text(t("own_team.invite"), exact=True)).to_be_visible()
    kept = page.evaluate(KEPT_LEADS)
    assert len(kept) == 1, f"of two builds: {kept}"

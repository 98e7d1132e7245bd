"""The power goes at the phone right after "Đã lưu trên máy": with the strict durability of the app
every session is there afterwards. With the browser's usual, relaxed one it is not, so this would
notice."""

from contextlib import ExitStack, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Playwright

from tests.faults.conftest import Tell, disk_or_skip
from tests.faults.freezing import freeze, kill
from tests.journeys.browsing import Phone
from tests.journeys.desk import Desk
from tests.journeys.house import House, built_project
from tests.journeys.seed import COORDINATOR, seed
from tests.journeys.steps import expect_state, join, log, start_logging
from tests.machine import disks

SESSIONS = 5
RELAXED = """
    const strict = IDBDatabase.prototype.transaction
    IDBDatabase.prototype.transaction = function (stores, mode) {
        return strict.call(this, stores, mode, { durability: 'relaxed' })
    }
"""
UNSENT = """
    async () => {
        const [{ name }] = await indexedDB.databases()
        const opened = await new Promise((then, fail) => {
            const asked = indexedDB.open(name)
            asked.onsuccess = () => then(asked.result)
            asked.onerror = () => fail(asked.error)
        })
        return await new Promise((then, fail) => {
            const asked = opened.transaction('outbox').objectStore('outbox').count()
            asked.onsuccess = () => then(asked.result)
            asked.onerror = () => fail(asked.error)
        })
    }
"""


def open_alone(phone: Phone, script: str) -> Page:
    """The app, with this script before its own, while no server runs."""
    page = phone.open("")
    if script:
        page.add_init_script(script)
    page.goto(phone.url)
    return page


@pytest.mark.browser
@pytest.mark.parametrize(
    ("script", "safe"), [(RELAXED, False), ("", True)], ids=["relaxed", "ours"]
)
def test_power_goes_at_the_phone(
    playwright: Playwright, shared: Path, tmp_path: Path, script: str, safe: bool, tell: Tell
) -> None:
    with ExitStack() as stack:
        folder = stack.enter_context(disks.place())
        image, disk = disk_or_skip(stack, disks.with_power(folder, 300))
        house = House(tmp_path, project=built_project(shared))
        found = seed(house)
        house.start()
        stack.callback(house.stop)
        lan = Phone(playwright, disk / "profile", house.url)
        stack.callback(lan.close)
        invitation = Desk(house.url, COORDINATOR, found.password).invite(found.team)
        page = lan.open(invitation["link"].removeprefix(house.url))
        join(page, "Nguyễn Thị Lan")
        start_logging(page)
        expect_state(page, here=0, received=0)
        lan.wait_for_worker()
        lan.close()
        house.stop()
        disks.settle(disk)

        page = open_alone(lan, script)
        for _ in range(SESSIONS):
            log(page)
        expect_state(page, here=SESSIONS, received=0)
        frozen = freeze(lan.pid)
        disks.cut_power(image, folder / "copy.img")
        kill(frozen)
        with suppress(Error):  # closing what is already gone
            lan.close()

        after = stack.enter_context(disks.after_the_cut(folder / "copy.img"))
        for lock in (after / "profile").glob("Singleton*"):
            lock.unlink()
        again = Phone(playwright, after / "profile", house.url)
        stack.callback(again.close)
        page = open_alone(again, script)
        if safe:
            expect_state(page, here=SESSIONS, received=0)
        lost = SESSIONS - page.evaluate(UNSENT)
    if safe:
        tell("power cut, IndexedDB as the app writes it", SESSIONS, lost, 0)
        assert lost == 0
    else:
        tell("SABOTAGE power cut, IndexedDB relaxed", SESSIONS, f"{lost} forgot", 0)
        assert lost > 0

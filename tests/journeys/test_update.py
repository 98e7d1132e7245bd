"""A new version comes: the person is asked, the page reloads once, nothing unsent is lost."""

import re
import shutil
from pathlib import Path

from playwright.sync_api import Playwright, expect

from tests.journeys.browsing import Phone
from tests.journeys.house import House, copy_project
from tests.journeys.steps import expect_state, log
from tests.journeys.words import t

MARK = '<meta name="build" content="2">'


def build_again(dist: Path) -> None:
    """A second version of the app: another page, and a worker that knows it."""
    page = dist / "index.html"
    page.write_text(page.read_text().replace("<head>", f"<head>{MARK}", 1))
    worker = dist / "sw.js"
    entry = re.compile(
        r"""(["']?url["']?:\s*["'`]index\.html["'`],\s*["']?revision["']?:\s*["'`])\w+|(["']?revision["']?:\s*["'`])\w+(["'`],\s*["']?url["']?:\s*["'`]index\.html)"""
    )
    text, count = entry.subn(lambda m: (m[1] or m[2]) + "2" * 32 + (m[3] or ""), worker.read_text())
    assert count == 1, "the worker does not name index.html"
    worker.write_text(text)
    for packed in (*dist.glob("index.html.*"), *dist.glob("sw.js.*")):
        packed.unlink()


def test_an_update_reloads_once_and_keeps_what_is_unsent(
    playwright: Playwright, tmp_path: Path, project: Path, seeded: tuple[Path, object]
) -> None:
    folder = Path(shutil.copytree(seeded[0], tmp_path / "instance"))
    house = House(folder, project=copy_project(tmp_path / "project", project))
    house.start()
    phone = Phone(playwright, tmp_path / "phone", house.url)
    try:
        page = phone.open("/")
        phone.wait_for_worker()
        page.reload()  # from now on the worker serves the page
        for _ in range(3):
            log(page)
        expect_state(page, here=3, received=0)

        house.stop()
        build_again(house.project / "pwa" / "dist")
        house.start()
        page.evaluate("() => navigator.serviceWorker.getRegistration().then((r) => r.update())")
        expect(page.get_by_text(t("home.update"), exact=True)).to_be_visible()
        loads: list[str] = []
        page.on("framenavigated", lambda frame: loads.append(frame.url))
        with page.expect_event("load"):
            page.get_by_role("button", name=t("home.update.take"), exact=True).click()
        expect(page.locator('meta[name="build"]')).to_have_count(1)
        expect_state(page, here=3, received=0)
        expect(page.get_by_text(t("home.update"), exact=True)).to_have_count(0)
        assert len(loads) == 1
        assert phone.complaints == []
    finally:
        phone.close()
        house.stop()

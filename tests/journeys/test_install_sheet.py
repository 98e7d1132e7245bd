"""What the browser shows to whoever installs the app, and what a long press on its icon offers. With
PICTURES=1 the pictures of the sheet, pwa/public/screenshots, are taken anew."""

import io
import json
from base64 import b64decode
from typing import Any
from urllib.request import urlopen

from PIL import Image
from playwright.sync_api import Page, expect

from tests.bench.sizes import precached
from tests.journeys.browsing import PHONE, Phone
from tests.journeys.conftest import NewPhone
from tests.journeys.desk import Desk
from tests.journeys.house import House
from tests.journeys.lead_steps import LAN, come_in
from tests.journeys.seed import Seed
from tests.journeys.steps import INSTALL, expect_state, log, tile
from tests.journeys.test_screens import PICTURES
from tests.journeys.words import t
from tests.machine.needs import ROOT

SCREENSHOTS = ROOT / "pwa" / "public" / "screenshots"
SERVICES = (("VietQR", 3), ("lừa đảo", 6), (INSTALL, 2), (INSTALL, 4))


def test_the_sheet_has_pictures_and_the_icon_ways_in_that_open_with_no_network(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    phone = new_phone("lan", worker=True)
    page = come_in(phone, running, desk.invite(found.team), LAN)
    phone.wait_for_worker()
    session = page.context.new_cdp_session(page)
    told = session.send("Page.getAppManifest")
    assert told["errors"] == []
    manifest = json.loads(told["data"])
    pictures = [_picture(running.url, one) for one in manifest["screenshots"]]
    assert {width / height for width, height, _ in pictures} == {360 / 740}
    assert sum(size for *_, size in pictures) < 200_000
    assert not [one for one in precached(ROOT / "pwa" / "dist") if "screenshots" in one]
    for icon in (one for way in manifest["shortcuts"] for one in way["icons"]):
        _picture(running.url, icon)

    assert [way.get("short_name", way["name"]) for way in manifest["shortcuts"]] == [
        t("tab.home"),
        t("screen.name.count"),
    ]
    phone.network(on=False)
    for way in manifest["shortcuts"]:
        phone.go(way["url"])
        expect(tile(page, INSTALL)).to_be_visible()


def _picture(url: str, told: dict[str, Any]) -> tuple[int, int, int]:
    """Width, height and size in bytes; it is what the manifest says of it."""
    with urlopen(f"{url}{told['src']}", timeout=20) as answer:
        data = answer.read()
    picture = Image.open(io.BytesIO(data))
    width, height = picture.size
    assert told["sizes"] == f"{width}x{height}"
    assert told["type"] == f"image/{str(picture.format).lower()}"
    return width, height, len(data)


def test_the_pictures_show_a_day_as_it_is(
    house: tuple[House, Seed], desk: Desk, new_phone: NewPhone
) -> None:
    running, found = house
    phone = new_phone("lan")
    page = come_in(phone, running, desk.invite(found.team), LAN)
    for service, people in SERVICES:
        log_found(page, service, people)
    expect_state(page, here=0, received=len(SERVICES))
    page.reload()
    expect(page.get_by_role("region", name=t("home.last"))).to_be_visible()
    take(phone, "home")
    phone.go("/count")
    for _ in range(27):
        tile(page, INSTALL).click()
    expect(page.get_by_role("button", name=t("count.done", n=27))).to_be_visible()
    take(phone, "count")
    phone.go("/me/numbers")
    shown = page.get_by_role("region", name=t("boast.title"))
    expect(shown.get_by_role("button", name=t("boast.save"))).to_be_enabled()
    take(phone, "numbers")


def log_found(page: Page, service: str, people: int) -> None:
    """Logs the service that is found by these words."""
    page.get_by_label(t("home.find"), exact=True).fill(service)
    name = page.locator("button.tile").first.get_attribute("aria-label")
    assert name
    log(page, name, people)


def take(phone: Phone, name: str) -> None:
    """As the screen shows it, twice as fine, in few colours, where pictures are wanted."""
    if not PICTURES:
        return
    page = phone.page
    session = page.context.new_cdp_session(page)
    page.evaluate("() => scrollTo(0, 0)")
    clip = {"x": 0, "y": 0, **PHONE, "scale": 2}
    shot = session.send("Page.captureScreenshot", {"format": "png", "clip": clip})
    picture = Image.open(io.BytesIO(b64decode(shot["data"])))
    SCREENSHOTS.mkdir(exist_ok=True)
    picture.convert("RGB").quantize(64).save(SCREENSHOTS / f"{name}.png", optimize=True)
